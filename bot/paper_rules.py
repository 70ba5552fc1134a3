"""The announced limits of what can be voted on, and numbers of it that make a ballot within them, for an example."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.records import Record
from budgeting.ballot import BallotFormat, BallotRules, Marks, Pot, judge_ballot
from budgeting.refusal import Refusal

EXAMPLES = dict.fromkeys(BallotFormat, "3 7") | {BallotFormat.POINTS: "3:5 7:2", BallotFormat.RANKING: "7 3"}
"""What a ballot looks like while no vote is open."""

GIVEN = (5, 2)
"""Points of an example, as far as so many may be given."""


def pots_of(paper: Record) -> tuple[Pot, ...]:
    """Return all envelopes of a vote where zones have one."""
    return tuple(Pot(pot.envelope, tuple(pot.numbers), pot.names) for pot in paper.pots or ())


def rules_of(paper: Record) -> BallotRules:
    """Return the announced limits of a ballot."""
    return BallotRules(
        BallotFormat(paper.format), paper.max_choices, paper.min_choices, paper.envelope, paper.max_points,
        paper.most_for_one, pots_of(paper),
    )  # fmt: skip


def example_of(paper: Record) -> str:
    """Return a ballot as it is typed behind the vote word: numbers of this vote, several where several may be chosen.

    An order is shown by one that is not that of the numbers.
    """
    costs, rules = {project.number: project.cost for project in paper.projects}, rules_of(paper)
    for numbers in _examples(paper):
        marks = _marks(numbers, rules)
        try:
            judge_ballot(marks, costs, rules)
        except Refusal:
            continue
        return " ".join(str(mark) if isinstance(mark, int) else f"{mark[0]}:{mark[1]}" for mark in marks)
    return " ".join(str(number) for number in list(costs)[:1])


def _examples(paper: Record) -> Iterator[Sequence[int]]:
    """Yield numbers that may make a ballot: the first of the list, or the cheapest where money sets a limit."""
    size = min(max(2, paper.min_choices or 1), paper.max_choices)
    by_cost = sorted(paper.projects, key=lambda project: (project.cost, project.number))
    for projects in (paper.projects, by_cost):
        for many in range(size, 0, -1):
            yield sorted(project.number for project in projects[:many])


def _marks(numbers: Sequence[int], rules: BallotRules) -> Marks:
    if rules.format is BallotFormat.POINTS:
        most = rules.most_for_one or 1
        return [(number, max(1, min(most, GIVEN[place % 2]))) for place, number in enumerate(numbers)]
    return [*reversed(numbers)] if rules.format is BallotFormat.RANKING else [*numbers]
