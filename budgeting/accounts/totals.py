"""Totals as the document states them beside what its lines make: subtotals, totals, sheets that repeat others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budgeting.accounts.entries import Entry
from budgeting.accounts.fates import Fate
from budgeting.accounts.recaps import Index, Sheetful, sums_of
from budgeting.accounts.scopes import Ledger, code_named, scope_of
from budgeting.accounts.stages import Section, Side, Slot
from budgeting.accounts.structure import Sums, add, sums_under
from budgeting.accounts.vocabulary import says

Document = Mapping[tuple[Side | None, Section | None], Sums]


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """One stated amount that should be a sum, in minor units; it `agrees` up to one unit of the file, not included."""

    sheet: str
    row: int
    column: str
    label: str
    programme: str
    slot: Slot
    stated: int
    computed: int
    agrees: bool


def mark_internal(entries: Sequence[Entry]) -> None:
    """Mark the lines between the total of real operations and the total of "opérations d'ordre" of one list."""
    since: list[Entry] = []
    for entry in entries:
        if entry.fate is Fate.TOTAL:
            for line in since if says("order", entry.name.label) else ():
                line.is_internal = True
            since = []
        elif entry.fate is not Fate.BLANK:
            since.append(entry)


def document_sums(sheetfuls: Sequence[Sheetful]) -> Document:
    """Return the sums of all counted lines by side, and by side and section."""
    sums: dict[tuple[Side | None, Section | None], Sums] = {}
    for sheetful in sheetfuls:
        for line in () if sheetful.repeats else sheetful.lines:
            for section in {line.section, None}:
                add(sums.setdefault((line.side, section), {}), line.amounts)
    return sums


def check_totals(sheetful: Sheetful, index: Index, document: Document, rounding: int) -> list[TotalCheck]:
    """Return the checks of one list; those of a list that repeats others are against the lines of the others."""
    known = _known(sheetful, index)
    checks = _check_subtotals(sheetful, known, rounding)
    ledger = Ledger(document)
    wanted = frozenset(code_named(entry.name.label) for entry in sheetful.entries if entry.fate is Fate.TOTAL)
    for entry in sheetful.entries:
        if entry.fate is Fate.TOTAL:
            if not says("carried", entry.name.label):
                checks += _compare(entry, scope_of(entry, ledger, rounding), rounding)
            ledger.close()
        elif entry.fate is Fate.RESULT:
            ledger.put_result(entry)
        elif id(entry) in known or entry.fate is Fate.LINE:
            ledger.put(entry, known.get(id(entry), entry.amounts), wanted)
    return checks


def _known(sheetful: Sheetful, index: Index) -> dict[int, Sums]:
    """Return, for a list that repeats others, what the lines of the others make of each of its rows, by `id`."""
    if not sheetful.repeats:
        return {}
    slots = sheetful.slots()
    parents = {id(entry.parent) for entry in sheetful.entries if entry.parent is not None}
    known: dict[int, Sums] = {}
    for entry in sheetful.entries:
        leaf = entry.fate is Fate.LINE or (entry.fate is Fate.NO_AMOUNT and id(entry) not in parents)
        counterparts = index.counterparts(entry) if leaf else []
        if counterparts:
            sums = sums_of(counterparts)
            known[id(entry)] = {slot: sums.get(slot, 0) for slot in slots}
    return known


def _check_subtotals(sheetful: Sheetful, known: Mapping[int, Sums], rounding: int) -> list[TotalCheck]:
    checks: list[TotalCheck] = []
    under = sums_under(sheetful.entries, known)
    for entry in sheetful.entries:
        if entry.fate is Fate.SUBTOTAL:
            checks += _compare(entry, under.get(id(entry), {}), rounding)
        elif id(entry) in known and entry.fate is Fate.LINE:
            checks += _compare(entry, known[id(entry)], rounding)
    return checks


def _compare(entry: Entry, computed: Sums, rounding: int) -> list[TotalCheck]:
    programme = entry.programme.code if entry.programme else ""
    label = entry.name.label or entry.name.code
    return [
        TotalCheck(
            entry.sheet,
            entry.rows.get(slot, entry.row),
            entry.columns[slot],
            label,
            programme,
            slot,
            stated,
            computed.get(slot, 0),
            abs(stated - computed.get(slot, 0)) < rounding,
        )
        for slot, stated in entry.amounts.items()
    ]
