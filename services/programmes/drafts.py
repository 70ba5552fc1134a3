"""What staff write of a programme, as a form brings it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Frequency(StrEnum):
    """How often an indicator is measured."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"


PARTS = {Frequency.YEAR: 0, Frequency.HALF: 2, Frequency.QUARTER: 4, Frequency.MONTH: 12}
"""Into how many parts each divides a year; the year itself is part 0."""


@dataclass(frozen=True, slots=True)
class ProgrammeDraft:
    """A programme: its code in three digits, its name, who answers for it, what it is for."""

    code: str
    name: str
    is_support: bool = False
    responsible: str = ""
    objective: str = ""
    results: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """An indicator; `baseline` in thousandths. `topic` is a budget topic, or empty for what its words say.

    One that `falls` is to become smaller.
    """

    name: str
    unit: str = ""
    numerator: str = ""
    denominator: str = ""
    baseline: int | None = None
    baseline_year: int | None = None
    source: str = ""
    frequency: str = ""
    counts_people: bool = False
    topic: str = ""
    falls: bool = False


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """Target and result of an indicator in a period, in thousandths, of women and of men where they are told apart."""

    year: int
    part: int = 0
    target: int | None = None
    target_women: int | None = None
    target_men: int | None = None
    result: int | None = None
    result_women: int | None = None
    result_men: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class MoneyDraft:
    """A programme's money from the beginning of a fiscal year to the end of a quarter, in minor units; its source."""

    year: int
    quarter: int
    allocation: int | None = None
    committed: int | None = None
    paid: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class ProgressDraft:
    """How far an action had come at the end of a quarter, out of 100; None takes back what was written."""

    year: int
    quarter: int
    percent: int | None = None
    note: str = ""
