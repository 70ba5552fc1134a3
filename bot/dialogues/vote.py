"""The vote: in one message, or step by step; recorded at once and changed until closing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.agreeing import agrees
from bot.choosing import Choosing, Said, choose_numbers, judge_said, paper_and_vote
from bot.confirming_words import said_of_ballot
from bot.dialogue import Talk, Turn, dialogue
from bot.former_numbers import ask_what_is_drawn
from bot.giving_points import Giving, choose_with_points, complete_points
from bot.held import not_recorded
from bot.listed_vote import ask_what_is_listed
from bot.named_vote import choose_by_name
from bot.naming import numbered, numbers_phrase
from bot.phrases import _
from bot.ports import Offer
from bot.proving import prove_phone
from bot.records import Record
from bot.steps import Confirm, Do, Go, Look, Say
from bot.unclear_points import refuse_unclear
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.ranked_ballots import has_ordinal, is_ranked
from bot.vote_kept import keep_what_stands
from bot.vote_words import CARD_NEEDED, NOTHING_CHANGED, ONE_CARD, not_in_vote
from bot.voting_code import PASS, SHOWN, own_numbers, show_code
from budgeting.ballot import BallotFormat
from budgeting.refusal import Refusal

KEYS = (8, 9)
"""Numbers that turn a page or go back elsewhere."""

TOO_GREAT = re.compile(r"\d{4,9}", re.ASCII)
"""A number alone that no project has."""


@dialogue("vote", intents=(Intent.VOTE,), label=_("Vote"), order=50, needs=Offer.VOTE, is_private=True)
def vote(turn: Turn) -> Talk:
    """Take the numbers, the proof of the phone where it is missing, and record the ballot."""
    said = _said_in(turn.opening)
    alone = fold(turn.opening.rest or "")
    if not said.numbers and TOO_GREAT.fullmatch(alone):
        yield Look("open", turn.desk.ballot_paper)
        raise Refusal("no_such_project", number=int(alone))
    may_be_day = 0 < len(said.numbers) < 3 and "/" in (turn.opening.text or "")
    if may_be_day and (yield from _is_closing_day(turn, said.numbers)):
        said = Said()  # the day that every receipt names
    # A code that came is shown before anything is asked: only its pass outlives the message.
    shown = (yield from show_code(turn)) if turn.opening.get(SHOWN) else None
    if not (said.numbers or turn.opening.add):
        said = yield from choose_by_name(turn)
    shown = shown or (yield from show_code(turn))
    passed = shown and shown.passed
    if shown and said.numbers:
        own = yield from own_numbers(turn, said.numbers)
        if own and own != said.numbers:  # a vote of its own: nothing that was said beside the first one counts for it
            yield Go("vote", {"numbers": own, PASS: shown.passed})
        said = said if own else Said()
    said = yield from _complete(turn, said, (yield Look("format", turn.desk.ballot_format)), passed)
    proven = bool(shown) or (yield Look("proven", turn.desk.has_proven_phone))
    if not (said.numbers or turn.opening.add):
        said = yield from _choose(turn, passed, can_look=proven)
        if not (yield from _is_meant(turn, said.numbers)):
            yield Say(NOTHING_CHANGED)
            return
    said_at = None
    if not proven:
        paper = yield Look("open", turn.desk.ballot_paper)  # nobody proves a phone for a vote that is closed
        unknown = judge_said(said, paper).unknown if said.numbers else ()  # nor for a ballot that is none
        if unknown:
            yield Say(not_in_vote(numbers_phrase(unknown)))
        said_at = yield Look("said_at", turn.desk.heard_at)
        yield from prove_phone(turn, ONE_CARD, CARD_NEEDED, not_recorded(said.typed()))
    said = said if said.numbers else (yield from _add(turn, turn.opening.add, passed))
    said = yield from keep_what_stands(turn, said, passed)
    said = said if said.numbers else (yield from _choose(turn, passed, can_look=True))
    if not (yield from agrees(turn, said)):
        yield Say(NOTHING_CHANGED)
        return
    cast = yield Do("cast", lambda: turn.desk.cast_ballot(said.numbers, passed, said.points, said_at))
    yield said_of_ballot(cast)


def _said_in(opening: Record) -> Said:
    """Return the ballot of a message; of one beside a code that may count something what it is without the count."""
    if opening.is_unsure and opening.instead and not opening.points:
        return Said(list(opening.instead))
    return Said(list(opening.numbers or ()), list(opening.points or ()))


def _is_closing_day(turn: Turn, numbers: list[int]) -> Any:
    """Is it the day that is named? Somebody who cannot be asked has voted: the reply is a receipt, not a question."""
    if not (yield Look("is_asked", turn.desk.can_be_asked)):
        return False
    closes_at = datetime.fromisoformat((yield Look("day", turn.desk.ballot_paper)).closes_at)
    day = closes_at.astimezone(ZoneInfo(turn.speech.time_zone))
    return numbers == list(dict.fromkeys((day.day, day.month)))


def _is_meant(turn: Turn, numbers: list[int]) -> Any:
    """Is it a vote? Where lists have pages, 8 and 9 are keys as well: alone they are asked about."""
    if len(numbers) != 1 or numbers[0] not in KEYS or not (yield Look("can_be_asked", turn.desk.can_be_asked)):
        return True
    paper = yield Look("sheet", turn.desk.ballot_paper)
    named = [project for project in paper.projects if project.number == numbers[0]]
    if not named or len(paper.projects) < min(KEYS):
        return True
    return (yield Confirm("meant", _("Vote for %(projects)s, and nothing else?", projects=numbered(named))))


def _complete(turn: Turn, said: Said, ballots: str, passed: str | None) -> Choosing:
    """Make sure of what a ballot says beyond its numbers: the points that lack, an order that is not plain."""
    text = turn.opening.text or ""
    refuse_unclear(text, said.numbers, said.points, ballots)
    said = yield from ask_what_is_listed(turn, said, ballots)
    now = (yield from ask_what_is_drawn(turn.desk, said.numbers)) if said.numbers else []
    said = Said(now, said.points if now else [])
    if ballots == BallotFormat.POINTS and said.numbers and (not said.points or None in said.points):
        paper = yield Look("paper", turn.desk.ballot_paper)
        return (yield from complete_points(_giving(turn, paper, passed), said))
    tags = turn.speech.languages
    if ballots == BallotFormat.RANKING and has_ordinal(text, tags) and not is_ranked(text, tags):
        order = _("In this order: %(numbers)s?", numbers=numbers_phrase(said.numbers))
        if len(said.numbers) > 1 and not (yield Confirm("order", order)):
            return Said()
    return said


def _add(turn: Turn, added: Sequence[int], passed: str | None) -> Choosing:
    """Add projects to the ballot that stands; a full ballot is chosen anew."""
    added = yield from ask_what_is_drawn(turn.desk, added, adds=True)
    if not added:
        return (yield from _choose(turn, passed, can_look=True))
    paper, before = yield from paper_and_vote(turn, passed, can_look=True)
    kept = [project.number for project in before.projects] if before else []
    points: dict[int, int | None] = dict(zip(kept, (before.points or ()) if before else (), strict=False))
    points |= dict(zip(added, turn.opening.points or [None] * len(added), strict=False))
    numbers = [*(one for one in kept if one not in added), *added]
    if len(numbers) > paper.max_choices:
        return (yield from _choose(turn, passed, can_look=True))
    if paper.format != BallotFormat.POINTS:
        return Said(numbers)
    said = Said(numbers, [points.get(one) for one in numbers])
    return (yield from complete_points(_giving(turn, paper, passed), said))


def _choose(turn: Turn, passed: str | None, *, can_look: bool) -> Choosing:
    paper, before = yield from paper_and_vote(turn, passed, can_look=can_look)
    if paper.format == BallotFormat.POINTS:
        return (yield from choose_with_points(_giving(turn, paper, passed), before))
    return (yield from choose_numbers(turn, paper, before, by_code=passed is not None))


def _giving(turn: Turn, paper: Record, passed: str | None) -> Giving:
    return Giving(paper, turn, by_code=passed is not None)
