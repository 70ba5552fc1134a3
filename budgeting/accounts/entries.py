"""One entry for each block of each row of a table: its name, its place in the budget, its amounts, its fate."""

from __future__ import annotations

from dataclasses import dataclass, field

from budgeting.accounts.codes import is_open_ended
from budgeting.accounts.context import Programme
from budgeting.accounts.fates import Fate
from budgeting.accounts.grid import Grid, text_of
from budgeting.accounts.naming import NAMELESS, Name
from budgeting.accounts.stages import Section, Side, Slot, Stage
from budgeting.accounts.vocabulary import begins, says

LISTS = 1000  # more than any table has blocks
Unit = tuple[int, int, tuple[int, ...]]
"""One list of lines: the sheet's number, the list's and the block's, the columns that name its rows."""


@dataclass(slots=True, eq=False)
class Entry:
    """What one block of one row holds; `row` counts from 1; amounts in minor units by slot, their columns likewise."""

    unit: Unit
    sheet: str
    row: int
    name: Name = NAMELESS
    side: Side | None = None
    section: Section | None = None
    programme: Programme | None = None
    programme_key: str = ""  # of the programme that its own columns name
    part: int = 0  # rises where the sheet changes side or section
    amounts: dict[Slot, int] = field(default_factory=dict)
    columns: dict[Slot, str] = field(default_factory=dict)
    fate: Fate = Fate.LINE
    parent: Entry | None = None
    is_sum: bool = False
    is_internal: bool = False
    place: str = ""
    rows: dict[Slot, int] = field(default_factory=dict)  # where rows were folded into one

    @property
    def key(self) -> str:
        """The narrowest code, for comparison; blank for a row without a code."""
        return self.name.keys[-1] if self.name.keys else ""


def first_fate(entry: Entry, unreadable: bool) -> Fate:
    """Return what a row seems to be by itself; the rows around it may change it."""
    label, code = entry.name.label, entry.name.code
    if not any(amount or slot.stage is not Stage.REMAINING for slot, amount in entry.amounts.items()):
        # Nothing left to pay is what a formula makes of a row on which nothing was ever spent.
        entry.amounts.clear()
        if unreadable:
            return Fate.UNREADABLE
        if not label and not code:
            return Fate.BLANK
        return Fate.NO_AMOUNT if code and not is_open_ended(code) else Fate.HEADING
    if begins("total", label) or (not code and says("carried", label)):
        return Fate.TOTAL
    if not code and begins("part", label):
        return Fate.PART
    return Fate.RESULT if _is_result(label, code) else Fate.LINE


def _is_result(label: str, code: str) -> bool:
    named = begins("result", label) or (not code and begins("uncoded_result", label))
    return named and not says("not_result", label)


def outside(grid: Grid, row: int, fate: Fate) -> Entry:
    """Return the entry of a row, counted from 0, that belongs to no list: of the given fate, or blank."""
    text = next((text for cell in grid.rows[row] if (text := text_of(cell))), "")
    return Entry((grid.number, 0, ()), grid.sheet, row + 1, Name(label=text), fate=fate if text else Fate.BLANK)
