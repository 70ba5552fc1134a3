"""What of the promises waits for a member of staff today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import FollowUp
from services.follow_ups.finding import Reader, is_late, is_open, readable_by
from services.follow_ups.reminding import RemindedFollowUp, reminders_for


@dataclass(frozen=True, slots=True)
class WaitingFollowUps:
    """Promises that are late, those in this person's hand, those of which nobody has said where they stand.

    `reminded` are those of whose day staff are reminded.
    """

    late: int = 0
    mine: int = 0
    unsaid: int = 0
    reminded: tuple[RemindedFollowUp, ...] = ()

    @property
    def waits(self) -> bool:
        """Is anything late or to be said?"""
        return bool(self.late or self.unsaid)


def waiting_follow_ups(session: Session, commune_id: int, reader: Reader, today: date) -> WaitingFollowUps:
    """Return what waits, as far as this person may read it."""
    mine = (is_open(), FollowUp.staff_id == reader.staff_id)
    late, own, unsaid = session.execute(
        select(
            func.count(FollowUp.id).filter(is_late(today)),
            func.count(FollowUp.id).filter(*mine),
            func.count(FollowUp.id).filter(FollowUp.state.is_(None)),
        ).where(FollowUp.commune_id == commune_id, readable_by(reader))
    ).one()
    return WaitingFollowUps(late, own, unsaid, tuple(reminders_for(session, commune_id, reader)))
