"""What staff see of numbers that are held back, and release; what waits for such numbers in the outbox."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Contact, HeldNumbers, HoldReason, Outbox, OutboxState
from services.audit import record
from services.contacts import address_of
from services.held_numbers.blocks import block_of
from services.held_numbers.noticing import REALM, SHOWN, forget_known, held_blocks
from services.house import House
from services.lines.changing import LineReason, line_of_boss
from services.piece import ring_after_commit
from services.staff import Boss
from services.unwanted import Addressed
from services.vault import Sealed


@dataclass(frozen=True, slots=True)
class HeldView:
    """Numbers that get no reply on a line: how they begin, why, since when; `waiting` messages go once released."""

    id: int
    line_id: int
    begins: str
    reason: HoldReason
    numbers: int
    since: datetime
    waiting: int


def held_on(session: Session, house: House, line_ids: Collection[int]) -> list[HeldView]:
    """Return what is held back on these lines, the newest first."""
    rows = session.scalars(
        select(HeldNumbers)
        .where(HeldNumbers.line_id.in_(line_ids), HeldNumbers.released_at.is_(None))
        .order_by(HeldNumbers.since.desc(), HeldNumbers.id.desc())
    ).all()
    counts = select(Outbox.held_id, func.count().label("waiting")).where(
        Outbox.held_id.in_([row.id for row in rows]), Outbox.state == OutboxState.HELD
    )
    waiting = {row.held_id: row.waiting for row in session.execute(counts.group_by(Outbox.held_id))}
    return [_view(house, row, waiting.get(row.id, 0)) for row in rows]


def release_numbers(session: Session, house: House, held_id: int, boss: Boss) -> None:
    """Answer these numbers again, and never hold their block back on this line once more; what waited goes out."""
    row = session.get(HeldNumbers, held_id, with_for_update=True, populate_existing=True)
    if row is None or row.released_at is not None:
        raise Refusal(LineReason.NOTHING_HELD)
    line_of_boss(session, row.line_id, boss)
    now = house.clock()
    row.released_at = now
    session.execute(
        update(Outbox)
        .where(Outbox.held_id == row.id, Outbox.state == OutboxState.HELD)
        .values(state=OutboxState.QUEUED, due_at=now, lease_until=None, held_id=None)
        .execution_options(synchronize_session=False)
    )
    forget_known(house, row.line_id)
    record(
        session,
        house,
        act="numbers_released",
        subject="line",
        subject_id=row.line_id,
        details={"reason": row.reason},
        staff_id=boss.staff_id,
        commune_id=boss.commune_id,
    )
    ring_after_commit(session)


def keep_answered(session: Session, house: House, line_id: int, rows: Sequence[Addressed]) -> list[Addressed]:
    """Return the messages of those who are answered, in their order, and let the others wait for their release."""
    held = held_blocks(session, house, line_id) if rows else {}
    if not held:
        return list(rows)
    kept = []
    for pair in rows:
        row, contact = pair
        held_id = held.get(_hashed_block(house, contact) or "")
        if held_id is None:
            kept.append(pair)
        else:
            row.state, row.held_id, row.lease_until = OutboxState.HELD, held_id, None
    session.flush()
    return kept


def _hashed_block(house: House, contact: Contact) -> str | None:
    try:
        number = address_of(house, contact)
    except Sealed:
        return None
    block = block_of(number) if number else None
    return house.vault.hash(REALM, block) if block and not contact.is_simulated else None


def _view(house: House, row: HeldNumbers, waiting: int) -> HeldView:
    try:
        begins = house.vault.open(row.shown, SHOWN)
    except Sealed:
        begins = ""
    return HeldView(row.id, row.line_id, begins, HoldReason(row.reason), row.numbers, row.since, waiting)
