"""What an amendment changed: each target that stands otherwise, before it and after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Terms:
    """What was signed of a target: weight and planned value in thousandths, and how its figure is made."""

    weight: int
    planned: int | None
    due_on: date | None
    making: str


@dataclass(frozen=True, slots=True)
class ChangedTarget:
    """A target that an amendment changed; no `before` where it was added, no `after` where it was taken out.

    `is_remade` where its figure is made of other targets than before.
    """

    text: str
    unit: str | None
    before: Terms | None
    after: Terms | None
    is_remade: bool


def changed_targets(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> tuple[ChangedTarget, ...]:
    """Return what differs between the targets as they were signed first and as the amendment has them, in its order."""
    stood, stand = ({entry["id"]: entry for entry in entries} for entries in (before, after))
    return tuple(
        ChangedTarget(
            entry["text"],
            entry["unit"],
            _terms(stood.get(key)),
            _terms(stand.get(key)),
            key in stood and key in stand and stood[key]["parts"] != stand[key]["parts"],
        )
        for key, entry in {**stood, **stand}.items()
        if stood.get(key) != stand.get(key)
    )


def _terms(entry: Mapping[str, Any] | None) -> Terms | None:
    if entry is None:
        return None
    due_on = date.fromisoformat(entry["due_on"]) if entry["due_on"] else None
    return Terms(entry["weight"], entry["planned"], due_on, entry["making"])
