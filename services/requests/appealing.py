"""Appeals against the result of a vote: questions of their own kind, due before the stage that takes them ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.views.requests import AppealsView
from budgeting.phases import PhaseKind
from budgeting.refusal import Refusal
from models import Commune, Contact, Cycle, InformationRequest, Line
from models.cycle import CycleState
from services.clock import day_in
from services.cycles.phases import open_cycle, phase_of
from services.cycles.result import whose_result_is_out
from services.house import House
from services.requests.clock import clock_of, set_due
from services.requests.filing import asked_already, file_question
from services.requests.reasons import OPEN, RequestNo

A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class AppealRow:
    """An appeal as the staff who count see it."""

    id: int
    reference: str
    state: str
    text: str
    received_on: date
    due_on: date | None


def appeals_of(session: Session, house: House, commune: Commune) -> AppealsView | None:
    """Return until when the result of which vote may be appealed against; from when too, where that is to come.

    None where no result is out, or that time is over.
    """
    cycle = _cycle(session, house, commune)
    if cycle:
        return AppealsView(cycle.title, _last_day(session, commune, cycle))
    return _appeals_ahead(session, house, commune)


def _appeals_ahead(session: Session, house: House, commune: Commune) -> AppealsView | None:
    approved = (Cycle.commune_id == commune.id, Cycle.state == CycleState.APPROVED, whose_result_is_out())
    cycle = session.scalars(select(Cycle).where(*approved).order_by(Cycle.id.desc()).limit(1)).first()
    phase = phase_of(session, cycle.id, PhaseKind.APPEAL) if cycle else None
    if cycle is None or phase is None or phase.opens_at <= house.clock():
        return None
    return AppealsView(cycle.title, _last_day(session, commune, cycle), day_in(phase.opens_at, commune.time_zone))


def file_appeal(
    session: Session,
    house: House,
    *,
    commune: Commune,
    contact: Contact,
    line: Line | None,
    text: str,
    language: str,
) -> InformationRequest:
    """Keep an appeal against the result; one that was sent twice is kept once. `Refusal` where none is taken now."""
    cycle = _cycle(session, house, commune)
    if cycle is None:
        raise Refusal(RequestNo.NO_APPEALS)
    row = asked_already(session, house, commune, contact, text)
    if row is None:
        asked: dict[str, Any] = {"contact": contact, "line": line, "text": text, "language": language}
        row = file_question(session, house, commune=commune, topic=None, **asked)
    row.appeal_of, row.answer_by = cycle.id, _last_day(session, commune, cycle)
    set_due(session, clock_of(session, commune), row)
    return row


def appeals_against(session: Session, commune_id: int, cycle_id: int) -> list[AppealRow]:
    """Return the appeals against the result of a cycle, the first that came first."""
    commune, row = session.get_one(Commune, commune_id), InformationRequest
    found = session.scalars(select(row).where(row.commune_id == commune_id, row.appeal_of == cycle_id).order_by(row.id))
    return [
        AppealRow(
            one.id, one.reference, one.state, one.text, day_in(one.received_at, commune.time_zone), one.due_on
        )
        for one in found
    ]  # fmt: skip


def appeals_waiting(session: Session, commune_id: int) -> int:
    """Return how many appeals wait for the commune's answer."""
    row = InformationRequest
    query = select(func.count(row.id)).where(row.commune_id == commune_id, row.state.in_(OPEN))
    return session.scalar(query.where(row.appeal_of.is_not(None))) or 0


def _cycle(session: Session, house: House, commune: Commune) -> Cycle | None:
    return open_cycle(session, commune.id, PhaseKind.APPEAL, house.clock(), (CycleState.APPROVED,))


def _last_day(session: Session, commune: Commune, cycle: Cycle) -> date:
    """Return the last day on which the stage is open: it ends before its last instant."""
    phase = phase_of(session, cycle.id, PhaseKind.APPEAL)
    assert phase is not None  # it is open, or it is ahead
    return day_in(phase.closes_at - A_MOMENT, commune.time_zone)
