"""Choosing for a ballot step by step: all numbers in one message, or one button after the other."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.ballot_questions import (
    first_question,
    money_left,
    question_again,
    question_again_on_screen,
    question_between,
)
from bot.ballot_words import (
    HOW_TO_GIVE_POINTS,
    HOW_TO_GIVE_POINTS_BY_CODE,
    HOW_TO_RANK,
    HOW_TO_RANK_BY_CODE,
    as_typed,
)
from bot.dialogue import Turn
from bot.hearing_names import ask_for_projects
from bot.naming import project_choices
from bot.paper_rules import example_of, rules_of
from bot.phrases import Phrase, Spoken, _
from bot.records import Record
from bot.refusals import complaint_of
from bot.steps import Ask, Choice, Heard, Look, Misread, Step
from bot.unclear_points import refuse_unclear
from bot.understanding.intents import Intent
from bot.understanding.own_no import may_say_no
from bot.vote_words import HOW_TO_VOTE, HOW_TO_VOTE_BY_CODE, SEND_NUMBERS
from budgeting.ballot import BallotFormat, Judgement, judge_ballot, judge_choices, marks_of
from budgeting.refusal import Refusal

FINISH = "finish"
FINISHED = _("finish, done, that is all, no more, no")
"""What is said in place of a number once something is chosen: a yes to 'Another one?' ends nothing."""
HOW_TO: dict[str, tuple[Phrase, Phrase]] = {
    BallotFormat.POINTS: (HOW_TO_GIVE_POINTS, HOW_TO_GIVE_POINTS_BY_CODE),
    BallotFormat.RANKING: (HOW_TO_RANK, HOW_TO_RANK_BY_CODE),
}
"""How to vote in one message where it is not by numbers alone, and how beside a code."""


@dataclass(slots=True)
class Said:
    """A ballot as it was said: numbers, and beside them their points where the vote has any, None where they lack."""

    numbers: list[int] = field(default_factory=list)
    points: list[int | None] = field(default_factory=list)

    def typed(self) -> str:
        """Return it as it is typed behind the vote word."""
        return as_typed(self.numbers, self.points)


Choosing = Generator[Step, Any, Said]


def choose_numbers(turn: Turn, paper: Record, before: Record | None, *, by_code: bool = False) -> Choosing:
    """Ask for the projects of an approval, of a basket or of a ranking, by their numbers or by their names."""
    chosen: list[int] = []
    first = yield from prompt_of_first(paper, before)
    for step in range(1, paper.max_choices + 1):
        choices = choices_beside(paper, chosen)
        if chosen and not [choice for choice in choices if choice.value != FINISH]:
            break
        ask = Ask(
            f"numbers.{step}",
            first if not chosen else question_between(paper, chosen),
            read=number_reader(paper, turn.speech.languages),
            choices=choices,
            takes_numbers=True,
            help=how_to(paper.format, example_of(paper), by_code=by_code),
        )
        answer = yield from ask_for_projects(turn, paper, ask, dict.fromkeys(chosen))
        if isinstance(answer, list):
            return Said(answer)
        if answer == FINISH:
            break
        chosen.append(answer)
    return Said(chosen)


def paper_and_vote(turn: Turn, passed: str | None, *, can_look: bool) -> Generator[Step, Any, tuple[Record, Any]]:
    """Return what can be voted on, and the ballot that stands where it may be looked at."""
    paper = yield Look("paper", turn.desk.ballot_paper)
    before = (yield Look("before", lambda: turn.desk.my_ballot(passed))) if can_look else None
    return paper, before


def prompt_of_first(paper: Record, before: Record | None) -> Generator[Step, Any, Spoken]:
    """Return the first question of a ballot; what stands is said in few words where the list shares its screen."""
    if before is None:
        return first_question(paper)
    on_screen = yield Look("on_screen", lambda: True, in_session=True)
    return question_again_on_screen(paper, before) if on_screen else question_again(paper, before)


def how_to(ballots: str, example: str, *, by_code: bool = False) -> Phrase:
    """Return how to vote in one message, with one as it may be sent."""
    plain, beside_a_code = HOW_TO.get(ballots, (HOW_TO_VOTE, HOW_TO_VOTE_BY_CODE))
    return replace(beside_a_code if by_code else plain, values={"example": example})


def choices_beside(paper: Record, chosen: Sequence[int]) -> list[Choice]:
    """Return the projects that can still be chosen, those of a basket as far as the money lasts; the end first."""
    others = [project for project in paper.projects if project.number not in chosen]
    if paper.format == BallotFormat.KNAPSACK:
        others = [project for project in others if project.cost <= money_left(paper, chosen, project.number)]
    may_finish = len(chosen) >= max(1, paper.min_choices or 1)
    return [*([Choice(FINISH, _("Finish and vote"), words=FINISHED)] if may_finish else []), *project_choices(others)]


def number_reader(paper: Record, languages: Sequence[str]) -> Callable[[Heard], list[int]]:
    """Read numbers; whether they make a ballot is judged where every ballot is judged.

    'No 7' is none for who says no so: it may be the number 7, or not 7.
    """
    costs = {project.number: project.cost for project in paper.projects}

    def read(heard: Heard) -> list[int]:
        numbers = list(heard.meaning.numbers)
        is_ballot = heard.meaning.intent in {Intent.NUMBER_ONLY, Intent.VOTE, Intent.BACK} and not heard.meaning.changes
        if not (numbers and is_ballot) or may_say_no(heard.text, languages):
            raise Misread(SEND_NUMBERS)
        try:
            refuse_unclear(heard.text, numbers, heard.meaning.points, paper.format)
            judge_ballot(marks_of(numbers, heard.meaning.points), costs, rules_of(paper))
        except Refusal as no:
            raise Misread(complaint_of(no)) from None
        return numbers

    return read


def judge_said(said: Said, paper: Record) -> Judgement:
    """Return what a ballot would be recorded as; a `Refusal` where it makes none."""
    costs = {project.number: project.cost for project in paper.projects}
    return judge_ballot(marks_of(said.numbers, said.points), costs, rules_of(paper))


def known_numbers(numbers: Sequence[int], paper: Record) -> list[int]:
    """Return the numbers that are on the ballot; a `Refusal` where they make none."""
    on_ballot = {project.number for project in paper.projects}
    return list(judge_choices(numbers, on_ballot, rules_of(paper)).recorded)
