"""The poster for the wall: how to write to the commune, in the commune's languages."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from locales.page_words import direction_of, name_of, page_languages
from models import Cycle
from models.cycle import IdentityLevel
from services.clock import day_in
from services.communes import CommuneView
from services.cycles.phases import vote_ahead
from services.house import House
from services.printing.budget_example import budget_example
from services.printing.citizen_budget import clipped
from services.printing.codes import bot_of, square_code
from services.printing.contacts import name_of as name_of_channel
from services.printing.contacts import shown
from services.printing.leaflet import Fact
from services.printing.reasons import PaperNo
from services.printing.voice import Voice
from services.printing.voice import marked as _
from services.printing.vote_example import PLACES, places_of
from services.printing.words import (
    DEMONSTRATION,
    EXAMPLES,
    PRIVACY,
    SLOGAN,
    VOTING,
    VOTING_AT,
    VOTING_ON_ROLL_BY_ANSWER,
)
from services.public import PublicLine, heard_lines, lines_of, open_book_in_force

MOST_LANGUAGES = 3
MOST_LINES = 3
PAPERS = ("a4", "a3")


@dataclass(frozen=True, slots=True)
class PosterColumn:
    """What the poster says in one language."""

    language: str
    direction: str
    name: str
    slogan: str
    rows: tuple[Fact, ...]
    privacy: str
    demonstration: str


@dataclass(frozen=True, slots=True)
class Poster:
    """A poster; `lines` are channels and addresses, `code` a square code as SVG, "" where there is nothing to open."""

    title: str
    commune: str
    date: str
    language: str
    paper: str
    lines: tuple[Fact, ...]
    code: str
    code_words: str
    page: str
    columns: tuple[PosterColumn, ...]


def say_poster(session: Session, house: House, commune: CommuneView, *, language: str, paper: str) -> Poster:
    """Return the poster of a commune, in a language first and then its others; `Refusal` while nobody can write to it.

    It tells how to ask about money that the budget in force has, and how to vote in the vote that is open or next.
    """
    now, lines = house.clock(), heard_lines(session, house, commune.id)
    if not lines:
        raise Refusal(PaperNo.DEAF_LINE if lines_of(session, commune.id) else PaperNo.NO_LINE)
    vote = vote_ahead(session, commune.id, now)
    money = budget_example(open_book_in_force(session, commune.id, day_in(now, commune.time_zone)))
    voice = Voice(language, commune)
    bot = next((address for line in lines if (address := bot_of(line))), None)
    page = f"{house.public_url}/{commune.key}/" if house.public_url else ""
    target = bot or page
    words = _("Opens the commune’s bot on Telegram") if bot else _("Opens the commune’s page")
    return Poster(
        title=f"{voice.text(SLOGAN)} {clipped(commune.name)}",
        commune=clipped(commune.name),
        date=day_in(now, commune.time_zone).isoformat(),
        language=language,
        paper=paper if paper in PAPERS else PAPERS[0],
        lines=tuple(_lines(lines, voice)),
        code=square_code(target) if target else "",
        code_words=voice.text(words),
        page=page,
        columns=tuple(_column(tag, commune, vote, money) for tag in languages_of(commune, language)),
    )


def languages_of(commune: CommuneView, first: str) -> tuple[str, ...]:
    """Return the languages of a poster: the one asked for, then those of the commune that pages are written in."""
    known = [tag for tag in commune.languages if tag in page_languages()]
    return tuple(dict.fromkeys((first, *known)))[:MOST_LANGUAGES]


def _lines(lines: list[PublicLine], voice: Voice) -> list[Fact]:
    # The numbers first: everybody can send an SMS.
    ordered = sorted(lines, key=lambda line: line.channel != "sms")
    return [Fact(voice.text(name_of_channel(line)), shown(line)) for line in ordered[:MOST_LINES]]


def _voting(vote: Cycle) -> tuple[str, str]:
    if vote.identity_level == IdentityLevel.CLOSED_ROLL and (vote.rules or {}).get("confirming_hours"):
        return VOTING_ON_ROLL_BY_ANSWER
    return VOTING_AT.get(vote.identity_level, VOTING)


def _column(tag: str, commune: CommuneView, vote: Cycle | None, money: tuple[str, str]) -> PosterColumn:
    voice = Voice(tag, commune)
    voting = _voting(vote) if vote else VOTING
    examples = [money, *(voting if each is VOTING else each for each in EXAMPLES)]
    numbers = places_of(vote) if vote else PLACES
    return PosterColumn(
        language=tag,
        direction=direction_of(tag),
        name=name_of(tag),
        slogan=voice.text(SLOGAN),
        rows=tuple(Fact(voice.name(word, numbers=numbers), voice.text(meaning)) for word, meaning in examples),
        privacy=voice.text(PRIVACY),
        demonstration=voice.text(DEMONSTRATION) if commune.is_demo else "",
    )
