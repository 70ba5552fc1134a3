"""Associations known to the commune, how each is reached, and in which cycles and public sessions they took part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Association, Commune, Cycle, Participation, PublicSession
from services.audit import record
from services.clock import day_in
from services.house import House

LONGEST_NAME = 200
CONTACT = "association contact"
"""Under which how they are reached is sealed."""


class AssociationNo(StrEnum):
    """Why an association or what it did is not written down."""

    UNKNOWN = "association_unknown"
    WITHOUT_NAME = "association_without_name"
    NAME_TOO_LONG = "association_name_too_long"
    NAME_TAKEN = "association_name_taken"
    UNKNOWN_CYCLE = "association_unknown_cycle"
    WITHOUT_ROLE = "association_without_role"
    TOOK_PART_ALREADY = "association_took_part_already"
    DAY_WRONG = "association_day_wrong"
    UNKNOWN_PARTICIPATION = "association_unknown_participation"


@dataclass(frozen=True, slots=True)
class ParticipationView:
    """One part an association took: `cycle` is the name of the cycle, or of the public session of that number."""

    id: int
    cycle: str
    role: str
    day: date
    session_id: int | None = None


@dataclass(frozen=True, slots=True)
class AssociationView:
    """An association with what it took part in, newest first."""

    id: int
    name: str
    field: str | None
    participations: tuple[ParticipationView, ...]


@dataclass(frozen=True, slots=True)
class CycleName:
    """A cycle to choose."""

    id: int
    title: str
    year: int


def add_association(
    session: Session,
    house: House,
    *,
    commune_id: int,
    name: str,
    field: str = "",
    contact: str = "",
    staff_id: int | None,
) -> int:
    """Add an association and return its id; a name is known once in a commune, whatever its case.

    `contact` is how it is reached: a name, a number, an address, kept sealed.
    """
    clean = _words(name, AssociationNo.WITHOUT_NAME)
    known = session.scalars(select(Association.name).where(Association.commune_id == commune_id))
    if clean.casefold() in {other.casefold() for other in known}:
        raise Refusal(AssociationNo.NAME_TAKEN)
    kind = _words(field, None) or None
    row = Association(commune_id=commune_id, name=clean, field=kind, made_at=house.clock())
    row.contact = _sealed(house, contact)
    session.add(row)
    session.flush()
    _note(session, house, row, "association_added", staff_id)
    return row.id


def set_contact(
    session: Session, house: House, *, commune_id: int, association_id: int, contact: str, staff_id: int | None
) -> None:
    """Write down how an association is reached, in place of what stood there; empty words forget it."""
    row = _get(session, commune_id, association_id)
    row.contact = _sealed(house, contact)
    session.flush()
    _note(session, house, row, "association_contact_set", staff_id)


def contact_of(session: Session, house: House, commune_id: int, association_id: int) -> str:
    """Return how an association is reached, empty where nobody wrote it down: for staff, never for a public page."""
    sealed = _get(session, commune_id, association_id).contact
    return house.vault.open(sealed, CONTACT) if sealed else ""


def add_participation(
    session: Session,
    house: House,
    *,
    commune_id: int,
    association_id: int,
    cycle_id: int,
    role: str,
    day: date,
    staff_id: int | None,
) -> int:
    """Write down how an association took part in a cycle, and return the id of it."""
    row = _get(session, commune_id, association_id)
    cycle = session.get(Cycle, cycle_id)
    if cycle is None or cycle.commune_id != commune_id:
        raise Refusal(AssociationNo.UNKNOWN_CYCLE)
    how = _words(role, AssociationNo.WITHOUT_ROLE)
    _check_day(session, house, commune_id, day)
    _check_new(session, row, cycle, how)
    part = Participation(association_id=row.id, cycle_id=cycle.id, role=how, day=day)
    session.add(part)
    session.flush()
    _note(session, house, row, "association_took_part", staff_id, cycle=cycle.id, participation=part.id)
    return part.id


def remove_participation(
    session: Session, house: House, *, commune_id: int, participation_id: int, staff_id: int | None
) -> None:
    """Remove a participation that was entered by mistake; the trail keeps that it was there."""
    part = session.get(Participation, participation_id)
    row = session.get(Association, part.association_id) if part else None
    if part is None or row is None or row.commune_id != commune_id or part.cycle_id is None:
        raise Refusal(AssociationNo.UNKNOWN_PARTICIPATION)
    session.delete(part)
    session.flush()
    _note(session, house, row, "association_part_removed", staff_id, cycle=part.cycle_id, participation=part.id)


def list_associations(
    session: Session, commune_id: int, *, limit: int = 50, offset: int = 0
) -> tuple[list[AssociationView], int]:
    """Return a page of the commune's associations by name, and how many there are."""
    mine = Association.commune_id == commune_id
    total = session.scalar(select(func.count(Association.id)).where(mine)) or 0
    query = select(Association).where(mine).order_by(func.lower(Association.name), Association.id)
    rows = session.scalars(query.limit(limit).offset(offset)).all()
    parts = _parts_of(session, [row.id for row in rows])
    return [AssociationView(row.id, row.name, row.field, tuple(parts.get(row.id, ()))) for row in rows], total


def find_association(session: Session, commune_id: int, association_id: int) -> AssociationView | None:
    """Return an association of the commune with what it took part in, None when there is none."""
    row = session.get(Association, association_id)
    if row is None or row.commune_id != commune_id:
        return None
    return AssociationView(row.id, row.name, row.field, tuple(_parts_of(session, [row.id]).get(row.id, ())))


def cycles_of(session: Session, commune_id: int) -> list[CycleName]:
    """Return the commune's cycles, newest first, to choose one."""
    rows = session.scalars(
        select(Cycle).where(Cycle.commune_id == commune_id).order_by(Cycle.year.desc(), Cycle.id.desc())
    )
    return [CycleName(row.id, row.title, row.year) for row in rows]


def _parts_of(session: Session, association_ids: Iterable[int]) -> dict[int, list[ParticipationView]]:
    rows = session.execute(
        select(Participation, func.coalesce(Cycle.title, PublicSession.title))
        .outerjoin(Cycle, Cycle.id == Participation.cycle_id)
        .outerjoin(PublicSession, PublicSession.id == Participation.session_id)
        .where(Participation.association_id.in_(association_ids))
        .order_by(Participation.day.desc(), Participation.id.desc())
    )
    parts: dict[int, list[ParticipationView]] = {}
    for part, cycle in rows:
        view = ParticipationView(part.id, cycle, part.role, part.day, part.session_id)
        parts.setdefault(part.association_id, []).append(view)
    return parts


def _sealed(house: House, contact: str) -> bytes | None:
    clean = _words(contact, None)
    return house.vault.seal(clean, CONTACT) if clean else None


def _get(session: Session, commune_id: int, association_id: int) -> Association:
    row = session.get(Association, association_id)
    if row is None or row.commune_id != commune_id:
        raise Refusal(AssociationNo.UNKNOWN)
    return row


def _check_day(session: Session, house: House, commune_id: int, day: date) -> None:
    commune = session.get_one(Commune, commune_id)
    if not date(1950, 1, 1) <= day <= day_in(house.clock(), commune.time_zone):
        raise Refusal(AssociationNo.DAY_WRONG)


def _check_new(session: Session, row: Association, cycle: Cycle, role: str) -> None:
    roles = session.scalars(
        select(Participation.role).where(Participation.association_id == row.id, Participation.cycle_id == cycle.id)
    )
    if role.casefold() in {other.casefold() for other in roles}:
        raise Refusal(AssociationNo.TOOK_PART_ALREADY)


def _words(text: str, missing: AssociationNo | None) -> str:
    clean = " ".join(text.replace("\0", "").split())
    if not clean and missing is not None:
        raise Refusal(missing)
    if len(clean) > LONGEST_NAME:
        raise Refusal(AssociationNo.NAME_TOO_LONG, most=LONGEST_NAME)
    return clean


def _note(session: Session, house: House, row: Association, act: str, staff_id: int | None, **details: int) -> None:
    record(
        session,
        house,
        act=act,
        subject="association",
        subject_id=row.id,
        details=details,
        staff_id=staff_id,
        commune_id=row.commune_id,
    )
