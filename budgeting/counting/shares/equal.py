"""The count of equal shares: purchases in the market, then what the completion adds, then why the others lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from budgeting.counting.election import Election
from budgeting.counting.greedily import Line, count_greedily, each_alike
from budgeting.counting.outcome import Outcome, Step, Tie, Verdict
from budgeting.counting.shares.buying import Buying, Market
from budgeting.counting.shares.choices import COMPARISON, COMPLETION, KEY, STOP, UTILITY
from budgeting.counting.shares.completing import not_bought, raise_shares
from budgeting.counting.shares.support import support_of
from budgeting.counting.tally import Tally, points_of, set_aside, why_not_stand
from budgeting.counting.terms import Terms
from budgeting.counting.tiebreak import first_of


def count(election: Election, terms: Terms) -> Outcome:
    """Count an election; see `rules/equal_shares.py`."""
    counting = _Counting(election, terms, Tally.of(election))
    outcome = counting.outcome()
    if COMPARISON.read(terms) == "no":
        return outcome
    other = count_greedily(KEY, election, terms, each_alike)
    return other if _serves_more(other, outcome, election, by_points=counting.by_points) else outcome


@dataclass(frozen=True)
class _Counting:
    election: Election
    terms: Terms
    tally: Tally

    @property
    def by_points(self) -> bool:
        """Is a project worth its points to a voter?"""
        return UTILITY.read(self.terms) == "votes"

    def outcome(self) -> Outcome:
        """Return what is bought, then what the completion adds, then what was not chosen and why."""
        buying = self._buy(self._market())
        steps = self._bought(buying)
        left = self.election.envelope - sum(self.election.costs[project] for project in buying.projects)
        ties = [self._first(level)[1] for level in buying.level if level]
        if COMPLETION.read(self.terms) in {"add1u", "greedy"}:
            added, more_ties = self._spend(buying, left)
            steps, ties = steps + added, ties + more_ties
            left -= sum(self.election.costs[step.project] for step in added)
        selected = tuple(step.project for step in steps)
        return Outcome(
            rule=KEY,
            selected=selected,
            cost=self.election.envelope - left,
            envelope=self.election.envelope,
            steps=(*set_aside(self.election, self.tally, self.terms), *steps, *self._lost(buying, selected, left)),
            votes=self.tally.votes,
            scores=self.tally.scores,
            ties=tuple(ties),
        )

    def _market(self) -> Market:
        support = support_of(self.election, by_points=self.by_points)
        standing = [one.id for one in self.election.projects if not why_not_stand(one.id, self.tally, self.terms)]
        worth = {one: 1 if self.by_points else self.election.costs[one] for one in standing}
        return Market(support, standing, worth, self.terms.rivals_of, lambda level: self._first(level)[0])

    def _first(self, level: Sequence[str]) -> tuple[str, Tie]:
        return first_of(level, self.election, self.tally, self.terms)

    def _buy(self, market: Market) -> Buying:
        share = Fraction(self.election.envelope, max(self.election.voters, 1))
        if COMPLETION.read(self.terms) in {"none", "greedy"}:
            return Buying.run(market, share)
        may_stop = STOP.read(self.terms) == "exhaustive"
        envelope, costs = self.election.envelope, self.election.costs
        return raise_shares(market, share, envelope, costs, step=self.terms.step, may_stop=may_stop)

    def _bought(self, buying: Buying) -> list[Step]:
        steps, left = [], self.election.envelope
        for project, price in zip(buying.projects, buying.purses.prices(), strict=True):
            steps.append(Step(project, Verdict.WON, left, {"price": str(price)}))
            left -= self.election.costs[project]
        return steps

    def _spend(self, buying: Buying, left: int) -> tuple[list[Step], list[Tie]]:
        """Spend what is left by votes."""
        line = Line(self.election, self.terms, self.tally, each_alike)
        queue, ties = line.up(not_bought(buying.market, buying.projects))
        return [step for step in line.walk(queue, left) if step.verdict is Verdict.WON], list(ties)

    def _lost(self, buying: Buying, selected: Sequence[str], left: int) -> list[Step]:
        others = [project for project in buying.market.standing if project not in selected]
        return [self._why_lost(project, buying, selected, left) for project in others]

    def _why_lost(self, project: str, buying: Buying, selected: Sequence[str], left: int) -> Step:
        rivals = self.terms.rivals_of(project)
        rival = next((one for one in selected if one in rivals), None)
        if rival is not None:
            return Step(project, Verdict.LOST_INCOMPATIBLE, left, {"rival": rival})
        return Step(project, Verdict.LOST_SUPPORTERS_SHORT, left, {"missing_money": buying.missing(project)})


def _serves_more(one: Outcome, other: Outcome, election: Election, *, by_points: bool) -> bool:
    """Do more voters find more of what they want in the one outcome than in the other?"""
    lead = 0
    for ballot in election.ballots:
        worth = dict(zip(ballot.choices, points_of(ballot, election), strict=True))
        mine = [_utility(outcome, worth, election, by_points=by_points) for outcome in (one, other)]
        lead += ballot.weight * ((mine[0] > mine[1]) - (mine[0] < mine[1]))
    return lead > 0


def _utility(outcome: Outcome, worth: Mapping[str, int], election: Election, *, by_points: bool) -> int:
    wanted = [project for project in outcome.selected if worth.get(project)]
    return sum(worth[project] if by_points else election.costs[project] for project in wanted)
