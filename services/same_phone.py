"""One phone, several contacts: on other channels, and in other communes. Who stops the news stops it on all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from models import Contact


def contacts_of_phone(session: Session, contact: Contact) -> list[Contact]:
    """Return this contact and those of the same phone or address, in every commune; none that asked to be forgotten."""
    others = select(Contact).where(
        _is_same(contact.channel, contact.address_hash, contact.phone_hash),
        Contact.is_simulated == contact.is_simulated,
        Contact.id != contact.id,
        Contact.erased_at.is_(None),
    )
    return [contact, *session.scalars(others)]


def contacts_of_address(session: Session, contact: Contact, communes: Collection[int]) -> list[Contact]:
    """Return the contacts of the same address in these communes and at the entrances of lines, oldest first.

    None of them has asked to be forgotten.
    """
    same = select(Contact).where(
        Contact.channel == contact.channel,
        Contact.address_hash == contact.address_hash,
        or_(Contact.commune_id.is_(None), Contact.commune_id.in_(communes)),
        Contact.erased_at.is_(None),
    )
    return list(session.scalars(same.order_by(Contact.id)))


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
    same_address = and_(Contact.channel == channel, Contact.address_hash == address_hash)
    return or_(same_address, Contact.phone_hash == phone_hash) if phone_hash else same_address
