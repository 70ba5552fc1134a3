"""Real elections, where a folder of them is at hand: our tallies and winners against their cities' and pabutools'."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from budgeting.counting.count import count_election
from budgeting.counting.election import Election
from budgeting.counting.frozen import election_digest, read_election, write_election
from budgeting.counting.terms import Terms
from budgeting.pabulib.election import election_of as read_election_of
from budgeting.pabulib.file import PabulibFile, read_pabulib
from budgeting.refusal import Refusal
from tests.budgeting.counting.pabulib_judge import Case, Judge, agrees, every_case

FOLDER = Path(os.environ.get("PALABRE_REAL_DATA", ""), "pabulib")
FILES = sorted(FOLDER.glob("*.pb")) if "PALABRE_REAL_DATA" in os.environ else []
if not FILES:
    pytest.skip("PALABRE_REAL_DATA names no folder of elections", allow_module_level=True)


def read_published(path: Path) -> PabulibFile:
    return read_pabulib(path.read_text(encoding="utf-8-sig"))


def election_of(published: PabulibFile) -> Election:
    return read_election_of(published).election


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
def test_every_file_says_how_many_rows_it_has_and_half_of_it_is_refused(path: Path) -> None:
    text = path.read_text(encoding="utf-8-sig")
    assert {"num_votes", "num_projects"} <= read_pabulib(text).meta.keys()
    lines = text.splitlines(keepends=True)
    with pytest.raises(Refusal):
        read_pabulib("".join(lines[: len(lines) * 2 // 3]))


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


SLOW = {
    "France_Toulouse_2019": {"utility": "votes", "stop": "exhaustive"},
    "Poland_Gdansk_2020_Piecki_Migowo": {"stop": "exhaustive"},
    "Poland_Swiecie_2023": {"stop": "exhaustive"},
    "Poland_Wieliczka_2023_Green_Budget": {"utility": "votes", "stop": "exhaustive"},
    "US_Stanford_Dataset_PB_Rochester_NY_2019_vote_rankings": {"utility": "votes", "stop": "exhaustive"},
}
"""Files on which pabutools takes long to let shares grow, and the ways that are asked here; `python -m bench counting`
asks every one."""


def cases_of(path: Path) -> list[Case]:
    asked = SLOW.get(path.stem, {})
    return [case for case in every_case() if "stop" not in case[1] or asked.items() <= case[1].items()]


@cache
def judge_of(path: Path) -> Judge:
    return Judge(path.read_text(encoding="utf-8-sig"))


@pytest.mark.parametrize(
    ("path", "case"),
    [
        pytest.param(path, case, id=" ".join((path.stem, case[0], *case[1].values())))
        for path in FILES
        for case in cases_of(path)
    ],
)
def test_every_rule_chooses_what_pabutools_chooses(path: Path, case: Case) -> None:
    assert agrees(judge_of(path), case)
