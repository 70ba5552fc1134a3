"""A promise as whoever writes may hear of it: what is public, and what they follow themselves."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from bot.views.follow_ups import LETTER, FollowUpView, reference_of
from budgeting.refusal import Refusal
from models import Commune, FollowUp, FollowUpEvent
from models.follow_up import FollowUpEventKind, Visibility
from services.clock import day_in
from services.follow_ups.finding import OVER, find_follow_up
from services.follow_ups.following import is_followed
from services.follow_ups.reasons import FollowUpNo
from services.house import House

MOST_DIGITS = 6


def asked_follow_up(session: Session, commune: Commune, reference: str, contact_ids: Collection[int]) -> FollowUp:
    """Return the promise of a reference that these contacts of a person may hear of; `Refusal` where there is none."""
    digits = reference.removeprefix(LETTER)
    if not digits.isdecimal() or len(digits) > MOST_DIGITS:
        raise Refusal(FollowUpNo.NO_SUCH, reference=one_line(reference, 16))
    found = find_follow_up(session, commune.id, int(digits))
    if found.visibility != Visibility.PUBLIC and not is_followed(session, found, contact_ids):
        raise Refusal(FollowUpNo.NO_SUCH, reference=reference_of(found.number))
    return found


def view_of(
    session: Session, house: House, commune: Commune, row: FollowUp, contact_ids: Collection[int]
) -> FollowUpView:
    """Return a promise as a dialogue speaks of it."""
    noted = session.scalar(
        select(FollowUpEvent)
        .where(FollowUpEvent.follow_up_id == row.id, FollowUpEvent.note.is_not(None))
        .where(FollowUpEvent.kind.in_((FollowUpEventKind.STATE, FollowUpEventKind.NOTE, FollowUpEventKind.DUE)))
        # Of one that is not public only those hear to whom it was made, and they were told each note.
        .where(FollowUpEvent.is_inside.is_(False) if row.visibility == Visibility.PUBLIC else true())
        .order_by(FollowUpEvent.happened_at.desc(), FollowUpEvent.id.desc())
        .limit(1)
    )
    is_told_already = noted is not None and noted.note == row.reason
    note = noted if noted is not None and not is_told_already else None
    today = day_in(house.clock(), commune.time_zone)
    return FollowUpView(
        reference=reference_of(row.number),
        text=row.text,
        state=str(row.state) if row.state else None,
        owner=row.owner,
        due_on=row.due_on,
        done_on=row.done_on,
        is_late=row.state not in OVER and row.due_on is not None and row.due_on < today,
        reason=row.reason,
        note=note.note if note else None,
        noted_on=day_in(note.happened_at, commune.time_zone) if note else None,
        is_heard=is_followed(session, row, contact_ids),
    )
