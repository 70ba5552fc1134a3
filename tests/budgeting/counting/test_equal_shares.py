"""Equal shares and Phragmén: small cases by hand, and pabutools as the judge of all others."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pabutools.election import Additive_Cardinal_Sat, Cardinality_Sat, Cost_Sat
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares, sequential_phragmen

from budgeting.ballot import BallotFormat
from budgeting.counting.count import count_election
from budgeting.counting.election import Election
from budgeting.counting.outcome import Verdict
from budgeting.counting.shares.buying import Buying, Market
from budgeting.counting.shares.support import support_of
from budgeting.counting.tally import Tally
from budgeting.counting.terms import Terms, TieBreak
from tests.budgeting.counting.elections import approvals, elections
from tests.budgeting.counting.judge import SCORED, told_to_pabutools

TIES = (TieBreak.MORE_VOTES, TieBreak.LOWER_COST, TieBreak.ORDER)
APPROVALS = (BallotFormat.APPROVAL, BallotFormat.KNAPSACK)


def chosen(election: Election, rule: str, **parameters: str) -> tuple[str, ...]:
    return count_election(election, Terms(rule, TIES, parameters=parameters)).selected


def supported(election: Election, found: Any) -> list[str]:
    votes = Tally.of(election).votes
    return [one.name for one in found if votes[one.name]]


def has_ballots(election: Election) -> bool:
    return election.voters > 0 and election.envelope > 0


EVERYBODY_PAYS = approvals(30, {"A": 18, "B": 12, "C": 10}, {"A": 6, "AB": 2, "C": 2})


def test_a_small_group_gets_its_part_of_the_money() -> None:
    """Ten voters hold 3 each: eight pay 18 for A, two of them keep 0.75 each, the two others lack 4 for C."""
    outcome = count_election(EVERYBODY_PAYS, Terms("equal_shares", TIES, parameters={"completion": "none"}))
    assert outcome.selected == ("A",)
    lost = {step.project: step for step in outcome.steps if step.verdict is Verdict.LOST_SUPPORTERS_SHORT}
    assert {project: step.details["missing_money"] for project, step in lost.items()} == {"B": 11, "C": 4}
    assert {step.details["price"] for step in outcome.steps if step.verdict is Verdict.WON} == {"9/4"}


def test_what_is_left_over_is_spent_as_announced() -> None:
    ways = {way: chosen(EVERYBODY_PAYS, "equal_shares", completion=way) for way in ("add1", "greedy", "add1u")}
    assert ways == {"add1": ("A", "C"), "greedy": ("A", "C"), "add1u": ("A", "C")}


def test_greedy_by_votes_wins_the_comparison_where_it_serves_more_voters() -> None:
    few = approvals(10, {"A": 10, "B": 5}, {"A": 6, "B": 5})
    assert chosen(few, "equal_shares", completion="none") == ()
    assert chosen(few, "equal_shares", completion="none", comparison="yes") == ("A",)


def test_cost_and_votes_as_utility_elect_differently() -> None:
    election = approvals(12, {"A": 8, "B": 3, "C": 4}, {"AB": 3, "AC": 3})
    assert chosen(election, "equal_shares", completion="none", utility="cost") == ("A",)
    assert chosen(election, "equal_shares", completion="none", utility="votes")[:2] == ("B", "C")


@given(election=elections((*APPROVALS, BallotFormat.POINTS)).filter(has_ballots), by=st.sampled_from(["cost", "votes"]))
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("completion", ["none", "add1"])
def test_equal_shares_buys_what_pabutools_buys_in_its_order(completion: str, election: Election, by: str) -> None:
    instance, profile, ties = told_to_pabutools(election)
    by_votes = Additive_Cardinal_Sat if election.format is BallotFormat.POINTS else Cardinality_Sat
    found = method_of_equal_shares(
        instance,
        profile,
        sat_class=Cost_Sat if by == "cost" else by_votes,
        tie_breaking=ties,
        voter_budget_increment=1 if completion == "add1" else None,
    )
    if completion == "none":
        assert list(chosen(election, "equal_shares", completion="none", utility=by)) == supported(election, found)
    else:
        assert set(chosen(election, "equal_shares", completion="add1", utility=by)) == set(supported(election, found))


@given(election=elections(APPROVALS).filter(has_ballots))
@settings(deadline=None)
def test_the_other_rules_choose_what_pabutools_chooses(election: Election) -> None:
    instance, profile, ties = told_to_pabutools(election)
    per_cost = greedy_utilitarian_welfare(instance, profile, sat_class=Cardinality_Sat, tie_breaking=ties)
    assert set(chosen(election, "greedy_per_cost")) == set(supported(election, per_cost))


@given(election=elections(SCORED).filter(has_ballots))
@settings(max_examples=60, deadline=None)
def test_points_and_places_choose_what_pabutools_chooses(election: Election) -> None:
    instance, profile, ties = told_to_pabutools(election)
    told = {"sat_class": Additive_Cardinal_Sat, "tie_breaking": ties}
    per_cost = greedy_utilitarian_welfare(instance, profile, **told)
    assert set(chosen(election, "greedy_per_cost")) == set(supported(election, per_cost))
    shares = method_of_equal_shares(instance, profile, **told)
    assert list(chosen(election, "equal_shares", completion="none", utility="votes")) == supported(election, shares)


@given(election=elections(APPROVALS).filter(has_ballots))
@settings(deadline=None)
def test_phragmen_chooses_what_pabutools_chooses_among_what_anybody_wants(election: Election) -> None:
    instance, profile, ties = told_to_pabutools(election)
    found = sequential_phragmen(instance, profile, tie_breaking=ties)
    assert set(chosen(election, "phragmen")) == set(supported(election, found))


@given(election=elections((*APPROVALS, BallotFormat.POINTS)).filter(has_ballots), grown=st.integers(0, 12))
@settings(deadline=None)
def test_within_the_steady_way_the_same_is_bought_in_the_same_order(election: Election, grown: int) -> None:
    tally = Tally.of(election)
    standing = [one.id for one in election.projects if tally.votes[one.id]]
    market = Market(support_of(election, by_points=True), standing, dict.fromkeys(standing, 1), lambda _one: (), min)
    share = Fraction(election.envelope, election.voters) + grown
    before = Buying.run(market, share)
    way = min(before.steady, 10.0) * (1 - 1e-6)
    for part in (Fraction(1, 3), Fraction(2, 3), Fraction(1)):
        assert Buying.run(market, share + part * Fraction(way)).projects == before.projects


@given(election=elections(APPROVALS).filter(has_ballots))
@settings(deadline=None)
def test_what_is_bought_has_a_price_that_its_supporters_can_pay(election: Election) -> None:
    """Priceability: nobody spends more than the first sum, and every project is paid in full by its supporters."""
    outcome = count_election(election, Terms("equal_shares", TIES, parameters={"completion": "none"}))
    held = {place: Fraction(election.envelope, election.voters) for place in range(len(election.ballots))}
    for step in (step for step in outcome.steps if step.verdict is Verdict.WON):
        paid = Fraction(0)
        for place, ballot in enumerate(election.ballots):
            if step.project in ballot.choices:
                share = min(held[place], Fraction(str(step.details["price"])))
                held[place] -= share
                paid += share * ballot.weight
        assert paid == election.costs[step.project]
    assert min(held.values()) >= 0
