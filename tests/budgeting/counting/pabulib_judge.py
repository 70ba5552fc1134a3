"""A Pabulib file as pabutools itself reads it, and what its rules choose there: neither our reader nor our tally."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from pabutools.election import (
    AbstractCardinalBallot,
    AbstractOrdinalBallot,
    AdditiveSatisfaction,
    ApprovalBallot,
    ApprovalMultiProfile,
    Instance,
    Project,
)
from pabutools.election.pabulib import parse_pabulib_from_string
from pabutools.rules import (
    exhaustion_by_budget_increase,
    greedy_utilitarian_welfare,
    method_of_equal_shares,
    sequential_phragmen,
)
from pabutools.tiebreaking import TieBreakingRule

from budgeting.counting.count import count_election
from budgeting.counting.terms import Terms, TieBreak
from budgeting.pabulib.election import election_of
from budgeting.pabulib.file import read_pabulib

Case = tuple[str, Mapping[str, str]]
TIES = (TieBreak.MORE_VOTES, TieBreak.LOWER_COST, TieBreak.ORDER)


def every_case() -> Iterator[Case]:
    """Return every rule with every parameter of which pabutools has its own account; it has none of the comparison."""
    for rule in ("greedy", "greedy_per_cost", "phragmen"):
        yield rule, {}
    for utility in ("cost", "votes"):
        for completion in ("none", "greedy"):
            yield "equal_shares", {"utility": utility, "completion": completion}
        for completion in ("add1", "add1u"):
            for stop in ("exhaustive", "budget"):
                yield "equal_shares", {"utility": utility, "completion": completion, "stop": stop}


def worth(instance: Instance, ballot: Any, project: Project) -> Any:
    """Return what a ballot gives a project: a vote, its points, its Borda points among all projects of the file."""
    if isinstance(ballot, AbstractOrdinalBallot):  # pabutools' own Borda counts from the length of the ballot
        return len(instance) - ballot.position(project) if project in ballot else 0
    return ballot.get(project, 0) if isinstance(ballot, AbstractCardinalBallot) else int(project in ballot)


def _measured_by(measure: Callable[[Any, Project], Any]) -> type[AdditiveSatisfaction]:
    """Return the satisfaction of a voter as a function of what a project is worth to them and of the project."""

    class Satisfaction(AdditiveSatisfaction):
        def __init__(self, instance: Instance, profile: Any, ballot: Any) -> None:
            super().__init__(
                instance, profile, ballot, lambda *told: measure(worth(instance, ballot, told[3]), told[3])
            )

    return Satisfaction


BY_VOTES = _measured_by(lambda value, _one: value)
BY_COST = _measured_by(lambda value, one: one.cost if value else 0)
BY_BOTH = _measured_by(lambda value, one: value * one.cost)
"""pabutools divides by the cost what it takes greedily; of this the votes are left."""


@dataclass(frozen=True)
class Judge:
    """The election of one file."""

    text: str

    def supported(self, case: Case) -> set[str]:
        """Return the names of what is chosen among what anybody wants."""
        rule, parameters = case
        chosen = self._shares(parameters) if rule == "equal_shares" else getattr(self, f"_{rule}")()
        return {one.name for one in chosen if self._votes[one]}

    @cached_property
    def _read(self) -> tuple[Instance, Any]:
        instance, profile = parse_pabulib_from_string(self.text)
        profile.instance = instance  # left empty by pabutools: a place is worth as many points as there are projects
        return instance, profile.as_multiprofile()

    @cached_property
    def _votes(self) -> dict[Project, int]:
        instance, profile = self._read
        return {
            one: sum(profile.multiplicity(ballot) for ballot in profile if worth(instance, ballot, one))
            for one in instance
        }

    @cached_property
    def _ties(self) -> TieBreakingRule:
        listed = self.text.split("PROJECTS")[1].split("VOTES\n")[0].splitlines()[2:]
        order = {line.split(";")[0]: place for place, line in enumerate(listed)}
        return TieBreakingRule(lambda _i, _p, one: (-self._votes[one], one.cost, order[one.name]))

    def _told(self, measure: type[AdditiveSatisfaction]) -> dict[str, Any]:
        return {"sat_class": measure, "tie_breaking": self._ties}

    def _greedy(self) -> Any:
        return greedy_utilitarian_welfare(*self._read, **self._told(BY_BOTH))

    def _greedy_per_cost(self) -> Any:
        return greedy_utilitarian_welfare(*self._read, **self._told(BY_VOTES))

    def _phragmen(self) -> Any:
        instance, profile = self._read
        named = ApprovalMultiProfile()
        for ballot in profile:
            wanted = ApprovalBallot(one for one in instance if worth(instance, ballot, one)).frozen()
            named[wanted] = named.get(wanted, 0) + profile.multiplicity(ballot)
        return sequential_phragmen(instance, named, tie_breaking=self._ties)

    def _shares(self, parameters: Mapping[str, str]) -> Any:
        bought = _bought(self, parameters["utility"], parameters.get("stop"))
        if parameters["completion"] in {"none", "add1"}:
            return bought
        return greedy_utilitarian_welfare(*self._read, **self._told(BY_BOTH), initial_budget_allocation=bought)

    def buy(self, utility: str, stop: str | None) -> Any:
        """Return what the shares buy, as they are or grown by one unit a voter until that stop."""
        told = self._told(BY_COST if utility == "cost" else BY_VOTES)
        if stop != "budget":
            return method_of_equal_shares(*self._read, **told, voter_budget_increment=1 if stop else None)
        step = self._read[1].num_ballots()
        return exhaustion_by_budget_increase(
            *self._read, method_of_equal_shares, told, exhaustive_stop=False, budget_step=step
        )


def agrees(judge: Judge, case: Case) -> bool:
    """Do both choose the same of the judge's file, by the same tie-break?"""
    rule, parameters = case
    published = election_of(read_pabulib(judge.text))
    outcome = count_election(published.election, Terms(rule, TIES, parameters=parameters, step=published.step))
    return set(outcome.selected) == judge.supported(case)


@lru_cache(maxsize=32)
def _bought(judge: Judge, utility: str, stop: str | None) -> Any:
    """Return what the shares buy, once for the two ways to end: pabutools takes half a minute where money is small."""
    return judge.buy(utility, stop)
