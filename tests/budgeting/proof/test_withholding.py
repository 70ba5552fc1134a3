from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations, combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.counting.count import count_election
from budgeting.counting.election import Ballot, CountedProject, Election
from budgeting.counting.outcome import write_outcome
from budgeting.counting.terms import Terms, TieBreak
from budgeting.proof.members import Publication, evidence_of
from budgeting.proof.withholding import BY_VOTES_ALONE, LEAST_GROUP, TOGETHER, fold_small


def test_small_groups_are_joined_so_that_no_difference_tells_them() -> None:
    assert fold_small({"sms": 40, "telegram": 12, "paper": 2}) == {"sms": 40, "others": 14}
    assert fold_small({"sms": 40, "telegram": 3, "paper": 2}) == {"sms": 40, "others": 5}
    assert fold_small({"sms": 40, "telegram": 12}) == {"sms": 40, "telegram": 12}


def test_what_cannot_be_hidden_is_not_told_apart_at_all() -> None:
    assert fold_small({"sms": 3, "telegram": 1}) == {}
    assert fold_small({"sms": 2}) == {}
    assert fold_small({}) == {}


@given(groups=st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30)))
def test_every_group_told_is_large_enough_and_all_are_counted(groups: dict[str, int]) -> None:
    folded = fold_small(groups)
    assert all(number >= LEAST_GROUP for number in folded.values())
    assert sum(folded.values()) in (0, sum(groups.values()))
    assert TOGETHER not in folded or len(folded) - 1 <= len([n for n in groups.values() if n]) - 2


PROJECTS = tuple(
    CountedProject(name, cost, place) for place, (name, cost) in enumerate(zip("1234", (3, 4, 5, 6), strict=True))
)
CHOICES = [ids for size in range(3) for ids in combinations("1234", size)]


def profiles(voters: int) -> Iterator[Election]:
    """Every way in which so many voters can choose two of four projects at most."""
    for chosen in combinations_with_replacement(CHOICES, voters):
        yield Election(PROJECTS, tuple(Ballot(choices) for choices in chosen), 10)


def published(election: Election, rule: str) -> dict[str, bytes]:
    """Return all that is published of what was chosen and counted."""
    terms = Terms(rule, (TieBreak.MORE_VOTES, TieBreak.ORDER))
    outcome = json.loads(write_outcome(count_election(election, terms)))
    publication = Publication(
        {"cycle": 1, "ballots_published_from": 20}, election, outcome, (), (), {}, "", "", None, {}
    )
    members = evidence_of(publication)
    return {name: members[name] for name in ("outcome.json", "totals.json")}


@pytest.mark.parametrize("rule", ["greedy", "greedy_per_cost", "equal_shares", "phragmen"])
def test_of_few_ballots_nothing_is_published_but_what_follows_from_votes_and_winners(rule: str) -> None:
    seen: dict[tuple[object, ...], dict[str, bytes]] = {}
    for election in profiles(4):
        told = published(election, rule)
        totals, outcome = json.loads(told["totals.json"]), json.loads(told["outcome.json"])
        winners = () if rule in BY_VOTES_ALONE else tuple(sorted(outcome["selected"]))
        known = (totals["blank"], *sorted(totals["votes"].items()), *winners)
        assert seen.setdefault(known, told) == told
    assert len(seen) < len(list(profiles(4)))
