"""Real elections, where a folder of them is at hand: our tallies against what their cities published."""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from budgeting.counting.count import count_election
from budgeting.counting.election import Ballot, BallotFormat, CountedProject, Election
from budgeting.counting.frozen import election_digest, read_election, write_election
from budgeting.counting.terms import Terms

FOLDER = Path(os.environ.get("PALABRE_REAL_DATA", ""), "pabulib")
FILES = sorted(FOLDER.glob("*.pb")) if "PALABRE_REAL_DATA" in os.environ else []
if not FILES:
    pytest.skip("PALABRE_REAL_DATA names no folder of elections", allow_module_level=True)

FORMATS = {
    "approval": BallotFormat.APPROVAL,
    "knapsack": BallotFormat.KNAPSACK,
    "cumulative": BallotFormat.POINTS,
    "scoring": BallotFormat.POINTS,
    "ordinal": BallotFormat.RANKING,
}
Row = dict[str, str]


@dataclass(frozen=True)
class Published:
    """A file in the Pabulib format (https://pabulib.org/format): three tables under their names."""

    meta: dict[str, str]
    projects: list[Row]
    votes: list[Row]


def read_published(path: Path) -> Published:
    tables: dict[str, list[list[str]]] = {}
    for row in csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"):
        if row and row[0].strip().upper() in {"META", "PROJECTS", "VOTES"}:
            current = tables.setdefault(row[0].strip().upper(), [])
        elif row:
            current.append(row)
    named = {name: [dict(zip(rows[0], row, strict=False)) for row in rows[1:]] for name, rows in tables.items()}
    meta = {row["key"]: row["value"] for row in named["META"]}
    return Published(meta, named["PROJECTS"], named["VOTES"])


def election_of(published: Published) -> Election:
    ballot_format = FORMATS[published.meta["vote_type"]]
    projects = tuple(CountedProject(row["project_id"], int(row["cost"]), n) for n, row in enumerate(published.projects))
    ballots = tuple(ballot_of(row, ballot_format) for row in published.votes)
    return Election(projects, ballots, int(published.meta["budget"]), ballot_format)


def ballot_of(row: Row, ballot_format: BallotFormat) -> Ballot:
    choices = tuple(choice for choice in row["vote"].split(",") if choice)
    points = tuple(int(n) for n in row["points"].split(",")) if ballot_format is BallotFormat.POINTS else ()
    return Ballot(choices, 1, points)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_votes_and_points_are_those_the_city_published(path: Path) -> None:
    published = read_published(path)
    outcome = count_election(election_of(published), Terms("greedy"))
    for row in published.projects:
        if "votes" in row:
            assert outcome.votes[row["project_id"]] == int(row["votes"])
        if "score" in row and published.meta["vote_type"] in {"cumulative", "scoring"}:
            assert outcome.scores[row["project_id"]] == int(row["score"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_real_election_survives_being_frozen(path: Path) -> None:
    election = election_of(read_published(path))
    assert election_digest(read_election(write_election(election))) == election_digest(election)


OFFICIAL = {
    "Poland_Swiecie_2023": {"utility": "cost", "completion": "add1", "stop": "exhaustive"},
    "Poland_Wieliczka_2023_Green_Budget": {"completion": "add1", "stop": "budget", "comparison": "yes"},
}


@pytest.mark.parametrize("path", [path for path in FILES if path.stem in OFFICIAL], ids=lambda path: path.stem)
def test_what_the_city_chose_by_equal_shares_is_chosen_again(path: Path) -> None:
    published = read_published(path)
    outcome = count_election(election_of(published), Terms("equal_shares", parameters=OFFICIAL[path.stem]))
    assert set(outcome.selected) == {row["project_id"] for row in published.projects if row["selected"] == "1"}


def test_add1_with_and_without_the_exhaustive_stop_elect_differently() -> None:
    path = next(path for path in FILES if path.stem.startswith("Poland_Wieliczka"))
    election = election_of(read_published(path))
    ways = {}
    for stop in ("exhaustive", "budget"):
        terms = Terms("equal_shares", parameters={"completion": "add1", "stop": stop})
        ways[stop] = len(count_election(election, terms).selected)
    assert ways == {"exhaustive": 31, "budget": 30}
