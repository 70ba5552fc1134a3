"""The vote: in one message, or step by step; recorded at once and changed until closing."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.confirming_words import said_of_ballot
from bot.dialogue import Talk, Turn, dialogue
from bot.held import not_recorded
from bot.named_vote import choose_by_name
from bot.naming import numbered, numbers_phrase, project_choices
from bot.phrases import Hour, Phrase, _
from bot.ports import Offer
from bot.proving import prove_phone
from bot.records import Record
from bot.refusals import phrase_of
from bot.steps import Ask, Choice, Confirm, Do, Heard, Look, Misread, Say, Step
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.vote_words import CARD_NEEDED, HOW_TO_VOTE, HOW_TO_VOTE_BY_CODE, NOTHING_CHANGED, ONE_CARD, numbers_of
from bot.voting_code import SHOWN, are_own, show_code
from budgeting.ballot import BallotRules, judge_choices
from budgeting.refusal import Refusal

Choosing = Generator[Step, Any, list[int]]
FINISH = "finish"
KEYS = (8, 9)
"""Numbers that turn a page or go back elsewhere."""

TOO_GREAT = re.compile(r"\d{4,9}", re.ASCII)
"""A number alone that no project has."""


@dialogue("vote", intents=(Intent.VOTE,), label=_("Vote"), order=50, needs=Offer.VOTE, is_private=True)
def vote(turn: Turn) -> Talk:
    """Take the numbers, the proof of the phone where it is missing, and record the ballot."""
    numbers = list(turn.opening.numbers or ())
    alone = fold(turn.opening.rest or "")
    if not numbers and TOO_GREAT.fullmatch(alone):
        yield Look("open", turn.desk.ballot_paper)
        raise Refusal("no_such_project", number=int(alone))
    if 0 < len(numbers) < 3 and "/" in (turn.opening.text or "") and (yield from _is_closing_day(turn, numbers)):
        numbers = []  # the day that every receipt names
    # A code that came is shown before anything is asked: only its pass outlives the message.
    shown = (yield from show_code(turn)) if turn.opening.get(SHOWN) else None
    if not (numbers or turn.opening.add):
        numbers = yield from choose_by_name(turn)
    shown = shown or (yield from show_code(turn))
    passed = shown and shown.passed
    if shown and numbers and not (yield from are_own(turn, numbers)):
        numbers = []
    proven = bool(shown) or (yield Look("proven", turn.desk.has_proven_phone))
    if not (numbers or turn.opening.add):
        numbers = yield from _choose(turn, passed, can_look=proven)
        if not (yield from _is_meant(turn, numbers)):
            yield Say(NOTHING_CHANGED)
            return
    if not proven:
        yield Look("open", turn.desk.ballot_paper)  # nobody proves a phone for a vote that is closed
        yield from prove_phone(turn, ONE_CARD, CARD_NEEDED, not_recorded(" ".join(map(str, numbers))))
    numbers = numbers or (yield from _add(turn, turn.opening.add, passed))
    cast = yield Do("cast", lambda: turn.desk.cast_ballot(numbers, passed))
    yield said_of_ballot(cast)


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


def _add(turn: Turn, number: int, passed: str | None) -> Choosing:
    """Add one project to the ballot that stands; a full ballot is chosen anew."""
    paper = yield Look("paper", turn.desk.ballot_paper)
    before = yield Look("before", lambda: turn.desk.my_ballot(passed))
    kept = [project.number for project in before.projects if project.number != number] if before else []
    return [*kept, number] if len(kept) < paper.max_choices else (yield from _choose(turn, passed, can_look=True))


def _choose(turn: Turn, passed: str | None, *, can_look: bool) -> Choosing:
    """Ask for the numbers: all of them in one message, or one button after the other."""
    paper = yield Look("paper", turn.desk.ballot_paper)
    before = (yield Look("before", lambda: turn.desk.my_ballot(passed))) if can_look else None
    chosen: list[int] = []
    for step in range(1, paper.max_choices + 1):
        answer = yield Ask(
            f"numbers.{step}",
            _prompt(paper, before, chosen),
            read=_reader(paper),
            choices=_choices(paper, chosen),
            takes_numbers=True,
            help=HOW_TO_VOTE_BY_CODE if passed else HOW_TO_VOTE,
        )
        if isinstance(answer, list):
            return answer
        if answer == FINISH:
            break
        chosen.append(answer)
    return chosen


def _prompt(paper: Record, before: Record | None, chosen: Sequence[int]) -> Phrase:
    if chosen:
        return _(
            "Chosen: %(numbers)s, of %(max)s at most. Another one?",
            numbers=numbers_phrase(chosen),
            max=paper.max_choices,
        )
    return _first_vote(paper) if before is None else _vote_again(paper, before)


def _first_vote(paper: Record) -> Phrase:
    return _(
        "Choose up to %(max)s projects. Send their numbers in one message, such as: 3 7. Open until %(closes_at)s.",
        max=paper.max_choices,
        closes_at=Hour.of(paper.closes_at),
    ).brief(_("Send up to %(max)s numbers, such as: 3 7"))


def _vote_again(paper: Record, before: Record) -> Phrase:
    """Say what stands, and that the answer takes the place of all of it."""
    most, closes_at = paper.max_choices, Hour.of(paper.closes_at)
    if not before.echo:
        return _(
            "You have voted already; what you send replaces all of it. Send ALL your numbers, up to %(max)s, such as: "
            "3 7. Open until %(closes_at)s.",
            max=most,
            closes_at=closes_at,
        ).brief(_("You have voted. To replace it, send ALL your numbers, up to %(max)s, such as: 3 7"))
    return _(
        "Your vote now: %(numbers)s. What you send replaces all of it: send ALL your numbers, up to %(max)s, such as: "
        "3 7. Open until %(closes_at)s.",
        numbers=numbers_of(before),
        max=most,
        closes_at=closes_at,
    ).brief(_("You have: %(numbers)s. To replace it, send ALL your numbers, up to %(max)s, such as: 3 7"))


def _choices(paper: Record, chosen: Sequence[int]) -> list[Choice]:
    left = project_choices([project for project in paper.projects if project.number not in chosen])
    return [Choice(FINISH, _("Finish and vote")), *left] if chosen else left


def _reader(paper: Record) -> Callable[[Heard], list[int]]:
    """Read numbers; whether they make a ballot is judged where every ballot is judged."""
    on_ballot = {project.number for project in paper.projects}
    rules = BallotRules(max_choices=paper.max_choices)

    def read(heard: Heard) -> list[int]:
        numbers = list(heard.meaning.numbers)
        if not numbers or heard.meaning.intent not in {Intent.NUMBER_ONLY, Intent.VOTE, Intent.BACK}:
            raise Misread(_("Please send the numbers of the projects. Nothing was recorded."))
        try:
            judge_choices(numbers, on_ballot, rules)
        except Refusal as no:
            raise Misread(phrase_of(no)) from None
        return numbers

    return read
