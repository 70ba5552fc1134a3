"""`verify.py` counts like the house: two programs, one by fractions alone, that share no line."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.ballot import BallotFormat
from budgeting.counting.count import count_election
from budgeting.counting.election import Election
from budgeting.counting.frozen import write_election, write_terms
from budgeting.counting.terms import Terms, TieBreak
from budgeting.pabulib.election import election_of
from budgeting.pabulib.file import read_pabulib
from budgeting.proof.verify import Count
from tests.budgeting.counting.elections import counts

KNOWN = ("greedy", "greedy_per_cost", "phragmen")
PLAIN = (BallotFormat.APPROVAL, BallotFormat.KNAPSACK)
FOLDER = Path(os.environ.get("PALABRE_REAL_DATA", ""), "pabulib")
FILES = sorted(FOLDER.glob("*.pb")) if "PALABRE_REAL_DATA" in os.environ else []
TIES = ((TieBreak.MORE_VOTES, TieBreak.LOWER_COST, TieBreak.ORDER), (TieBreak.ID,))


def winners_again(election: Election, terms: Terms) -> tuple[str, ...]:
    """Let `verify.py` count what is published of an election."""
    again = counted_again(election, terms)
    return tuple(again.phragmen() if terms.rule == "phragmen" else again.greedy())


def counted_again(election: Election, terms: Terms) -> Count:
    paper = json.loads(write_election(election))
    return Count(paper, json.loads(write_terms(terms)), terms.seed, "", election.envelope)


@pytest.mark.parametrize("rule", KNOWN)
@given(data=st.data())
def test_every_small_election_is_counted_alike(rule: str, data: st.DataObject) -> None:
    election, terms = data.draw(counts(rule, PLAIN))
    if rule != "phragmen" and election.format is BallotFormat.APPROVAL:
        election = replace(election, hands={one.id: data.draw(st.integers(0, 4)) for one in election.projects})
    outcome = count_election(election, terms)
    assert winners_again(election, terms) == outcome.selected
    assert counted_again(election, terms).votes == dict(outcome.votes)


@pytest.mark.skipif(not FILES, reason="PALABRE_REAL_DATA names no folder of elections")
@pytest.mark.parametrize("rule", KNOWN)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_real_election_is_counted_alike(path: Path, rule: str) -> None:
    election = election_of(read_pabulib(path.read_text(encoding="utf-8-sig"))).election
    if election.format not in PLAIN:
        named = tuple(replace(ballot, points=()) for ballot in election.ballots)
        election = Election(election.projects, named, election.envelope)  # what is named is approved
    for ties in TIES:
        terms = Terms(rule, ties)
        assert winners_again(election, terms) == count_election(election, terms).selected
