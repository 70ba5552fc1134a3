"""Contacts: found by a keyed hash, made at the first message, forgotten when they ask.

A contact belongs to one commune: who writes to two communes is two contacts, each with its own conversation. On a line
that serves several communes the person says once to which of them they write. They say it at the entrance of that line,
as a contact of no commune, which stays there and remembers the choice: another line may serve other communes.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from models import Commune, Contact, Conversation, Line
from services.house import House
from services.prices import country_of
from services.rows import has_one_writer, put_new
from services.same_phone import has_opted_out
from services.serving import communes_served

ADDRESS = "address"
STATE = "conversation"
_Row = dict[str, Any]


@dataclass(slots=True)
class Visitor:
    """A contact with its commune and its stored conversation, locked for the turn.

    `served` holds the ids of the communes that answer on the line; `entrance` is the contact at its entrance, None on a
    line that serves one commune.
    """

    contact: Contact
    commune: Commune | None
    conversation: Conversation | None
    is_new: bool = False
    served: tuple[int, ...] = ()
    entrance: Contact | None = None

    @property
    def stands_at_entrance(self) -> bool:
        """Has this person still to say to which of the line's communes they write?"""
        return self.commune is None and len(self.served) > 1


def lock_visitor(
    session: Session, house: House, line: Line, address: str, now: datetime, phone: str | None = None
) -> Visitor:
    """Return the contact of an address in the commune that answers, made when unknown, locked until the turn's end."""
    who = {"channel": line.channel, "hashed": house.vault.hash(_realm_of(line), address)}
    served = communes_served(session, house, line.id)
    new = partial(_row_of, house, line, who, address, phone, now)
    if len(served) == 1:
        found = _in_commune(session, who, new, served[0])
    else:
        found = _through_entrance(session, who, new, line.id, served)
    found.served = served
    return found


def enter_commune(session: Session, visitor: Visitor, commune_id: int, now: datetime) -> Visitor:
    """Return the visitor as the contact of one of the line's communes; what they write comes there from now on."""
    contact = visitor.contact
    if visitor.entrance is not None:
        visitor.entrance.chosen_id = commune_id
    if visitor.stands_at_entrance and visitor.conversation is not None:
        visitor.conversation.state = None  # what was kept there is heard now, and not once more after another choice
    who = {"channel": contact.channel, "hashed": contact.address_hash}
    found = _in_commune(session, who, partial(_copy_of, contact, who, now), commune_id)
    found.served, found.entrance = visitor.served, visitor.entrance
    return found


def contact_by(
    session: Session, house: House, line: Line, address: str, other: Contact, commune_id: int, now: datetime
) -> Contact:
    """Return the contact of a proven number on the channel of a line, locked; made like `other` when unknown."""
    who = {"channel": line.channel, "hashed": house.vault.hash(_realm_of(line), address)}
    made = partial(_row_of, house, line, who, address, address, now)
    return _in_commune(session, who, lambda: {**made(), "language": other.language}, commune_id).contact


def lead_home(session: Session, contact: Contact, line_id: int, now: datetime) -> bool:
    """Let what somebody of a commune writes on this line of several come to that commune; False where it would not.

    Who stands at its entrance, or chose another commune there, has said so themselves.
    """
    who = {"channel": contact.channel, "hashed": contact.address_hash, "line": line_id}
    found = _find_living(session, _AT_ENTRANCE, who)
    if found is None:
        found = _take_in(session, _AT_ENTRANCE, who, {**_copy_of(contact, who, now), "line_id": line_id})
        found.contact.chosen_id = contact.commune_id
    return found.contact.chosen_id == contact.commune_id


def no_hash() -> str:
    """Return what stands in place of the hash of a forgotten address; no address has it."""
    return f"erased-{secrets.token_hex(24)}"


def _in_commune(session: Session, who: _Row, new: Callable[[], _Row], commune_id: int) -> Visitor:
    """Return the contact of an address in a commune, made of a new row when there is none."""
    where = {**who, "home": commune_id}
    found = _find_living(session, _AT_HOME, where)
    return found or _take_in(session, _AT_HOME, where, {**new(), "commune_id": commune_id})


def _through_entrance(
    session: Session, who: _Row, new: Callable[[], _Row], line_id: int, served: tuple[int, ...]
) -> Visitor:
    """Return the contact of an address in the commune that was chosen on a line, else the one at the line's entrance.

    The entrance is locked in either case: a choice and the next message, at the same moment in two processes, come one
    after the other.
    """
    where = {**who, "line": line_id}
    waiting = _find_living(session, _AT_ENTRANCE, where)
    if waiting is None:
        waiting = _take_in(session, _AT_ENTRANCE, where, {**new(), "line_id": line_id})
    chosen = waiting.contact.chosen_id
    inside = _find_living(session, _AT_HOME, {**who, "home": chosen}) if chosen in served else None
    found = inside or waiting
    found.entrance = waiting.contact
    return found


def _find_living(session: Session, lookup: _Lookup, who: _Row) -> Visitor | None:
    """Find a contact; who was forgotten on request and writes again is somebody new, the old row waits for its end."""
    while (found := _lock(session, lookup, who)) is not None and found.contact.erased_at is not None:
        found.contact.address_hash = no_hash()
        session.flush()
    return found


@dataclass(frozen=True, slots=True)
class _Lookup:
    """The two ways of one look-up: in one statement, and the contact's row alone under its lock."""

    joined: Any
    locked: Any


def _lock(session: Session, lookup: _Lookup, who: _Row) -> Visitor | None:
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
_AT_ENTRANCE = _lookup(Contact.commune_id.is_(None), Contact.line_id == bindparam("line"))


def _take_in(session: Session, lookup: _Lookup, who: _Row, row: _Row) -> Visitor:
    # Two processes may meet the same person: the second takes what the first has made.
    put_new(session, Contact, **row, wants_news=not has_opted_out(session, row))
    made = _lock(session, lookup, who)
    if made is None:
        raise LookupError("a contact was made and is not there")
    made.is_new = True
    return made


def _realm_of(line: Line) -> str:
    """Return under what addresses are hashed: a trial phone never meets the person who has that number."""
    return f"trial {line.channel}" if line.provider == "simulator" else line.channel


def _row_of(house: House, line: Line, who: _Row, address: str, phone: str | None, now: datetime) -> _Row:
    return {
        "channel": who["channel"],
        "address_hash": who["hashed"],
        "address": house.vault.seal(address, ADDRESS),
        "phone": house.vault.seal(phone, ADDRESS) if phone else None,
        "phone_hash": house.vault.hash("phone", phone) if phone else None,
        "country": country_of(phone),
        "is_simulated": line.provider == "simulator",
        "replies": 0,
        "created_at": now,
        "seen_at": now,
    }


def _copy_of(contact: Contact, who: _Row, now: datetime) -> _Row:
    """Return the row of the same address in another commune; what was written from it counts in each alike."""
    same = ("address", "phone", "phone_hash", "country", "language", "is_simulated", "replies", "replies_since")
    kept = {name: getattr(contact, name) for name in same}
    return {"channel": who["channel"], "address_hash": who["hashed"], **kept, "created_at": now, "seen_at": now}


def address_of(house: House, contact: Contact) -> str | None:
    """Return the address in clear, None once it has been erased."""
    return house.vault.open(contact.address, ADDRESS) if contact.address else None


def phone_of(house: House, contact: Contact) -> str | None:
    """Return the proven number in clear (E.164), None where there is none."""
    return house.vault.open(contact.phone, ADDRESS) if contact.phone else None
