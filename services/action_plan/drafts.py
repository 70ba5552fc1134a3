"""What staff write of an action plan, as a form brings it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Names = Mapping[str, str]
"""What something is called or says, by language."""


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan: its period, the partner it is agreed with, and the published document that it is."""

    titles: Names
    first_on: date
    last_on: date
    partner: str = ""
    document_id: int | None = None


@dataclass(frozen=True, slots=True)
class CommitmentDraft:
    """A commitment by its number in the plan; `principles` are values of `Principle`."""

    number: int
    titles: Names
    problems: Names = field(default_factory=dict)
    solutions: Names = field(default_factory=dict)
    principles: tuple[str, ...] = ()
    services: str = ""
    partners: str = ""


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """An activity: what is done, in the commune's own language and in others; its days as the plan writes them."""

    text: str
    names: Names = field(default_factory=dict)
    starts: str = ""
    ends: str = ""
    owner: str = ""
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """An indicator: of `key` where it is a live one; `baseline` and `target` in thousandths."""

    judges: str
    key: str = ""
    names: Names = field(default_factory=dict)
    unit: str = ""
    baseline: int | None = None
    baseline_year: int | None = None
    target: int | None = None
