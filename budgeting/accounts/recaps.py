"""Sheets that repeat what others hold in detail: found by their codes and amounts, counted once, used as a check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from budgeting.accounts.entries import Entry, Unit
from budgeting.accounts.fates import Fate
from budgeting.accounts.stages import Side, Slot
from budgeting.accounts.structure import Sums, add
from budgeting.accounts.words import fold

NAMED_OVERLAP = 50  # percent of the lines of a table called a recapitulation that must stand elsewhere too
OVERLAP = 80  # percent of the amounts of any other table that must stand elsewhere, equal
FEWEST = 3


@dataclass(slots=True)
class Sheetful:
    """One list of lines with what its sheet says of itself: a recapitulation, an annex."""

    unit: Unit
    entries: list[Entry]
    is_recap: bool = False
    is_annex: bool = False
    repeats: tuple[str, ...] = ()
    is_hidden: bool = False
    by_sums: bool = False  # it repeats others by its sums alone: none of its rows stands on another sheet

    @property
    def lines(self) -> list[Entry]:
        """The lines, subtotals left out."""
        return [entry for entry in self.entries if entry.fate is Fate.LINE]

    def slots(self) -> set[Slot]:
        """All the slots the list has amounts in."""
        return {slot for entry in self.entries for slot in entry.amounts}


@dataclass(slots=True)
class Index:
    """The lines counted so far, by every beginning of their codes that is asked for, and by label."""

    lines: dict[str, list[Entry]] = field(default_factory=dict)

    def counterparts(self, entry: Entry) -> list[Entry]:
        """Return the counted lines that an entry of another sheet stands for."""
        found = [line for line in self.lines.get(name_of(entry), ()) if _may_stand_for(entry, line)]
        alike = [line for line in found if line.is_internal == entry.is_internal]
        # A recapitulation may list as real what the detail calls internal, never the other way round.
        return alike or ([] if entry.is_internal else found)


def mark_repeats(sheetfuls: Sequence[Sheetful]) -> Index:
    """Set `repeats` on every list whose lines other lists hold; return the index of the lines that are counted."""
    counted: list[Sheetful] = []
    for sheetful in sorted(sheetfuls, key=_order):
        index = index_of(counted, sheetful.entries)
        if counted and _is_repeat(sheetful, index):
            sheetful.repeats = _sheets(sheetful, index)
        elif sheetful.is_recap and _has_sums_of(sheetful, counted):
            sheetful.repeats = tuple(dict.fromkeys(other.entries[0].sheet for other in counted))
            sheetful.by_sums = True
        else:
            counted.append(sheetful)
    return index_of(counted, [entry for sheetful in sheetfuls if sheetful.repeats for entry in sheetful.entries])


def index_of(counted: Iterable[Sheetful], asked: Iterable[Entry]) -> Index:
    """Return the lines of some lists under every name that the entries asked for bear."""
    names = {name_of(entry) for entry in asked}
    index = Index()
    for sheetful in counted if names - {""} else ():
        for line in sheetful.lines:
            for name in {*(line.key[:end] for end in range(1, len(line.key) + 1)), fold(line.name.label)} & names:
                index.lines.setdefault(name, []).append(line)
    return index


def sums_of(lines: Iterable[Entry]) -> Sums:
    """Return the sums of some lines by slot."""
    total: Sums = {}
    for line in lines:
        add(total, line.amounts)
    return total


def name_of(entry: Entry) -> str:
    """Return what an entry is recognised by on another sheet: its code, else its words."""
    return entry.key or fold(entry.name.label)


def _order(sheetful: Sheetful) -> tuple[bool, bool, int, Unit]:
    detailed = sum(1 for line in sheetful.lines if any(line.amounts.values()))
    is_sum = any(entry.is_sum for entry in sheetful.entries)
    return (is_sum, sheetful.is_recap, -detailed, sheetful.unit)


def _is_repeat(sheetful: Sheetful, index: Index) -> bool:
    spent = [line for line in sheetful.lines if any(line.amounts.values())]
    known = [line for line in spent if index.counterparts(line)]
    if any(line.is_sum for line in sheetful.entries):
        return bool(known) or not spent
    if sheetful.is_recap:
        named = [entry for entry in sheetful.entries if name_of(entry)]
        return len(known) * 100 >= len(spent) * NAMED_OVERLAP if spent else any(map(index.counterparts, named))
    return _is_equal(spent, index)


def _is_equal(spent: Sequence[Entry], index: Index) -> bool:
    cells = equal = 0
    for line in spent:
        sums = sums_of(index.counterparts(line))
        cells += sum(1 for amount in line.amounts.values() if amount)
        equal += sum(1 for slot, amount in line.amounts.items() if amount and sums.get(slot) == amount)
    return equal >= FEWEST and equal * 100 >= cells * OVERLAP


def _has_sums_of(sheetful: Sheetful, counted: Sequence[Sheetful]) -> bool:
    """Tell whether a list adds up to the same as the lines counted: a row for each ministry, a sheet for each too."""
    own, others = _sums_by_side([sheetful]), _sums_by_side(counted)
    common = [(amount, others[slot]) for slot, amount in own.items() if amount and slot in others]
    return bool(common) and sum(amount == other for amount, other in common) * 100 >= len(common) * NAMED_OVERLAP


def _sums_by_side(sheetfuls: Iterable[Sheetful]) -> dict[tuple[Side | None, Slot], int]:
    sums: dict[tuple[Side | None, Slot], int] = {}
    for line in (line for sheetful in sheetfuls for line in sheetful.lines):
        for slot, amount in line.amounts.items():
            sums[line.side, slot] = sums.get((line.side, slot), 0) + amount
    return sums


def _sheets(sheetful: Sheetful, index: Index) -> tuple[str, ...]:
    found = {(line.unit[0], line.sheet) for entry in sheetful.entries for line in index.counterparts(entry)}
    return tuple(sheet for _, sheet in sorted(found)) or (sheetful.entries[0].sheet,)


def _may_stand_for(entry: Entry, line: Entry) -> bool:
    if entry.side != line.side or (entry.section and line.section and entry.section != line.section):
        return False
    return entry.programme is None or _number(entry) == _number(line)


def _number(entry: Entry) -> str:
    return entry.programme.code.lstrip("0") if entry.programme else ""
