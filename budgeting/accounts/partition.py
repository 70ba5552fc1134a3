"""Subtotals that nothing names: rows that add up, one after the other, all the rows between them and the next."""

from __future__ import annotations

from collections.abc import Sequence

from budgeting.accounts.entries import Entry
from budgeting.accounts.fates import Fate
from budgeting.accounts.naming import PLAIN
from budgeting.accounts.stages import Slot
from budgeting.accounts.structure import Sums, add

WIDEST = 80
FEWEST_GROUPS = 2
CODED = 80  # percent of the lines that must have codes for a row without one to be looked at
MOST = 60  # percent of the rows in capitals that must add up what follows them


def tell_unnamed_subtotals(entries: Sequence[Entry]) -> None:
    """Find the subtotals of a list in which neither codes nor words name any; leaves it as it is when in doubt."""
    if any(entry.fate is Fate.SUBTOTAL for entry in entries):
        return
    lines = [entry for entry in entries if entry.fate is Fate.LINE]
    groups = _in_capitals(lines) or _by_sums(lines)
    for head, members in groups:
        head.fate = Fate.SUBTOTAL
        for member in members:
            member.parent = head


def tell_unnamed_totals(entries: Sequence[Entry]) -> None:
    """Find the totals that bear no word for it: rows without a code among coded ones, or without words, that add up."""
    lines = [entry for entry in entries if entry.fate is Fate.LINE]
    coded = sum(1 for line in lines if line.key) * 100 >= len(lines) * CODED
    since: Sums = {}
    all_above: Sums = {}
    count = 0
    for entry in entries:
        suspect = not entry.key and entry.name.rank == PLAIN and (coded or not entry.name.label)
        if entry.fate is Fate.LINE and suspect and count > 1 and _is_one_of(entry, since, all_above):
            entry.fate = Fate.TOTAL
        if entry.fate is Fate.LINE:
            add(since, entry.amounts)
            add(all_above, entry.amounts)
            count += 1
        elif entry.fate is Fate.TOTAL:
            since = {}


def _is_one_of(entry: Entry, *sums: Sums) -> bool:
    stated = {slot: amount for slot, amount in entry.amounts.items() if amount}
    return bool(stated) and any(all(one.get(slot) == amount for slot, amount in stated.items()) for one in sums)


Groups = list[tuple[Entry, list[Entry]]]


def _in_capitals(lines: Sequence[Entry]) -> Groups:
    groups: Groups = []
    for line in lines:
        if line.name.label.isupper():
            groups.append((line, []))
        elif groups:
            groups[-1][1].append(line)
    groups = [(head, members) for head, members in groups if members]
    right = [head for head, members in groups if _adds_up(head, members)]
    return groups if right and len(right) * 100 >= len(groups) * MOST else []


def _by_sums(lines: Sequence[Entry]) -> Groups:
    """Cut the whole list into heads and the rows they add up, or into nothing."""
    groups: Groups = []
    place = 0
    while place < len(lines):
        size = _size_of_group(lines, place)
        if not size:
            return []
        groups.append((lines[place], list(lines[place + 1 : place + 1 + size])))
        place += size + 1
    return groups if len(groups) >= FEWEST_GROUPS else []


def _size_of_group(lines: Sequence[Entry], place: int) -> int:
    running: Sums = {}
    for size, line in enumerate(lines[place + 1 : place + 1 + WIDEST], start=1):
        add(running, line.amounts)
        if size > 1 and _equal(lines[place].amounts, running):
            return size
    return 0


def _adds_up(head: Entry, members: Sequence[Entry]) -> bool:
    running: Sums = {}
    for member in members:
        add(running, member.amounts)
    return _equal(head.amounts, running)


def _equal(stated: dict[Slot, int], computed: Sums) -> bool:
    return any(stated.values()) and all(stated.get(slot, 0) == computed.get(slot, 0) for slot in {*stated, *computed})
