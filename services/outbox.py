"""The outbox: claiming messages under a lease, recording what became of them, and statuses that only go forward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, exists, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased

from bot.messages import DeliveryReport, Outgoing
from models import Commune, Contact, Outbox, OutboxState, Spending
from services.clock import day_in
from services.contacts import address_of
from services.house import House
from services.telling import PAYLOAD

LEASE = timedelta(seconds=60)
KEEP_TRYING = timedelta(hours=24)
BACK_OFF = (2, 5, 15, 60, 300, 900, 1800)  # seconds after the first, second … failure; the last one repeats

# A status only ever moves to a later place in this list; a failure may be overtaken by a late delivery.
ORDER = (
    OutboxState.QUEUED,
    OutboxState.SENDING,
    OutboxState.HANDED_OVER,
    OutboxState.SENT,
    OutboxState.FAILED,
    OutboxState.DELIVERED,
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """One message to send now, decrypted; `attempt` counts from 1."""

    id: int
    line_id: int
    address: str
    message: Outgoing
    attempt: int


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a message was not handed over; `retry_in` seconds, None when trying again is hopeless.

    `was_tried` is False when the line's own pace held it back: that is no attempt.
    """

    reason: str
    retry_in: float | None
    gone: bool = False
    was_tried: bool = True


def claim(session: Session, house: House, line_id: int, now: datetime, limit: int) -> list[Claimed]:
    """Take up to `limit` due messages of a line, the oldest of each contact, under a lease; none in flight for the same contact."""
    rows = session.execute(_due(line_id, now, limit)).all()
    if not rows:
        return []
    session.execute(
        update(Outbox)
        .where(Outbox.id.in_([row.id for row, _contact in rows]))
        .values(state=OutboxState.SENDING, lease_until=now + LEASE, attempts=Outbox.attempts + 1)
        .execution_options(synchronize_session=False)
    )
    claimed = [_open(house, row, contact) for row, contact in rows]
    for row, _contact in (pair for pair, opened in zip(rows, claimed, strict=True) if opened is None):
        _drop(session, row.id)
    return [message for message in claimed if message is not None]


def _due(line_id: int, now: datetime, limit: int) -> Select[Outbox, Contact]:
    earlier = aliased(Outbox)
    waiting = (OutboxState.QUEUED, OutboxState.SENDING)
    return (
        select(Outbox, Contact)
        .join(Contact, Outbox.contact_id == Contact.id)
        .where(
            Outbox.line_id == line_id,
            or_(
                and_(Outbox.state == OutboxState.QUEUED, Outbox.due_at <= now),
                and_(Outbox.state == OutboxState.SENDING, Outbox.lease_until <= now),
            ),
            ~exists().where(
                earlier.contact_id == Outbox.contact_id, earlier.id < Outbox.id, earlier.state.in_(waiting)
            ),
        )
        .order_by(Outbox.id)
        .limit(limit)
        .with_for_update(of=Outbox, skip_locked=True)
    )


def _open(house: House, row: Outbox, contact: Contact) -> Claimed | None:
    address = address_of(house, contact)
    if address is None or row.payload is None:
        return None
    message = Outgoing.from_json(house.vault.open_json(row.payload, PAYLOAD))
    return Claimed(row.id, row.line_id, address, message, row.attempts + 1)


def _drop(session: Session, outbox_id: int) -> None:
    session.execute(
        update(Outbox)
        .where(Outbox.id == outbox_id)
        .values(state=OutboxState.DROPPED, payload=None, lease_until=None, error="address erased")
    )


def record_sent(session: Session, claimed: Claimed, provider_id: str, now: datetime) -> None:
    """Note that a message was handed over, erase what names choices, and charge the commune's day."""
    row = session.get(Outbox, claimed.id)
    if row is None or row.state != OutboxState.SENDING:
        return
    row.state, row.provider_id, row.sent_at, row.lease_until = OutboxState.HANDED_OVER, provider_id, now, None
    if row.is_secret:
        row.payload = None
    if row.segments and row.commune_id:
        _charge(session, row, now)


def record_failed(session: Session, house: House, claimed: Claimed, failed: Failed, now: datetime) -> None:
    """Note a failure: try again by the back-off for 24 hours, or give up; a person who is gone gets no more news."""
    row = session.get(Outbox, claimed.id)
    if row is None or row.state != OutboxState.SENDING:
        return
    row.error, row.lease_until = failed.reason[:200], None
    row.attempts -= 0 if failed.was_tried else 1
    if failed.gone:
        _stop_news(session, row.contact_id)
    if failed.retry_in is None or now - row.created_at > KEEP_TRYING:
        row.state = OutboxState.FAILED
        row.payload = None if row.is_secret else row.payload
        return
    wait = failed.retry_in or BACK_OFF[min(claimed.attempt, len(BACK_OFF)) - 1]
    row.state, row.due_at = OutboxState.QUEUED, now + timedelta(seconds=wait)


def _stop_news(session: Session, contact_id: int) -> None:
    session.execute(update(Contact).where(Contact.id == contact_id).values(wants_news=False))


def _charge(session: Session, row: Outbox, now: datetime) -> None:
    commune = session.get(Commune, row.commune_id)
    if commune is None:
        return
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Spending).values(
        commune_id=commune.id, day=day_in(now, commune.time_zone), segments=row.segments, cost=row.cost
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["commune_id", "day"],
            set_={"segments": Spending.segments + row.segments, "cost": Spending.cost + row.cost},
        )
    )


def record_report(session: Session, line_id: int, report: DeliveryReport) -> bool:
    """Move a message forward to what the provider reports; False when it is unknown or would go backwards."""
    row = session.scalar(
        select(Outbox).where(Outbox.line_id == line_id, Outbox.provider_id == report.provider_id).with_for_update()
    )
    if row is None:
        return False
    state = OutboxState(report.state)
    if row.state not in ORDER or ORDER.index(state) <= ORDER.index(row.state):
        return False
    row.state = state
    row.error = report.error[:200] if report.error else row.error
    return True


def count_waiting(session: Session) -> int:
    """Return how many messages wait to be sent."""
    states = (OutboxState.QUEUED, OutboxState.SENDING)
    return session.scalar(select(func.count()).select_from(Outbox).where(Outbox.state.in_(states))) or 0


def spent_on(session: Session, commune_id: int, days: Sequence[object]) -> int:
    """Return what a commune spent on these days, in thousandths of the minor unit."""
    return session.scalar(
        select(func.coalesce(func.sum(Spending.cost), 0)).where(
            Spending.commune_id == commune_id, Spending.day.in_(days)
        )
    ) or 0
