"""Hands raised in meetings, counted beside ballots."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.ballot import BallotFormat
from budgeting.counting.count import count_election
from budgeting.counting.election import Ballot, Election, ElectionReason
from budgeting.counting.explain import explain
from budgeting.counting.frozen import election_digest, read_election, write_election
from budgeting.counting.outcome import Verdict
from budgeting.counting.rules import find_rules
from budgeting.counting.terms import Terms, TermsReason
from budgeting.refusal import Refusal
from tests.budgeting.counting.elections import approvals, counts, projects_costing

PLAIN = approvals(10, {"A": 6, "B": 6}, {"A": 3, "B": 2})
RAISED = replace(PLAIN, hands={"B": 2, "A": 0})


def test_hands_are_votes() -> None:
    assert count_election(PLAIN, Terms("greedy")).selected == ("A",)
    outcome = count_election(RAISED, Terms("greedy"))
    assert (outcome.selected, outcome.votes) == (("B",), {"A": 3, "B": 4})
    assert RAISED.without_hands(outcome.votes) == {"A": 3, "B": 2}


def test_who_raises_a_hand_is_no_voter_of_a_ballot() -> None:
    assert (RAISED.voters, RAISED.blank) == (5, 0)


def test_hands_help_over_the_minimum_and_what_lacks_is_told_with_them() -> None:
    terms = Terms("greedy", minimum_votes=5)
    outcome = count_election(RAISED, terms)
    assert {step.verdict for step in outcome.steps} == {Verdict.LOST_BELOW_MINIMUM}
    told = explain(outcome, RAISED, terms)["B"]
    assert (told.values["votes"], told.values["missing_votes"]) == (4, 1)
    assert count_election(replace(PLAIN, hands={"B": 3}), terms).selected == ("B",)


def test_an_election_without_hands_is_written_as_ever() -> None:
    nobody = replace(PLAIN, hands={"A": 0})
    assert nobody == PLAIN and "hands" not in write_election(nobody) and "palabre-election/1" in write_election(nobody)


def test_an_election_with_hands_is_of_another_kind_and_is_read_back() -> None:
    text = write_election(RAISED)
    assert '"hands":{"B":2},"kind":"palabre-election/2"' in text
    assert read_election(text) == RAISED
    assert election_digest(RAISED) != election_digest(PLAIN)


@pytest.mark.parametrize("rule", ["equal_shares", "phragmen"])
def test_a_rule_that_asks_who_chose_what_takes_no_hands(rule: str) -> None:
    with pytest.raises(Refusal) as refused:
        count_election(RAISED, Terms(rule))
    assert refused.value.reason is TermsReason.HANDS_UNFIT


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: replace(PLAIN, hands={"A": -1}), ElectionReason.HANDS_NEGATIVE),
        (lambda: replace(PLAIN, hands={"C": 1}), ElectionReason.CHOICE_UNKNOWN),
        (lambda: replace(PLAIN, hands={"A": 1}, format=BallotFormat.KNAPSACK), ElectionReason.HANDS_MISPLACED),
    ],
)
def test_hands_that_cannot_be_counted_are_refused(make: Callable[[], Election], reason: ElectionReason) -> None:
    with pytest.raises(Refusal) as refused:
        make()
    assert refused.value.reason is reason


@pytest.mark.parametrize("rule", [key for key, rule in find_rules().items() if rule.by_votes_alone])
@given(data=st.data())
def test_hands_count_as_so_many_ballots_for_one_project_each(rule: str, data: st.DataObject) -> None:
    election, terms = data.draw(counts(rule, (BallotFormat.APPROVAL,)))
    raised = {project.id: data.draw(st.integers(0, 5)) for project in election.projects}
    alone = tuple(Ballot((project,), number) for project, number in raised.items() if number)
    as_ballots = count_election(replace(election, ballots=election.ballots + alone), terms)
    assert count_election(replace(election, hands=raised), terms) == as_ballots


def test_projects_stay_as_they_were() -> None:
    assert RAISED.projects == projects_costing({"A": 6, "B": 6})
