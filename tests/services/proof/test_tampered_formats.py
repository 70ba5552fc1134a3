"""Points, orders, baskets and shares: whatever is changed in their bundle, the single file that it carries finds it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from budgeting.proof import verify
from services.house import House
from services.voting.log import sign_text
from tests.services.proof.tampering import Members, changed_within, find_every_change, sealed_again
from tests.services.proof.test_formats import VOTES, publish

TIMES, SEED = 1_000, 20261123
WAYS: list[tuple[str, str, dict[str, str]]] = [
    ("points", "equal_shares", VOTES),
    ("ranking", "equal_shares", {**VOTES, "completion": "add1", "stop": "budget"}),
    ("knapsack", "equal_shares", {"completion": "none", "comparison": "yes"}),
    ("knapsack", "phragmen", {}),
    ("points", "greedy_per_cost", {}),
    ("ranking", "greedy", {}),
]
Change = Callable[[dict[str, Any]], None]
once = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
every_way = pytest.mark.parametrize(("form", "rule", "chosen"), WAYS)


def a_winner_for_a_loser(outcome: dict[str, Any]) -> None:
    """Let another project win, and change the account to fit."""
    won = outcome["selected"][0]
    lost = next(step for step in outcome["steps"] if step["verdict"] != "won")
    step = next(step for step in outcome["steps"] if step["project"] == won)
    step["project"], lost["project"] = lost["project"], won
    outcome["selected"][0] = step["project"]


def another_price(election: dict[str, Any]) -> None:
    election["projects"][0]["cost"] += 1


def another_ballot(election: dict[str, Any]) -> None:
    """Say something else on one ballot, in points, in an order, or in a basket."""
    ballot = next(one for one in election["ballots"] if len(one["choices"]) > 1)
    if "points" in ballot:
        ballot["points"][0] += 1
    else:
        ballot["choices"] = ballot["choices"][1:]


def another_project(election: dict[str, Any]) -> None:
    """Name a project on a ballot that is none of the vote's: it gets no vote, so no figure changes."""
    ballot = next(one for one in election["ballots"] if len(one["choices"]) < 3)
    ballot["choices"].append("999")
    if "points" in ballot:
        ballot["points"].append(1)


def fewer_on_one_side(election: dict[str, Any]) -> None:
    """Move one voter from one ballot to another: as many people voted, and otherwise."""
    one, other = [ballot for ballot in election["ballots"] if ballot["weight"] > 1][:2]
    one["weight"], other["weight"] = one["weight"] - 1, other["weight"] + 1


CHANGES: list[tuple[str, Change, str]] = [
    ("outcome", a_winner_for_a_loser, "counted again, the winners are"),
    ("election", another_price, "projects not of rules.json"),
    ("election", another_ballot, "outcome.json: other votes"),
    ("election", another_project, "a ballot is none"),
    ("election", fewer_on_one_side, "outcome.json: other votes"),
]


def alone(members: Members, house: House) -> list[str]:
    """Return what verify.py alone finds in a bundle that the holder of the key made to fit."""
    return list(verify.Bundle(sealed_again(members, lambda text: sign_text(house.vault, text))).faults())


@once
@every_way
def test_a_changed_winner_price_or_ballot_is_named_though_the_holder_of_the_key_did_it(
    house: House, clock: Any, form: str, rule: str, chosen: dict[str, str]
) -> None:
    _, path = publish(house, clock, form, 30, rule=rule, choices=chosen)
    members = verify.open_bundle(path)
    assert alone(members, house) == []
    for name, change, told in CHANGES:
        paper = json.loads(members[f"{name}.json"])
        change(paper)
        faults = alone({**members, f"{name}.json": verify.canonical(paper)}, house)
        assert any(told in fault for fault in faults), (change.__name__, faults)


@once
@every_way
def test_it_says_that_it_counted_again(
    house: House, clock: Any, capsys: Any, form: str, rule: str, chosen: dict[str, str]
) -> None:
    _, path = publish(house, clock, form, 30, rule=rule, choices=chosen)
    assert verify.main([str(path)]) == 0
    assert "All of it holds." in capsys.readouterr().out


@once
def test_a_rule_or_a_choice_it_does_not_know_is_not_counted_and_it_says_so(house: House, clock: Any) -> None:
    _, path = publish(house, clock, "points", 30, rule="equal_shares", choices=VOTES)
    members = verify.open_bundle(path)
    for terms in ({"rule": "dice"}, {"parameters": {"completion": "dice"}}, {"parameters": {"dice": "6"}}):
        rules = json.loads(members["rules.json"])
        rules["terms"] |= terms
        bundle = verify.Bundle({**members, "rules.json": verify.canonical(rules)})
        assert list(bundle.faults()) and not bundle.is_counted


@once
def test_every_single_change_to_a_bundle_of_points_and_shares_is_found(
    house: House, clock: Any, tmp_path: Path, capsys: Any
) -> None:
    _, path = publish(house, clock, "points", 30, rule="equal_shares", choices=VOTES)
    find_every_change(verify.open_bundle(path), tmp_path / "bundle.zip", capsys, times=TIMES, seed=SEED)


@once
def test_what_the_holder_of_the_key_changes_in_rules_or_ballots_is_found_by_the_single_file(
    house: House, clock: Any
) -> None:
    _, path = publish(house, clock, "points", 30, rule="equal_shares", choices=VOTES)
    members, chance = verify.open_bundle(path), random.Random(SEED)
    for _ in range(TIMES // 5):
        assert alone(changed_within(members, chance, ("rules.json", "election.json", "log.csv")), house)
