"""Walking down a list of projects, each funded if its cost fits in the money still left: what greedy rules share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from budgeting.counting.election import CountedProject, Election
from budgeting.counting.outcome import Outcome, Step, Tie, Verdict
from budgeting.counting.tally import Tally, set_aside, why_not_stand
from budgeting.counting.terms import Terms
from budgeting.counting.tiebreak import settle

Worth = Callable[[CountedProject], Fraction]


def each_alike(_project: CountedProject) -> Fraction:
    """A vote is worth the same whatever it is for."""
    return Fraction(1)


def for_the_money(project: CountedProject) -> Fraction:
    """A vote is worth the more the less the project costs."""
    return Fraction(1, project.cost)


def count_greedily(rule: str, election: Election, terms: Terms, worth: Worth) -> Outcome:
    """Count an election greedily; projects are ranked by their score times what one vote for them is worth."""
    line = Line(election, terms, Tally.of(election), worth)
    queue, ties = line.up([project.id for project in election.projects])
    steps = line.walk(queue, election.envelope)
    selected = tuple(step.project for step in steps if step.verdict is Verdict.WON)
    return Outcome(
        rule=rule,
        selected=selected,
        cost=sum(election.costs[project] for project in selected),
        envelope=election.envelope,
        steps=set_aside(election, line.tally, terms) + tuple(steps),
        votes=line.tally.votes,
        scores=line.tally.scores,
        ties=ties,
    )


@dataclass(frozen=True)
class Line:
    """The projects that stand, in the order in which they are looked at."""

    election: Election
    terms: Terms
    tally: Tally
    worth: Worth

    def up(self, among: Collection[str]) -> tuple[list[CountedProject], tuple[Tie, ...]]:
        """Return those of some projects that stand, best first, and the ties met on the way."""
        queue: list[CountedProject] = []
        ties: list[Tie] = []
        for level in self._levels(among):
            settled, tie = settle(level, self.tally, self.terms)
            queue.extend(settled)
            if len(settled) > 1:
                ties.append(tie)
        return queue, tuple(ties)

    def walk(self, queue: Sequence[CountedProject], left: int) -> list[Step]:
        """Return what becomes of each project in its turn, with some money left."""
        steps: list[Step] = []
        winners: list[tuple[CountedProject, Step]] = []
        for project in queue:
            step = self._look_at(project, left, winners)
            steps.append(step)
            if step.verdict is Verdict.WON:
                winners.append((project, step))
                left -= project.cost
        return steps

    def _levels(self, among: Collection[str]) -> Iterator[list[CountedProject]]:
        named = [one for one in self.election.projects if one.id in among]
        standing = [one for one in named if not why_not_stand(one.id, self.tally, self.terms)]
        standing.sort(key=self._rank, reverse=True)
        for _, level in groupby(standing, key=self._rank):
            yield list(level)

    def _rank(self, project: CountedProject) -> Fraction:
        return self.tally.scores[project.id] * self.worth(project)

    def _look_at(self, project: CountedProject, left: int, winners: Sequence[tuple[CountedProject, Step]]) -> Step:
        for winner, _step in winners:
            if winner.id in self.terms.rivals_of(project.id):
                return Step(project.id, Verdict.LOST_INCOMPATIBLE, left, {"rival": winner.id})
        if project.cost <= left:
            return Step(project.id, Verdict.WON, left)
        return self._too_dear(project, left, winners)

    def _too_dear(self, project: CountedProject, left: int, winners: Sequence[tuple[CountedProject, Step]]) -> Step:
        """Name the winner this project had to pass: looked at just before that one, it would still have fitted."""
        rival = next((winner for winner, step in reversed(winners) if step.left >= project.cost), None)
        if rival is None:
            return Step(project.id, Verdict.LOST_TOO_DEAR_ALONE, left)
        is_level = self._rank(rival) == self._rank(project)
        enough = self._rank(rival) // self.worth(project) + 1
        details: dict[str, str | int] = {
            "rival": rival.id,
            "missing_score": int(enough) - self.tally.scores[project.id],
        }
        return Step(project.id, Verdict.LOST_TIE if is_level else Verdict.LOST_TOO_DEAR_FOR_REST, left, details)
