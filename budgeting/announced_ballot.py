"""The format of a ballot and its limits as the frozen rules announce them, written and read back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from budgeting.ballot import BallotFormat, BallotRules, Pot
from budgeting.counting.entries import COMMUNE_WIDE
from budgeting.own_name import names_of_zone


def write_limits(rules: BallotRules) -> dict[str, Any]:
    """Return what frozen rules say of a ballot, as JSON types.

    A plain approval says what it always said, its format and its most choices, so that its digest stays as it was; the
    envelope of a knapsack is that of the vote.
    """
    said: dict[str, Any] = {"format": rules.format.value, "max_choices": rules.max_choices}
    if rules.min_choices > 1:
        said["min_choices"] = rules.min_choices
    if rules.format is BallotFormat.POINTS:
        said |= {"max_points": rules.max_points, "max_each": rules.max_each}
    return said


def read_limits(rules: Mapping[str, Any]) -> BallotRules:
    """Return the limits that frozen rules announce; what they do not name is no limit."""
    found = BallotFormat(rules.get("format", BallotFormat.APPROVAL))
    return BallotRules(
        format=found,
        max_choices=rules.get("max_choices"),
        min_choices=rules.get("min_choices", 1),
        envelope=rules.get("envelope") if found is BallotFormat.KNAPSACK else None,
        max_points=rules.get("max_points"),
        max_each=rules.get("max_each"),
        pots=_read_pots(rules),
    )


def _read_pots(rules: Mapping[str, Any]) -> tuple[Pot, ...]:
    """Return the envelopes of a vote by the names of their zones, that of the whole commune last, where it is one."""
    if not rules.get("zones"):
        return ()
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for project in rules["projects"]:
        numbers[project.get("pot", COMMUNE_WIDE)].append(project["number"])
    zones = [
        Pot(rules["envelopes"][zone["pot"]], tuple(numbers[zone["pot"]]), names_of_zone(zone))
        for zone in rules["zones"]
    ]
    whole = Pot(rules["envelope"], tuple(numbers[COMMUNE_WIDE]))
    return (*zones, whole) if whole.envelope or whole.numbers else tuple(zones)
