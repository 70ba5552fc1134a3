"""What a turn needs at the entrance of a line that serves several communes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.entrance import Kept
from bot.messages import Inbound as Message
from bot.messages import Location
from bot.views.people import ServedView
from budgeting.voting_codes import LENGTH, cut_codes
from models import Commune
from services.contacts import Visitor
from services.house import House
from services.limits import has_room
from services.voting.paper import polls_of
from services.voting.presenting import may_be_code


def served_views(session: Session, served: Sequence[int]) -> list[ServedView]:
    """Return the communes of a line by their names."""
    rows = session.execute(select(Commune.id, Commune.name).where(Commune.id.in_(served)).order_by(Commune.name))
    return [ServedView(commune_id, name) for commune_id, name in rows]


def languages_of(session: Session, served: Sequence[int]) -> list[str]:
    """Return the languages of a line's communes, those of the first one first."""
    lists = session.scalars(select(Commune.languages).where(Commune.id.in_(served)).order_by(Commune.id))
    return list(dict.fromkeys(tag for languages in lists for tag in languages))


def payer_of(session: Session, visitor: Visitor, now: datetime) -> Commune | None:
    """Return the commune that pays for what is answered at an entrance: each in its turn, one with room while there is.

    The turn goes by person, so that a flood is shared out; without this no ceiling would hold back what costs most
    where nobody is known. None for who has gone in, or where no commune answers.
    """
    if not visitor.stands_at_entrance:
        return None
    # By the keyed hash: the numbers of rows grow by two for each person who goes in.
    first = int(visitor.contact.address_hash[-8:], 16) % len(visitor.served)
    served = {one.id: one for one in session.scalars(select(Commune).where(Commune.id.in_(visitor.served)))}
    in_turn = [served[one] for one in (*visitor.served[first:], *visitor.served[:first])]
    return next((one for one in in_turn if has_room(session, visitor.contact, one, now)), in_turn[0])


def without_codes(session: Session, house: House, visitor: Visitor, message: Message, now: datetime) -> Message:
    """Return a message without the voting codes of any commune of the line: what is kept here is under no vote's key.

    Who has gone in is asked for their code there.
    """
    if sum(map(str.isdecimal, message.text)) < LENGTH:
        return message
    communes = session.scalars(select(Commune).where(Commune.id.in_(visitor.served)))
    polls = [poll for commune in communes for poll in polls_of(session, house, commune) if poll.takes_codes]
    if not polls:
        return message
    codes, rest = cut_codes(message.text, lambda code: may_be_code(session, house, polls, visitor.contact, code, now))
    return replace(message, text=rest) if codes else message


def as_kept(message: Message, arrived_at: datetime) -> Kept:
    """Return what is kept of a message until its commune is known; when it came counts as its own time."""
    place = message.location
    return {
        "text": message.text,
        "phone": message.phone,
        "photo": message.photo,
        "voice": message.voice,
        "location": [place.latitude, place.longitude] if place else None,
        "at": (message.event_at or arrived_at).isoformat(),
    }


def from_kept(kept: Kept, answer: Message) -> Message:
    """Return the message that was kept, as if it came with the answer by which the commune was chosen."""
    place = kept["location"]
    return replace(
        answer,
        text=kept["text"],
        phone=kept["phone"],
        photo=kept["photo"],
        voice=kept.get("voice"),
        location=Location(*place) if place else None,
        event_at=datetime.fromisoformat(kept["at"]),
        button=None,
    )
