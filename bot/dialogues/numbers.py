"""Bare numbers that answer no question: asked about, never recorded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.ballot_words import as_typed, said_again
from bot.coming import COME, STAY
from bot.dialogue import Talk, Turn, dialogue
from bot.evaluation import MARKS
from bot.listed_readings import readings_of
from bot.meanings import MEANINGS
from bot.naming import numbered, numbers_phrase
from bot.phrases import _
from bot.ports import CastBallot, Desk, Offer
from bot.records import Record, plain, record
from bot.steps import Choice, Choose, Go, Look, Say
from bot.unclear_points import may_be_pairs, refuse_unclear
from bot.understanding.adding import may_add
from bot.understanding.facts import read_facts
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.understanding.own_no import may_say_no
from bot.understanding.said_phrases import says_one_of
from bot.understanding.understand import understand
from bot.vote_kept import is_as_it_stands, said_instead, said_more, stands_so
from bot.vote_words import asked_beside, not_in_vote, to_vote_so_by_code
from bot.wording import Sentences
from budgeting.ballot import BallotFormat
from budgeting.refusal import Refusal

FAULT, OTHER = "feedback", "other"
COMES = {COME: Intent.COMING, STAY: Intent.NOT_COMING}


@dialogue("numbers", is_private=True)
def numbers(turn: Turn) -> Talk:
    """Ask what the numbers were meant for."""
    found, other = _readings(turn.opening)
    asked = (yield Look("asked", turn.desk.poll_asked)) if len(found) == 1 and found[0] in MARKS else None
    invited = (yield Look("invited", turn.desk.session_invited)) if len(found) == 1 and found[0] in COMES else None
    meanings = (yield from _meanings(turn, found)) if found else []
    if asked and not meanings:
        yield Go("evaluate", {"numbers": found})
        return
    if invited and not meanings:
        yield Go("coming", {"numbers": found})
        return
    if not meanings:
        yield Say(_("I was not waiting for a number. Send 0 for the menu."))
        return
    if Offer.VOTE in meanings and may_say_no(turn.opening.text or "", turn.speech.languages):
        yield Go("not_for", {"refused": found})
    by_code = Offer.VOTE in meanings and (yield Look("by_code", turn.desk.takes_codes))
    if by_code and len(found) > 1 and not other and turn.opening.intent == Intent.NUMBER_ONLY:
        yield Say((yield from _to_vote_so(turn, found)))
        return
    before = yield Look("before", lambda: _standing(turn.desk))
    points = (yield from _points(turn)) if Offer.VOTE in meanings else []
    adds, more = not _puts_right(turn), may_add(turn.opening.text or "", turn.speech.languages)
    is_same = Offer.VOTE in meanings and before is not None and is_as_it_stands(before, found, points)
    if is_same and not (other or asked or invited or _tells_a_fault(turn)) and not _may_be_project(found, meanings):
        yield Say(stands_so(before))
        return
    offered = Offer.VOTE in meanings and not is_same
    ballots = _ballots(found, points, before, adds=adds, more=more) if offered else []
    if ballots and other and (yield Look("paper", lambda: _could_be(turn.desk, other))):
        ballots.append(_other_ballot(other, before))
    others = [
        *([Choice("project", _("See project %(number)s", number=found[0]))] if Offer.PROJECTS in meanings else []),
        *([Choice("evaluate", _("Say how it serves: %(projects)s", projects=numbered([asked])))] if asked else []),
        *([Choice("coming", MEANINGS[COMES[found[0]]])] if invited else []),
        *([Choice(FAULT, MEANINGS[Intent.FEEDBACK])] if _tells_a_fault(turn) else []),
        Choice("menu", _("Something else")),
    ]
    is_bare = len(found) == 1 and turn.opening.intent == Intent.NUMBER_ONLY
    choices = _kept_from(found[0], ballots, others) if is_bare else [*ballots, *others]
    chosen = yield Choose("meant", asked_beside(before, by_code=by_code), choices, hears_votes=Offer.VOTE in meanings)
    if chosen == "add":
        yield Go("vote", {"add": found, "points": points})
    elif chosen == OTHER:
        yield Go("vote", {"numbers": other})
    elif chosen == FAULT:
        yield Go(FAULT, {"text": turn.opening.beside, "rest": turn.opening.beside, "intent": str(Intent.FEEDBACK)})
    else:
        yield Go(chosen, {} if chosen == "menu" else {"numbers": found, "points": points})


def _may_be_project(found: Sequence[int], meanings: Sequence[str]) -> bool:
    """May a number alone be the wish to see its project?"""
    return len(found) == 1 and Offer.PROJECTS in meanings


def _to_vote_so(turn: Turn, found: Sequence[int]) -> Any:
    """Return how to send a ballot that came without its code; numbers that lead to no project are named."""
    known = yield Look("called", lambda: _called(turn.desk, found))
    unknown = [number for number in found if number not in known]
    beside = dict(zip(found, turn.opening.points or (), strict=False))
    good = [number for number in found if number in known]
    typed = as_typed(good, [beside.get(number) for number in good])
    missing = [not_in_vote(numbers_phrase(unknown))] if unknown else []
    return Sentences([*missing, to_vote_so_by_code(typed)])


def _readings(opening: Record) -> tuple[list[int], list[int]]:
    """Return the numbers that a message means, and others that it may mean: with a count, or with a list's markers."""
    said, without = list(opening.numbers or ()), list(opening.instead or ())
    if opening.places and not opening.points:
        return list(opening.places), said
    return said, without


def _could_be(desk: Desk, numbers: Sequence[int]) -> bool:
    """Could these numbers be recorded in this vote, with points that are asked for?"""
    return numbers in readings_of((), numbers, "", record(plain(desk.ballot_paper())))


def _other_ballot(numbers: Sequence[int], before: Record | None) -> Choice:
    said = numbers_phrase(numbers)
    return Choice(OTHER, _("Vote for %(numbers)s", numbers=said) if before is None else said_instead(said))


def _tells_a_fault(turn: Turn) -> bool:
    """Do the words beside a vote say what is broken? They may be its reason, or what a project is called."""
    beside = turn.opening.beside
    return bool(beside) and understand(beside, turn.speech.language, turn.speech.languages).intent is Intent.FEEDBACK


def _meanings(turn: Turn, found: Sequence[int]) -> Any:
    """Return what numbers can be for now, a vote or a project; refuse those of no project where there are some."""
    offers = yield Look("offers", turn.desk.offers)
    known = yield Look("known", lambda: _called(turn.desk, found))
    meanings = {Offer.VOTE: bool(known), Offer.PROJECTS: found[0] in known}
    if Offer.VOTE in offers and not known:
        raise Refusal("no_such_project", number=found[0])
    return [offer for offer in offers if meanings.get(offer)]


def _called(desk: Desk, found: Sequence[int]) -> list[int]:
    """Return the numbers that lead to a project, also those of before a draw."""
    called = (number for project in desk.projects() for number in (project.number, project.former_number))
    return [number for number in called if number is not None and number in found]


def _points(turn: Turn) -> Any:
    """Return the points beside the numbers, none where nobody gives any: only what can be recorded is offered."""
    points, text = list(turn.opening.points or ()), turn.opening.text or ""
    if not points and not may_be_pairs(text):
        return []
    ballots = yield Look("format", turn.desk.ballot_format)
    if ballots != BallotFormat.POINTS:
        return []
    refuse_unclear(text, turn.opening.numbers or (), points, ballots)
    return points


def _standing(desk: Desk) -> CastBallot | None:
    """Return the vote that these numbers would replace; none where nobody can vote now."""
    try:
        return desk.my_ballot()
    except Refusal:
        return None


def _kept_from(number: int, ballots: Sequence[Choice], others: Sequence[Choice]) -> list[Choice]:
    """Return the choices so that no ballot stands first, nor at the number itself: who sends it again casts none.

    The last of the others steps between; where two votes are offered it is left out otherwise, for 0 is as good.
    """
    *first, last = others
    choices = [*first[:1], *ballots, *first[1:]] or [last]
    if choices[0] in ballots:
        return [last, *choices]
    if number <= len(choices) and choices[number - 1] in ballots:
        return [*choices[: number - 1], last, *choices[number - 1 :]]
    return choices if len(ballots) > 1 else [*choices, last]


def _puts_right(turn: Turn) -> bool:
    """Do words beside the number put a vote right: 'only 2'? Then it is added to nothing."""
    lexicon = lexicon_of(tuple(turn.speech.languages))
    return says_one_of(read_facts(turn.opening.text or "", lexicon).words, lexicon.corrects)


def _ballots(
    found: Sequence[int], points: Sequence[int | None], before: Record | None, *, adds: bool, more: bool
) -> list[Choice]:
    """Return the votes that the numbers may mean: all of a first vote, in place of the one that stands, or added.

    Several numbers are `more` of a vote where a word says so.
    """
    said = said_again(found, points)
    if before is None:
        return [Choice("vote", _("Vote for %(numbers)s", numbers=said))]
    known = {project.number for project in before.projects}
    instead = Choice("vote", said_instead(said))
    if not adds or known >= set(found) or not (more or len(found) == 1):
        return [instead]
    return [Choice("add", said_more(before, found, points)), instead]
