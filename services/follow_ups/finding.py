"""One promise by its number, and who of the staff may read it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import Session

from bot.views.follow_ups import reference_of
from budgeting.refusal import Refusal
from models import FollowUp, Staff
from models.follow_up import FollowUpState, Visibility
from services.follow_ups.reasons import FollowUpNo
from services.roles import RoleName

OVER = (FollowUpState.DONE, FollowUpState.ABANDONED)
"""Nothing more is awaited."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who of the staff reads: by their id, and whether they administer."""

    staff_id: int
    is_administrator: bool

    @staticmethod
    def of(staff_id: int, roles: Collection[str]) -> Reader:
        """Return the reader with these roles."""
        return Reader(staff_id, RoleName.ADMINISTRATOR.value in roles)


def reader_of(session: Session, staff_id: int) -> Reader:
    """Return who of the staff reads, by the roles they have."""
    return Reader.of(staff_id, [role.name for role in session.get_one(Staff, staff_id).roles])


EVERYBODY = Reader(0, is_administrator=False)
"""Whoever is nobody of the staff."""


def readable_by(reader: Reader) -> ColumnElement[bool]:
    """Return the condition that a member of staff, or everybody, may read a promise."""
    if reader == EVERYBODY:
        return FollowUp.visibility == Visibility.PUBLIC
    if reader.is_administrator:
        return true()
    named = or_(FollowUp.staff_id == reader.staff_id, FollowUp.made_by == reader.staff_id)
    return or_(FollowUp.visibility != Visibility.NAMED, named)


def is_open() -> ColumnElement[bool]:
    """Return the condition that a promise is still awaited, whether or not anybody said where it stands."""
    return or_(FollowUp.state.is_(None), FollowUp.state.not_in(OVER))


def is_late(today: date) -> ColumnElement[bool]:
    """Return the condition that the promised day is over and nothing is done."""
    return and_(is_open(), FollowUp.due_on < today)


def find_follow_up(session: Session, commune_id: int, number: int, reader: Reader | None = None) -> FollowUp:
    """Return the commune's promise of that number; `Refusal` where there is none that the reader may read."""
    query = select(FollowUp).where(FollowUp.commune_id == commune_id, FollowUp.number == number)
    found = session.scalar(query if reader is None else query.where(readable_by(reader)))
    return _there(found, number)


def get_follow_up(session: Session, commune_id: int, number: int) -> FollowUp:
    """Return and lock the commune's promise of that number."""
    query = select(FollowUp).where(FollowUp.commune_id == commune_id, FollowUp.number == number)
    return _there(session.scalar(query.with_for_update().execution_options(populate_existing=True)), number)


def _there(found: FollowUp | None, number: int) -> FollowUp:
    if found is None:
        raise Refusal(FollowUpNo.NO_SUCH, reference=reference_of(number))
    return found
