"""Plain facts that are public: until when one may vote, the next session, how many people live somewhere."""

from __future__ import annotations

from typing import Any

from bot.dialogue import Turn
from bot.phrases import Hour, Phrase, Spoken, Value, _
from bot.records import Record
from bot.session_words import KINDS
from bot.steps import Look
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.understanding.people_asked import place_of_people
from bot.understanding.places import names_place
from bot.understanding.said_phrases import as_written, says_one_of
from bot.understanding.understand import understand
from bot.wording import Clipped, Sentences, Series
from budgeting.quantities import THOUSANDTHS, write_quantity
from budgeting.refusal import Refusal

WIDE, LONG = 24, 40
"""Characters of a name where text is paid."""

ITEMS = 8
"""Items of an agenda that are told at most: who wants the whole reads the public page."""

CERTAIN = 0.99
"""How sure it must be that the next session is asked for, which no word alone says."""

NO_MEETING = _("No public meeting is announced. To ask for one, send QUESTION and your words.")
OF_NO_YEAR = _("No year is given with this.")
"""Beside a year that is asked about: the commune sets one number, the one of now."""


def fact_asked(turn: Turn, question: str) -> Any:
    """Return the forms, the fullest first, of the public fact that a question surely asks for; None where of none."""
    meaning = understand(question, turn.speech.language, turn.speech.languages)
    if not meaning.sure:
        return None
    if meaning.intent is Intent.DEADLINE and meaning.is_whole:  # "when does the children's vote end" is for people
        try:
            paper = yield Look("fact", turn.desk.ballot_paper)
        except Refusal:
            return None  # no vote is open: when the next one is, staff may know
        return [until_when(paper), _("The vote is open until %(closes_at)s.", closes_at=Hour.of(paper.closes_at))]
    if meaning.intent is Intent.MEETINGS and meaning.confidence >= CERTAIN and not _asks_why(question, turn):
        session = yield Look("fact", turn.desk.next_session)
        return meeting_forms(session) if session else None
    if meaning.intent is Intent.POPULATION:
        name, number = yield from people_there(turn, question)
        return None if number is None else [people_told(name, number, turn, meaning.year)]
    return None


def _asks_why(question: str, turn: Turn) -> bool:
    return says_one_of(fold(question).split(), lexicon_of(tuple(turn.speech.languages)).why)


def until_when(paper: Record) -> Phrase:
    """Return when the vote closes, and how to see or cast a vote."""
    return _(
        "The vote is open until %(closes_at)s. To vote, send VOTE and your numbers. To see your vote: MY VOTE.",
        closes_at=Hour.of(paper.closes_at),
    )


def meeting_now(session: Record) -> Phrase:
    """Return which public session is under way, and where."""
    return _(
        "Under way now: %(title)s, %(place)s. Everybody may come.",
        title=Clipped(session.title, LONG),
        place=Clipped(session.place, LONG),
    )


def next_meeting(session: Record) -> Phrase:
    """Return what the next public session is, where and when."""
    return _(
        "Next public meeting: %(title)s, on %(starts_at)s, %(place)s. Everybody may come.",
        title=Clipped(session.title, LONG),
        place=Clipped(session.place, LONG),
        starts_at=Hour.of(session.starts_at),
    )


def meeting_told(session: Record) -> list[Value]:
    """Return the next public session in full, with what it is about and its agenda; then with ever less."""
    forms: list[Value] = [*meeting_forms(session)]
    about: list[Value] = [_("It is the %(session_kind)s.", session_kind=KINDS[session.kind])] if session.kind else []
    agenda = [Clipped(title, LONG) for title in session.agenda[:ITEMS]]
    said: list[Value] = [_("Agenda: %(items)s.", items=Series(agenda))] if agenda else []
    fuller = [Sentences([next_meeting(session), *parts]) for parts in ([*about, *said], said, about) if parts]
    return [*fuller, *forms]


def meeting_forms(session: Record) -> list[Phrase]:
    """Return what the next public session is, the fullest first: its title is cut before its place and its hour."""
    shorter = _("Meeting: %(title)s, on %(starts_at)s, %(place)s.")
    when: dict[str, Value] = {"place": Clipped(session.place, LONG), "starts_at": Hour.of(session.starts_at)}
    cut = [Phrase(shorter.text, when | {"title": Clipped(session.title, width)}) for width in (LONG, WIDE)]
    return [next_meeting(session), *cut]


def people_there(turn: Turn, text: str) -> Any:
    """Return the commune, or the place of it that is named, and how many people live there; None where nobody says."""
    place = place_of_people(fold(text).split(), lexicon_of(tuple(turn.speech.languages)))
    commune = yield Look("commune", turn.desk.commune)
    zones = yield Look("zones", turn.desk.zones)
    found = next((zone for zone in zones if place and _is_called(zone.name, zone.also, place)), None)
    if place and found is None and not names_place(place, fold(commune.name)):
        return as_written(place, text), None
    where = found or commune
    return where.name, where.population


def _is_called(name: str, also: tuple[str, ...], words: str) -> bool:
    return any(names_place(fold(one), words) for one in (name, *also))


def people_told(name: str, number: int, turn: Turn, year: int | None) -> Spoken:
    """Return how many people live somewhere; of no year where one is asked about."""
    told = _(
        "%(commune)s: %(inhabitants)s inhabitants, as the town hall says. To see where the money goes, send BUDGET.",
        commune=Clipped(name, WIDE),
        inhabitants=write_quantity(number * THOUSANDTHS, turn.speech.language),
    )
    return Sentences([OF_NO_YEAR, told]) if year else told
