"""Points for a ballot: asked where none were given for sure, with what is left of them after each project."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.ballot_questions import question_among_points, question_of_points
from bot.ballot_words import said_again
from bot.choosing import (
    FINISH,
    Choosing,
    Said,
    choices_beside,
    how_to,
    known_numbers,
    prompt_of_first,
)
from bot.dialogue import Turn
from bot.hearing_names import ask_for_projects
from bot.paper_rules import example_of, rules_of
from bot.phrases import Phrase, _
from bot.records import Record
from bot.refusals import complaint_of
from bot.steps import Ask, Choice, Heard, Misread, Step
from bot.unclear_points import refuse_unclear
from bot.understanding.intents import Intent
from bot.understanding.own_no import may_say_no
from bot.understanding.pointed_ballots import LONGEST, points_alone
from bot.vote_words import SEND_NUMBERS
from budgeting.ballot import BallotFormat, BallotReason, judge_ballot, marks_of
from budgeting.refusal import Refusal

MOST_BUTTONS = 20
OF_A_BALLOT = {Intent.NUMBER_ONLY, Intent.VOTE, Intent.BACK}
OF_PROJECTS = {Intent.VOTE, Intent.PROJECT}
Given = dict[int, int]


@dataclass(frozen=True)
class Giving:
    """On what paper points are given, in which turn of whom, and whether beside a code."""

    paper: Record
    turn: Turn
    by_code: bool = False

    @property
    def languages(self) -> Sequence[str]:
        return self.turn.speech.languages

    @cached_property
    def help(self) -> Phrase:
        return how_to(BallotFormat.POINTS, example_of(self.paper), by_code=self.by_code)


def choose_with_points(giving: Giving, before: Record | None) -> Choosing:
    """Ask for a project, then for its points, until the points or the person say that it is enough."""
    paper = giving.paper
    given: Given = {}
    first = yield from prompt_of_first(paper, before)
    for step in range(1, paper.max_choices + 1):
        left = _left(paper, given)
        if left < 1:
            break
        ask = Ask(
            f"numbers.{step}",
            first if not given else question_among_points(_so_far(given), left),
            read=points_reader(paper, giving.languages),
            choices=choices_beside(paper, list(given)),
            takes_numbers=True,
            help=giving.help,
        )
        answer = yield from ask_for_projects(giving.turn, paper, ask, given)
        if answer == FINISH:
            break
        if isinstance(answer, dict) and (answer["points"] or len(answer["numbers"]) > 1):
            return (yield from complete_points(giving, Said(answer["numbers"], answer["points"])))
        number = answer["numbers"][0] if isinstance(answer, dict) else answer
        got = yield from _ask(giving, number, given, f"points.{step}")
        if isinstance(got, dict):
            return (yield from complete_points(giving, Said(got["numbers"], got["points"])))
        given[number] = got
    return Said(list(given), list(given.values()))


def complete_points(giving: Giving, said: Said) -> Choosing:
    """Ask for the points that lack; numbers that are on no ballot keep their place, so that they can be named."""
    paper = giving.paper
    known = known_numbers(said.numbers, paper)
    points = dict(zip(said.numbers, said.points or [None] * len(said.numbers), strict=True))
    given: Given = {number: each for number in known if (each := points[number]) is not None}
    lacking = [number for number in known if points[number] is None]
    if _left(paper, given) < len(lacking):
        most, needed = paper.max_points, sum(given.values()) + len(lacking)
        unknown = ", ".join(str(number) for number in said.numbers if number not in known)
        raise Refusal(BallotReason.TOO_MANY_POINTS, given=needed, most=most, excess=needed - most, unknown=unknown)
    for place, number in enumerate(lacking, 1):
        kept_for_others = len(lacking) - place
        got = yield from _ask(giving, number, given, f"lacking.{place}", kept_for_others)
        if isinstance(got, dict):
            return Said(got["numbers"], got["points"])
        given[number] = got
    return Said(said.numbers, [given.get(number, points[number] or 1) for number in said.numbers])


def _left(paper: Record, given: Mapping[int, int]) -> int:
    left: int = paper.max_points - sum(given.values())
    return left


def _so_far(given: Given) -> Any:
    return said_again(list(given), list(given.values()))


def _ask(giving: Giving, number: int, given: Given, name: str, kept: int = 0) -> Generator[Step, Any, Any]:
    """Ask for the points of one project; a whole ballot that comes instead is returned as it was said."""
    paper = giving.paper
    left = _left(paper, given)
    most = min(left - kept, paper.most_for_one)
    project = next(one for one in paper.projects if one.number == number)
    return (
        yield Ask(
            name,
            question_of_points(project, most, left),
            read=_points_reader(giving, most),
            choices=[Choice(points, str(points)) for points in range(1, min(most, MOST_BUTTONS) + 1)],
            takes_numbers=True,
            is_for_buttons=True,
            help=giving.help,
        )
    )


def _points_reader(giving: Giving, most: int) -> Callable[[Heard], Any]:
    whole = points_reader(giving.paper, giving.languages)

    def read(heard: Heard) -> Any:
        if heard.meaning.sure and heard.meaning.points and None not in heard.meaning.points:
            return whole(heard)
        points = _points_in(heard, giving.languages)
        if points is None or not 1 <= points <= most:
            raise Misread(_("Please send a number of points from 1 to %(most)s. Nothing was recorded.", most=most))
        return points

    return read


def _points_in(heard: Heard, languages: Sequence[str]) -> int | None:
    """Return the points that an answer gives: it is a number, or says that it speaks of points.

    The number of a project is none: a ballot is recorded by what is read here.
    """
    meaning = heard.meaning
    alone = heard.text.strip()
    if alone.isdecimal():
        return int(alone) if len(alone) <= LONGEST else None
    if meaning.intent is Intent.NUMBER_ONLY and len(meaning.numbers) == 1:
        return meaning.numbers[0]
    if meaning.refused or (meaning.sure and meaning.intent in OF_PROJECTS):
        return None
    return points_alone(heard.text, languages)


def points_reader(paper: Record, languages: Sequence[str]) -> Callable[[Heard], dict[str, Any]]:
    """Read projects with their points, or projects alone, whose points are asked then."""
    costs = {project.number: project.cost for project in paper.projects}

    def read(heard: Heard) -> dict[str, Any]:
        meaning = heard.meaning
        is_ballot = meaning.numbers and meaning.intent in OF_A_BALLOT and not meaning.changes
        if not is_ballot or may_say_no(heard.text, languages):
            raise Misread(SEND_NUMBERS)
        said = Said(list(meaning.numbers), list(meaning.points))
        try:
            refuse_unclear(heard.text, said.numbers, said.points, paper.format)
            known_numbers(said.numbers, paper)
            if said.points and None not in said.points:
                judge_ballot(marks_of(said.numbers, said.points), costs, rules_of(paper))
        except Refusal as no:
            raise Misread(complaint_of(no)) from None
        return {"numbers": said.numbers, "points": said.points}

    return read
