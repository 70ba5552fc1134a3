"""The sheets of paper as they are published: few together, and checked against the rules and the log."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from budgeting.counting.canonical import canonical_json
from budgeting.proof.sheets import FoundBox, fold_boxes, sheets, told_reasons, write_sheets
from budgeting.proof.verify import Bundle

LOG = "event,commitment,hour\n" + "".join(f"cast,{place:064x},2026-01-01T10:00:00+00:00\n" for place in range(12))


def box(number: int, valid: int, **void: int) -> FoundBox:
    return FoundBox(number, f"Place {number}", valid + sum(void.values()), valid, void)


def told(*boxes: FoundBox) -> list[tuple[int, int, int]]:
    return [(one.number, one.found, one.valid) for one in fold_boxes(boxes)]


def test_boxes_with_ballots_enough_are_told_apart() -> None:
    assert told(box(1, 9, no_code=2), box(2, 5)) == [(1, 11, 9), (2, 5, 5)]


def test_boxes_with_few_ballots_are_told_together() -> None:
    assert told(box(1, 30), box(2, 3, no_code=1), box(3, 2)) == [(1, 30, 30), (0, 6, 5)]


def test_what_would_tell_few_voters_apart_is_not_told() -> None:
    assert told(box(1, 3)) == []
    assert told(box(1, 30), box(2, 1)) == [(0, 31, 31)]


def test_boxes_without_any_ballot_hide_nobody() -> None:
    assert told(box(1, 0, no_code=2), box(2, 0)) == [(0, 2, 0)]
    assert told() == []


def test_reasons_of_few_sheets_are_put_together() -> None:
    assert told_reasons(box(1, 9, no_code=7, twice=3, too_many=2)) == {"no_code": 7, "others": 5}
    assert told_reasons(box(1, 9, no_code=1)) == {}


class Fake(Bundle):
    """A bundle of which only the members are there."""

    def __init__(self, members: Mapping[str, Any]) -> None:
        texts = {name: paper if isinstance(paper, str) else canonical_json(paper) for name, paper in members.items()}
        self.members = {name: text.encode() for name, text in texts.items()}


def faults(change: Mapping[str, Any] | None = None, *, paper: bool = True, there: bool = True) -> list[str]:
    rules = {"kind": "palabre-rules/1", **({"ways_in": ["phones", "paper"]} if paper else {})}
    said = json.loads(canonical_json(write_sheets([box(1, 9, no_code=7)])))
    said["boxes"][0] |= change or {}
    members: dict[str, Any] = {"rules.json": rules, "log.csv": LOG, **({"sheets.json": said} if there else {})}
    return [fault for holds, fault in sheets(Fake(members)) if not holds]


def test_what_agrees_holds() -> None:
    assert faults() == []
    assert faults(paper=False, there=False) == []


@pytest.mark.parametrize(
    "change",
    [
        {"found": 17},
        {"valid": 8},
        {"valid": 13, "found": 20},
        {"reasons": {"no_code": 6}},
        {"reasons": {"rubbish": 7}},
        {"void": -1, "found": 8, "reasons": {}},
    ],
)
def test_numbers_that_do_not_agree_are_named(change: Mapping[str, Any]) -> None:
    assert faults(change)


def test_sheets_are_there_where_the_rules_announce_paper_and_only_there() -> None:
    assert faults(there=False)
    assert faults(paper=False)
