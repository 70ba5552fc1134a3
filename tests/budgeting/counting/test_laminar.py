"""Laminar proportionality by hand (Peters and Skowron 2020): groups within groups win what their size is worth.

Projects of one cost each, so that the envelope buys `seats`. What all approve wins first; then every group that shares
nothing with another gets its part of what is left, and so on within it. Names of a group are told in the order of ties.
"""

from __future__ import annotations

import pytest

from budgeting.counting.count import count_election
from budgeting.counting.election import Election
from budgeting.counting.terms import Terms, TieBreak
from tests.budgeting.counting.elections import approvals

COST = 10
TIES = (TieBreak.MORE_VOTES, TieBreak.LOWER_COST, TieBreak.ORDER)
PROPORTIONAL = {
    "equal shares by cost": Terms("equal_shares", TIES, parameters={"utility": "cost", "completion": "none"}),
    "equal shares by votes": Terms("equal_shares", TIES, parameters={"utility": "votes", "completion": "none"}),
    "Phragmén": Terms("phragmen", TIES),
}


def laminar(seats: int, groups: dict[str, int]) -> Election:
    projects = sorted({project for group in groups for project in group})
    return approvals(seats * COST, dict.fromkeys(projects, COST), groups)


BY_HAND = {
    # All four approve U and V; of the four seats left, three voters of four are worth three and the other is worth one.
    "one mind, then three to one": (laminar(6, {"UVABCD": 3, "UVEFGH": 1}), "UVABCE"),
    # Six voters for six seats in three parties.
    "three parties": (laminar(6, {"ABCD": 3, "EFGH": 2, "IJKL": 1}), "ABCEFI"),
    # W is everybody's; each half has five of the ten seats left: one agrees on X and splits four, one is of one mind.
    "groups within a group": (laminar(11, {"WXABC": 2, "WXDEF": 2, "WGHIJKL": 4}), "WXABDEGHIJK"),
    # Two thirds agree on A and B, then split two seats; one third has its two of six.
    "a majority that splits": (laminar(6, {"ABCD": 2, "ABEF": 2, "GHI": 2}), "ABCEGH"),
}


@pytest.mark.parametrize("rule", PROPORTIONAL)
@pytest.mark.parametrize("case", BY_HAND)
def test_every_group_wins_what_its_size_is_worth(case: str, rule: str) -> None:
    election, won = BY_HAND[case]
    assert set(count_election(election, PROPORTIONAL[rule]).selected) == set(won)


def test_greedy_gives_the_largest_party_more_than_its_size() -> None:
    election, won = BY_HAND["three parties"]
    assert set(count_election(election, Terms("greedy", TIES)).selected) == set("ABCDEF") != set(won)
