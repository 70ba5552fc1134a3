"""Contacts: found by a keyed hash, made at the first message, forgotten when they ask."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from models import Commune, Contact, Conversation, Line, LineCommune
from services.house import House
from services.rows import has_one_writer, put_new

ADDRESS = "address"
STATE = "conversation"


@dataclass(slots=True)
class Visitor:
    """A contact with its commune and its stored conversation, locked for the turn."""

    contact: Contact
    commune: Commune | None
    conversation: Conversation | None
    is_new: bool = False


def lock_visitor(
    session: Session, house: House, line: Line, address: str, now: datetime, phone: str | None = None
) -> Visitor:
    """Return the contact of an address on a line's channel, made when unknown, locked until the turn's end."""
    # A trial phone never meets the person who has that number.
    realm = f"trial {line.channel}" if line.provider == "simulator" else line.channel
    hashed = house.vault.hash(realm, address)
    found = _find(session, line.channel, hashed)
    if found is not None and found.contact.erased_at is None:
        return found
    if found is not None:  # forgotten on request and writing again: somebody new, the old row only waits for its end
        found.contact.address_hash = no_hash()
        session.flush()
    _make(session, house, line, hashed, address, now, phone)
    made = _find(session, line.channel, hashed)
    if made is None:
        raise LookupError("a contact was made and is not there")
    made.is_new = True
    return made


def no_hash() -> str:
    """Return what stands in place of the hash of a forgotten address; no address has it."""
    return f"erased-{secrets.token_hex(24)}"


def _find(session: Session, channel: str, hashed: str) -> Visitor | None:
    """Return the contact of an address, locked, with what hangs on it."""
    who = {"channel": channel, "hashed": hashed}
    if has_one_writer(session):
        found = session.execute(_VISITOR, who).one_or_none()
        return None if found is None else Visitor(*found)
    contact = session.scalar(_CONTACT, who)
    if contact is None:
        return None
    # A statement of its own: PostgreSQL reads anew only the row it waited for, what is joined to it stays as it was
    # before the wait, and the conversation is what the turn before has just changed.
    return Visitor(contact, *session.execute(_HANGS_ON, {"contact": contact.id}).one())


# Built once: a turn that builds its statements anew spends more on them than the database does.
_IS_ADDRESS = and_(Contact.channel == bindparam("channel"), Contact.address_hash == bindparam("hashed"))
_CONTACT = select(Contact).where(_IS_ADDRESS).with_for_update()
_HANGS_ON = (
    select(Commune, Conversation)
    .select_from(Contact)
    .outerjoin(Commune, Contact.commune_id == Commune.id)
    .outerjoin(Conversation, Conversation.contact_id == Contact.id)
    .where(Contact.id == bindparam("contact"))
)
_VISITOR = (
    select(Contact, Commune, Conversation)
    .outerjoin(Commune, Contact.commune_id == Commune.id)
    .outerjoin(Conversation, Conversation.contact_id == Contact.id)
    .where(_IS_ADDRESS)
)


def _make(
    session: Session, house: House, line: Line, hashed: str, address: str, now: datetime, phone: str | None
) -> None:
    put_new(
        session,
        Contact,
        "channel",
        "address_hash",
        channel=line.channel,
        address_hash=hashed,
        address=house.vault.seal(address, ADDRESS),
        phone=house.vault.seal(phone, ADDRESS) if phone else None,
        phone_hash=house.vault.hash("phone", phone) if phone else None,
        commune_id=_only_commune(session, line),
        wants_news=True,
        is_simulated=line.provider == "simulator",
        replies=0,
        created_at=now,
        seen_at=now,
    )


def _only_commune(session: Session, line: Line) -> int | None:
    """Return the line's first commune; a line that serves several starts with it and the person may change."""
    return session.execute(
        select(LineCommune.commune_id).where(LineCommune.line_id == line.id).order_by(LineCommune.commune_id).limit(1)
    ).scalar_one_or_none()


def address_of(house: House, contact: Contact) -> str | None:
    """Return the address in clear, None once it has been erased."""
    return house.vault.open(contact.address, ADDRESS) if contact.address else None


def phone_of(house: House, contact: Contact) -> str | None:
    """Return the proven number in clear (E.164), None where there is none."""
    return house.vault.open(contact.phone, ADDRESS) if contact.phone else None
