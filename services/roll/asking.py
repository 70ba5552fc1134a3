"""Somebody votes and is not on the list: they are called by a reference, by which the town hall finds them."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session

from budgeting.counting.canonical import canonical_json, digest_of
from models import Contact, Cycle, UnmatchedVoter, Zone
from models.roll import UnmatchedState
from services.clock import day_in
from services.rows import put_new

LETTERS = "ACDEFGHJKLMNPQRTUVWXY"
DIGITS = "2346789"
"""What cannot be taken for something else when it is read aloud or off a small screen."""


def ask_to_come(
    session: Session, cycle_id: int, contact: Contact, line_id: int, now: datetime, time_zone: str
) -> UnmatchedVoter:
    """Return how somebody who is not on the list is called at the town hall, the same name each time."""
    found = unmatched_of(session, cycle_id, contact)
    while found is None:
        put_new(
            session,
            UnmatchedVoter,
            cycle_id=cycle_id,
            contact_id=contact.id,
            line_id=line_id,
            reference=_reference(),
            state=UnmatchedState.WAITING,
            day=day_in(now, time_zone),
        )
        found = unmatched_of(session, cycle_id, contact)
    return found


def unmatched_of(session: Session, cycle_id: int, contact: Contact) -> UnmatchedVoter | None:
    """Return what is known of a contact who was not found on a list, on whatever channel they wrote from that number.

    None where they never had to be.
    """
    query = select(UnmatchedVoter).where(UnmatchedVoter.cycle_id == cycle_id, _is_of(contact))
    return session.scalar(query.order_by(UnmatchedVoter.id).limit(1))


def settle(session: Session, cycle_id: int, contact: Contact, state: UnmatchedState, reason: str | None = None) -> None:
    """Note what was decided about the number of a contact: of every reference that it waits under."""
    waiting = (UnmatchedVoter.cycle_id == cycle_id, UnmatchedVoter.state == UnmatchedState.WAITING)
    for one in session.scalars(select(UnmatchedVoter).where(*waiting, _is_of(contact))):
        one.state, one.reason = state, reason or one.reason


def _is_of(contact: Contact) -> ColumnElement[bool]:
    """Is it of this contact, or of another of the same number? A number has one reference."""
    own = UnmatchedVoter.contact_id == contact.id
    if contact.phone_hash is None:
        return own
    same = select(Contact.id).where(Contact.phone_hash == contact.phone_hash)
    return or_(own, UnmatchedVoter.contact_id.in_(same))


def unmatched_people(session: Session, cycle_id: int) -> int:
    """Return how many people voted, are on no list and have not been confirmed; they are no voters."""
    query = select(func.count()).select_from(UnmatchedVoter).where(UnmatchedVoter.cycle_id == cycle_id)
    return session.scalar(query.where(UnmatchedVoter.state != UnmatchedState.CONFIRMED)) or 0


def addition_digest(reference: str, reason: str, zone_id: int | None) -> str:
    """Return the digest of an addition to the list: this person, for this reason, in this zone."""
    return digest_of(canonical_json({"roll": reference, "reason": reason, "zone": zone_id or 0}))


def asked_digests(session: Session, cycle: Cycle, asked: UnmatchedVoter) -> list[str]:
    """Return every digest under which somebody may be asked to be added: in whatever zone, where zones decide."""
    if asked.state != UnmatchedState.WAITING or not asked.reason:
        return []
    zones = select(Zone.id).where(Zone.commune_id == cycle.commune_id)
    ids = list(session.scalars(zones)) if cycle.own_zone_only else [None]
    return [addition_digest(asked.reference, asked.reason, zone_id) for zone_id in ids]


def is_addition_open(session: Session, cycle: Cycle, digest: str) -> bool:
    """Does somebody still wait to be added to the list under this digest?"""
    waiting = session.scalars(select(UnmatchedVoter).where(UnmatchedVoter.cycle_id == cycle.id)).all()
    return any(digest in asked_digests(session, cycle, one) for one in waiting)


def forget_unmatched(session: Session, contact_id: int) -> None:
    """Forget that somebody who asks to be forgotten was looked for on a list; their sealed ballot goes apart."""
    session.execute(delete(UnmatchedVoter).where(UnmatchedVoter.contact_id == contact_id))


def forget_who_asked(session: Session, cycle_id: int) -> None:
    """Forget who was not found on a list whose key is destroyed; how many they were stays."""
    rows = update(UnmatchedVoter).where(UnmatchedVoter.cycle_id == cycle_id).values(contact_id=None)
    session.execute(rows.execution_options(synchronize_session=False))


def _reference() -> str:
    """Return letter, digit, letter, digit, as 'K7M3': it is said at a desk, and proves nothing."""
    pairs = (secrets.choice(LETTERS) + secrets.choice(DIGITS) for _pair in range(2))
    return "".join(pairs) + secrets.choice(LETTERS)
