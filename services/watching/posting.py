"""The observers' chat: a Telegram channel or group of the commune's choice into which published heads are posted.

A post leaves by the outbox like any message. The chat is a contact to which only this is said: the house takes no
message from groups and channels, so nothing is ever answered there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.messages import Channel
from bot.phrases import Hour, _
from budgeting.refusal import Refusal
from models import Commune, Contact, Cycle, Line, LineCommune, ObserverChat, PublishedHead
from services.audit import record
from services.contacts import ADDRESS
from services.house import House
from services.telling import tell

PURPOSE = "log_head"
BOT = "telegram"
"""The provider whose lines can post into a group or a channel: no line of SMS can, and a trial bot has none."""
CHAT = re.compile(r"-[1-9][0-9]{4,18}|@[A-Za-z][A-Za-z0-9_]{4,31}")
"""What Telegram calls a group or channel: a negative number, or the public name of a channel. Never a person."""


class ChatReason(StrEnum):
    """Why heads are posted nowhere."""

    NO_CHAT = "observer_chat_wrong"
    NO_LINE = "observer_chat_no_line"


@dataclass(frozen=True, slots=True)
class ChatView:
    """Where heads are posted: the chat, the line that posts, and whether that found nobody there."""

    chat: str
    line: str
    is_gone: bool


def choose_chat(session: Session, house: House, commune_id: int, chat: str, *, staff_id: int | None) -> None:
    """Post heads into this chat from now on, nowhere where it is empty; `Refusal` for what is none or has no bot."""
    named = chat.strip()
    line = _bot_line(session, commune_id)
    before = session.get(ObserverChat, commune_id)
    if not named:
        if before is not None:
            session.delete(before)
    elif not CHAT.fullmatch(named):
        raise Refusal(ChatReason.NO_CHAT)
    elif line is None:
        raise Refusal(ChatReason.NO_LINE)
    else:
        room = _room(session, house, commune_id, named)
        session.merge(ObserverChat(commune_id=commune_id, line_id=line.id, room_id=room.id))
    act = "observer_chat_chosen" if named else "observer_chat_dropped"
    record(session, house, act=act, subject="commune", subject_id=commune_id, staff_id=staff_id, commune_id=commune_id)
    session.flush()


def chat_of(session: Session, house: House, commune_id: int) -> ChatView | None:
    """Return where the commune's heads are posted, None where nowhere."""
    chosen = session.get(ObserverChat, commune_id)
    if chosen is None:
        return None
    room, line = session.get_one(Contact, chosen.room_id), session.get_one(Line, chosen.line_id)
    address = house.vault.open(room.address, ADDRESS) if room.address else ""
    return ChatView(address, line.address, room.gone_at is not None)


def has_bot(session: Session, commune_id: int) -> bool:
    """Has the commune a bot that could post?"""
    return _bot_line(session, commune_id) is not None


def post_head(session: Session, house: House, cycle: Cycle, head: PublishedHead) -> bool:
    """Post a head into the commune's chat; False where it has none, or the chat has put the bot out."""
    chosen = session.get(ObserverChat, cycle.commune_id)
    if chosen is None:
        return False
    words = [
        _("Public log of the vote “%(title)s”, on %(moment)s:", title=cycle.title, moment=Hour(head.hour)),
        _("%(size)s entries, root %(root)s", size=head.size, root=head.root),
    ]
    address = heads_address(session, house, cycle)
    words += [_("To check: %(address)s", address=address)] if address else []
    return tell(session, house, chosen.room_id, chosen.line_id, *words, purpose=PURPOSE)


def heads_address(session: Session, house: House, cycle: Cycle) -> str:
    """Return the address of the public page of a vote's heads, "" where nobody outside reaches the house."""
    key = session.get_one(Commune, cycle.commune_id).key
    return f"{house.public_url}/{key}/votes/{cycle.id}/heads" if house.public_url else ""


def _bot_line(session: Session, commune_id: int) -> Line | None:
    query = select(Line).join(LineCommune, LineCommune.line_id == Line.id).order_by(Line.id).limit(1)
    mine = query.where(LineCommune.commune_id == commune_id, Line.enabled.is_(True))
    return session.scalar(mine.where(Line.provider == BOT, Line.channel == Channel.TELEGRAM))


def _room(session: Session, house: House, commune_id: int, named: str) -> Contact:
    hashed, now = house.vault.hash(Channel.TELEGRAM, named), house.clock()
    query = select(Contact).where(Contact.channel == Channel.TELEGRAM, Contact.address_hash == hashed)
    room = session.scalar(query.where(Contact.commune_id == commune_id))
    if room is None:
        room = Contact(
            channel=Channel.TELEGRAM, address_hash=hashed, commune_id=commune_id, created_at=now, seen_at=now
        )
        session.add(room)
    room.address, room.gone_at, room.erased_at = house.vault.seal(named, ADDRESS), None, None
    session.flush()
    return room
