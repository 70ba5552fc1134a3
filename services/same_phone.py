"""One phone, several contacts: on other channels, and in other communes. Who stops the news stops it on all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from models import Contact, LineCommune

# One that another turn of the same person holds is noted by that turn: neither waits for the other.
_GONE = (
    select(Contact.id)
    .where(
        Contact.channel == bindparam("at"), Contact.address_hash == bindparam("hashed"), Contact.gone_at.is_not(None)
    )
    .with_for_update(skip_locked=True)
)
_REACHED = (
    update(Contact).where(Contact.id.in_(_GONE)).values(gone_at=None).execution_options(synchronize_session=False)
)


def contacts_of_phone(session: Session, contact: Contact) -> list[Contact]:
    """Return this contact and those of the same phone or address, in every commune; none that asked to be forgotten."""
    others = select(Contact).where(
        _is_same(contact.channel, contact.address_hash, contact.phone_hash),
        Contact.is_simulated == contact.is_simulated,
        Contact.id != contact.id,
        Contact.erased_at.is_(None),
    )
    return [contact, *session.scalars(others)]


def language_of_phone(session: Session, contact: Contact) -> str | None:
    """Return the language that the same phone has on another channel of the same commune, None where it has none."""
    others = (one for one in contacts_of_phone(session, contact) if one.commune_id == contact.commune_id)
    return next((one.language for one in others if one.language), None)


def contacts_of_person(session: Session, contact: Contact, line_id: int, communes: Collection[int]) -> list[Contact]:
    """Return the contacts of the same address, or of the same proven phone on any channel, in these communes.

    Those at their entrances are among them, oldest first.

    Theirs are the entrance of this line and those of lines that serve none but them: what waits at another may be meant
    for another commune. None of the contacts has asked to be forgotten.
    """
    inside, outside = (
        select(LineCommune.line_id).where(which)
        for which in (LineCommune.commune_id.in_(communes), LineCommune.commune_id.not_in(communes))
    )
    same = select(Contact).where(
        _is_same(contact.channel, contact.address_hash, contact.phone_hash),
        Contact.is_simulated == contact.is_simulated,
        or_(
            Contact.commune_id.in_(communes),
            Contact.line_id == line_id,
            and_(Contact.line_id.in_(inside), Contact.line_id.not_in(outside)),
        ),
        Contact.erased_at.is_(None),
    )
    return list(session.scalars(same.order_by(Contact.id)))


def is_same_person(one: Contact, other: Contact) -> bool:
    """Are they of the same address, or of the same proven phone on whatever channel? Who was forgotten is nobody."""
    return not marks_of(one).isdisjoint(marks_of(other))


def marks_of(contact: Contact) -> set[tuple[bool, str]]:
    """Return what tells a person: contacts that share a mark are the same one. Who was forgotten has none."""
    if contact.erased_at:
        return set()
    marks = [f"{contact.channel}:{contact.address_hash}", contact.phone_hash]
    return {(contact.is_simulated, mark) for mark in marks if mark}


def note_reached(session: Session, contact: Contact) -> None:
    """Note that this address is reached again: in every commune, whichever of them found nobody there."""
    session.execute(_REACHED, {"at": contact.channel, "hashed": contact.address_hash})
    set_committed_value(contact, "gone_at", None)


def want_news(session: Session, contact: Contact, *, wants: bool) -> None:
    """Note that this phone wants news, or none: on all its channels, from all its communes."""
    for one in contacts_of_phone(session, contact):
        one.wants_news = wants


def has_opted_out(session: Session, row: Mapping[str, Any]) -> bool:
    """Has the phone of a contact that is about to be made stopped its news somewhere?"""
    stopped = select(Contact.id).where(
        _is_same(row["channel"], row["address_hash"], row["phone_hash"]),
        Contact.is_simulated == row["is_simulated"],
        Contact.erased_at.is_(None),
        Contact.wants_news.is_(False),
    )
    return session.scalar(stopped.limit(1)) is not None


def _is_same(channel: str, address_hash: str, phone_hash: str | None) -> ColumnElement[bool]:
    same_address = _is_at(channel, address_hash)
    return or_(same_address, Contact.phone_hash == phone_hash) if phone_hash else same_address


def _is_at(channel: str, address_hash: str) -> ColumnElement[bool]:
    return and_(Contact.channel == channel, Contact.address_hash == address_hash)
