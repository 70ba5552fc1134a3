"""Promises of the commune as a dialogue speaks of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LETTER = "R"


def reference_of(number: int) -> str:
    """Return how people write a promise of the commune: R12."""
    return f"{LETTER}{number}"


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """A promise and where it stands; `state` is None until the town hall says it.

    `note` is what was last written of it, on the day `noted_on`. `is_heard`: the person who asks hears when it moves.
    """

    reference: str
    text: str
    state: str | None
    owner: str | None = None
    due_on: date | None = None
    done_on: date | None = None
    is_late: bool = False
    reason: str | None = None
    note: str | None = None
    noted_on: date | None = None
    is_heard: bool = False
