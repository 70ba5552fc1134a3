"""Which row stands under which: subtotals above or below their lines, headings, chapters of one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from budgeting.accounts.codes import stands_under
from budgeting.accounts.entries import Entry
from budgeting.accounts.fates import Fate
from budgeting.accounts.naming import PLAIN
from budgeting.accounts.stages import Slot

NAMED = (Fate.LINE, Fate.NO_AMOUNT, Fate.HEADING)
Sums = dict[Slot, int]
NOTHING_KNOWN: Mapping[int, Sums] = {}


def build_structure(entries: Sequence[Entry]) -> None:
    """Find the parent of every entry of one list, in the order of its rows, and tell lines from subtotals."""
    stack: list[Entry] = []
    part = None
    for entry in entries:
        if entry.fate is Fate.TOTAL or entry.part != part:
            stack, part = [], entry.part
        if entry.fate not in NAMED or not (entry.name.keys or entry.name.rank != PLAIN or entry.fate is Fate.LINE):
            continue
        while stack and not is_under(entry, stack[-1]):
            stack.pop()
        entry.parent = stack[-1] if stack else None
        stack.append(entry)
    _tell_subtotals(entries)
    _tell_subtotals_below(entries)


def is_under(child: Entry, parent: Entry) -> bool:
    """Tell whether a row is a subdivision of another, by their codes or by the words that name their levels."""
    if parent.name.rank != PLAIN:
        return child.name.rank > parent.name.rank
    return bool(child.name.keys and parent.name.keys) and stands_under(child.name.keys, parent.name.keys)


def sums_under(entries: Sequence[Entry], known: Mapping[int, Sums] = NOTHING_KNOWN) -> dict[int, Sums]:
    """Return, for every entry that has lines under it, the sums of those lines by the entry's `id`.

    `known` replaces the amounts of some entries, by their `id`, by what is known of them from elsewhere.
    """
    sums: dict[int, Sums] = {}
    for entry in entries:
        counts = entry.fate is Fate.LINE or id(entry) in known
        ancestor = entry.parent if counts else None
        while ancestor is not None:
            add(sums.setdefault(id(ancestor), {}), known.get(id(entry), entry.amounts))
            ancestor = ancestor.parent
    return sums


def add(total: Sums, amounts: Sums) -> None:
    """Add amounts to a total, slot by slot."""
    for slot, amount in amounts.items():
        total[slot] = total.get(slot, 0) + amount


def _tell_subtotals(entries: Sequence[Entry]) -> None:
    parents = {id(entry.parent): entry.parent for entry in entries if entry.parent is not None}
    detailed = sums_under(entries)
    for parent in parents.values():
        # A chapter with an amount over articles without any is the only place where the money is written.
        if parent.fate is Fate.LINE and (id(parent) in detailed or not any(parent.amounts.values())):
            parent.fate = Fate.SUBTOTAL
        elif parent.fate is Fate.NO_AMOUNT:
            parent.fate = Fate.HEADING


def _tell_subtotals_below(entries: Sequence[Entry]) -> None:
    """Take for a subtotal a chapter that follows its own articles instead of standing above them."""
    lines: list[Entry] = []
    for entry in entries:
        if entry.fate is Fate.LINE:
            above = lines[-1] if lines else None
            if above is not None and above.part == entry.part and is_under(above, entry) and above.parent is None:
                _put_under(entry, lines)
            lines.append(entry)
        elif entry.fate is Fate.TOTAL:
            lines = []


def _put_under(subtotal: Entry, lines: Sequence[Entry]) -> None:
    subtotal.fate = Fate.SUBTOTAL
    for line in reversed(lines):
        if not is_under(line, subtotal):
            break
        if line.parent is None:
            line.parent = subtotal
