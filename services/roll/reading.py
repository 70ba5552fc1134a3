"""Reading a file of voters: what each row comes to, in memory alone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.understanding.fold import ascii_digits, fold
from budgeting.accounts.amounts import Cell
from budgeting.accounts.sheets import open_file
from budgeting.refusal import Refusal
from services.line_numbers import read_number
from services.roll.reasons import RollReason, RowFault

MOST_ROWS = 50_000
HEAD_ROWS = 10
"""Rows in which the names of the columns are looked for."""

PHONE, VOTER, BIRTH, ZONE = "phone", "voter", "birth", "zone"
NAMES = {
    BIRTH: ("naissance", "ne le", "birth", "born", "age", "ميلاد"),
    PHONE: ("telephone", "tel", "portable", "mobile", "phone", "gsm", "هاتف", "جوال"),
    VOTER: ("electeur", "carte", "cni", "voter", "card", "id", "ناخب", "بطاقه"),
    ZONE: ("zone", "quartier", "village", "localite", "neighbourhood", "حي", "منطقه", "قريه"),
}
"""Words of which one stands in the name of a column, folded; the first kind that has one takes it."""

_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")
_VOTER = re.compile(r"[A-Z0-9]{4,24}")


@dataclass(frozen=True, slots=True)
class RollTerms:
    """What decides of a row: the country of its phones, the age on a day, and the zones by their folded names."""

    country: str
    minimum_age: int | None
    age_on: dt.date | None
    needs_zone: bool
    zones: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RollRow:
    """A row of the file, by its number there: who it is of, or why it is not kept."""

    number: int
    phone: str | None = None
    voter: str | None = None
    zone_id: int | None = None
    fault: RowFault | None = None


def read_roll(content: bytes, name: str, terms: RollTerms) -> list[RollRow]:
    """Return what every row of the first sheet with a head comes to; a `Refusal` where there is none."""
    grids = [grid for grid in open_file(content, name).grids if grid.rows]
    if not grids:
        raise Refusal(RollReason.UNREADABLE)
    for grid in grids:
        for head, cells in enumerate(grid.rows[:HEAD_ROWS]):
            columns = _columns(cells)
            if PHONE in columns or VOTER in columns:
                return _rows(grid.rows, head, columns, terms)
    raise Refusal(RollReason.NO_COLUMNS)


def plain_voter_number(typed: str) -> str | None:
    """Return the number of a voter as it is compared: capitals and digits; None for what is none."""
    bare = re.sub(r"[\W_]", "", ascii_digits(typed)).upper()
    return bare if _VOTER.fullmatch(bare) and any(map(str.isdecimal, bare)) else None


def _columns(cells: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        words = fold(cell).split() if isinstance(cell, str) else []
        kind = next((kind for kind, names in NAMES.items() if _is_named(words, names)), None)
        if kind is not None:
            found.setdefault(kind, place)
    return found


def _is_named(words: Sequence[str], names: Sequence[str]) -> bool:
    text = f" {' '.join(words)} "
    return any(f" {name} " in text or (len(name) > 3 and name in text) for name in names)


def _rows(rows: Sequence[Sequence[Cell]], head: int, columns: Mapping[str, int], terms: RollTerms) -> list[RollRow]:
    below = [
        (number, {kind: _at(cells, place) for kind, place in columns.items()})
        for number, cells in enumerate(rows[head + 1 :], head + 2)
        if any(cell not in (None, "") for cell in cells)
    ]
    if len(below) > MOST_ROWS:
        raise Refusal(RollReason.TOO_MANY_ROWS, most=MOST_ROWS)
    seen: set[str] = set()
    return [_once(_row(number, cells, terms), seen) for number, cells in below]


def _at(cells: Sequence[Cell], place: int) -> Cell:
    return cells[place] if place < len(cells) else None


def _once(row: RollRow, seen: set[str]) -> RollRow:
    keys = {f"{kind} {key}" for kind, key in ((PHONE, row.phone), (VOTER, row.voter)) if key}
    if row.fault is None and not keys.isdisjoint(seen):
        return RollRow(row.number, fault=RowFault.TWICE)
    seen |= keys if row.fault is None else set()
    return row


def _row(number: int, cells: Mapping[str, Cell], terms: RollTerms) -> RollRow:
    typed = {kind: _text(cells.get(kind)) for kind in (PHONE, VOTER, ZONE)}
    phone = read_number(_dialled(typed[PHONE]), terms.country) if typed[PHONE] else None
    voter = plain_voter_number(typed[VOTER]) if typed[VOTER] else None
    zone_id = terms.zones.get(fold(typed[ZONE]))
    faults = (
        (not typed[PHONE] and not typed[VOTER], RowFault.NOBODY),
        (bool(typed[PHONE]) and phone is None, RowFault.PHONE_WRONG),
        (bool(typed[VOTER]) and voter is None, RowFault.VOTER_NUMBER_WRONG),
        (terms.needs_zone and not fold(typed[ZONE]), RowFault.ZONE_MISSING),
        (terms.needs_zone and zone_id is None, RowFault.ZONE_UNKNOWN),
    )
    fault = next((fault for is_wrong, fault in faults if is_wrong), None) or _of_age(cells.get(BIRTH), terms)
    if fault is not None:
        return RollRow(number, fault=fault)
    return RollRow(number, phone, voter, zone_id if terms.needs_zone else None)


def _dialled(text: str) -> str:
    plain = ascii_digits(text)
    return f"+{plain[2:]}" if plain.startswith("00") else plain


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split()) if isinstance(cell, (str, int)) and not isinstance(cell, bool) else ""


def _of_age(cell: Cell, terms: RollTerms) -> RowFault | None:
    """Judge the age on the announced day; of a year alone the whole year is taken."""
    if terms.minimum_age is None or terms.age_on is None:
        return None
    born = _born(cell)
    if born is None or not 1890 <= born.year <= terms.age_on.year:
        return RowFault.BIRTH_WRONG
    had_birthday = (terms.age_on.month, terms.age_on.day) >= (born.month, born.day)
    age = terms.age_on.year - born.year - (0 if had_birthday else 1)
    return None if age >= terms.minimum_age else RowFault.TOO_YOUNG


def _born(cell: Cell) -> dt.date | None:
    if isinstance(cell, dt.date):
        return cell
    text = ascii_digits(_text(cell))
    if day := _DAY.search(text):
        parts = [int(part) for part in day.groups() if part]
        year, month, of_month = parts if day[4] else reversed(parts)
        try:
            return dt.date(year, month, of_month)
        except ValueError:
            return None
    year_alone = _YEAR.search(text)
    return dt.date(int(year_alone[1]), 1, 1) if year_alone else None
