"""Codes that stand twice in one list: reported, both rows counted; not where codes are no names of lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from budgeting.accounts.entries import Entry
from budgeting.accounts.fates import Fate
from budgeting.accounts.faults import Kind, Problem, problem

NAMED = (Fate.LINE, Fate.NO_AMOUNT)
FEWEST_DISTINCT = 60  # percent
MOSTLY_CODED = 80  # percent


def codes_twice(entries: Sequence[Entry]) -> list[Problem]:
    """Return a problem for each row of one list whose code an earlier row of the same place in the budget has."""
    coded = [entry for entry in entries if entry.fate in NAMED and entry.key]
    first: dict[tuple[object, ...], Entry] = {}
    again = [(entry, first[place]) for entry in coded if first.setdefault(place := _place(entry), entry) is not entry]
    if len(first) * 100 < len(coded) * FEWEST_DISTINCT:
        return _repeated(again)
    return [
        problem(Kind.CODE_TWICE, entry.sheet, entry.row, code=entry.name.code, first=before.row)
        for entry, before in again
    ]


def _place(entry: Entry) -> tuple[object, ...]:
    return (entry.side, entry.section, entry.programme, entry.is_internal, id(entry.parent), entry.name.keys)


def _repeated(again: Iterable[tuple[Entry, Entry]]) -> list[Problem]:
    first = next(iter(again), None)
    return [problem(Kind.CODES_REPEATED, first[0].sheet)] if first else []


def unnamed_lines(entries: Sequence[Entry]) -> list[Problem]:
    """Return a problem for each line without a code among coded ones, and for each line without words."""
    lines = [entry for entry in entries if entry.fate is Fate.LINE and any(entry.amounts.values())]
    coded = sum(1 for line in lines if line.key)
    mostly_coded = coded < len(lines) and coded * 100 >= len(lines) * MOSTLY_CODED
    found = [problem(Kind.NO_CODE, line.sheet, line.row) for line in lines if mostly_coded and not line.key]
    return found + [
        problem(Kind.NO_LABEL, line.sheet, line.row)
        for line in lines
        if not line.name.label and not any(head.label for head in line.name.heads)
    ]
