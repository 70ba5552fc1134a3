"""The published money of one year, by side, topic, nature and programme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from budgeting.accounts import stages
from budgeting.accounts.stages import Stage
from models import Commune
from services.budgets.archive import Archive, Memory
from services.budgets.choosing import Candidate, answering, furthest
from services.budgets.figures import DONE, LineFigures, Sheet
from services.budgets.table_shares import lines_by_nature, lines_by_programme, lines_by_topic

PLANNED = (Stage.AMENDED, Stage.VOTED, Stage.CREDIT)


@dataclass(frozen=True, slots=True)
class Figures:
    """The money of one topic, nature or programme in minor units; `amount` is what the document is there to tell.

    `name` is the key of a topic or a nature, or a programme's own name; `code` is empty but for programmes.
    """

    name: str
    code: str
    amount: int
    planned: int | None
    done: int | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that money was read from; `file` is its number where anybody may fetch its file, else None."""

    source: str
    file: int | None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a year's money, with the document it stands in.

    `planned_stage` and `done_stage` say what the figures are (`amended`, `paid` …), None where there are none. `papers`
    are what it was read from: a budget, and the changes that are joined to it. `natures` is empty where no line says
    what its money is spent on.
    """

    year: int
    status: str
    source: str
    dated_on: date | None
    planned_stage: str | None
    done_stage: str | None
    tells_done: bool
    whole: Figures
    topics: tuple[Figures, ...]
    natures: tuple[Figures, ...]
    programmes: tuple[Figures, ...]
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """What is published of one year, and the years there are, the latest first; `names` is what they are called."""

    year: int
    years: tuple[int, ...]
    spending: Side | None
    receipts: Side | None
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the year is called: `2025`, `2025/2026`."""
        return self.name_of(self.year)

    def name_of(self, year: int) -> str:
        """Return what one of the years is called."""
        return self.names.get(year, str(year))


def open_book_in_force(session: Session, commune_id: int, today: date, memory: Memory | None = None) -> Book | None:
    """Return the money of the year in force on a day, as `answering` chooses it; None where nothing is published."""
    archive = Archive(session, session.get_one(Commune, commune_id), memory)
    found = _published(archive)
    return _open(archive, found, answering(found, None, today).year) if found else None


def open_book(session: Session, commune_id: int, year: int, memory: Memory | None = None) -> Book | None:
    """Return a year's money; None where there is nothing of it.

    What was worked out is kept in `memory` until the commune's revision grows: pages that anybody may ask for, as often
    as they like, read a budget of fifty thousand lines once.
    """
    archive = Archive(session, session.get_one(Commune, commune_id), memory)
    found = _published(archive)
    return _open(archive, found, year) if year in {row.year for row in found} else None


def document_of(archive: Archive, side: stages.Side, year: int) -> Candidate | None:
    """Return the document that speaks of a side in exactly that year, None where there is none."""
    of_year = [row for row in archive.candidates(side) if row.year == year]
    return furthest(of_year) if of_year else None


def _published(archive: Archive) -> list[Candidate]:
    return [row for side in stages.Side for row in archive.candidates(side)]


def _open(archive: Archive, found: Sequence[Candidate], year: int) -> Book:
    return archive.answer(("book", year), lambda: _book(archive, found, year))


def _book(archive: Archive, found: Sequence[Candidate], year: int) -> Book:
    named = {row.year: row.year_name for row in sorted(found, key=lambda row: -row.year)}
    spending, receipts = (_side(archive, side, year) for side in (stages.Side.EXPENDITURE, stages.Side.REVENUE))
    return Book(year, tuple(named), spending, receipts, named)


def _side(archive: Archive, side: stages.Side, year: int) -> Side | None:
    document = document_of(archive, side, year)
    if document is None:
        return None
    sheet = archive.sheet(document, side)
    if sheet.is_silent:
        return None  # lines that say neither what is planned nor what was done
    return Side(
        year=year,
        status=str(document.status),
        source=document.source,
        dated_on=document.dated_on,
        planned_stage=Stage.AMENDED.value if document.parts else _first_stage(PLANNED, sheet.lines),
        done_stage=_first_stage(DONE[side], sheet.lines),
        tells_done=sheet.speaks_of_done,
        whole=_figures(sheet, "total", "", sheet.lines),
        topics=_told(sheet, lines_by_topic(sheet)) if side is stages.Side.EXPENDITURE else (),
        natures=_told(sheet, lines_by_nature(sheet)) if side is stages.Side.EXPENDITURE else (),
        programmes=tuple(
            _figures(sheet, row.name, row.code, lines) for row, lines in lines_by_programme(archive, sheet)
        ),
        papers=tuple(Paper(row.source, row.id if row.has_public_file else None, row.id) for row in document.documents),
    )


def _first_stage(order: Sequence[Stage], lines: Iterable[LineFigures]) -> str | None:
    present = {stage for line in lines for stage in line.amounts}
    return next((stage.value for stage in order if stage in present), None)


def _figures(sheet: Sheet, name: str, code: str, lines: Sequence[LineFigures]) -> Figures:
    return Figures(name, code, sheet.amount(lines), sheet.planned(lines), sheet.done(lines))


def _told(sheet: Sheet, rows: Iterable[tuple[str, list[LineFigures]]]) -> tuple[Figures, ...]:
    return tuple(_figures(sheet, name, "", lines) for name, lines in rows)
