"""Greedy by votes: the most wanted project first, each funded if its cost fits in the money still left.

N. Talmon, P. Faliszewski, "A Framework for Approval-Based Budgeting Methods", AAAI 2019 (greedy rule with the number
of approvals). It is what most cities do: a project that does not fit is passed over and the next one is looked at.
Points and rankings are ranked by their score in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from budgeting.counting.election import CountedProject, Election
from budgeting.counting.outcome import Outcome, Step, Tie, Verdict
from budgeting.counting.rule import Rule
from budgeting.counting.tally import Tally, set_aside, why_not_stand
from budgeting.counting.terms import Terms
from budgeting.counting.tiebreak import settle


def count_greedily(election: Election, terms: Terms) -> Outcome:
    """Count an election greedily; see the head of this file."""
    tally = Tally.of(election)
    queue, ties = _line_up(election, tally, terms)
    steps = _walk(queue, election, tally, terms)
    selected = tuple(step.project for step in steps if step.verdict is Verdict.WON)
    return Outcome(
        rule=RULE.key,
        selected=selected,
        cost=sum(election.costs[project] for project in selected),
        envelope=election.envelope,
        steps=set_aside(election, tally, terms) + tuple(steps),
        votes=tally.votes,
        scores=tally.scores,
        ties=ties,
    )


def _line_up(election: Election, tally: Tally, terms: Terms) -> tuple[list[CountedProject], tuple[Tie, ...]]:
    """Return the projects that stand, best score first, and the ties met on the way."""
    queue: list[CountedProject] = []
    ties: list[Tie] = []
    for level in _levels(election, tally, terms):
        settled, tie = settle(level, tally, terms)
        queue.extend(settled)
        if len(settled) > 1:
            ties.append(tie)
    return queue, tuple(ties)


def _levels(election: Election, tally: Tally, terms: Terms) -> Iterator[list[CountedProject]]:
    standing = [project for project in election.projects if not why_not_stand(project.id, tally, terms)]
    standing.sort(key=lambda project: -tally.scores[project.id])
    for _, level in groupby(standing, key=lambda project: tally.scores[project.id]):
        yield list(level)


def _walk(queue: Sequence[CountedProject], election: Election, tally: Tally, terms: Terms) -> list[Step]:
    steps: list[Step] = []
    winners: list[Step] = []
    left = election.envelope
    for project in queue:
        step = _look_at(project, left, winners, tally, terms)
        steps.append(step)
        if step.verdict is Verdict.WON:
            winners.append(step)
            left -= project.cost
    return steps


def _look_at(project: CountedProject, left: int, winners: Sequence[Step], tally: Tally, terms: Terms) -> Step:
    for winner in winners:
        if winner.project in terms.rivals_of(project.id):
            return Step(project.id, Verdict.LOST_INCOMPATIBLE, left, {"rival": winner.project})
    if project.cost <= left:
        return Step(project.id, Verdict.WON, left)
    return _too_dear(project, left, winners, tally)


def _too_dear(project: CountedProject, left: int, winners: Sequence[Step], tally: Tally) -> Step:
    """Name the winner this project had to pass: looked at just before that one, it would still have fitted."""
    rival = next((winner for winner in reversed(winners) if winner.left >= project.cost), None)
    if rival is None:
        return Step(project.id, Verdict.LOST_TOO_DEAR_ALONE, left)
    lead = tally.scores[rival.project] - tally.scores[project.id]
    details: dict[str, str | int] = {"rival": rival.project, "missing_score": lead + 1}
    return Step(project.id, Verdict.LOST_TOO_DEAR_FOR_REST if lead else Verdict.LOST_TIE, left, details)


RULE = Rule(
    key="greedy",
    paper="Talmon and Faliszewski, A Framework for Approval-Based Budgeting Methods, AAAI 2019",
    count=count_greedily,
)
