"""Entries into the lines and skipped rows of a reading: every row once, with one fate or one for each list it is in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from budgeting.accounts.entries import Entry
from budgeting.accounts.fates import Fate
from budgeting.accounts.naming import Head
from budgeting.accounts.reading import Line, Skipped
from budgeting.accounts.recaps import Sheetful
from budgeting.accounts.stages import Side
from budgeting.accounts.topics import topic_of

# A row of two lists side by side that is something in one of them is not also blank or a heading in the other.
STRONG = (
    Fate.OTHER_COMMUNE,
    Fate.UNREADABLE,
    Fate.TOTAL,
    Fate.SUBTOTAL,
    Fate.RESULT,
    Fate.PART,
    Fate.REPEATED,
    Fate.HIDDEN,
    Fate.ANNEX,
)
WEAK = (Fate.COLUMN_TITLES, Fate.TITLE, Fate.NO_AMOUNT, Fate.HEADING, Fate.NOTE, Fate.BLANK)


def line_of(entry: Entry) -> Line:
    """Return the line an entry is."""
    side = entry.side or Side.EXPENDITURE
    parents = _parents(entry)
    above = [head.label for head in reversed(parents)]
    programme = [entry.programme.name] if entry.programme else []
    label = entry.name.label or (parents[-1].label if parents else "") or entry.name.code
    topic = topic_of(label, [*programme, *above], side=side, code=entry.key, section=entry.section)
    rows = tuple(sorted(set(entry.rows.values()))) or (entry.row,)
    # "01" says nothing without the chapter and the article it counts from.
    keys = tuple(key for key in entry.name.keys[:-1] if key != entry.programme_key) + entry.name.keys[-1:]
    code = "-".join(keys) if len(keys) > 1 and len(keys[-1]) <= len(keys[-2]) else entry.name.code
    return Line(
        entry.sheet,
        entry.row,
        rows,
        side,
        entry.section,
        code,
        label,
        entry.programme,
        topic,
        parents,
        entry.place,
        entry.is_internal,
        entry.amounts,
        entry.columns,
    )


def skipped_rows(sheetfuls: Sequence[Sheetful], loose: Iterable[Entry]) -> list[Skipped]:
    """Return the fate of every row that is no line, in the order of the sheets and rows."""
    found: dict[tuple[int, int], dict[Fate, Skipped]] = {}
    lines: set[tuple[int, int]] = set()
    for sheetful in sheetfuls:
        for entry in sheetful.entries:
            fate = fate_of(sheetful, entry)
            rows = set(entry.rows.values()) or {entry.row}
            if fate is Fate.LINE:
                lines |= {(entry.unit[0], row) for row in rows}
            for row in rows if fate is not Fate.LINE else ():
                values = {"sheets": ", ".join(sheetful.repeats)} if fate is Fate.REPEATED else {}
                found.setdefault((entry.unit[0], row), {}).setdefault(fate, _skipped(entry, row, fate, values))
    for entry in loose:
        found.setdefault((entry.unit[0], entry.row), {})[entry.fate] = _skipped(entry, entry.row, entry.fate, {})
    _tell_notes(found, lines)
    return [one for place in sorted(found) for one in _strongest(found[place], line=place in lines)]


def fate_of(sheetful: Sheetful, entry: Entry) -> Fate:
    """Return what became of an entry once its list was compared with the others."""
    if entry.fate is not Fate.LINE:
        return entry.fate
    if sheetful.repeats:
        return Fate.REPEATED
    if sheetful.is_annex:
        return Fate.HIDDEN if sheetful.is_hidden else Fate.ANNEX
    return Fate.LINE


def _strongest(fates: Mapping[Fate, Skipped], *, line: bool) -> list[Skipped]:
    """Return what to say of a row: its strongest fate; of a row that is a line too, only what is no weak one."""
    fate = next(fate for fate in (*STRONG, *WEAK) if fate in fates)
    return [] if line and fate in WEAK else [fates[fate]]


def _tell_notes(found: dict[tuple[int, int], dict[Fate, Skipped]], lines: set[tuple[int, int]]) -> None:
    """Call headings without anything below them on their sheet notes: signatures, decisions, places and dates."""
    last: dict[int, int] = {}
    counted = [place for place, fates in found.items() if any(fate in fates for fate in STRONG)]
    for sheet, row in (*counted, *lines):
        last[sheet] = max(last.get(sheet, 0), row)
    for (sheet, row), fates in found.items():
        if Fate.HEADING in fates and row > last.get(sheet, 0):
            fates[Fate.NOTE] = replace(fates.pop(Fate.HEADING), fate=Fate.NOTE)


def _skipped(entry: Entry, row: int, fate: Fate, values: Mapping[str, str]) -> Skipped:
    return Skipped(entry.sheet, row, fate, entry.name.label or entry.name.code, values)


def _parents(entry: Entry) -> tuple[Head, ...]:
    """Return everything a line stands under, the widest first, each level once."""
    chain = list(entry.name.heads)
    parent = entry.parent
    while parent is not None:
        chain = [*parent.name.heads, Head(parent.name.code, parent.name.label), *chain]
        parent = parent.parent
    once = dict.fromkeys(head for head in chain if head.code or head.label)
    return tuple(once)
