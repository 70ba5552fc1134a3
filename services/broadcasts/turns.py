"""Whose turn it is in the broadcasts of a line: asked once nothing else waits there, and anew for each of them.

Nobody stands in the outbox before their turn has come. So a broadcast keeps back no answer, and who sends STOP,
unfollows or is gone meanwhile is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, func, select, update
from sqlalchemy.orm import Session

from models import (
    Broadcast,
    BroadcastRecipient,
    BroadcastState,
    BroadcastText,
    Commune,
    Contact,
    Line,
    Outbox,
    OutboxState,
)
from models.message import WAITING
from services.broadcasts.failing import is_failing
from services.broadcasts.people import people_among
from services.broadcasts.purpose import Standing
from services.broadcasts.purposes import purpose_of
from services.broadcasts.stopping import take_off_list
from services.broadcasts.votes import vote_since
from services.dropping import drop_waiting
from services.limits import room_for_news
from services.other_lines import rests_of
from services.other_lines.open_hours import TEMPLATE, is_late
from services.prices import price_of
from services.quiet_hours import wakes_at

MOST_WAITING = 256
"""Messages of broadcasts that may wait in the outbox of a line: while its company is away no more are added."""

PURPOSE = "broadcast"
HELD = timedelta(minutes=1)
"""How long what was tried and must wait is looked at no more."""


@dataclass(frozen=True, slots=True)
class Coming:
    """Somebody whose turn it is, with what they will read and what that costs, in thousandths of the minor unit."""

    row: Broadcast
    contact: Contact
    text: BroadcastText
    cost: int


def next_in_turn(
    session: Session, line_id: int, now: datetime, limit: int, most_waiting: int = MOST_WAITING
) -> list[Coming]:
    """Return up to so many people whose turn has come on a line; who may not be told any more is taken off the list."""
    running = _running(session, line_id)
    if not running or rests_of(session, [line_id], now):
        return []  # a line that fails is tried by answers alone
    found: list[Coming] = []
    for row in running:
        room = limit - len(found)
        if room <= 0:
            break
        commune = session.get_one(Commune, row.commune_id)
        if _opens_at(session, commune, row, now) == now and not is_failing(session, row):
            coming = _next_of(session, commune, row, line_id, room, now)
            found += _within(room_for_news(session, commune, now), coming)
    free = most_waiting - _waiting(session, line_id) if found else 0
    return found[: max(0, free)]


def draw(session: Session, coming: Sequence[Coming], now: datetime) -> list[tuple[Outbox, Contact]]:
    """Put those whose turn has come into the outbox and take them off the list."""
    drawn = [
        (
            Outbox(
                line_id=one.text.line_id,
                contact_id=one.contact.id,
                commune_id=one.row.commune_id,
                purpose=f"{PURPOSE}:{one.row.id}",
                broadcast_id=one.row.id,
                text_id=one.text.id,
                segments=one.text.segments,
                cost=one.cost,
                state=OutboxState.QUEUED,
                due_at=now,
                created_at=now,
            ),
            one.contact,
        )
        for one in coming
    ]
    session.add_all([message for message, _contact in drawn])
    session.flush()
    for broadcast_id in {one.row.id for one in coming}:
        take_off_list(session, broadcast_id, [one.contact.id for one in coming if one.row.id == broadcast_id])
    return drawn


def keep_running(
    session: Session, rows: Sequence[tuple[Outbox, Contact]], now: datetime
) -> list[tuple[Outbox, Contact]]:
    """Return the messages that may be tried again, in their order; of a broadcast that ended they are dropped.

    Those of one that is held back, or must wait for the morning, keep waiting.
    """
    numbers = {row.broadcast_id for row, _contact in rows if row.broadcast_id is not None}
    if not numbers:
        return list(rows)
    later, over = set[int](), set[int]()
    for broadcast in session.scalars(select(Broadcast).where(Broadcast.id.in_(numbers))):
        mine = [(row, contact) for row, contact in rows if row.broadcast_id == broadcast.id]
        commune = session.get_one(Commune, broadcast.commune_id)
        opens_at = _opens_at(session, commune, broadcast, now)
        wanted = _still_in(session, commune, broadcast, [contact.id for _row, contact in mine])
        over |= {row.id for row, contact in mine if opens_at is None or contact.id not in wanted}
        if opens_at is not None and (opens_at > now or broadcast.state == BroadcastState.PAUSED):
            later |= {row.id for row, _contact in mine}
    drop_waiting(session, Outbox.id.in_(over))
    put_off = update(Outbox).where(Outbox.id.in_(later - over))
    session.execute(
        put_off.values(state=OutboxState.QUEUED, lease_until=None, due_at=now + HELD),
        execution_options={"synchronize_session": False},
    )
    return [(row, contact) for row, contact in rows if row.id not in over | later]


def words_of(session: Session, rows: Sequence[tuple[Outbox, Contact]]) -> Mapping[int, bytes]:
    """Return the sealed words that these messages share, by the id of the text."""
    texts = {row.text_id for row, _contact in rows if row.text_id is not None}
    if not texts:
        return {}
    found = session.execute(select(BroadcastText.id, BroadcastText.payload).where(BroadcastText.id.in_(texts)))
    return {row.id: row.payload for row in found}


def _running(session: Session, line_id: int) -> Sequence[Broadcast]:
    """Return the broadcasts with people on a line, the oldest first; one that is being changed waits its moment."""
    waits = exists().where(BroadcastRecipient.line_id == line_id, BroadcastRecipient.broadcast_id == Broadcast.id)
    query = select(Broadcast).where(Broadcast.state == BroadcastState.RUNNING, waits).order_by(Broadcast.id)
    return session.scalars(query.with_for_update(read=True, skip_locked=True)).all()


def _opens_at(session: Session, commune: Commune, row: Broadcast, now: datetime) -> datetime | None:
    """Return when a broadcast may speak next, `now` itself where it may, None where it is over."""
    standing = purpose_of(row.purpose).standing(session, commune, row.subject_id, now)
    if standing is Standing.OVER or row.state in {BroadcastState.STOPPED, BroadcastState.DONE}:
        return None
    must_wait = standing is not Standing.NOW or (row.note and vote_since(session, commune.id, now) is not None)
    if must_wait:
        return now + HELD
    return wakes_at(commune, now)


def _next_of(
    session: Session, commune: Commune, row: Broadcast, line_id: int, most: int, now: datetime
) -> list[Coming]:
    listed = session.execute(
        select(BroadcastRecipient, Contact)
        .join(Contact, Contact.id == BroadcastRecipient.contact_id)
        .where(BroadcastRecipient.line_id == line_id, BroadcastRecipient.broadcast_id == row.id, ~_is_spoken_to())
        .order_by(BroadcastRecipient.contact_id)
        .limit(most)
        .with_for_update(of=BroadcastRecipient, skip_locked=True)
    ).all()
    if not listed:
        return []
    line = session.get_one(Line, line_id)
    has_template = bool(line.settings.get(TEMPLATE))
    people = [contact.id for _place, contact in listed if has_template or not is_late(contact, now)]
    wanted = _still_in(session, commune, row, people) - _told(session, row, people)
    if gone := [contact.id for _place, contact in listed if contact.id not in wanted]:
        take_off_list(session, row.id, gone)
    texts = {
        text.id: text for text in session.scalars(select(BroadcastText).where(BroadcastText.broadcast_id == row.id))
    }
    reading = [(contact, texts[place.text_id]) for place, contact in listed if contact.id in wanted]
    return [Coming(row, contact, text, text.segments * price_of(line, contact)) for contact, text in reading]


def _is_spoken_to() -> ColumnElement[bool]:
    """Is a message to this person on its way? Two must not overtake each other."""
    return exists().where(Outbox.contact_id == BroadcastRecipient.contact_id, Outbox.state.in_(WAITING))


def _still_in(session: Session, commune: Commune, row: Broadcast, people: Collection[int]) -> set[int]:
    """Return who of these people is in a broadcast now: wants it, is reached, lives and reads where it goes."""
    return {one.contact_id for one in people_among(session, commune, row, people)}


def _told(session: Session, row: Broadcast, people: Collection[int]) -> set[int]:
    told = select(Outbox.contact_id).where(Outbox.broadcast_id == row.id, Outbox.contact_id.in_(people))
    return set(session.scalars(told))


def _within(room: int | None, coming: Sequence[Coming]) -> Iterator[Coming]:
    """Give those who can be told for this money; who costs nothing is told without any."""
    for one in coming:
        if one.cost and room is not None:
            if one.cost > room:
                continue
            room -= one.cost
        yield one


def _waiting(session: Session, line_id: int) -> int:
    """Return how many messages of broadcasts wait in the outbox of a line."""
    mine = (Outbox.state.in_(WAITING), Outbox.line_id == line_id, Outbox.broadcast_id.is_not(None))
    return session.scalar(select(func.count(Outbox.id)).where(*mine)) or 0
