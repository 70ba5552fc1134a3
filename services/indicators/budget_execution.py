"""How much of the money planned in the budget in force was spent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.phrases import _, counted
from budgeting.accounts.stages import Side
from models import BudgetDocument, BudgetLine, Zone
from services.budgets.choosing import Candidate, furthest, has_been_decided
from services.budgets.figures import DONE, FORECASTS, INTERNAL, LineFigures, Sheet
from services.budgets.shown import candidates
from services.clock import day_in
from services.indicators.base import By, Indicator, Kind, Period, Record, commune_of

SPENDING = Side.EXPENDITURE
Row = tuple[int, str, str | None, LineFigures]
"""A line of a document: the document, the line's label and zone, its figures."""


def find_records(session: Session, commune_id: int, period: Period) -> list[Record]:
    """Return one record for each line of spending of the fiscal year of the period's last day: paid of planned.

    Where a document says what is planned and another what was paid, the lines of both are there: their sums make the
    share.
    """
    found = _of_the_year(session, commune_id, period)
    planning = [one for one in found if one.stages & FORECASTS]
    telling = [one for one in found if one.stages & set(DONE[SPENDING])]
    if not planning or not telling:
        return []
    told = furthest(telling)
    plan = told if told.stages & FORECASTS else furthest(planning)
    rows = _records(session, told, period.last, has_plan=plan is told, has_done=True)
    return rows if plan is told else [*_records(session, plan, period.last, has_plan=True, has_done=False), *rows]


def _of_the_year(session: Session, commune_id: int, period: Period) -> list[Candidate]:
    """Return the decided documents of the fiscal year, as far as they were there on the period's last day.

    The year's last day is told by what came of it since: an account is drawn up once the year is over.
    """
    everything = [one for one in candidates(session, commune_id, SPENDING) if has_been_decided(one)]
    in_year = [one for one in everything if one.starts_on <= period.last <= one.ends_on]
    days = _days(session, commune_id, in_year)
    return [one for one in in_year if period.last >= one.ends_on or days[one.id] <= period.last]


def _days(session: Session, commune_id: int, found: Sequence[Candidate]) -> dict[int, date]:
    """Return from which day each document tells: the day it bears, else the day it was put in."""
    time_zone, latest = commune_of(session, commune_id).time_zone, {one.id: one.documents[-1] for one in found}
    query = select(BudgetDocument.id, BudgetDocument.imported_at)
    query = query.where(BudgetDocument.id.in_([one.id for one in latest.values()]))
    put_in = {number: moment for number, moment in session.execute(query)}  # noqa: C416 - a row is no pair to mypy
    return {key: one.dated_on or day_in(put_in[one.id], time_zone) for key, one in latest.items()}


def _records(session: Session, found: Candidate, day: date, *, has_plan: bool, has_done: bool) -> list[Record]:
    rows = _lines(session, found)
    sheet = Sheet([row[-1] for row in rows], SPENDING, is_account=found.is_account)
    return [
        Record(
            day,
            label,
            "budget_document",
            document,
            zone,
            part=(sheet.done([line]) or 0) if has_done else 0,
            whole=(sheet.planned([line]) or 0) if has_plan else 0,
        )
        for document, label, zone, line in rows
    ]


def _lines(session: Session, found: Candidate) -> list[Row]:
    line = BudgetLine
    query = (
        select(line.document_id, line.label, Zone.name, line.topic, line.programme_id, line.zone_id, line.amounts)
        .outerjoin(Zone, Zone.id == line.zone_id)
        .where(line.document_id.in_(found.ids), line.side == str(SPENDING))
        .where(or_(line.nature.is_(None), line.nature != INTERNAL))
        .order_by(line.document_id, line.id)
    )
    return [
        (document, label, zone, LineFigures(topic, programme, zone_id, amounts))
        for document, label, zone, topic, programme, zone_id, amounts in session.execute(query)
    ]


INDICATOR = Indicator(
    key="budget_execution",
    name=_("Execution of the budget"),
    definition=_(
        "What was paid (or ordered, or committed, where the budget says no more) of the spending planned in the budget "
        "of the year in which this period ends, by the documents published until then; the whole year is told by what "
        "was published since as well."
    ),
    source=_("The published budgets and accounts"),
    computation=_("Paid, of what is planned with its changes, in percent; moves between sections are left out."),
    unit=counted("budget line", "budget lines"),
    order=35,
    records=find_records,
    kind=Kind.SHARE,
    breakdowns=(By.ZONE,),
    is_standing=True,
)
