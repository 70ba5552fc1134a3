"""Votes within the money, in points and in an order: counted, published, explained, and checked by anybody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.phrases import Speech
from bot.reasons import reason_phrase
from bot.records import plain, record
from budgeting.pabulib.election import election_of
from budgeting.pabulib.file import read_pabulib
from budgeting.proof import verify
from budgeting.proof.account import account, table
from services.cycles.ballot_format import BallotDraft
from services.house import House
from services.proof import make_due_bundles
from services.public.results import public_results
from tests.services.cycles.plans import Plan
from tests.services.proof.kept import kept_bundle
from tests.services.proof.published import hold_vote, publish_count

IN_POINTS: list[tuple[Any, ...]] = [((1, 4), (2, 1)), ((3, 5),), ((2, 2), (3, 3)), (), ((1, 4), (3, 1))] * 6
IN_ORDER: list[tuple[Any, ...]] = [(2, 1), (3,), (1, 2), (), (1, 3, 2)] * 6
IN_BASKETS: list[tuple[Any, ...]] = [(1, 2), (3, 2), (1,), (), (3, 1)] * 6
BALLOTS = {"points": IN_POINTS, "ranking": IN_ORDER, "knapsack": IN_BASKETS}
VOTES = {"utility": "votes"}


def publish(house: House, clock: Any, form: str, number: int, **values: Any) -> tuple[Plan, Path]:
    def work(session: Session) -> Plan:
        ballot = BallotDraft(form, max_points=5, max_each=5)
        made, _ = hold_vote(session, house, clock, BALLOTS[form][:number], ballot=ballot, **values)
        publish_count(made, clock)
        return made

    made = house.work.write(work)
    make_due_bundles(house)

    return made, kept_bundle(house, made.commune.id)


def faults_of(path: Path) -> list[str]:
    return list(verify.Bundle(verify.open_bundle(path)).faults(account, table))


@pytest.mark.parametrize("number", [30, 15])
@pytest.mark.parametrize(
    ("form", "rule", "choices"),
    [
        ("knapsack", "greedy", {}),
        ("knapsack", "phragmen", {}),
        ("points", "greedy", {}),
        ("points", "greedy_per_cost", {}),
        ("points", "equal_shares", VOTES),
        ("ranking", "greedy", {}),
        ("ranking", "equal_shares", VOTES),
    ],
)
def test_every_format_gives_a_bundle_that_holds(
    house: House, clock: Any, form: str, rule: str, choices: dict[str, str], number: int
) -> None:
    made, path = publish(house, clock, form, number, rule=rule, choices=choices)
    assert faults_of(path) == []
    assert verify.main([str(path)]) == 0
    found = house.work.read(lambda session: public_results(session, made.commune.id))
    assert found is not None and len(found.view.lines) == 3
    for line in found.view.lines:
        assert (line.points is None) == (form == "knapsack")
        assert reason_phrase(record(plain(line))).spoken(Speech(("fr",), is_brief=True))


@pytest.mark.parametrize(
    ("form", "vote_type"), [("points", "cumulative"), ("ranking", "ordinal"), ("knapsack", "knapsack")]
)
def test_the_table_says_how_people_voted_and_reads_back(house: House, clock: Any, form: str, vote_type: str) -> None:
    _, path = publish(house, clock, form, 30)
    file = read_pabulib(verify.open_bundle(path)["votes.pb"].decode())
    assert file.meta["vote_type"] == vote_type
    assert election_of(file).election.voters == 30
    if form == "points":
        assert (file.meta["max_sum_points"], file.meta["max_points"]) == ("5", "5")
        assert {row["points"] for row in file.votes} >= {"4,1", "5", "2,3"}


def test_a_result_in_points_is_told_in_points(house: House, clock: Any) -> None:
    made, _ = publish(house, clock, "points", 30)
    found = house.work.read(lambda session: public_results(session, made.commune.id))
    assert found is not None and found.ballot.max_points == 5
    told = {line.number: line for line in found.view.lines}
    assert {number: line.points for number, line in told.items()} == {1: 48, 2: 18, 3: 54}
    for language, word in (("fr", "48 points"), ("en", "48 points"), ("ar", "48 نقطة")):
        for brief in (True, False):
            assert word in reason_phrase(record(plain(told[1]))).spoken(Speech((language,), is_brief=brief))
    lost = next(line for line in found.view.lines if not line.won)
    assert "votes" not in reason_phrase(record(plain(lost))).spoken(Speech(("en",), is_brief=True))


@pytest.mark.parametrize("form", ["points", "knapsack"])
def test_a_ballot_over_the_announced_limits_is_found_in_a_bundle(house: House, clock: Any, form: str) -> None:
    _, path = publish(house, clock, form, 30)
    members = verify.open_bundle(path)
    election = json.loads(members["election.json"])
    changed = next(one for one in election["ballots"] if len(one["choices"]) > 1)
    if form == "points":
        changed["points"] = [5] * len(changed["points"])
    else:
        changed["choices"] = ["1", "2", "3"]
    members["election.json"] = verify.canonical(election)
    faults = list(verify.Bundle(members).faults(account, table))
    assert any("none by the announced limits" in fault for fault in faults)


def test_a_table_whose_shares_would_grow_otherwise_than_they_did_is_found(house: House, clock: Any) -> None:
    _, path = publish(house, clock, "knapsack", 30)
    members = verify.open_bundle(path)
    members["votes.pb"] = members["votes.pb"].replace(b"vote_type", b"add1_step;50\nvote_type", 1)
    assert any("shares that grow" in fault for fault in verify.Bundle(members).faults(table))
