"""Contacts: found by a keyed hash, made at the first message, forgotten when they ask.

A contact belongs to one commune: who writes to two communes is two contacts, each with its own conversation. On a line
that serves several communes the person says once to which of them they write; until then they stand at the entrance,
as a contact of no commune.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, select, update
from sqlalchemy.orm import Session

from models import Commune, Contact, Conversation, Line
from services.house import House
from services.rows import has_one_writer, put_new
from services.same_phone import has_opted_out
from services.serving import communes_served

ADDRESS = "address"
STATE = "conversation"


@dataclass(slots=True)
class Visitor:
    """A contact with its commune and its stored conversation, locked for the turn.

    `served` holds the ids of the communes that answer on the line.
    """

    contact: Contact
    commune: Commune | None
    conversation: Conversation | None
    is_new: bool = False
    served: tuple[int, ...] = ()

    @property
    def stands_at_entrance(self) -> bool:
        """Has this person still to say to which of the line's communes they write?"""
        return self.commune is None and len(self.served) > 1


def lock_visitor(
    session: Session, house: House, line: Line, address: str, now: datetime, phone: str | None = None
) -> Visitor:
    """Return the contact of an address in the commune that answers, made when unknown, locked until the turn's end."""
    # A trial phone never meets the person who has that number.
    realm = f"trial {line.channel}" if line.provider == "simulator" else line.channel
    who = {"channel": line.channel, "hashed": house.vault.hash(realm, address)}
    served = communes_served(session, house, line.id)
    found = _find_living(session, who, served)
    if found is None:
        home = served[0] if len(served) == 1 else None
        row = {**_row_of(house, who, address, phone, now), "is_simulated": line.provider == "simulator"}
        found = (_move_in(session, who, home) if home is not None else None) or _take_in(session, who, row, home)
    found.served = served
    return found


def enter_commune(session: Session, visitor: Visitor, commune_id: int, now: datetime) -> Visitor:
    """Return the visitor as the contact of one of the line's communes; what they write comes there from now on."""
    contact = visitor.contact
    who = {"channel": contact.channel, "hashed": contact.address_hash}
    among = and_(Contact.channel == contact.channel, Contact.address_hash == contact.address_hash)
    session.execute(update(Contact).where(among, Contact.commune_id.in_(visitor.served)).values(chosen_at=None))
    found = _find_living(session, who, (commune_id,))
    if found is None:
        found = _move_in(session, who, commune_id) or _take_in(session, who, _copy_of(contact, who, now), commune_id)
    found.contact.chosen_at = now
    found.served = visitor.served
    return found


def no_hash() -> str:
    """Return what stands in place of the hash of a forgotten address; no address has it."""
    return f"erased-{secrets.token_hex(24)}"


def _find_living(session: Session, who: dict[str, Any], served: tuple[int, ...]) -> Visitor | None:
    """Find a contact; who was forgotten on request and writes again is somebody new, the old row waits for its end."""
    while (found := _find(session, who, served)) is not None and found.contact.erased_at is not None:
        found.contact.address_hash = no_hash()
        session.flush()
    return found


def _find(session: Session, who: dict[str, Any], served: tuple[int, ...]) -> Visitor | None:
    """Return the contact of an address in the commune that answers, else the one at the entrance."""
    if len(served) == 1:
        return _lock(session, _AT_HOME, {**who, "home": served[0]})
    chosen = _lock(session, _CHOSEN, {**who, "served": served}) if served else None
    return chosen or _lock(session, _AT_ENTRANCE, who)


@dataclass(frozen=True, slots=True)
class _Lookup:
    """The two ways of one look-up: in one statement, and the contact's row alone under its lock."""

    joined: Any
    locked: Any


def _lock(session: Session, lookup: _Lookup, who: dict[str, Any]) -> Visitor | None:
    """Return the first contact of a look-up, locked, with what hangs on it."""
    if has_one_writer(session):
        found = session.execute(lookup.joined, who).first()
        return None if found is None else Visitor(*found)
    contact = session.scalars(lookup.locked, who).first()
    if contact is None:
        return None
    # A statement of its own: PostgreSQL reads anew only the row it waited for, what is joined to it stays as it was
    # before the wait, and the conversation is what the turn before has just changed.
    return Visitor(contact, *session.execute(_HANGS_ON, {"contact": contact.id}).one())


# Built once: a turn that builds its statements anew spends more on them than the database does.
_IS_ADDRESS = and_(Contact.channel == bindparam("channel"), Contact.address_hash == bindparam("hashed"))
_HANGS_ON = (
    select(Commune, Conversation)
    .select_from(Contact)
    .outerjoin(Commune, Contact.commune_id == Commune.id)
    .outerjoin(Conversation, Conversation.contact_id == Contact.id)
    .where(Contact.id == bindparam("contact"))
)


def _lookup(*where: Any) -> _Lookup:
    joined = (
        select(Contact, Commune, Conversation)
        .outerjoin(Commune, Contact.commune_id == Commune.id)
        .outerjoin(Conversation, Conversation.contact_id == Contact.id)
        .where(_IS_ADDRESS, *where)
    )
    return _Lookup(joined, select(Contact).where(_IS_ADDRESS, *where).with_for_update())


_AT_HOME = _lookup(Contact.commune_id == bindparam("home"))
_AT_ENTRANCE = _lookup(Contact.commune_id.is_(None))
_CHOSEN = _lookup(Contact.commune_id.in_(bindparam("served", expanding=True)), Contact.chosen_at.is_not(None))


def _move_in(session: Session, who: dict[str, Any], home: int) -> Visitor | None:
    """Take who stood at the entrance into a commune, and return them; None when nobody stood there."""
    found = _lock(session, _AT_ENTRANCE, who)
    if found is None or found.contact.erased_at is not None:
        return None
    found.contact.commune_id = home
    found.commune = session.get_one(Commune, home)
    if found.conversation is not None:
        found.conversation.state = None
    session.flush()
    found.is_new = True
    return found


def _take_in(session: Session, who: dict[str, Any], row: dict[str, Any], home: int | None) -> Visitor:
    wants_news = not has_opted_out(session, row)
    put_new(session, Contact, **row, commune_id=home, wants_news=wants_news)  # two processes may meet the same person
    made = _lock(session, _AT_ENTRANCE, who) if home is None else _lock(session, _AT_HOME, {**who, "home": home})
    if made is None:
        raise LookupError("a contact was made and is not there")
    made.is_new = True
    return made


def _row_of(house: House, who: dict[str, Any], address: str, phone: str | None, now: datetime) -> dict[str, Any]:
    return {
        "channel": who["channel"],
        "address_hash": who["hashed"],
        "address": house.vault.seal(address, ADDRESS),
        "phone": house.vault.seal(phone, ADDRESS) if phone else None,
        "phone_hash": house.vault.hash("phone", phone) if phone else None,
        "replies": 0,
        "created_at": now,
        "seen_at": now,
    }


def _copy_of(contact: Contact, who: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Return the row of the same address in another commune; what was written from it counts in each alike."""
    same = ("address", "phone", "phone_hash", "language", "is_simulated", "replies", "replies_since")
    kept = {name: getattr(contact, name) for name in same}
    return {"channel": who["channel"], "address_hash": who["hashed"], **kept, "created_at": now, "seen_at": now}


def address_of(house: House, contact: Contact) -> str | None:
    """Return the address in clear, None once it has been erased."""
    return house.vault.open(contact.address, ADDRESS) if contact.address else None


def phone_of(house: House, contact: Contact) -> str | None:
    """Return the proven number in clear (E.164), None where there is none."""
    return house.vault.open(contact.phone, ADDRESS) if contact.phone else None
