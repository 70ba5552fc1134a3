"""What a whole file seems to be: its title, whose it is, its year, its kind and status, its currency and unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from budgeting.accounts.amounts import Cell
from budgeting.accounts.context import LONGEST_TITLE, loose_year, year_named
from budgeting.accounts.grid import Grid, text_of
from budgeting.accounts.reading import DocumentFacts, DocumentKind, DocumentStatus, Line
from budgeting.accounts.stages import Stage
from budgeting.accounts.tables import Table
from budgeting.accounts.titles import Role
from budgeting.accounts.vocabulary import begins, currency_in, multiplier_in, says

# "51.988.701 Ar" in a sentence; "Ar" alone would be found in any text.
ARIARY = re.compile(r"\d ?Ar\b")
LONGEST_AUTHORITY = 60


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a file by where they stand: names of sheets, titles above tables, titles of columns, other words.

    `headings` are the first titles of its sheets, of which only those of tables have any.
    """

    sheets: tuple[str, ...]
    titles: tuple[str, ...]
    columns: tuple[str, ...]
    notes: tuple[str, ...]
    headings: tuple[str, ...] = ()


def texts_of(grids: Sequence[Grid], tables: Sequence[Sequence[Table]], *, named_sheets: bool) -> Texts:
    """Return the texts of a file; the name of a file of text is not the name of a sheet."""
    titles: list[str] = []
    notes: list[str] = []
    headings: list[str] = []
    for grid, own in zip(grids, tables, strict=True):
        first = own[0].header.first if own else len(grid.rows)
        above = [text for row in grid.rows[:first] for cell in row if (text := text_of(cell))]
        titles += above
        headings += above[:1] if own else []
        notes += [text_of(cell) for row in grid.rows[first:] for cell in row if _is_note(cell)]
    columns = [column.title for own in tables for table in own for column in table.columns if column.title]
    sheets = tuple(grid.sheet for grid in grids) if named_sheets else ()
    return Texts(sheets, tuple(titles), tuple(columns), tuple(notes), tuple(headings))


def year_of(texts: Texts, tables: Iterable[Table]) -> int | None:
    """Return the fiscal year of a file from where it is surest: titles of columns, titles, names of sheets, notes."""
    headed = {column.year for table in tables for column in table.columns if column.role is Role.AMOUNT and column.year}
    if len(headed) == 1:
        return headed.pop()
    named = (year_named(text) for text in texts.titles)
    loose = (loose_year(text) for text in (*texts.titles, *texts.sheets))
    noted = (year_named(text) for text in texts.notes)
    return _commonest(named) or _commonest(loose) or _commonest(noted)


def facts_of(
    texts: Texts, lines: Sequence[Line], sheets: tuple[str, ...], *, multiplier: int, decimals: int
) -> DocumentFacts:
    """Return the facts of a document of these sheets and lines."""
    slots = {slot for line in lines for slot in line.amounts}
    places = {line.place for line in lines if says("authority", line.place)}
    years = tuple(sorted({slot.year for slot in slots if slot.year is not None}))
    latest = years[-1] if years else None
    kind = _kind(texts, {slot.stage for slot in slots if slot.year == latest})
    authority = _authority(texts) or (places.pop() if len(places) == 1 else "")
    return DocumentFacts(
        title=_title(texts),
        authority=authority,
        years=years,
        kind=kind,
        status=_status(texts, kind),
        currency=_currency(texts),
        multiplier=multiplier,
        decimals=decimals,
        sheets=sheets,
    )


def multiplier_of(texts: Texts) -> int:
    """Return what one unit of the file stands for as its titles say, 1 when they say nothing."""
    return next((times for text in texts.titles if len(text) <= LONGEST_TITLE and (times := multiplier_in(text))), 1)


def _is_note(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) > LONGEST_TITLE


def _commonest(years: Iterable[int | None]) -> int | None:
    counted = Counter(year for year in years if year is not None)
    return counted.most_common(1)[0][0] if counted else None


def _title(texts: Texts) -> str:
    short = [text for text in texts.titles if len(text) <= LONGEST_TITLE]
    telling = [text for text in short if says("account", text) or "budget" in text.lower()]
    if not telling and len(set(texts.headings)) > 1:
        return ""  # each sheet has a title of its own, and none of them is that of the whole
    return next(iter(telling or short), "")


def _authority(texts: Texts) -> str:
    short = (text for text in texts.titles if len(text) <= LONGEST_AUTHORITY)
    return next((text for text in short if begins("authority", text) and " " in text), "")


def _kind(texts: Texts, stages: set[Stage]) -> DocumentKind:
    spent = stages & {Stage.PAID, Stage.ORDERED, Stage.COLLECTED, Stage.COMMITTED}
    told = any(says("account", text) for text in texts.titles)
    return DocumentKind.ACCOUNT if told or spent else DocumentKind.BUDGET


def _status(texts: Texts, kind: DocumentKind) -> DocumentStatus:
    if kind is DocumentKind.ACCOUNT:
        return DocumentStatus.EXECUTED
    for name in ("draft", "approved", "amended"):
        if any(says(name, text) for text in texts.titles if len(text) <= LONGEST_TITLE):
            return DocumentStatus(name)
    return DocumentStatus.VOTED


def _currency(texts: Texts) -> str:
    everywhere = (*texts.columns, *texts.titles, *texts.notes)
    found = Counter(code for text in everywhere if (code := currency_in(text)) and not says("converted", text))
    if not found and any(ARIARY.search(text) for text in everywhere):
        return "MGA"
    return found.most_common(1)[0][0] if found else ""
