"""How a count is announced in plain words: they follow what stands on the ballot."""

from __future__ import annotations

import pytest

from budgeting.ballot import BallotFormat
from budgeting.counting.count import count_election
from budgeting.counting.election import Ballot, CountedProject, Election
from budgeting.counting.rules import find_rules
from budgeting.counting.terms import Terms, TieBreak
from services.cycles.told import tell_terms

POINTS = (BallotFormat.POINTS, BallotFormat.RANKING)


@pytest.mark.parametrize("ballots", BallotFormat)
@pytest.mark.parametrize("rule", find_rules())
def test_votes_are_never_said_to_decide_where_points_do(rule: str, ballots: BallotFormat) -> None:
    for completion in ("greedy", "add1u"):
        chosen = {"utility": "votes", "completion": completion, "comparison": "yes"} if rule == "equal_shares" else {}
        told = tell_terms(Terms(rule, parameters=chosen), ballots)
        words = [told.rule, *(said for choice in told.choices for said in (choice.about, choice.chosen))]
        said = " ".join(f"{each.name} {each.meaning}" for each in words).lower()
        by_points = ballots in POINTS
        assert not (by_points and ("most votes" in said or "votes are divided" in said))
        assert by_points or "points" not in said


def test_who_is_wanted_by_more_people_goes_first_of_those_level_in_points_and_is_announced_so() -> None:
    projects = (CountedProject("1", 5, 1), CountedProject("2", 4, 2))
    ballots = (Ballot(("1",), 2, (3,)), Ballot(("2",), 1, (6,)))
    outcome = count_election(Election(projects, ballots, 5, BallotFormat.POINTS), Terms("greedy"))
    assert (outcome.selected, outcome.ties[0].decided_by) == (("1",), (TieBreak.MORE_VOTES,))
    assert tell_terms(Terms("greedy"), BallotFormat.POINTS).tie_breaks == ("more_voters", "lower_cost", "order")
    assert tell_terms(Terms("greedy"), BallotFormat.APPROVAL).tie_breaks == ("lower_cost", "order")
