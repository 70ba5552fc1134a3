"""Who came, by kind and by sex, against who was awaited: all of it for staff, nobody in a small group for everybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from models.public_session import Presence, PresentSex
from services.public_sessions.door import Cells

FEWEST = 5
"""A group of fewer people is never told to everybody as a number."""


@dataclass(frozen=True, slots=True)
class PresentRow:
    """One kind of people: how many were awaited, None where nobody said; how many came, None where that is not told.

    Women, men and those of whom it is not said are for staff.
    """

    presence: str
    planned: int | None
    came: int | None
    women: int = 0
    men: int = 0
    unsaid: int = 0


@dataclass(frozen=True, slots=True)
class Attendance:
    """A whole session; a figure is None where it is not told. `is_counted` once anybody was."""

    rows: tuple[PresentRow, ...]
    planned: int | None
    came: int | None
    women: int | None
    men: int | None
    unsaid: int | None
    is_counted: bool

    @property
    def hides(self) -> bool:
        """Is a figure left out because it would tell of fewer than five people?"""
        return None in {self.came, self.women, self.men, self.unsaid, *(row.came for row in self.rows)}


def attendance_of(cells: Cells, planned: Mapping[str, int]) -> Attendance:
    """Return who came against who was awaited, as staff see it."""
    rows = tuple(_row(kind, cells, planned) for kind in Presence)
    women, men, unsaid = (sum(cells.get((kind, sex), 0) for kind in Presence) for sex in PresentSex)
    awaited = sum(planned.values()) if planned else None
    return Attendance(rows, awaited, women + men + unsaid, women, men, unsaid, bool(cells))


def public_attendance(whole: Attendance) -> Attendance:
    """Return the same as everybody may read it: nobody in a group of fewer than five, or told by a subtraction."""
    kinds = _shown([row.came or 0 for row in whole.rows])
    rows = [replace(row, came=came, women=0, men=0, unsaid=0) for row, came in zip(whole.rows, kinds, strict=True)]
    women, men, unsaid = _shown([whole.women or 0, whole.men or 0, whole.unsaid or 0])
    came = whole.came if not whole.came or whole.came >= FEWEST else None
    return replace(whole, rows=tuple(rows), came=came, women=women, men=men, unsaid=unsaid)


def _row(kind: Presence, cells: Cells, planned: Mapping[str, int]) -> PresentRow:
    women, men, unsaid = (cells.get((kind, sex), 0) for sex in PresentSex)
    return PresentRow(str(kind), planned.get(kind), women + men + unsaid, women, men, unsaid)


def _shown(parts: list[int]) -> list[int | None]:
    """Return the parts of a sum that may be told; what is hidden is together never fewer than five."""
    hidden = {at for at, part in enumerate(parts) if 0 < part < FEWEST}
    rest = sorted((part, at) for at, part in enumerate(parts) if part >= FEWEST)
    while hidden and sum(parts[at] for at in hidden) < FEWEST and rest:
        hidden.add(rest.pop(0)[1])
    return [None if at in hidden else part for at, part in enumerate(parts)]
