"""Naming an outside witness, in public and some days before it matters, and ending it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.refusal import Refusal
from models import Staff, Witness
from models.witness import Capacity
from services.audit import record
from services.cycles.consent import NOTICE
from services.house import House
from services.revision import grow_revision
from services.witnesses.reasons import WitnessReason

LONGEST = 120
NAMED_BEFORE: timedelta = NOTICE
"""How long a name stands in public before its yes counts: nobody shall make up a witness to go round the notice."""


@dataclass(frozen=True, slots=True)
class NewWitness:
    """Whom to name: their name, as what they witness, for whom they speak, and who in the commune agreed to them."""

    name: str
    capacity: str
    body: str
    agreed_by: str


@dataclass(frozen=True, slots=True)
class WitnessView:
    """A witness as the panel and the public page show them; `counts_from` is when their yes begins to count."""

    id: int
    name: str
    capacity: str
    body: str
    agreed_by: str
    named_at: datetime
    counts_from: datetime
    accepted_at: datetime | None
    ended_at: datetime | None


def name_witness(session: Session, house: House, commune_id: int, new: NewWitness, *, staff_id: int) -> WitnessView:
    """Name a witness; `Refusal` where something is missing, or the name is that of a member of staff."""
    name, body, agreed_by = (_clean(text) for text in (new.name, new.body, new.agreed_by))
    if not (name and body and agreed_by) or new.capacity not in list(Capacity):
        raise Refusal(WitnessReason.NAME_MISSING, most=LONGEST)
    if _is_staff(session, commune_id, name):
        raise Refusal(WitnessReason.IS_STAFF)
    row = Witness(
        commune_id=commune_id,
        name=name,
        capacity=Capacity(new.capacity),
        body=body,
        agreed_by=agreed_by,
        named_by=staff_id,
        named_at=house.clock(),
    )
    session.add(row)
    session.flush()
    note_witness(session, house, row, "witness_named", staff_id)
    return _view(row)


def end_witness(session: Session, house: House, commune_id: int, witness_id: int, *, staff_id: int) -> None:
    """Ask this witness nothing more; what they said stays, under their name."""
    row = get_witness(session, commune_id, witness_id)
    row.ended_at = house.clock()
    note_witness(session, house, row, "witness_ended", staff_id)


def witnesses_of(session: Session, commune_id: int, *, with_ended: bool = False) -> list[WitnessView]:
    """Return a commune's witnesses, the earliest named first."""
    query = select(Witness).where(Witness.commune_id == commune_id).order_by(Witness.id)
    rows = session.scalars(query if with_ended else query.where(Witness.ended_at.is_(None)))
    return [_view(row) for row in rows]


def get_witness(session: Session, commune_id: int, witness_id: int) -> Witness:
    """Return and lock a witness of the commune who may still be asked; `Refusal` where there is none."""
    query = select(Witness).where(Witness.id == witness_id, Witness.commune_id == commune_id)
    row = session.scalar(query.where(Witness.ended_at.is_(None)).with_for_update())
    if row is None:
        raise Refusal(WitnessReason.UNKNOWN)
    return row


def note_witness(session: Session, house: House, row: Witness, act: str, staff_id: int | None, **more: str) -> None:
    """Write an act on a witness into the trail, by number: their name stands in the public list."""
    grow_revision(session, row.commune_id)
    record(
        session,
        house,
        act=act,
        subject="witness",
        subject_id=row.id,
        details=more,
        staff_id=staff_id,
        commune_id=row.commune_id,
    )


def _clean(text: str) -> str:
    return one_line(text, LONGEST)


def _is_staff(session: Session, commune_id: int, name: str) -> bool:
    names = session.scalars(select(Staff.name).where((Staff.commune_id == commune_id) | Staff.commune_id.is_(None)))
    return any(known.casefold() == name.casefold() for known in names)


def _view(row: Witness) -> WitnessView:
    said = (row.id, row.name, str(row.capacity), row.body, row.agreed_by, row.named_at)
    return WitnessView(*said, row.named_at + NAMED_BEFORE, row.accepted_at, row.ended_at)
