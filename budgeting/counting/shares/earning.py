"""The race of sequential Phragmén: everybody earns at one pace, and the project that can be paid first is bought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil

from budgeting.counting.election import Election
from budgeting.counting.outcome import Outcome, Step, Tie, Verdict
from budgeting.counting.shares.loads import Loads
from budgeting.counting.shares.purses import UNCLEAR
from budgeting.counting.shares.support import support_of
from budgeting.counting.tally import Tally, set_aside, why_not_stand
from budgeting.counting.terms import Terms
from budgeting.counting.tiebreak import first_of

KEY = "phragmen"


def count(election: Election, terms: Terms) -> Outcome:
    """Count an election; see `rules/phragmen.py`."""
    tally = Tally.of(election)
    standing = [project.id for project in election.projects if not why_not_stand(project.id, tally, terms)]
    race = _Race(election, terms, tally, Loads(support_of(election, by_points=False)))
    race.run({project for project in standing if election.costs[project] <= election.envelope})
    return Outcome(
        rule=KEY,
        selected=tuple(step.project for step in race.steps),
        cost=election.envelope - race.left,
        envelope=election.envelope,
        steps=(*set_aside(election, tally, terms), *race.steps, *race.lost(standing)),
        votes=tally.votes,
        scores=tally.scores,
        ties=tuple(race.ties),
    )


@dataclass
class _Race:
    """The projects bought so far, and the load at which the race ended where one stopped it."""

    election: Election
    terms: Terms
    tally: Tally
    loads: Loads
    steps: list[Step] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    ended: Fraction | None = None
    stopped_by: Sequence[str] = ()

    @property
    def left(self) -> int:
        """What is left of the envelope."""
        return self.election.envelope - sum(self.election.costs[step.project] for step in self.steps)

    def run(self, open_: set[str]) -> None:
        """Buy until nothing is left to buy or the next project costs more than what is left."""
        nearly: dict[str, float] = {project: self.loads.nearly(project) for project in open_}
        while nearly:
            load, level = self._next(nearly)
            if any(self.election.costs[project] > self.left for project in level):
                self.ended, self.stopped_by = load, level
                return
            chosen = self._first(level)
            self.steps.append(Step(chosen, Verdict.WON, self.left, {"load": str(load)}))
            self.loads.take(chosen, load)
            for project in (chosen, *self.terms.rivals_of(chosen)):
                nearly.pop(project, None)
            nearly = {project: self.loads.nearly(project) for project in nearly}

    def lost(self, standing: Sequence[str]) -> list[Step]:
        """Return what became of those that were not bought."""
        won = [step.project for step in self.steps]
        return [self._why_lost(project, won) for project in standing if project not in won]

    def _next(self, nearly: Mapping[str, float]) -> tuple[Fraction, list[str]]:
        least = min(nearly.values())
        exact = {one: self.loads.of(one) for one, load in nearly.items() if load <= least * (1 + UNCLEAR)}
        load = min(exact.values())
        return load, sorted(project for project, found in exact.items() if found == load)

    def _first(self, level: Sequence[str]) -> str:
        if len(level) == 1:
            return level[0]
        chosen, tie = first_of(level, self.election, self.tally, self.terms)
        self.ties.append(tie)
        return chosen

    def _why_lost(self, project: str, won: Sequence[str]) -> Step:
        rival = next((one for one in won if one in self.terms.rivals_of(project)), None)
        cost = self.election.costs[project]
        if cost > self.election.envelope:
            return Step(project, Verdict.LOST_TOO_DEAR_ALONE, self.left)
        if rival is not None:
            return Step(project, Verdict.LOST_INCOMPATIBLE, self.left, {"rival": rival})
        if project in self.stopped_by:
            return self._why_stopped(project)
        assert self.ended is not None
        missing = ceil(self.loads.missing(project, self.ended))
        return Step(project, Verdict.LOST_SUPPORTERS_SHORT, self.left, {"missing_money": max(missing, 1)})

    def _why_stopped(self, project: str) -> Step:
        """Its supporters could pay for it; what is left of the envelope could not, or not for one that is level."""
        if self.election.costs[project] > self.left:
            return Step(project, Verdict.LOST_TOO_DEAR_FOR_REST, self.left)
        rival = next(one for one in self.stopped_by if self.election.costs[one] > self.left)
        return Step(project, Verdict.LOST_COUNT_ENDED, self.left, {"rival": rival})
