"""The outbox: claiming messages under a lease, and noting what became of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from bot.messages import Outgoing
from models import Commune, Contact, Outbox, OutboxState, Spending
from models.message import WAITING
from services.broadcasts.turns import draw, keep_running, next_in_turn, words_of
from services.clock import day_in
from services.contacts import address_of
from services.day_shares import DayShare, morning_after, shares_of
from services.held_numbers import keep_answered
from services.house import House
from services.other_lines import keep_in_time, relieve
from services.pace import ANY, Load, Track, Turn, give_back, take_turns
from services.redaction import note_handed_over
from services.reports import apply_early
from services.rows import insert_into
from services.telling import ANSWERS, PAYLOAD, REPLY
from services.unwanted import Addressed, keep_wanted
from services.vault import Sealed

LEASE = timedelta(seconds=60)
KEEP_TRYING = timedelta(hours=24)
NEARLY_DUE = timedelta(seconds=5)
"""How long before its hour news of the night keeps its place: two workers, whose clocks differ, must never take it and
a reply to the same person at once."""
FIRST = (REPLY, *ANSWERS)
"""What answers somebody; the rest is news."""
BACK_OFF = (2, 5, 15, 60, 300, 900, 1800)  # seconds after the first, second … failure; the last one repeats


@dataclass(frozen=True, slots=True)
class Claimed:
    """One message to send now, decrypted; `attempt` counts from 1, `turn` is that of the SIM it goes by."""

    id: int
    line_id: int
    address: str
    message: Outgoing
    attempt: int
    turn: Turn = ANY


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a message was not handed over; `retry_in` seconds, None when trying again is hopeless.

    `was_tried` is False when the line's own pace held it back: that is no attempt. `is_unsent` when the company surely
    has not taken it.
    """

    reason: str
    retry_in: float | None
    gone: bool = False
    was_tried: bool = True
    is_unsent: bool = False


def claim(
    session: Session,
    house: House,
    line_id: int,
    now: datetime,
    limit: int,
    tracks: Sequence[Track] = (),
    served: Collection[int] = (),
    *,
    broadcast_limit: int | None = None,
) -> list[Claimed]:
    """Take up to `limit` due messages of a line under a lease: the oldest of each contact that has none in flight.

    What is wanted no more is dropped. On a line with tracks no more than its SIMs bear now and today, whichever worker
    asks: the rest goes by another line or waits for the next day, news before answers.
    `served` are the lines on which something sends: what this one cannot carry goes by one of them. Where nothing else
    is due, people of broadcasts have their turn, up to `broadcast_limit` of them.
    """
    relieve(session, house, line_id, now, served)
    shares = _shares(session, line_id, tracks, now)
    if shares and all(one.is_used_up for one in shares):
        return []
    bears_news = not shares or any(one.bears_news for one in shares)
    due = keep_wanted(session, session.execute(_due(line_id, now, limit)).all())
    due = due if bears_news else _put_off_news(session, line_id, due, now)
    where = (session, house, line_id, now, served)
    rows, late = _sendable(*where, keep_running(session, due, now))
    left = limit - len(rows) if broadcast_limit is None else min(limit - len(rows), broadcast_limit)
    coming = next_in_turn(session, line_id, now, left) if left > 0 and bears_news else []
    loads = [_load(row) for row, _contact in rows] + [Load(one.text.segments, is_answer=False) for one in coming]
    turns = take_turns(session, line_id, tracks, loads, now) if tracks and loads else [ANY for _load in loads]
    mine, others = turns[: len(rows)], turns[len(rows) :]
    whose = [one for one, turn in zip(coming, others, strict=True) if turn is not None]
    drawn, late_too = _sendable(*where, draw(session, whose, now))
    turned = [(pair, turn) for pair, turn in zip(rows, mine, strict=True) if turn is not None]
    turned += zip(drawn, [turn for turn in others if turn is not None], strict=False)
    return _lease(session, house, turned, late | late_too, now)


def _lease(
    session: Session, house: House, turned: Sequence[tuple[Addressed, Turn]], late: Collection[int], now: datetime
) -> list[Claimed]:
    """Take these messages under a lease and open them; what cannot be opened is given up."""
    rows = [pair for pair, _turn in turned]
    if not rows:
        return []
    session.execute(
        update(Outbox)
        .where(Outbox.id.in_([row.id for row, _contact in rows]))
        .values(
            state=OutboxState.SENDING,
            lease_until=now + LEASE,
            attempts=Outbox.attempts + 1,
            # Whoever held it before may have handed it over.
            is_unsure=or_(Outbox.is_unsure, Outbox.state == OutboxState.SENDING),
        )
        .execution_options(synchronize_session=False)
    )
    words = words_of(session, rows)
    claimed = [_open(house, pair, turn, words, is_late=pair[0].id in late) for pair, turn in turned]
    for row, _contact in (pair for pair, opened in zip(rows, claimed, strict=True) if opened is None):
        _drop(session, row.id)
    return [message for message in claimed if message is not None]


def _shares(session: Session, line_id: int, tracks: Sequence[Track], now: datetime) -> tuple[DayShare, ...]:
    """Return what the day has borne of a line whose SIMs are capped."""
    if all(track.per_day is None for track in tracks):
        return ()
    return shares_of(session, [line_id], now).get(line_id, ())


def _load(row: Outbox) -> Load:
    return Load(row.segments, is_answer=row.purpose in FIRST)


def _put_off_news(session: Session, line_id: int, rows: Sequence[Addressed], now: datetime) -> list[Addressed]:
    """Let news wait for the next morning: it must keep back no answer to the same person meanwhile."""
    later = [row.id for row, _contact in rows if row.purpose not in FIRST]
    if later:
        session.execute(
            update(Outbox)
            .where(Outbox.id.in_(later))
            .values(state=OutboxState.QUEUED, lease_until=None, due_at=morning_after(session, line_id, now))
            .execution_options(synchronize_session=False)
        )
    return [pair for pair in rows if pair[0].id not in later]


def _due(line_id: int, now: datetime, limit: int) -> Select[Outbox, Contact]:
    other = aliased(Outbox)
    # News of the night waits for the morning and keeps back no reply; what was tried once keeps its place.
    has_its_turn = or_(other.due_at <= now + NEARLY_DUE, other.error.is_not(None))
    # What many read keeps back nothing: it is tried again when it may be.
    is_queued = and_(other.state == OutboxState.QUEUED, other.broadcast_id.is_(None), has_its_turn)
    waits_before = or_(other.state == OutboxState.SENDING, is_queued)
    # What nobody holds any more keeps back what came after it and nothing before: two must never wait for each other.
    is_in_flight = and_(other.state == OutboxState.SENDING, other.lease_until > now)
    return (
        select(Outbox, Contact)
        .join(Contact, Outbox.contact_id == Contact.id)
        .where(
            Outbox.line_id == line_id,
            or_(
                and_(Outbox.state == OutboxState.QUEUED, Outbox.due_at <= now),
                and_(Outbox.state == OutboxState.SENDING, Outbox.lease_until <= now),
            ),
            ~exists().where(  # on this line: one that is switched off must not keep back what goes by another
                other.contact_id == Outbox.contact_id,
                other.line_id == line_id,
                other.id != Outbox.id,
                or_(is_in_flight, and_(other.id < Outbox.id, waits_before)),
            ),
        )
        .order_by(Outbox.broadcast_id.is_not(None), Outbox.purpose.not_in(FIRST), Outbox.id)  # answers first
        .limit(limit)
        .with_for_update(of=Outbox, skip_locked=True)
    )


def _sendable(
    session: Session, house: House, line_id: int, now: datetime, served: Collection[int], rows: Sequence[Addressed]
) -> tuple[list[Addressed], set[int]]:
    """Return the messages to those who are answered and may be written to, and the ids of those that go by template."""
    return keep_in_time(session, house, line_id, keep_answered(session, house, line_id, rows), now, served)


def _open(house: House, one: Addressed, turn: Turn, words: Mapping[int, bytes], *, is_late: bool) -> Claimed | None:
    row, contact = one
    try:
        address = address_of(house, contact)
        payload = row.payload if row.text_id is None else words.get(row.text_id)
        written = house.vault.open_json(payload, PAYLOAD) if payload else None
        message = Outgoing.from_json(written) if written is not None else None
    # Made under another secret, or by another version of the product: one such row must not stop the line.
    except (Sealed, ValueError, TypeError, KeyError, AttributeError):
        return None
    if address is None or message is None:
        return None
    message = replace(message, is_late=True) if is_late else message
    return Claimed(row.id, row.line_id, address, message, row.attempts + 1, turn)


def _drop(session: Session, outbox_id: int) -> None:
    session.execute(
        update(Outbox)
        .where(Outbox.id == outbox_id)
        .values(state=OutboxState.DROPPED, payload=None, lease_until=None, error="address or text erased")
    )


def record_sent(session: Session, claimed: Claimed, provider_id: str, now: datetime) -> None:
    """Note that a message was handed over, erase what names choices, and charge the commune's day."""
    row = session.get(Outbox, claimed.id)
    if row is None or row.state not in WAITING:
        return
    # Telegram's ids begin with the person's own: such an id is not written down, and nothing is reported by it.
    kept_id = None if claimed.address in provider_id else provider_id
    row.state, row.provider_id, row.sent_at, row.lease_until = OutboxState.HANDED_OVER, kept_id, now, None
    if row.is_secret:
        row.payload = None
        note_handed_over(session, row, now)
    session.flush()
    if kept_id is not None:
        apply_early(session, row)
    if row.segments and row.commune_id:
        _charge(session, row, now)


def record_failed(session: Session, claimed: Claimed, failed: Failed, now: datetime) -> None:
    """Note a failure: try again by the back-off for 24 hours, or give up; a person who is gone gets no more news here.

    A message that our own pace held back was not tried, so no time is up for it.
    """
    row = session.get(Outbox, claimed.id)
    if row is None or row.state != OutboxState.SENDING or row.attempts != claimed.attempt:
        return  # the lease ran out and somebody else is sending it now
    row.error, row.lease_until = failed.reason[:200], None
    row.attempts -= 0 if failed.was_tried else 1
    row.is_unsure = row.is_unsure or not failed.is_unsent
    if failed.is_unsent:
        give_back(session, row.line_id, claimed.turn, row.segments)
    if failed.gone:
        session.execute(update(Contact).where(Contact.id == row.contact_id).values(gone_at=now))
    if failed.retry_in is None or (failed.was_tried and now - row.created_at > KEEP_TRYING):
        row.state = OutboxState.FAILED
        row.payload = None if row.is_secret else row.payload
        return
    wait = failed.retry_in or BACK_OFF[min(claimed.attempt, len(BACK_OFF)) - 1]
    row.state, row.due_at = OutboxState.QUEUED, now + timedelta(seconds=wait)


def _charge(session: Session, row: Outbox, now: datetime) -> None:
    commune = session.get(Commune, row.commune_id)
    if commune is None:
        return
    statement = insert_into(session, Spending).values(
        commune_id=commune.id, day=day_in(now, commune.time_zone), segments=row.segments, cost=row.cost
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["commune_id", "day"],
            set_={"segments": Spending.segments + row.segments, "cost": Spending.cost + row.cost},
        )
    )
