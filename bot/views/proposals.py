"""Ideas of citizens as a dialogue speaks of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Stance(StrEnum):
    """How a visitor stood to an idea before they supported it."""

    NEW = "new"
    ALREADY = "already"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A citizen's idea as others may see it; `stance` is the visitor's, where they have just supported it.

    One that waits although the ballot of its cycle is fixed is for a later vote. `appeal_until` is told to the author
    of a refused one while an appeal is taken.
    """

    reference: str
    title: str
    state: str
    zone: str | None = None
    cost: int | None = None
    reason: str | None = None
    supports: int = 0
    project_number: int | None = None
    merged_into: str | None = None
    stance: Stance = Stance.NEW
    is_for_later_vote: bool = False
    appeal_until: date | None = None
