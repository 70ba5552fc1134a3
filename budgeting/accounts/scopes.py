"""Which lines a total adds up: by the words it bears, else by the first group of rows above it that it equals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from budgeting.accounts.codes import key_of
from budgeting.accounts.entries import Entry
from budgeting.accounts.stages import Section, Side
from budgeting.accounts.structure import Sums, add
from budgeting.accounts.vocabulary import PATTERNS, says, section_in, side_in
from budgeting.accounts.words import fold

FARTHEST = 200  # groups a total is tried on
CODE_IN_LABEL = re.compile(r"(?<![\d(])\d[\d.]*(?![\d)])")
LEAD = re.compile(r"^(?: ?(?:total\w*|totaux|sous|sub|s|t|grand|general\w*|de|des|du|la|le|les|l|d|of|the))+(?: |$)")


@dataclass(slots=True)
class Group:
    """Lines between two totals or two headings; `results` are rows such as "excédent" that some totals include."""

    side: Side | None = None
    section: Section | None = None
    sums: Sums = field(default_factory=dict)
    results: Sums = field(default_factory=dict)
    lines: int = 0


@dataclass(slots=True)
class Ledger:
    """The sums of one list as its rows go by, kept in every way a total may mean them."""

    document: Mapping[tuple[Side | None, Section | None], Sums]
    groups: list[Group] = field(default_factory=list)
    named: dict[str, Sums] = field(default_factory=dict)
    codes: dict[str, Sums] = field(default_factory=dict)

    def put(self, entry: Entry, amounts: Sums, wanted_codes: frozenset[str]) -> None:
        """Count a line."""
        group = self._group_for(entry)
        group.lines += 1
        add(group.sums, amounts)
        for name in names_over(entry):
            add(self.named.setdefault(name, {}), amounts)
        for length in range(1, len(entry.key) + 1):
            if entry.key[:length] in wanted_codes:
                add(self.codes.setdefault(entry.key[:length], {}), amounts)

    def put_result(self, entry: Entry) -> None:
        """Count a result, which belongs to totals that say so by their sum alone."""
        add(self._group_for(entry).results, entry.amounts)

    def close(self) -> None:
        """End the group in force, after a total or at a heading."""
        if self.groups and (self.groups[-1].lines or self.groups[-1].results):
            self.groups.append(Group())

    def _group_for(self, entry: Entry) -> Group:
        last = self.groups[-1] if self.groups else None
        if last is None or (last.lines and (last.side, last.section) != (entry.side, entry.section)):
            last = Group()
            self.groups.append(last)
        last.side, last.section = entry.side, entry.section
        return last


def scope_of(total: Entry, ledger: Ledger, rounding: int) -> Sums:
    """Return the sums of the lines that a total adds up; differences below `rounding` count as none."""
    full = sum(map(bool, total.amounts.values())) or 1
    candidates: list[Sums] = []
    best, best_score = 0, 0
    for place, sums in enumerate(_candidates(total, ledger)):
        candidates.append(sums)
        score = _score(total.amounts, sums, rounding)
        if score > best_score:
            best, best_score = place, score
        if score == full:
            break
    if not candidates:
        return {}
    return candidates[best if best_score else _intended(total, ledger, len(candidates))]


def names_over(entry: Entry) -> set[str]:
    """Return the folded names of everything a line stands under: headings, chapters, its programme."""
    names = {fold(head.label) for head in entry.name.heads}
    if entry.programme is not None:
        names.add(fold(entry.programme.name))
    parent = entry.parent
    while parent is not None:
        names.add(fold(parent.name.label))
        parent = parent.parent
    return names - {""}


def code_named(label: str) -> str:
    """Return the code that the label of a total bears: `Total Sub-Head 6.12` gives 612; "" for none or for a year."""
    codes = CODE_IN_LABEL.findall(label)
    return key_of(codes[-1]) if codes and not re.fullmatch(r"(?:19|20)\d\d", codes[-1]) else ""


def _candidates(total: Entry, ledger: Ledger) -> Iterator[Sums]:
    label = total.name.label
    code, name = code_named(label), LEAD.sub("", fold(label))
    if code in ledger.codes:
        yield ledger.codes[code]
    if name in ledger.named:
        yield ledger.named[name]
    if name in ledger.named or (code in ledger.codes and len(code) > 1):
        return
    yield from _suffixes(label, ledger.groups)
    if not says("order", label):
        side, section = side_in(label) or total.side, section_in(label)
        yield ledger.document.get((side, section), {})


def _suffixes(label: str, groups: list[Group]) -> Iterator[Sums]:
    """Yield the sums of the last group, of the last two and so on, as far as the words of the total allow."""
    side, section = side_in(label), section_in(label)
    running: Sums = {}
    results: Sums = {}
    for group in _from_last(groups):
        if (section and group.section not in (None, section)) or (side and group.side not in (None, side)):
            break
        add(running, group.sums)
        add(results, group.results)
        if group.lines or says("order", label):
            yield dict(running)
        if results:
            yield _plus(running, results)
        # A total of "opérations d'ordre" adds up what follows the total of real operations, never more.
        if says("order", label):
            break


def _from_last(groups: list[Group]) -> Iterable[Group]:
    return groups[: -FARTHEST - 1 : -1]


def _plus(first: Sums, second: Sums) -> Sums:
    total = dict(first)
    add(total, second)
    return total


def _score(stated: Sums, computed: Sums, rounding: int) -> int:
    """Return how many stated amounts a scope explains; those of nought count for nothing unless all are nought."""
    pairs = [(amount, computed.get(slot, 0)) for slot, amount in stated.items()]
    if not any(amount for amount, _ in pairs):
        return 1 if all(amount == other for amount, other in pairs) else 0
    return sum(abs(amount - other) < rounding for amount, other in pairs if amount)


def _intended(total: Entry, ledger: Ledger, count: int) -> int:
    """Return which candidate a total that equals none was meant to be."""
    label = total.name.label
    named = (code_named(label) in ledger.codes) + (LEAD.sub("", fold(label)) in ledger.named)
    if named:
        return 0
    if PATTERNS["general"].search(fold(label)):
        return count - 1
    if section_in(label) or says("real", label):
        # All groups of the section that the words allow: the last of the suffixes, just before the whole document.
        return max(0, count - 2)
    return 0
