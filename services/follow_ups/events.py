"""One step in a promise's life: into its history and the trail, to its origin, and to whoever follows it, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from bot.phrases import Phrase
from bot.sms.clean import one_line
from models import FollowUp, FollowUpEvent
from models.follow_up import FollowUpEventKind, Visibility
from services.audit import record
from services.follow_ups.following import tell_followers
from services.follow_ups.origins import origin_of
from services.house import House
from services.revision import grow_revision

LONGEST_NOTE = 1000


@dataclass(frozen=True, slots=True)
class Step:
    """What to write of it: its kind, what its kind has, why in words, and what followers hear."""

    kind: FollowUpEventKind
    details: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    words: Sequence[Phrase] = ()


def write_event(session: Session, house: House, row: FollowUp, step: Step, *, staff_id: int | None) -> FollowUpEvent:
    """Keep the step with who and when, put it into the trail, and tell the origin, then whoever follows."""
    event = FollowUpEvent(
        follow_up_id=row.id,
        kind=step.kind,
        state=row.state,
        note=one_line(step.note, LONGEST_NOTE) or None,
        details=dict(step.details),
        is_inside=row.visibility != Visibility.PUBLIC,
        staff_id=staff_id,
        happened_at=house.clock(),
    )
    row.moved_at = event.happened_at
    session.add(event)
    session.flush()
    grow_revision(session, row.commune_id)
    _into_the_trail(session, house, row, step, staff_id)
    hears = origin_of(row.origin).hears
    heard = hears(session, house, row, event, staff_id) if hears else ()
    if step.words:
        tell_followers(session, house, row, *step.words, but=heard)
    return event


def _into_the_trail(session: Session, house: House, row: FollowUp, step: Step, staff_id: int | None) -> None:
    # Who reads the trail may not read what a person's contract says: that something moved is all it tells of that.
    is_told = row.visibility != Visibility.NAMED
    record(
        session,
        house,
        act=f"follow_up_{step.kind}",
        subject="follow_up",
        subject_id=row.id,
        details={"number": row.number, "origin": row.origin, "state": str(row.state or "") if is_told else ""},
        staff_id=staff_id,
        commune_id=row.commune_id,
    )
