"""A commune's feasts: its country's holidays, what is set right in them, and every due date reckoned anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from budgeting.law.calendar import check_day
from budgeting.law.corrections import Correction, CorrectionKind, why_not_correct
from budgeting.law.reasons import LawNo
from budgeting.refusal import Refusal
from models import Commune, HolidayCorrection, InformationRequest
from services.audit import record
from services.house import House
from services.requests import wording
from services.requests.clock import clock_of, corrections_of, set_due
from services.requests.history import note_step
from services.requests.reasons import OPEN, Moved
from services.requests.taking import tell_author


@dataclass(frozen=True, slots=True)
class FeastRow:
    """One day off of a year, or one that was taken away; `undo` is the day of the correction that made it so."""

    day: date
    names: Mapping[str, str]
    is_estimated: bool
    is_substitute: bool
    kind: str | None
    moved: date | None
    undo: date | None


def list_feasts(session: Session, commune_id: int, year: int) -> list[FeastRow]:
    """Return the days off of a year and the days that were taken away, in the order of days."""
    clock = clock_of(session, session.get_one(Commune, commune_id))
    rows = {
        (one.day if one.to is None else one.to): one
        for one in clock.calendar.corrections
        if one.kind is not CorrectionKind.REMOVED
    }
    found = [
        FeastRow(
            day,
            holiday.names,
            holiday.is_estimated,
            holiday.is_substitute,
            str(rows[day].kind) if day in rows else None,
            holiday.moved_from,
            rows[day].day if day in rows else None,
        )
        for day, holiday in clock.calendar.holidays_in(year).items()
    ]
    known = clock.calendar.known_holidays(year)
    gone = [
        FeastRow(one.day, known[one.day].names, False, False, str(one.kind), None, one.day)
        for one in clock.calendar.corrections
        if one.kind is CorrectionKind.REMOVED and one.day in known
    ]
    return sorted([*found, *gone], key=lambda row: row.day)


def correct_feast(
    session: Session, house: House, *, commune_id: int, correction: Correction, staff_id: int | None
) -> int:
    """Set a day right and return how many due dates that moved; their authors are told."""
    commune = _hold(session, commune_id)
    for day in correction.days:
        check_day(day)
    clock = clock_of(session, commune)
    known = clock.calendar.holidays_in(correction.day.year)
    if no := why_not_correct(correction, known, clock.calendar.corrections):
        raise no
    session.add(
        HolidayCorrection(
            commune_id=commune_id,
            kind=correction.kind,
            day=correction.day,
            name=correction.name.strip()[:200],
            moved_to=correction.to,
            staff_id=staff_id,
            made_at=house.clock(),
        )
    )
    session.flush()
    _note(session, house, commune_id, f"feast_{correction.kind}", correction.day, staff_id)
    return reckon_anew(session, house, commune, Moved.HOLIDAY)


def undo_correction(session: Session, house: House, *, commune_id: int, day: date, staff_id: int | None) -> int:
    """Take a correction back and return how many due dates that moved."""
    commune = _hold(session, commune_id)
    if day not in {one.day for one in corrections_of(session, commune_id)}:
        raise Refusal(LawNo.CORRECTION_NO_HOLIDAY, day=day.isoformat())
    session.execute(
        delete(HolidayCorrection).where(HolidayCorrection.commune_id == commune_id, HolidayCorrection.day == day)
    )
    _note(session, house, commune_id, "feast_undone", day, staff_id)
    return reckon_anew(session, house, commune, Moved.HOLIDAY)


def reckon_anew(session: Session, house: House, commune: Commune, why: Moved) -> int:
    """Reckon the due date of every open request; tell the authors of those that changed why, and return how many."""
    clock = clock_of(session, commune)
    rows = session.scalars(
        select(InformationRequest)
        .where(InformationRequest.commune_id == commune.id, InformationRequest.state.in_(OPEN))
        .order_by(InformationRequest.id)
        .with_for_update()
    ).all()
    moved = 0
    for row in rows:
        before = row.due_on
        set_due(session, clock, row)
        if row.due_on != before:
            moved += 1
            event = note_step(session, house, row, staff_id=None, reason=why)
            session.flush()
            tell_author(session, house, row, event, wording.moved(row, why))
    return moved


def _hold(session: Session, commune_id: int) -> Commune:
    return session.scalars(select(Commune).where(Commune.id == commune_id).with_for_update()).one()


def _note(session: Session, house: House, commune_id: int, act: str, day: date, staff_id: int | None) -> None:
    record(
        session,
        house,
        act=act,
        subject="feast",
        subject_id=day.isoformat(),
        details={"day": day.isoformat()},
        staff_id=staff_id,
        commune_id=commune_id,
    )
