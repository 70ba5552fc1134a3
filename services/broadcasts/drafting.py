"""Writing a broadcast: its purpose, what it tells of, to whom, and a short note where that is allowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.refusal import Refusal
from models import Broadcast, BroadcastState, Commune, Zone
from services.audit import record
from services.broadcasts.purposes import purpose_of
from services.broadcasts.reasons import BroadcastNo
from services.broadcasts.votes import vote_since
from services.house import House

LONGEST_NOTE = 40
"""Letters that staff may add: with the longest fixed words they still fit one SMS."""

LONGEST_ABOUT = 200
SUBJECT = "broadcast"


@dataclass(frozen=True, slots=True)
class Draft:
    """What staff choose: the key of a purpose, what it is about, and who of those who asked for it; all for None."""

    purpose: str
    subject_id: int
    zone_id: int | None = None
    language: str | None = None
    note: str = ""


def write_broadcast(session: Session, house: House, commune_id: int, draft: Draft, *, staff_id: int | None) -> int:
    """Keep a new draft and return its id."""
    commune = session.get_one(Commune, commune_id)
    values = _checked(session, house, commune, draft)
    row = Broadcast(commune_id=commune_id, state=BroadcastState.DRAFT, made_at=house.clock(), **values)
    session.add(row)
    session.flush()
    note_broadcast(session, house, row, "broadcast_written", staff_id)
    return row.id


def change_broadcast(
    session: Session, house: House, commune_id: int, broadcast_id: int, draft: Draft, *, staff_id: int | None
) -> None:
    """Change a draft; who said yes before said it to something else."""
    row = get_draft(session, commune_id, broadcast_id)
    for name, value in _checked(session, house, session.get_one(Commune, commune_id), draft).items():
        setattr(row, name, value)
    session.flush()
    note_broadcast(session, house, row, "broadcast_changed", staff_id)


def drop_broadcast(session: Session, house: House, commune_id: int, broadcast_id: int, *, staff_id: int | None) -> None:
    """Give a draft up; it stays in the list as stopped, for the trail speaks of it."""
    row = get_draft(session, commune_id, broadcast_id)
    row.state, row.ended_at, row.why = BroadcastState.STOPPED, house.clock(), BroadcastNo.BY_HAND
    note_broadcast(session, house, row, "broadcast_given_up", staff_id)


def get_broadcast(session: Session, commune_id: int, broadcast_id: int, *, locked: bool = True) -> Broadcast:
    """Return a commune's broadcast, held until the transaction ends; `Refusal` where it has none of that id."""
    row = session.get(Broadcast, broadcast_id, with_for_update=locked or None, populate_existing=locked)
    if row is None or row.commune_id != commune_id:
        raise Refusal(BroadcastNo.UNKNOWN)
    return row


def get_draft(session: Session, commune_id: int, broadcast_id: int) -> Broadcast:
    """Return one that nobody has begun to send; `Refusal` otherwise."""
    row = get_broadcast(session, commune_id, broadcast_id)
    if row.state != BroadcastState.DRAFT:
        raise Refusal(BroadcastNo.NOT_A_DRAFT)
    return row


def note_broadcast(
    session: Session, house: House, row: Broadcast, act: str, staff_id: int | None, **details: str | int
) -> None:
    """Write into the trail what became of a broadcast: never to whom."""
    record(
        session,
        house,
        act=act,
        subject=SUBJECT,
        subject_id=row.id,
        details={"purpose": row.purpose, **_about(row), **details},
        staff_id=staff_id,
        commune_id=row.commune_id,
    )


def _about(row: Broadcast) -> Mapping[str, Any]:
    chosen = {"zone": row.zone_id, "language": row.language}
    return {"subject": row.subject_id, **{name: value for name, value in chosen.items() if value is not None}}


def _checked(session: Session, house: House, commune: Commune, draft: Draft) -> dict[str, Any]:
    purpose, now = purpose_of(draft.purpose), house.clock()
    subjects = purpose.subjects(session, commune, now)
    about = next((one.name for one in subjects if one.id == draft.subject_id), None)
    if about is None:
        raise Refusal(BroadcastNo.SUBJECT_UNKNOWN)
    zone = session.get(Zone, draft.zone_id) if draft.zone_id is not None else None
    if draft.zone_id is not None and (zone is None or zone.commune_id != commune.id):
        raise Refusal(BroadcastNo.ZONE_UNKNOWN)
    if draft.language is not None and draft.language not in commune.languages:
        raise Refusal(BroadcastNo.LANGUAGE_UNKNOWN)
    note = one_line(draft.note)
    if note and not purpose.takes_note:
        raise Refusal(BroadcastNo.NO_NOTE_HERE)
    if len(note) > LONGEST_NOTE:
        raise Refusal(BroadcastNo.NOTE_TOO_LONG, most=LONGEST_NOTE)
    if note and vote_since(session, commune.id, now) is not None:
        raise Refusal(BroadcastNo.NOTE_IN_VOTE)
    return {
        "purpose": purpose.key,
        "subject_id": draft.subject_id,
        "about": about[:LONGEST_ABOUT],
        "zone_id": draft.zone_id,
        "language": draft.language,
        "note": note,
    }
