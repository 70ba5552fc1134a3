"""What a commune sets right in the calendar: a day off added, taken away, moved, or announced for certain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from budgeting.law.public_holidays import Holiday, Origin
from budgeting.law.reasons import LawNo
from budgeting.own_name import OWN_NAME
from budgeting.refusal import Refusal


class CorrectionKind(StrEnum):
    """What is done to a day."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CONFIRMED = "confirmed"


@dataclass(frozen=True)
class Correction:
    """One correction; `to` is the new day of a feast that is moved, `name` what the commune calls the day.

    A day added or moved needs a name (`Refusal`, `LawNo`): the library may one day no longer know the day it was
    moved from, and the new one must still be called something.
    """

    kind: CorrectionKind
    day: date
    name: str = ""
    to: date | None = None

    def __post_init__(self) -> None:
        needs_name = self.kind in {CorrectionKind.ADDED, CorrectionKind.MOVED}
        if needs_name and not self.name.strip():
            raise Refusal(LawNo.CORRECTION_WITHOUT_NAME, day=self.day.isoformat())
        if (self.kind is CorrectionKind.MOVED) != (self.to is not None) or self.to == self.day:
            raise Refusal(LawNo.CORRECTION_WITHOUT_TARGET, day=self.day.isoformat())

    @property
    def days(self) -> tuple[date, ...]:
        """The days it touches."""
        return (self.day,) if self.to is None else (self.day, self.to)


def correct(known: Mapping[date, Holiday], corrections: Iterable[Correction]) -> dict[date, Holiday]:
    """Return the holidays after all corrections, whatever their order.

    Days are vacated first and filled afterwards, so a feast of two days can be moved by one. A correction the library
    has caught up with in the meantime (its day is no holiday any more, the new one already is) changes nothing wrong.
    """
    corrections = list(corrections)
    gone = {c.day for c in corrections if c.kind in {CorrectionKind.REMOVED, CorrectionKind.MOVED}}
    kept = {day: holiday for day, holiday in known.items() if day not in gone}
    for correction in sorted(corrections, key=lambda c: (c.kind, c.day)):
        new = _filled(correction, known, kept)
        if new is not None:
            kept[new.day] = new
    return dict(sorted(kept.items()))


def _filled(correction: Correction, known: Mapping[date, Holiday], kept: Mapping[date, Holiday]) -> Holiday | None:
    """Return the holiday a correction puts on a day, None where it puts none there."""
    before = known.get(correction.day)
    match correction.kind:
        case CorrectionKind.REMOVED:
            return None
        case CorrectionKind.CONFIRMED:
            here = kept.get(correction.day)
            return replace(here, is_estimated=False, origin=Origin.COMMUNE) if here else None
        case CorrectionKind.ADDED:
            return _named(correction.day, correction.name)
        case CorrectionKind.MOVED:
            day = correction.to or correction.day
            if before is None:
                return _named(day, correction.name)
            return Holiday(day, before.names, origin=Origin.COMMUNE, moved_from=correction.day)


def _named(day: date, name: str) -> Holiday:
    return Holiday(day, MappingProxyType({OWN_NAME: name.strip()}), origin=Origin.COMMUNE)


def why_not_correct(
    correction: Correction, known: Mapping[date, Holiday], others: Iterable[Correction]
) -> Refusal | None:
    """Return why staff may not make a correction now: no such holiday, already one, or a day corrected before.

    The new day of a moved feast is corrected by taking the move back: what is done to it is known by its old day alone.
    """
    day = correction.day.isoformat()
    if any(correction.day in other.days for other in others):
        return Refusal(LawNo.CORRECTION_TWICE, day=day)
    is_holiday = correction.day in known
    if correction.kind is CorrectionKind.ADDED:
        return Refusal(LawNo.CORRECTION_ALREADY_HOLIDAY, day=day) if is_holiday else None
    return None if is_holiday else Refusal(LawNo.CORRECTION_NO_HOLIDAY, day=day)
