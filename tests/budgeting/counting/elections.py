"""Elections for the tests: a short way to write one down, and a strategy that draws them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from budgeting.counting.election import Ballot, BallotFormat, CountedProject, Election
from budgeting.counting.terms import Terms, TieBreak

CHAINS: tuple[tuple[TieBreak, ...], ...] = (
    (TieBreak.MORE_VOTES, TieBreak.LOWER_COST, TieBreak.ORDER),
    (TieBreak.LOWER_COST, TieBreak.ID),
    (TieBreak.DRAW,),
    (TieBreak.ORDER,),
)


def projects_costing(costs: Mapping[str, int]) -> tuple[CountedProject, ...]:
    return tuple(CountedProject(name, cost, order) for order, (name, cost) in enumerate(costs.items(), start=1))


def approvals(envelope: int, costs: Mapping[str, int], ballots: Mapping[str, int]) -> Election:
    """`approvals(10, {"A": 3, "B": 4}, {"AB": 2, "B": 5})`: two ballots for A and B, five for B alone."""
    groups = tuple(Ballot(tuple(said), weight) for said, weight in ballots.items())
    return Election(projects_costing(costs), groups, envelope)


@st.composite
def ballots_of(draw: st.DrawFn, ids: Sequence[str], ballot_format: BallotFormat) -> Ballot:
    choices = draw(st.permutations(ids))[: draw(st.integers(0, len(ids)))]
    weight = draw(st.integers(1, 4))
    if ballot_format is BallotFormat.POINTS:
        return Ballot(tuple(choices), weight, tuple(draw(st.integers(0, 3)) for _ in choices))
    return Ballot(tuple(choices), weight)


@st.composite
def elections(draw: st.DrawFn, formats: Sequence[BallotFormat] = tuple(BallotFormat)) -> Election:
    """Small numbers on purpose: they meet often, and ties and exact fits are where counting goes wrong."""
    ids = [f"p{number}" for number in range(draw(st.integers(0, 6)))]
    orders = draw(st.permutations(range(1, len(ids) + 1)))
    costs = st.integers(1, 9)
    projects = tuple(CountedProject(name, draw(costs), order) for name, order in zip(ids, orders, strict=True))
    ballot_format = draw(st.sampled_from(list(formats)))
    ballots = draw(st.lists(ballots_of(ids, ballot_format), max_size=8))
    return Election(projects, tuple(ballots), draw(st.integers(0, 25)), ballot_format)


@st.composite
def terms_for(draw: st.DrawFn, election: Election, rule: str = "greedy") -> Terms:
    ids = [project.id for project in election.projects]
    pairs = st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=2) if ids else st.just([])
    incompatible = [pair for pair in draw(pairs) if pair[0] != pair[1]]
    return Terms(
        rule,
        tie_break=draw(st.sampled_from(CHAINS)),
        minimum_votes=draw(st.integers(0, 5)),
        incompatible=tuple(incompatible),
        seed=draw(st.sampled_from(["4 8 15 16 23 42", "tirage du 3 mai"])),
    )


@st.composite
def counts(
    draw: st.DrawFn, rule: str = "greedy", formats: Sequence[BallotFormat] = tuple(BallotFormat)
) -> tuple[Election, Terms]:
    election = draw(elections(formats))
    return election, draw(terms_for(election, rule))
