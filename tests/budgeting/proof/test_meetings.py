"""Shows of hands as they are published, and checked against the rules."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from budgeting.counting.canonical import canonical_json
from budgeting.proof.meetings import MeetingHands, Shows, VoidMeeting, hands, read_shows, write_shows
from tests.budgeting.proof.test_sheets import Fake

HELD = "2026-03-02T15:00:00+00:00"
SIGNED = ("chef de quartier", "secrétaire")
SHOWS = Shows(
    (
        MeetingHands(1, "École", HELD, 40, SIGNED, {"1": 30, "2": 12}),
        MeetingHands(3, "Marché", HELD, 9, SIGNED, {"1": 2}),
    ),
    (VoidMeeting(2, "Gare", HELD, "counted twice"),),
)
RULES: dict[str, Any] = {
    "kind": "palabre-rules/1",
    "ways_in": ["phones", "hands"],
    "format": "approval",
    "max_choices": 2,
    "terms": {"rule": "greedy"},
    "projects": [{"number": 1}, {"number": 2}],
    "phases": [
        {"kind": "vote", "opens_at": "2026-03-01T08:00:00+00:00", "closes_at": "2026-03-05T18:00:00+00:00"},
    ],
}


def faults(
    meeting: Mapping[str, Any] | None = None, rules: Mapping[str, Any] | None = None, *, there: bool = True
) -> list[str]:
    said = json.loads(canonical_json(write_shows(SHOWS)))
    said["meetings"][0] |= meeting or {}
    members = {"rules.json": {**RULES, **(rules or {})}, **({"hands.json": said} if there else {})}
    return [fault for holds, fault in hands(Fake(members)) if not holds]


def test_meetings_are_added_up_and_void_ones_are_not() -> None:
    assert (SHOWS.hands, SHOWS.present) == ({"1": 32, "2": 12}, 49)


def test_what_is_written_is_read_back() -> None:
    assert read_shows(json.loads(canonical_json(write_shows(SHOWS)))) == SHOWS


def test_what_agrees_holds() -> None:
    assert faults() == []
    assert faults(rules={"ways_in": ["phones"]}, there=False) == []


@pytest.mark.parametrize(
    "meeting",
    [
        {"present": 29},
        {"present": 4},
        {"hands": {"1": 41}},
        {"hands": {"9": 1}},
        {"hands": {"1": 40, "2": 41}},
        {"signed": ["chef de quartier"]},
        {"number": 2},
        {"number": 4},
        {"held_at": "2026-02-28T15:00:00+00:00"},
    ],
)
def test_a_sheet_that_cannot_be_is_named(meeting: Mapping[str, Any]) -> None:
    assert faults(meeting)


@pytest.mark.parametrize("rules", [{"format": "knapsack"}, {"min_choices": 2}, {"terms": {"rule": "phragmen"}}])
def test_rules_that_cannot_count_hands_are_named(rules: Mapping[str, Any]) -> None:
    assert faults(rules=rules)


def test_meetings_are_there_where_the_rules_announce_them_and_only_there() -> None:
    assert faults(there=False)
    assert faults(rules={"ways_in": ["phones"]})
