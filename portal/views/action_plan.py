"""The open-government action plan: what the commune commits itself to, how far it is, and by which figures."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, abort
from sqlalchemy.orm import Session

from budgeting.own_name import names_in_order
from budgeting.quantities import write_quantity
from budgeting.refusal import Refusal
from locales.page_words import NOTHING
from portal.desk import commune, current_house, read, show
from portal.files import shown_paper
from portal.tongue import language, say_day, spoken_languages
from portal.words import FOLLOW_UP_STATES, JUDGED, PRINCIPLES
from printing.written_report import WrittenReport, report_pdf
from services.action_plan.reading import (
    CommitmentPage,
    CommitmentRow,
    PlanRow,
    commitment_page,
    commitments_of,
    current_plan,
    find_plan,
    plans_of,
)
from services.clock import day_in
from services.follow_ups.written_days import Written
from services.printing.commitment_sheet import commitment_sheet
from services.printing.papers import Paper


def action_plan() -> Response:
    """Show the plan of today with its commitments, and lead to the others."""
    place, today = commune(), day_in(current_house().clock(), commune().time_zone)
    return _show(read(lambda session: current_plan(session, place.id, today)))


def earlier_plan(number: int) -> Response:
    """Show the published plan of an id."""
    place = commune().id
    try:
        return _show(read(lambda session: find_plan(session, place, number, public=True)))
    except Refusal:
        abort(404)


def commitment(number: int) -> Response:
    """Show one commitment with its activities and its figures."""
    page = _found(number)
    return show(
        "commitment",
        page=page,
        judged=JUDGED,
        principles=PRINCIPLES,
        states=FOLLOW_UP_STATES,
        name_in=_name_in,
        written=_written,
        quantity=_quantity,
    )


def commitment_sheet_pdf(number: int) -> Response:
    """Send its technical sheet, filled in, to be shown or printed by the browser."""
    page, house, place, tongue = _found(number), current_house(), commune().id, language()

    def say(session: Session) -> WrittenReport:
        return commitment_sheet(session, house, place, page.id, tongue)

    try:
        report = read(say)
        name = f"commitment-{page.number}-{tongue}.pdf"
        return shown_paper(Paper(report.title, name, tongue, report_pdf(report)))
    except Refusal:
        abort(503)


def _show(plan: PlanRow | None) -> Response:
    place, today = commune(), day_in(current_house().clock(), commune().time_zone)

    def gather(session: Session) -> tuple[list[CommitmentRow], list[PlanRow]]:
        rows = commitments_of(session, place.id, plan.id, today=today) if plan else []
        return rows, plans_of(session, place.id, public=True)

    commitments, plans = read(gather)
    others = [one for one in plans if plan is None or one.id != plan.id]
    return show("action_plan", plan=plan, commitments=commitments, others=others, name_in=_name_in)


def _found(number: int) -> CommitmentPage:
    place, house = commune(), current_house()
    today = day_in(house.clock(), place.time_zone)
    try:
        return read(lambda session: commitment_page(session, place.id, number, today=today, house=house))
    except Refusal:
        abort(404)


def _name_in(names: Mapping[str, str]) -> str:
    return next(names_in_order(names, (*spoken_languages(), *commune().languages)), "")


def _written(days: Written) -> str:
    """Return a day in words; a month, a year or other words as they are written."""
    return say_day(days.first) if days.is_day else days.text or NOTHING


def _quantity(value: int | None) -> str:
    return NOTHING if value is None else write_quantity(value, language())
