"""`palabre count`, as an auditor runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from budgeting.pabulib.file import PabulibReason
from budgeting.refusal import Refusal
from palabre.commands.count import COMMAND
from palabre.count_words import why_not_counted
from tests.budgeting.pabulib.test_pabulib import FILE


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "vote.pb"
    path.write_text(FILE, encoding="utf-8")
    return path


def run(*arguments: str) -> Any:
    return CliRunner().invoke(COMMAND, list(arguments))


@pytest.mark.parametrize(
    ("rule", "selected"),
    [("greedy", ["b"]), ("greedy-per-cost", ["b"]), ("phragmen", ["b"]), ("equal-shares", ["b"])],
)
def test_every_rule_answers_in_json(file: Path, rule: str, selected: list[str]) -> None:
    told = json.loads(run(str(file), "--rule", rule, "--json").output)
    assert set(told) == {"rule", "parameters", "budget", "selected", "cost", "ties", "votes"}
    assert (told["rule"], told["selected"], told["budget"], told["cost"]) == (rule, selected, 100, 50)
    assert told["votes"] == {"a": 1, "b": 2}


def test_steps_are_told_where_they_are_asked_for(file: Path) -> None:
    told = json.loads(run(str(file), "--rule", "equal-shares", "--utility", "votes", "--json", "--steps").output)
    assert [(step["project"], step["verdict"]) for step in told["steps"]] == [
        ("b", "won"), ("a", "lost_supporters_short")
    ]  # fmt: skip
    assert told["parameters"] == {
        "utility": "votes", "completion": "none", "comparison": "no", "tie_break": ["more-votes", "lower-cost", "order"]
    }  # fmt: skip


def test_what_decides_is_told_where_nothing_was_said_of_it_too(file: Path) -> None:
    told = json.loads(run(str(file), "--rule", "equal-shares", "--completion", "add1", "--json").output)
    assert told["parameters"] == {
        "utility": "cost", "completion": "add1", "stop": "exhaustive", "comparison": "no", "step": 1,
        "tie_break": ["more-votes", "lower-cost", "order"],
    }  # fmt: skip


@pytest.mark.parametrize(
    "options",
    [
        ("greedy", "--utility", "cost"),
        ("phragmen", "--completion", "add1"),
        ("greedy-per-cost", "--comparison"),
        ("equal-shares", "--stop", "budget"),
        ("equal-shares", "--completion", "greedy", "--step", "1"),
    ],
)
def test_an_option_that_decides_nothing_is_refused(file: Path, options: tuple[str, ...]) -> None:
    found = run(str(file), "--rule", *options)
    assert found.exit_code == 2 and "decides nothing" in found.output


def test_all_amounts_are_in_the_unit_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "vote.pb"
    text = FILE.replace("budget;100", "budget;10.50").replace("a;60", "a;8.50").replace("b;50", "b;4.25")
    path.write_text(text, encoding="utf-8")
    told = json.loads(run(str(path), "--rule", "equal-shares", "--json", "--steps").output)
    assert (told["budget"], told["cost"], told["selected"]) == (10.5, 4.25, ["b"])
    assert told["steps"] == [
        {"project": "b", "verdict": "won", "left": 10.5, "price": "17/8"},
        {"project": "a", "verdict": "lost_supporters_short", "left": 6.25, "missing_money": 7.13},
    ]


def test_shares_grow_by_what_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "vote.pb"
    path.write_text(FILE, encoding="utf-8")
    growing = (str(path), "--rule", "equal-shares", "--completion", "add1", "--json")
    assert json.loads(run(*growing, "--step", "0.5").output)["parameters"]["step"] == 0.5
    assert run(*growing, "--step", "0").output.startswith("Error: --step is no amount")


def test_a_person_reads_who_won(file: Path) -> None:
    assert "50 of 100 spent\n1. b (2 votes)" in run(str(file), "--rule", "greedy").output


@pytest.mark.parametrize("ties", ["coin", "more-votes", "draw"])
def test_tie_breaks_that_do_not_decide_are_refused(file: Path, ties: str) -> None:
    found = run(str(file), "--rule", "greedy", "--tie-break", ties)
    assert found.exit_code in {1, 2} and "Traceback" not in found.output


def test_what_is_no_election_is_said_and_ends_with_1(tmp_path: Path) -> None:
    for name, data in (("one.pb", b"\xff\xfe"), ("two.pb", b"hello"), ("three.pb", b"")):
        path = tmp_path / name
        path.write_bytes(data)
        found = run(str(path), "--rule", "greedy")
        assert found.exit_code == 1 and found.output.startswith("Error: ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hello\n", "Line 1 is no part of a Pabulib file"),
        ("META\nkey;value\nbudget;100\n", "no table PROJECTS"),
        (FILE.replace("project_id", "project"), "has no column project_id"),
        (FILE.replace("60", "sixty", 1), "Line 8: what stands under cost is no amount"),
        (FILE.replace("2;;b", "2;;b,b"), "Line 13 names a project twice"),
        (FILE.replace("2;;b", "2;;c"), "Line 13: there is no project 'c'"),
        (FILE.replace("a;60", "a;0"), "Line 8: project a costs nothing"),
        (FILE.replace("b;50", "a;50"), "Line 9: project_id 'a' stands there for the second time"),
        (FILE.replace("budget;100", "budget;100\nnum_votes;5"), "5 rows stand under VOTES, but 3 do"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "vote.pb"
    path.write_text(text, encoding="utf-8")
    found = run(str(path), "--rule", "greedy")
    assert said in found.output
    assert "pabulib_" not in found.output and "{" not in found.output


@pytest.mark.parametrize("reason", PabulibReason)
def test_every_fault_of_a_file_has_its_words(reason: PabulibReason) -> None:
    values: dict[str, str | int] = {"line": 7, "table": "VOTES", "column": "vote", "vote_type": "'odd'",
                                    "key": "budget", "said": 5, "found": 3}  # fmt: skip
    assert why_not_counted(Refusal(reason, **values)).endswith(".")
