"""The table for other programs: what we read of it, and what pabutools does."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pabutools.election import parse_pabulib

from budgeting.ballot import BallotFormat
from budgeting.counting.count import count_election
from budgeting.counting.election import Ballot, CountedProject, Election
from budgeting.counting.outcome import write_outcome
from budgeting.counting.terms import Terms
from budgeting.pabulib.election import election_of
from budgeting.pabulib.file import read_pabulib
from budgeting.proof.table import write_table

PROJECTS = tuple(CountedProject(str(number), 100_000 * number, number) for number in (1, 2, 3))
BALLOTS = {
    BallotFormat.APPROVAL: (Ballot(("1", "2"), 3), Ballot((), 2), Ballot(("3",), 4)),
    BallotFormat.POINTS: (Ballot(("1", "2"), 3, (5, 1)), Ballot(("3",), 4, (2,))),
    BallotFormat.RANKING: (Ballot(("2", "1"), 3), Ballot(("1", "2"), 1)),
}


def table_of(election: Election, currency: str = "MAD") -> str:
    rules: dict[str, Any] = {
        "title": "=Budget\n2026", "country": "MA", "commune": "Zongo", "year": 2026, "currency": currency,
        "max_choices": 3, "terms": {"rule": "greedy"},
        "phases": [{"kind": "vote", "opens_at": "2026-04-02T23:30:00+00:00", "closes_at": "2026-04-09T23:30:00+00:00"}],
        "projects": [{"number": int(one.id), "titles": {"fr": f"Puits; n° {one.id}"}} for one in PROJECTS],
    }  # fmt: skip
    return write_table(rules, election, json.loads(write_outcome(count_election(election, Terms("greedy")))))


@pytest.mark.parametrize("form", list(BALLOTS))
@pytest.mark.parametrize("currency", ["MAD", "XOF"])
def test_what_is_written_is_read_again_as_the_same_election(form: BallotFormat, currency: str) -> None:
    election = Election(PROJECTS, BALLOTS[form], 500_000, form)
    found = election_of(read_pabulib(table_of(election, currency)))
    assert (found.election.ballots, found.election.format) == (election.ballots, form)
    assert (found.election.envelope, found.election.costs, found.step) == (500_000, election.costs, 1)


def test_shares_grow_in_it_by_the_smallest_coin_as_they_did_in_the_count() -> None:
    """Six voters share 25.50: by whole dirhams the shares would jump over what centimes buy."""
    costs = {"1": 1_200, "2": 2_700, "3": 900}
    projects = tuple(CountedProject(name, cost, place) for place, (name, cost) in enumerate(costs.items(), 1))
    ballots = (Ballot(("1",), 2), Ballot(("2",), 3), Ballot(("1", "3"), 1))
    for envelope in range(1_200, 4_800, 50):
        election = Election(projects, ballots, envelope)
        grows = Terms("equal_shares", parameters={"completion": "add1"})
        found = election_of(read_pabulib(table_of(election)))
        again = count_election(found.election, replace(grows, step=found.step))
        assert again.selected == count_election(election, grows).selected


def test_pabutools_reads_it_with_its_blank_ballots(tmp_path: Path) -> None:
    path = tmp_path / "votes.pb"
    path.write_text(table_of(Election(PROJECTS, BALLOTS[BallotFormat.APPROVAL], 500_000)), encoding="utf-8")
    instance, profile = parse_pabulib(str(path))
    assert (float(instance.budget_limit), len(profile)) == (5000.0, 9)
    assert sorted(sorted(project.name for project in ballot) for ballot in profile)[:3] == [[], [], ["1", "2"]]


def test_it_names_no_voter_and_no_spreadsheet_computes_its_cells() -> None:
    text = table_of(Election(PROJECTS, BALLOTS[BallotFormat.APPROVAL], 500_000))
    assert "\nVOTES\nvoter_id;vote\n1;\n2;\n3;1,2\n" in text
    assert "description;'=Budget 2026\n" in text and '"Puits; n° 1"' in text
