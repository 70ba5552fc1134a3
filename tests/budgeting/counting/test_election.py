from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.counting.canonical import PaperReason
from budgeting.counting.election import Ballot, BallotFormat, CountedProject, Election, ElectionReason
from budgeting.counting.frozen import (
    election_digest,
    read_election,
    read_terms,
    terms_digest,
    write_election,
    write_terms,
)
from budgeting.counting.terms import Terms, TermsReason, TieBreak
from budgeting.refusal import Refusal
from tests.budgeting.counting.elections import approvals, counts, elections

WELL = CountedProject("W", 400, 1)
ROAD = CountedProject("R", 600, 2)


def test_equal_ballots_stand_in_one_group() -> None:
    split = Election((WELL, ROAD), (Ballot(("R", "W")), Ballot(("W",), 2), Ballot(("W", "R"), 3)), 1000)
    assert split.ballots == (Ballot(("R", "W"), 4), Ballot(("W",), 2))
    assert split.voters == 6


def test_a_ranking_keeps_its_order() -> None:
    ranked = Election((WELL, ROAD), (Ballot(("R", "W")), Ballot(("W", "R"))), 1000, BallotFormat.RANKING)
    assert ranked.ballots == (Ballot(("R", "W")), Ballot(("W", "R")))


def test_points_follow_their_project_when_ballots_are_grouped() -> None:
    given_points = (Ballot(("W", "R"), 1, (3, 1)), Ballot(("R", "W"), 1, (1, 3)), Ballot(("R", "W"), 1, (3, 1)))
    election = Election((WELL, ROAD), given_points, 1000, BallotFormat.POINTS)
    assert election.ballots == (Ballot(("R", "W"), 2, (1, 3)), Ballot(("R", "W"), 1, (3, 1)))


def test_the_canonical_paper_is_what_it_says() -> None:
    election = Election((ROAD, WELL), (Ballot(("W",), 2),), 1000)
    expected = (
        '{"ballots":[{"choices":["W"],"weight":2}],"envelope":1000,"format":"approval","kind":"palabre-election/1",'
        '"projects":[{"cost":400,"id":"W","order":1},{"cost":600,"id":"R","order":2}]}'
    )
    assert write_election(election) == expected
    assert election_digest(election) == hashlib.sha256(expected.encode()).hexdigest()


@given(elections(), st.randoms(use_true_random=False))
def test_the_digest_ignores_the_order_and_the_grouping_of_the_input(election: Election, chance: object) -> None:
    singles = [Ballot(b.choices, 1, b.points) for b in election.ballots for _ in range(b.weight)]
    projects = list(election.projects)
    chance.shuffle(singles)  # type: ignore[attr-defined]
    chance.shuffle(projects)  # type: ignore[attr-defined]
    shuffled = Election(tuple(projects), tuple(singles), election.envelope, election.format)
    assert shuffled == election
    assert election_digest(shuffled) == election_digest(election)


@given(counts())
def test_what_is_written_is_read_back(count: tuple[Election, Terms]) -> None:
    election, terms = count
    assert read_election(write_election(election)) == election
    assert read_terms(write_terms(terms), terms.seed) == terms


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: CountedProject("", 1, 1), ElectionReason.ID_UNREADABLE),
        (lambda: CountedProject("a\x00", 1, 1), ElectionReason.ID_UNREADABLE),
        (lambda: CountedProject("\ud800", 1, 1), ElectionReason.ID_UNREADABLE),
        (lambda: CountedProject("A", 0, 1), ElectionReason.COST_NOT_POSITIVE),
        (lambda: Ballot(("A",), 0), ElectionReason.WEIGHT_NOT_POSITIVE),
        (lambda: Ballot(("A", "A")), ElectionReason.CHOICE_REPEATED),
        (lambda: Ballot(("A",), 1, (-1,)), ElectionReason.POINTS_NEGATIVE),
        (lambda: Election((WELL,), (), -1), ElectionReason.ENVELOPE_NEGATIVE),
        (lambda: Election((WELL, CountedProject("W", 2, 9)), (), 1), ElectionReason.ID_REPEATED),
        (lambda: Election((WELL, CountedProject("X", 2, 1)), (), 1), ElectionReason.ORDER_REPEATED),
        (lambda: Election((WELL,), (Ballot(("X",)),), 1), ElectionReason.CHOICE_UNKNOWN),
        (lambda: Election((WELL,), (Ballot(("W",), 1, (2,)),), 1), ElectionReason.POINTS_MISPLACED),
        (lambda: Election((WELL,), (Ballot(("W",)),), 1, BallotFormat.POINTS), ElectionReason.POINTS_MISPLACED),
        (lambda: Terms("greedy", tie_break=(TieBreak.LOWER_COST,)), TermsReason.TIE_BREAK_UNDECIDED),
        (lambda: Terms("greedy", minimum_votes=-1), TermsReason.MINIMUM_NEGATIVE),
        (lambda: Terms("greedy", incompatible=(("A", "A"),)), TermsReason.INCOMPATIBLE_WITH_ITSELF),
        (lambda: Terms("greedy", seed="\ud800"), TermsReason.SEED_UNREADABLE),
    ],
)
def test_what_is_not_sound_is_refused_by_name(make: Callable[[], object], reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        make()
    assert refused.value.reason is reason


def test_the_seed_is_no_part_of_what_is_announced() -> None:
    before = Terms("greedy", tie_break=(TieBreak.DRAW,))
    assert terms_digest(before) == terms_digest(Terms("greedy", tie_break=(TieBreak.DRAW,), seed="7 11 13"))
    assert terms_digest(before) != terms_digest(Terms("greedy", tie_break=(TieBreak.ID,)))


def test_incompatible_pairs_say_the_same_either_way_round() -> None:
    assert terms_digest(Terms("greedy", incompatible=(("B", "A"), ("A", "B")))) == terms_digest(
        Terms("greedy", incompatible=(("A", "B"),))
    )


@pytest.mark.parametrize(
    "damage",
    [
        {"envelope": 10.0},
        {"envelope": True},
        {"envelope": None},
        {"format": "shouting"},
        {"projects": {}},
        {"projects": ["W"]},
        {"ballots": [{"choices": "W", "weight": 1}]},
        {"ballots": [{"choices": ["W"], "weight": "1"}]},
        {"ballots": [{"choices": ["W"], "weight": 1, "points": 3}]},
        {"note": "\ud800"},
    ],
)
def test_a_damaged_paper_is_unreadable(damage: dict[str, object]) -> None:
    paper = json.loads(write_election(approvals(10, {"W": 3}, {"W": 1}))) | damage
    with pytest.raises(Refusal) as refused:
        read_election(json.dumps(paper))
    assert refused.value.reason is PaperReason.UNREADABLE


@pytest.mark.parametrize(
    "damage", [{"incompatible": [["A"]]}, {"parameters": []}, {"tie_break": ["coin"]}, {"rule": 1}]
)
def test_damaged_terms_are_unreadable(damage: dict[str, object]) -> None:
    with pytest.raises(Refusal) as refused:
        read_terms(json.dumps(json.loads(write_terms(Terms("greedy"))) | damage))
    assert refused.value.reason is PaperReason.UNREADABLE


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), lambda x: st.lists(x)).map(json.dumps))
def test_any_other_text_is_refused_without_a_crash(text: str) -> None:
    with pytest.raises(Refusal):
        read_election(text)
    with pytest.raises(Refusal):
        read_election("[" * 100_000)
    with pytest.raises(Refusal):
        read_terms(text)
