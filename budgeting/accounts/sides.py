"""Side and section where a sheet does not say: from what its columns can only mean, then from the codes of lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from budgeting.accounts.entries import Entry
from budgeting.accounts.fates import Fate
from budgeting.accounts.faults import Kind, Problem, problem
from budgeting.accounts.natures import Nature, plain_nature
from budgeting.accounts.stages import Section, Side, Slot, Stage, settle
from budgeting.accounts.vocabulary import says, side_in

# In the charts of accounts of communes (OHADA, M14, Madagascar, Cameroon) classes 1 and 2 are investment, 6 and 7
# operation; 6 and 2 are money spent, 7 and 1 money received.
SECTIONS = {"1": Section.INVESTMENT, "2": Section.INVESTMENT, "6": Section.OPERATION, "7": Section.OPERATION}
SIDES = {"1": Side.REVENUE, "2": Side.EXPENDITURE, "6": Side.EXPENDITURE, "7": Side.REVENUE}
MOST = 80  # percent of the codes of a list that must be of these classes
# What no list of such a chart is without: accounts of running the commune, or of land, buildings and works underway.
# Codes that number the lines, or the chapters as in Morocco, begin by 1 and 2 too.
SURE = ("6", "7", "21", "22", "23")


def settle_sides(entries: Sequence[Entry]) -> list[Problem]:
    """Give every entry of one list a side, a section where its code tells one, and its stages their names on that side.

    Returns problems where the side is a guess, and where the words of a line speak against its code.
    """
    _hear_totals(entries)
    looks_classed = _has_classes(entries)
    odd = dict.fromkeys(_named_otherwise(entries) if looks_classed else ())
    by_class = looks_classed and not _belie_the_chart(odd, entries)
    guessed = [entry for entry in entries if entry.side is None and entry.fate is not Fate.BLANK]
    only = _only_side(entries)
    for entry in entries:
        entry.side = entry.side or only or (SIDES.get(entry.key[:1]) if by_class else None) or Side.EXPENDITURE
        if entry.section is None and by_class and entry not in odd:
            entry.section = SECTIONS.get(entry.key[:1])
        _settle_stages(entry)
    against = [
        problem(Kind.CODE_AGAINST_WORDS, entry.sheet, entry.row, code=entry.name.code, label=entry.name.label)
        for entry in odd
    ]
    if only is not None or not any(entry.amounts for entry in guessed):
        return against
    sides = sorted({entry.side.value for entry in guessed if entry.amounts and entry.side})
    return [problem(Kind.SIDE_GUESSED, guessed[0].sheet, guessed[0].row, side=", ".join(sides)), *against]


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


def _has_classes(entries: Iterable[Entry]) -> bool:
    """Tell whether the codes of a list look like those of a chart of accounts."""
    entries = [entry for entry in entries if entry.key]
    coded = [entry for entry in entries if entry.fate is Fate.LINE]
    classed = [entry for entry in coded if _is_classed(entry)]
    many = len(coded) > 2 and len(classed) * 100 >= len(coded) * MOST
    return many and (any(entry.key.startswith(SURE) for entry in classed) or _is_of_receipts(classed, entries))


def _is_of_receipts(classed: Sequence[Entry], entries: Iterable[Entry]) -> bool:
    """Tell whether a list that names no side is of receipts of investment alone.

    They are of class 1, are no count of lines, and half of them at least speak of what one receives to invest, or stand
    under what does ("État" under "Subventions"): chapters of spending, and projects, are numbered from 10 and 101 too.
    """
    numbers = [int(entry.key) for entry in classed]
    counts_on = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    worded = tuple(entry.key for entry in entries if _speaks_of_receipts(entry.name.label))
    received = [entry for entry in classed if entry.key.startswith(worded)]
    spent = any(plain_nature(entry.name.label) for entry in classed if entry not in received)
    others = spent or any(entry.key[0] != "1" or entry.side for entry in classed)
    return len(received) * 2 >= len(classed) and not (counts_on or others)


def _speaks_of_receipts(label: str) -> bool:
    is_received = says("capital_receipt", label) or side_in(label) is Side.REVENUE
    return is_received and not says("given_out", label)


def _is_classed(entry: Entry) -> bool:
    """Tell whether a code can be an account of a class: receipts are in 7, spending in 2 and 6, both in 1."""
    key = entry.key
    if key[0] not in SECTIONS or len(key) < 2 or not key.isdecimal():
        return False
    return key[0] == "1" or entry.side in (None, SIDES[key[0]])


def _named_otherwise(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the spending whose code alone says investment and whose words plainly say something else."""
    for entry in entries:
        by_code = entry.fate is Fate.LINE and entry.section is None and entry.key.startswith("2")
        if by_code and entry.side is not Side.REVENUE and plain_nature(entry.name.label) is not None:
            yield entry


def _belie_the_chart(odd: Iterable[Entry], entries: Iterable[Entry]) -> bool:
    """Tell whether wages among investment show that the codes are of no such chart: each of these has wages in class 6.

    A few are odd lines of their own where accounts of classes 6 and 7 stand beside them.
    """
    wages = [entry for entry in odd if plain_nature(entry.name.label) is Nature.PERSONNEL]
    coded = [entry for entry in entries if entry.fate is Fate.LINE and entry.key]
    runs_the_commune = any(entry.key[0] in "67" for entry in coded)
    return bool(wages) and (not runs_the_commune or len(wages) * 100 > len(coded) * (100 - MOST))


def _settle_stages(entry: Entry) -> None:
    side = entry.side or Side.EXPENDITURE
    settled = {slot: Slot(slot.year, settle(slot.stage, side)) for slot in entry.amounts}
    if any(old != new for old, new in settled.items()):
        entry.amounts = {settled[slot]: amount for slot, amount in entry.amounts.items()}
        entry.columns = {settled[slot]: column for slot, column in entry.columns.items()}
