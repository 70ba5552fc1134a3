"""The blocks of a table: columns that belong to one list of lines, where two lists or several programmes share rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from budgeting.accounts.columns import Column
from budgeting.accounts.stages import Section, Side, Stage
from budgeting.accounts.titles import Role

REALISED = (Stage.REALISED, Stage.PAID, Stage.COLLECTED)


@dataclass(frozen=True, slots=True)
class Block:
    """Codes from wide to narrow, labels likewise, amounts; `is_sum` when they add up the blocks beside it."""

    number: int
    codes: tuple[Column, ...]
    labels: tuple[Column, ...]
    amounts: tuple[Column, ...]
    side: Side | None = None
    section: Section | None = None
    programme: str = ""
    is_sum: bool = False

    @property
    def span(self) -> range:
        """The columns from the first to the last of the block."""
        indices = [column.index for column in (*self.codes, *self.labels, *self.amounts)]
        return range(min(indices), max(indices) + 1) if indices else range(0)


def blocks_of(columns: Sequence[Column]) -> list[Block]:
    """Return the blocks of a table from left to right: expenditure beside receipts, one programme beside another."""
    blocks = (split for block in _side_by_side(columns) for split in _split(block))
    return [replace(block, number=i, amounts=_without_rivals(block.amounts)) for i, block in enumerate(blocks)]


def left_out(columns: Sequence[Column], blocks: Sequence[Block]) -> list[Column]:
    """Return the columns of amounts that no block reads, another column holding the same year and stage."""
    read = {column.index for block in blocks for column in block.amounts}
    return [column for column in columns if column.role is Role.AMOUNT and column.index not in read]


def _side_by_side(columns: Sequence[Column]) -> list[Block]:
    parts: list[list[Column]] = [[]]
    for place, column in enumerate(columns):
        opens = column.role in (Role.CODE, Role.LABEL)
        if opens and _has_amounts(parts[-1]) and _has_amounts(columns[place:]):
            parts.append([])
        parts[-1].append(column)
    return [_block(part) for part in parts if _has_amounts(part)]


def _has_amounts(columns: Iterable[Column]) -> bool:
    return any(column.role is Role.AMOUNT for column in columns)


def _block(columns: Sequence[Column]) -> Block:
    codes = sorted((c for c in columns if c.role is Role.CODE), key=lambda c: (c.rank, c.index))
    labels = sorted((c for c in columns if c.role is Role.LABEL), key=lambda c: (c.rank, c.index))
    amounts = tuple(c for c in columns if c.role is Role.AMOUNT)
    sides = {c.side for c in (*codes, *labels) if c.side}
    return Block(0, tuple(codes), tuple(labels), amounts, sides.pop() if len(sides) == 1 else None)


def _split(block: Block) -> list[Block]:
    """Return one block per side, section and programme that the titles of the amounts name, or the block itself."""
    split: dict[tuple[object, ...], list[Column]] = {}
    for column in block.amounts:
        split.setdefault((column.side, column.section, column.programme), []).append(column)
    named = [key for key in split if any(key)]
    if len(named) < 2:
        return [_like(block, tuple(split[named[0]]), block.amounts)] if named else [block]
    # Beside blocks that are named, amounts that name nothing add them up when they say so; else they are common ground.
    sums = [c for c in split.get((None, None, ""), []) if c.is_sum]
    blocks = [_like(block, tuple(split[key])) for key in named]
    return [*blocks, replace(block, amounts=tuple(sums), is_sum=True)] if sums else blocks


def _like(block: Block, alike: tuple[Column, ...], amounts: tuple[Column, ...] | None = None) -> Block:
    first = alike[0]
    return replace(
        block, amounts=amounts or alike, side=first.side or block.side, section=first.section, programme=first.programme
    )


def _without_rivals(amounts: tuple[Column, ...]) -> tuple[Column, ...]:
    """Keep one column for each year and stage: the one whose title names the stage, else the last, often a total."""
    chosen: dict[tuple[int | None, int | None, str], Column] = {}
    for column in amounts:
        stage = "realised" if column.stage in REALISED else column.stage or Stage.VOTED
        key = (column.year, column.offset, stage)
        if key not in chosen or _is_clearer(column, chosen[key]):
            chosen[key] = column
    return tuple(column for column in amounts if column in chosen.values())


def _is_clearer(column: Column, rival: Column) -> bool:
    if (column.stage is None) != (rival.stage is None):
        return column.stage is not None
    return column.stage is None and column.is_sum
