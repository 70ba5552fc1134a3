"""What staff write of a contract before it is checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ContractDraft:
    """A contract as it was filled in; `giver` and `taker` are offices, functions or names, `*_id` their accounts."""

    level: str
    giver: str
    taker: str
    starts_on: date
    ends_on: date
    giver_id: int | None = None
    taker_id: int | None = None
    parent_id: int | None = None
    plan: str = ""
    plan_document_id: int | None = None


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """A target as it was filled in: `weight` in thousandths of a point, `planned` in thousandths of `unit`."""

    text: str
    weight: int | None
    unit: str = ""
    planned: int | None = None
    less_is_better: bool = False
    due_on: date | None = None
