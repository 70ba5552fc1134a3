"""Side and section where a sheet does not say: from what its columns can only mean, then from the codes of lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from budgeting.accounts.entries import Entry
from budgeting.accounts.fates import Fate
from budgeting.accounts.faults import Kind, Problem, problem
from budgeting.accounts.stages import Section, Side, Slot, Stage, settle
from budgeting.accounts.vocabulary import side_in

# In the charts of accounts of communes (OHADA, M14, Madagascar, Cameroon) classes 1 and 2 are investment, 6 and 7
# operation; 6 and 2 are money spent, 7 and 1 money received.
SECTIONS = {"1": Section.INVESTMENT, "2": Section.INVESTMENT, "6": Section.OPERATION, "7": Section.OPERATION}
SIDES = {"1": Side.REVENUE, "2": Side.EXPENDITURE, "6": Side.EXPENDITURE, "7": Side.REVENUE}
MOST = 80  # percent of the codes of a list that must be of these classes


def settle_sides(entries: Sequence[Entry]) -> list[Problem]:
    """Give every entry of one list a side, a section where its code tells one, and its stages their names on that side.

    Returns a problem where the side is a guess.
    """
    _hear_totals(entries)
    by_class = _follows_classes(entries)
    guessed = [entry for entry in entries if entry.side is None and entry.fate is not Fate.BLANK]
    only = _only_side(entries)
    for entry in entries:
        entry.side = entry.side or only or (SIDES.get(entry.key[:1]) if by_class else None) or Side.EXPENDITURE
        if entry.section is None and by_class:
            entry.section = SECTIONS.get(entry.key[:1])
        _settle_stages(entry)
    if only is not None or not any(entry.amounts for entry in guessed):
        return []
    sides = sorted({entry.side.value for entry in guessed if entry.amounts and entry.side})
    return [problem(Kind.SIDE_GUESSED, guessed[0].sheet, guessed[0].row, side=", ".join(sides))]


def _hear_totals(entries: Iterable[Entry]) -> None:
    """Give lines without a side that of the total below them: "Total des recettes"."""
    since: list[Entry] = []
    for entry in entries:
        side = side_in(entry.name.label) if entry.fate is Fate.TOTAL else None
        if entry.side is None:
            since.append(entry)
        if side is not None:
            for line in since:
                line.side = side
            since = []


def _only_side(entries: Iterable[Entry]) -> Side | None:
    """Return the side that the stages of a list can only be of: taxes are collected, commitments are spent."""
    stages = {slot.stage for entry in entries for slot in entry.amounts}
    if Stage.COLLECTED in stages:
        return Side.REVENUE
    return Side.EXPENDITURE if stages & {Stage.COMMITTED, Stage.PAID, Stage.AUTHORISED, Stage.CREDIT} else None


def _follows_classes(entries: Iterable[Entry]) -> bool:
    keys = [entry.key for entry in entries if entry.fate is Fate.LINE and entry.key]
    classed = [key for key in keys if key[0] in SECTIONS and len(key) >= 2 and key.isdecimal()]
    return len(keys) > 2 and len(classed) * 100 >= len(keys) * MOST


def _settle_stages(entry: Entry) -> None:
    side = entry.side or Side.EXPENDITURE
    settled = {slot: Slot(slot.year, settle(slot.stage, side)) for slot in entry.amounts}
    if any(old != new for old, new in settled.items()):
        entry.amounts = {settled[slot]: amount for slot, amount in entry.amounts.items()}
        entry.columns = {settled[slot]: column for slot, column in entry.columns.items()}
