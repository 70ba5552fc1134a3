"""Gross errors that a file alone does not show: against the number of inhabitants, against last year's document.

A budget given in thousands and read in francs, or the other way round, is the error that went viral: whoever looks at
one amount a head sees it at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from budgeting.accounts.checks import JUMP, shower
from budgeting.accounts.faults import Kind, Problem, problem
from budgeting.accounts.reading import Line
from budgeting.accounts.stages import Side, Slot, Stage
from budgeting.accounts.words import fold

# What a commune may spend a year for each inhabitant, in units: from a few cents to well above any city of the
# country. Wide on purpose: a factor of a thousand falls out at one end or the other.
A_HEAD: Mapping[str, tuple[int, int]] = {
    "XOF": (100, 150_000),
    "XAF": (100, 150_000),
    "GNF": (500, 1_500_000),
    "CDF": (300, 500_000),
    "BIF": (200, 200_000),
    "RWF": (200, 200_000),
    "MGA": (300, 400_000),
    "MAD": (20, 15_000),
    "TND": (5, 3_000),
    "MRU": (10, 10_000),
}
WHOLE = frozenset({Stage.VOTED, Stage.AMENDED, Stage.PAID, Stage.COLLECTED})
BY_PEOPLE = WHOLE | {Stage.CREDIT, Stage.AUTHORISED, Stage.COMMITTED, Stage.ORDERED, Stage.REALISED}
"""Stages that a sum for each inhabitant is told of; additions and changes alone may be as small as they like."""

SMALLEST_SHARE = 200  # lines under one two-hundredth of their side move as they like
Name = tuple[str, str, str]
"""How a line is known again in another year: its side, its code, its folded label."""


class Earlier(NamedTuple):
    """The document of the year before: its year and its lines, amounts in minor units by stage."""

    year: int
    lines: Mapping[Name, Mapping[str, int]]


def name_line(side: str, code: str, label: str) -> Name:
    """Return what a line is known by in another year."""
    return side, code, fold(label)


def check_per_head(lines: Sequence[Line], population: int | None, currency: str, decimals: int) -> list[Problem]:
    """Return a problem for each side and stage whose sum is no commune's for so many inhabitants."""
    if not population or currency not in A_HEAD:
        return []
    least, most = (limit * 10**decimals for limit in A_HEAD[currency])
    show = shower(decimals)
    sums = ((key, total) for key, total in _sums(lines).items() if key[1].stage in BY_PEOPLE and total)
    return [
        problem(
            Kind.PER_HEAD, slot=slot, side=side.value, amount=show(total), head=_a_head(total, population, decimals)
        )
        for (side, slot), total in sums
        if not least * population <= total <= most * population
    ]


def _a_head(total: int, population: int, decimals: int) -> str:
    """Return an amount for each inhabitant in whole units, unless it is less than one."""
    unit = 10**decimals
    head = total // population
    return shower(decimals)(head // unit * unit if head >= unit else head)


def check_against(lines: Sequence[Line], earlier: Earlier | None, decimals: int) -> list[Problem]:
    """Return what is ten times as much or as little as in the document of the year before: sides, then lines."""
    if earlier is None:
        return []
    sums = _sums(lines)
    before = _sums_before(earlier.lines)
    found = [
        _whole(side, slot, total, before[side.value, slot.stage.value], earlier.year, decimals)
        for (side, slot), total in sums.items()
        if slot.stage in WHOLE and _jumps(total, before.get((side.value, slot.stage.value), 0))
    ]
    # Where a whole side has jumped every line has, and one sentence says it.
    told = {values for each in found if (values := (each.values["side"], each.values["stage"]))}
    return found + [each for line in lines for each in _of_line(line, earlier, sums, told, decimals)]


def _of_line(
    line: Line,
    earlier: Earlier,
    sums: Mapping[tuple[Side, Slot], int],
    told: Iterable[tuple[object, object]],
    decimals: int,
) -> Iterable[Problem]:
    then = earlier.lines.get(name_line(line.side.value, line.code, line.label), {})
    show = shower(decimals)
    for slot, amount in line.amounts.items() if then else ():
        before = then.get(slot.stage.value, 0)
        weighs = max(abs(amount), abs(before)) * SMALLEST_SHARE >= abs(sums[line.side, slot])
        if slot.stage in WHOLE and weighs and (line.side, slot.stage) not in told and _jumps(amount, before):
            yield problem(
                Kind.JUMP, line.sheet, line.row, line.columns.get(slot, ""), slot=slot,
                amount=show(amount), before=show(before), before_year=str(earlier.year),
            )  # fmt: skip


def _whole(side: Side, slot: Slot, total: int, before: int, year: int, decimals: int) -> Problem:
    show = shower(decimals)
    return problem(
        Kind.SIDE_JUMP, slot=slot, side=side.value, amount=show(total), before=show(before), before_year=str(year)
    )


def _jumps(amount: int, before: int) -> bool:
    small, large = sorted((abs(amount), abs(before)))
    return small > 0 and large >= JUMP * small


def _sums(lines: Iterable[Line]) -> dict[tuple[Side, Slot], int]:
    sums: dict[tuple[Side, Slot], int] = {}
    for line in lines:
        for slot, amount in line.amounts.items() if not line.is_internal else ():
            sums[line.side, slot] = sums.get((line.side, slot), 0) + amount
    return sums


def _sums_before(lines: Mapping[Name, Mapping[str, int]]) -> dict[tuple[str, str], int]:
    sums: dict[tuple[str, str], int] = {}
    for (side, _, _), amounts in lines.items():
        for stage, amount in amounts.items():
            sums[side, stage] = sums.get((side, stage), 0) + amount
    return sums
