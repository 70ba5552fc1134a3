"""Finding a programme and its parts, of one commune only, and noting what was done with them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sms.clean import clean_text, one_line
from budgeting.refusal import Refusal
from models import Action, Activity, Indicator, Programme
from services.audit import record
from services.budgets.publishing import LARGEST_ID
from services.house import House
from services.programmes.reasons import ProgrammeNo
from services.revision import grow_revision

LONGEST_NAME = 200
LONGEST_TEXT = 4000


def get_programme(session: Session, commune_id: int, programme_id: int) -> Programme:
    """Return a programme of the commune; one of another commune is not found."""
    found = session.get(Programme, programme_id) if 0 < programme_id <= LARGEST_ID else None
    if found is None or found.commune_id != commune_id:
        raise Refusal(ProgrammeNo.UNKNOWN)
    return found


def get_action(session: Session, programme: Programme, action_id: int) -> Action:
    """Return an action of a programme."""
    found = session.get(Action, action_id) if 0 < action_id <= LARGEST_ID else None
    if found is None or found.programme_id != programme.id:
        raise Refusal(ProgrammeNo.UNKNOWN_PART)
    return found


def get_activity(session: Session, programme: Programme, activity_id: int) -> Activity:
    """Return an activity of one of a programme's actions."""
    found = session.scalar(
        select(Activity)
        .join(Action, Action.id == Activity.action_id)
        .where(Activity.id == min(activity_id, LARGEST_ID), Action.programme_id == programme.id)
    )
    if found is None:
        raise Refusal(ProgrammeNo.UNKNOWN_PART)
    return found


def get_indicator(session: Session, programme: Programme, indicator_id: int) -> Indicator:
    """Return an indicator of a programme."""
    found = session.get(Indicator, indicator_id) if 0 < indicator_id <= LARGEST_ID else None
    if found is None or found.programme_id != programme.id:
        raise Refusal(ProgrammeNo.UNKNOWN_PART)
    return found


def line_of_words(text: str, *, is_needed: bool = False) -> str:
    """Return one line of text with single spaces; `Refusal` where it is too long, or missing and needed."""
    clean = one_line(text)
    if is_needed and not clean:
        raise Refusal(ProgrammeNo.WITHOUT_NAME)
    return _not_too_long(clean, LONGEST_NAME)


def prose(text: str) -> str:
    """Return a text of several lines without what a database refuses."""
    return _not_too_long(clean_text(text).strip(), LONGEST_TEXT)


def note(
    session: Session, house: House, act: str, programme: Programme, staff_id: int | None, **details: str | int | None
) -> None:
    """Write what was done with a programme into the trail, and let turns read it anew."""
    grow_revision(session, programme.commune_id)
    record(
        session,
        house,
        act=act,
        subject="programme",
        subject_id=programme.id,
        details={"code": programme.code, **details},
        staff_id=staff_id,
        commune_id=programme.commune_id,
    )


def _not_too_long(text: str, most: int) -> str:
    if len(text) > most:
        raise Refusal(ProgrammeNo.TEXT_TOO_LONG, most=most)
    return text
