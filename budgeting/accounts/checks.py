"""Errors no total shows: no balance, spending a hundred times the receipts, negative lines, tenfold jumps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from budgeting.accounts.faults import Kind, Problem, problem
from budgeting.accounts.reading import Line
from budgeting.accounts.stages import FORECASTS, Side, Slot, Stage
from budgeting.accounts.topics import topics_named

OUT_OF_PROPORTION = 100  # a commune's published budget once showed 140 times its receipts (Burundi, 2023)
JUMP = 10
SURPLUS = 1  # percent of the receipts; from there on a line of expenditure is likely to be missing
CHANGES = frozenset({Stage.ADDITIONAL, Stage.MODIFIED})
PARTS = (Stage.VOTED, Stage.ADDITIONAL, Stage.MODIFIED)
# What was spent against what came in: stages of the two sides that answer each other.
OPPOSITE = {Stage.PAID: Stage.COLLECTED, Stage.COLLECTED: Stage.PAID}

Show = Callable[[int], str]


class Sides(NamedTuple):
    """The sums of both sides for one year and stage."""

    slot: Slot
    revenue: int
    expenditure: int


def check_lines(lines: Sequence[Line], decimals: int, stages: AbstractSet[Stage]) -> list[Problem]:
    """Return what looks wrong in some lines, the whole document first, then row by row.

    `stages` are those the document has columns for, be they blank.
    """
    show = shower(decimals)
    both = list(_both_sides(lines))
    found = [_sides(Kind.NOT_BALANCED, sides, show) for sides in both if _is_out_of_balance(sides)]
    found += [_sides(Kind.OUT_OF_PROPORTION, sides, show) for sides in both if _is_out_of_proportion(sides)]
    for line in lines:
        found += _negatives(line, show)
        found += _jumps(line, show)
        found += _several_topics(line)
        # A budget amended without saying by how much is no contradiction.
        found += _sums_of_stages(line, show) if stages & CHANGES else []
    return found


def shower(decimals: int) -> Show:
    """Return the function that writes minor units as an amount: `11 084 605.75`."""

    def show(minor: int) -> str:
        whole, rest = divmod(abs(minor), 10**decimals)
        sign = "-" if minor < 0 else ""
        return f"{sign}{whole:,}".replace(",", " ") + (f".{rest:0{decimals}d}" if rest else "")

    return show


def _both_sides(lines: Iterable[Line]) -> Iterable[Sides]:
    sums: dict[Side, dict[Slot, int]] = {Side.REVENUE: {}, Side.EXPENDITURE: {}}
    for line in lines:
        # What moves between the sections of a budget is no new money and no spending.
        for slot, amount in line.amounts.items() if not line.is_internal else ():
            sums[line.side][slot] = sums[line.side].get(slot, 0) + amount
    for slot, expenditure in sums[Side.EXPENDITURE].items():
        answer = Slot(slot.year, OPPOSITE.get(slot.stage, slot.stage))
        if answer in sums[Side.REVENUE]:
            yield Sides(slot, sums[Side.REVENUE][answer], expenditure)


def _is_out_of_balance(sides: Sides) -> bool:
    """Tell whether a forecast spends more than it expects, or leaves more than a small surplus unused."""
    surplus = sides.revenue - sides.expenditure
    return sides.slot.stage in FORECASTS and (surplus < 0 or surplus * 100 > sides.revenue * SURPLUS)


def _is_out_of_proportion(sides: Sides) -> bool:
    small, large = sorted((abs(sides.revenue), abs(sides.expenditure)))
    return small > 0 and large >= OUT_OF_PROPORTION * small


def _sides(kind: Kind, sides: Sides, show: Show) -> Problem:
    return problem(kind, slot=sides.slot, revenue=show(sides.revenue), expenditure=show(sides.expenditure))


def _negatives(line: Line, show: Show) -> list[Problem]:
    return [
        problem(Kind.NEGATIVE, line.sheet, line.row, line.columns.get(slot, ""), amount=show(amount), slot=slot)
        for slot, amount in line.amounts.items()
        if amount < 0 and slot.stage is not Stage.MODIFIED
    ]


def _jumps(line: Line, show: Show) -> list[Problem]:
    """Compare each amount with the same stage of the year before among the years of the file."""
    found = []
    for slot, amount in line.amounts.items():
        before = Slot(slot.year - 1, slot.stage) if slot.year is not None else slot
        small, large = sorted((abs(line.amounts.get(before, 0)), abs(amount)))
        if before != slot and small > 0 and large >= JUMP * small:
            found.append(
                problem(
                    Kind.JUMP,
                    line.sheet,
                    line.row,
                    line.columns.get(slot, ""),
                    slot=slot,
                    amount=show(amount),
                    before=show(line.amounts[before]),
                    before_year=str(before.year),
                )
            )
    return found


def _several_topics(line: Line) -> list[Problem]:
    """Point at spending whose words name several topics: whoever knows what it is for decides."""
    named = topics_named(line.label) if line.side is Side.EXPENDITURE and not line.is_internal else ()
    topics = ", ".join(map(str, named))
    return [problem(Kind.SEVERAL_TOPICS, line.sheet, line.row, label=line.label, topics=topics)] if named[1:] else []


def _sums_of_stages(line: Line, show: Show) -> list[Problem]:
    """Compare the amended amount of a line with what was voted, added and moved."""
    found = []
    for slot, stated in line.amounts.items():
        if slot.stage is not Stage.AMENDED:
            continue
        parts = {stage: line.amounts[part] for stage in PARTS if (part := Slot(slot.year, stage)) in line.amounts}
        if Stage.VOTED not in parts or sum(parts.values()) == stated:
            continue
        found.append(
            problem(
                Kind.STAGES_DO_NOT_ADD,
                line.sheet,
                line.row,
                line.columns.get(slot, ""),
                stage=slot.stage.value,
                stated=show(stated),
                parts=" + ".join(parts),
                computed=show(sum(parts.values())),
            )
        )
    return found
