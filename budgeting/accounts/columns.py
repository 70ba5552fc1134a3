"""The role of every column of a table, from its titles and from what it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from budgeting.accounts.profile import Profile
from budgeting.accounts.stages import Section, Side, Stage
from budgeting.accounts.titles import NO_SENSE, Role, Sense, sense_of
from budgeting.accounts.vocabulary import says
from budgeting.accounts.words import fold

T = TypeVar("T")
FEW = 10  # a column that names stages has no more different texts than there are stages
HEADS = ("vote", "vote no", "vote number", "vote head")
BETWEEN_TITLES = " / "
WORDED = (Role.UNKNOWN, Role.NOTE, Role.PLACE, Role.PROGRAMME, Role.ACTION)


@dataclass(frozen=True, slots=True)
class Column:
    """One column, counted from 0: what it holds and, for amounts, of which year, stage, side, section, programme.

    `guessed` says that its title alone does not tell, `is_turned` that its receipts are written below nought.
    """

    index: int
    title: str
    role: Role
    rank: int = 9
    stage: Stage | None = None
    year: int | None = None
    offset: int | None = None
    side: Side | None = None
    section: Section | None = None
    programme: str = ""
    is_sum: bool = False
    multiplier: int | None = None
    guessed: bool = False
    is_turned: bool = False
    holds_numbers: bool = False


def column_of(index: int, parts: Sequence[str]) -> Column:
    """Return a column from its titles, the upper ones first; the lower say what it is, the upper complete it."""
    senses = [sense_of(part) for part in parts if part] or [NO_SENSE]
    lowest = next((sense for sense in reversed(senses) if sense.role is not Role.UNKNOWN), senses[-1])
    role = lowest.role
    if role in (Role.AMOUNT, Role.UNKNOWN, Role.PROGRAMME) and any(sense.is_sum or sense.stage for sense in senses):
        role = Role.AMOUNT
    return Column(
        index,
        BETWEEN_TITLES.join(dict.fromkeys(part for part in parts if part)),
        role,
        _first(senses, lambda sense: None if sense.rank == 9 else sense.rank) or 9,
        _first(senses, lambda sense: sense.stage),
        _first(senses, lambda sense: sense.year),
        _first(senses, lambda sense: sense.offset),
        _first(senses, lambda sense: sense.side),
        _first(senses, lambda sense: sense.section),
        _first(senses, lambda sense: sense.programme) or "",
        any(sense.is_sum for sense in senses),
        _first(senses, lambda sense: sense.multiplier),
    )


def resolve(columns: Sequence[Column], profiles: Sequence[Profile]) -> list[Column]:
    """Return the columns with the roles that what they hold confirms, corrects or, without a title, suggests."""
    resolved = [_resolve(column, profile) for column, profile in zip(columns, profiles, strict=True)]
    for place, column in enumerate(resolved):
        before = resolved[place - 1] if place else None
        if before and column.title == before.title and not profiles[place].cells:
            resolved[place] = replace(column, role=Role.UNKNOWN)  # the rest of a merged title
        if before and column.role is Role.UNKNOWN and not column.title and _is_label_of(before, profiles[place]):
            resolved[place] = replace(column, role=Role.LABEL, rank=before.rank)
    return _told_once(_heads_found(_completed(resolved, profiles)))


def _first(senses: Sequence[Sense], pick: Callable[[Sense], T | None]) -> T | None:
    return next((found for sense in reversed(senses) if (found := pick(sense)) is not None and found != ""), None)


def _resolve(column: Column, profile: Profile) -> Column:
    column = replace(column, holds_numbers=profile.mostly(profile.numbers, 50))
    match column.role:
        case Role.CODE:
            return _resolve_code(column, profile)
        case Role.AMOUNT if profile.mostly(profile.texts, 90):
            return replace(column, role=Role.NOTE)
        case Role.AMOUNT:
            return _turned(column, profile)
        case Role.YEAR if not profile.mostly(profile.years):
            return replace(column, role=Role.AMOUNT if column.holds_numbers else Role.NOTE)
        case Role.STAGE if not profile.mostly(profile.stages, 40):
            return replace(column, role=Role.NOTE)
        case Role.SECTION if not profile.mostly(profile.sections):
            return replace(column, role=Role.CODE if profile.mostly(profile.codes) else Role.NOTE, rank=1)
        case Role.PROGRAMME if column.programme and column.holds_numbers:
            return replace(column, role=Role.AMOUNT)
        case Role.UNKNOWN | Role.NOTE | Role.SIDE | Role.LABEL:
            return _resolve_words(column, profile)
    return column


def _resolve_code(column: Column, profile: Profile) -> Column:
    if profile.is_numbering and column.rank == 9 and not says("programme", column.title):
        return replace(column, role=Role.IGNORED)
    if profile.mostly(profile.sides, 90):
        return replace(column, role=Role.SIDE)  # "Account type": Revenue, Expense
    if profile.cells and not profile.mostly(profile.codes, 30):
        return replace(column, role=Role.LABEL)
    return column


def _resolve_words(column: Column, profile: Profile) -> Column:
    if profile.mostly(profile.sides, 90) and column.role is not Role.LABEL:
        return replace(column, role=Role.SIDE)
    if profile.mostly(profile.sections, 90) and column.role is not Role.LABEL:
        return replace(column, role=Role.SECTION)
    if column.role is Role.UNKNOWN and profile.mostly(profile.stages, 90) and len(profile.distinct) < FEW:
        return replace(column, role=Role.STAGE)
    if column.role is Role.UNKNOWN and not column.title and profile.mostly(profile.authorities, 90):
        return replace(column, role=Role.PLACE)
    if column.role is Role.LABEL:
        coded = profile.looks_coded or (profile.mostly(profile.codes, 90) and column.rank < 9)
        return replace(column, role=Role.CODE) if coded else column
    if column.role is Role.UNKNOWN and (column.side or column.section or column.programme) and profile.cells:
        return _turned(replace(column, role=Role.AMOUNT if column.holds_numbers else Role.LABEL), profile)
    return column


def _turned(column: Column, profile: Profile) -> Column:
    return replace(column, is_turned=column.side is Side.REVENUE and profile.is_below_nought)


def _heads_found(columns: list[Column]) -> list[Column]:
    """Take the vote beside recurrent spending for the number of a head, as treasuries of English use call it."""
    is_english = any(fold(column.title).startswith("recurrent") for column in columns)
    if not is_english or any(column.role is Role.CODE for column in columns):
        return columns
    return [replace(c, role=Role.CODE, rank=1) if fold(c.title) in HEADS else c for c in columns]


def _told_once(columns: list[Column]) -> list[Column]:
    """Leave out what was asked for beside what was granted, and what is net beside both sides."""
    amounts = [column for column in columns if column.role is Role.AMOUNT]
    granted = {_slot(column) for column in amounts if not says("proposed", column.title)}
    sides = {column.side for column in amounts if not says("net", column.title)}
    is_net = {Side.REVENUE, Side.EXPENDITURE} <= sides
    idle = [
        column
        for column in amounts
        if (says("proposed", column.title) and _slot(column) in granted) or (is_net and says("net", column.title))
    ]
    return [replace(column, role=Role.IGNORED) if column in idle else column for column in columns]


def _slot(column: Column) -> tuple[object, ...]:
    return (column.year, column.offset, column.stage, column.side, column.section, column.programme, column.is_sum)


def _is_label_of(before: Column, profile: Profile) -> bool:
    return before.role is Role.CODE and profile.mostly(profile.texts, 90)


def _likeness_to_labels(column: Column, profile: Profile) -> tuple[bool, int, int]:
    """Order columns of words by how likely they name the rows: not a region or a programme, and ever different."""
    return column.role in (Role.UNKNOWN, Role.NOTE), len(profile.distinct), profile.letters


def _completed(columns: list[Column], profiles: Sequence[Profile]) -> list[Column]:
    """Give the table a column of labels and one of amounts where no title names them and something looks like them."""
    if not any(column.role is Role.LABEL for column in columns):
        wordy = [c for c in columns if c.role in WORDED and profiles[c.index].letters]
        best = max(wordy, key=lambda c: _likeness_to_labels(c, profiles[c.index]), default=None)
        columns = [replace(c, role=Role.LABEL, guessed=True) if c is best else c for c in columns]
    if not any(column.role is Role.CODE or column.title for column in columns):
        coded = next((c for c in columns if c.role is Role.UNKNOWN and profiles[c.index].looks_coded), None)
        rest = [c for c in columns if c is not coded and c.role in (Role.AMOUNT, Role.UNKNOWN) and c.holds_numbers]
        coded = coded if rest else None  # the only numbers are the amounts
        columns = [replace(c, role=Role.CODE, guessed=True) if c is coded else c for c in columns]
    if not any(column.role is Role.AMOUNT for column in columns):
        numeric = [c for c in columns if c.role is Role.UNKNOWN and c.holds_numbers and profiles[c.index].largest > 99]
        columns = [replace(c, role=Role.AMOUNT, guessed=True) if c in numeric else c for c in columns]
    return columns
