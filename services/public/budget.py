"""The published money of one year, by side, topic and programme, and its lines as open data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.accounts import stages
from budgeting.accounts.stages import Stage
from budgeting.fiscal_year import name_years
from budgeting.refusal import Refusal
from models import BudgetDocument, BudgetLine, Programme, Zone
from services.budgets.axes import programmes_of
from services.budgets.choosing import Candidate, document_for
from services.budgets.figures import DONE, LineFigures, Sheet, sheet_of

PLANNED = (Stage.AMENDED, Stage.VOTED, Stage.CREDIT)


@dataclass(frozen=True, slots=True)
class Figures:
    """The money of one topic or programme in minor units; `amount` is what the document is there to tell.

    `name` is a topic's key or a programme's own name; `code` is empty for topics.
    """

    name: str
    code: str
    amount: int
    planned: int | None
    done: int | None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a year's money, with the document it stands in.

    `planned_stage` and `done_stage` say what the figures are (`amended`, `paid` …), None where there are none. `file`
    is the number of the document whose file anybody may fetch, None where nobody may.
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
    programmes: tuple[Figures, ...]
    file: int | None = None


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


@dataclass(frozen=True, slots=True)
class OpenLine:
    """One line as it stands in its document; amounts in minor units by stage, `year` what the fiscal year is called."""

    year: str
    status: str
    source: str
    side: str
    section: str
    nature: str
    chapter: str
    programme: str
    topic: str
    zone: str
    code: str
    label: str
    amounts: Mapping[str, int]


def open_book(session: Session, commune_id: int, year: int | None) -> Book | None:
    """Return a year's money, the latest year's where none is given; None where that year, or anything, is not there."""
    names = _years(session, commune_id)
    years = tuple(names)
    chosen = year if year is not None else max(years, default=None)
    if chosen is None or chosen not in years:
        return None
    spending = _side(session, commune_id, stages.Side.EXPENDITURE, chosen)
    receipts = _side(session, commune_id, stages.Side.REVENUE, chosen)
    return Book(chosen, years, spending, receipts, names)


def open_lines(session: Session, commune_id: int, year: int) -> Iterator[OpenLine]:
    """Yield the lines of the documents that answer for a year, expenditure first, in the order of the file."""
    for side in (stages.Side.EXPENDITURE, stages.Side.REVENUE):
        document = document_of(session, commune_id, side, year)
        if document is not None:
            yield from _lines(session, document, side)


def _years(session: Session, commune_id: int) -> dict[int, str]:
    """Return the years there is something of, the latest first, and what each is called."""
    speaks = select(BudgetLine.id).where(BudgetLine.document_id == BudgetDocument.id).exists()
    found = session.execute(
        select(BudgetDocument.year, BudgetDocument.starts_on, BudgetDocument.ends_on)
        .where(BudgetDocument.commune_id == commune_id, BudgetDocument.published.is_(True))
        .where(BudgetDocument.withdrawn_at.is_(None), speaks)
        .distinct()
    )
    return {year: name_years(first, last) for year, first, last in sorted(found, key=lambda row: row[0], reverse=True)}


def document_of(session: Session, commune_id: int, side: stages.Side, year: int) -> Candidate | None:
    """Return the document that speaks of a side in exactly that year, None where there is none."""
    try:
        found = document_for(session, commune_id, side, year)
    except Refusal:
        return None
    return found if found.year == year else None  # it answers with the nearest year where this one has nothing


def _side(session: Session, commune_id: int, side: stages.Side, year: int) -> Side | None:
    document = document_of(session, commune_id, side, year)
    if document is None:
        return None
    sheet = sheet_of(session, document.id, side, is_account=document.is_account)
    if sheet.is_silent:
        return None  # lines that say neither what is planned nor what was done
    return Side(
        year=year,
        status=str(document.status),
        source=document.source,
        dated_on=document.dated_on,
        planned_stage=_first_stage(PLANNED, sheet.lines),
        done_stage=_first_stage(DONE[side], sheet.lines),
        tells_done=sheet.speaks_of_done,
        whole=_figures(sheet, "total", "", sheet.lines),
        topics=tuple(_by_topic(sheet)) if side is stages.Side.EXPENDITURE else (),
        programmes=tuple(_by_programme(session, document.id, sheet)),
        file=document.id if document.has_public_file else None,
    )


def _first_stage(order: Sequence[Stage], lines: Iterable[LineFigures]) -> str | None:
    present = {stage for line in lines for stage in line.amounts}
    return next((stage.value for stage in order if stage in present), None)


def _figures(sheet: Sheet, name: str, code: str, lines: Sequence[LineFigures]) -> Figures:
    return Figures(name, code, sheet.amount(lines), sheet.planned(lines), sheet.done(lines))


def _by_topic(sheet: Sheet) -> list[Figures]:
    groups: dict[str, list[LineFigures]] = defaultdict(list)
    for line in sheet.lines:
        groups[line.topic or "other"].append(line)
    found = [_figures(sheet, topic, "", lines) for topic, lines in groups.items()]
    return sorted(found, key=lambda figures: (-figures.amount, figures.name))


def _by_programme(session: Session, document_id: int, sheet: Sheet) -> list[Figures]:
    groups: dict[int | None, list[LineFigures]] = defaultdict(list)
    for line in sheet.lines:
        groups[line.programme_id].append(line)
    rows = [row for row in programmes_of(session, document_id) if row.id in groups]
    return [_figures(sheet, row.name, row.code, groups[row.id]) for row in rows]


def _lines(session: Session, document: Candidate, side: stages.Side) -> Iterator[OpenLine]:
    rows = session.execute(
        select(BudgetLine, Programme.code, Zone.name)
        .outerjoin(Programme, BudgetLine.programme_id == Programme.id)
        .outerjoin(Zone, BudgetLine.zone_id == Zone.id)
        .where(BudgetLine.document_id == document.id, BudgetLine.side == str(side))
        .order_by(BudgetLine.id)
    )
    for line, programme, zone in rows:
        yield OpenLine(
            year=document.year_name,
            status=str(document.status),
            source=document.source,
            side=line.side,
            section=line.section or "",
            nature=line.nature or "",
            chapter=line.chapter or "",
            programme=programme or "",
            topic=line.topic or "",
            zone=zone or "",
            code=line.code or "",
            label=line.label,
            amounts=line.amounts,
        )
