"""Noticing a flood from neighbouring numbers while it comes, and numbers that are dear to answer.

Who wrote lately is remembered in memory, by process: a flood is many at once, and what a restart forgets comes again.
That numbers are held back is in the database, for all processes.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import cast

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Contact, HeldNumbers, HoldReason, Line
from services.held_numbers.blocks import block_of, is_dear
from services.house import House
from services.limits import costs
from services.line_book import FRESH_SECONDS
from services.rows import put_new

REALM, SHOWN = "block of numbers", "held numbers"
WINDOW = timedelta(minutes=10)
SHARE = 10
"""Neighbours are held back only where they are also this part, a tenth, of all who write meanwhile: cards of one dealer
have neighbouring numbers, and on the day of a vote a whole town writes."""
log = structlog.get_logger()


def held_under(session: Session, house: House, line: Line, number: str, contact: Contact, now: datetime) -> int | None:
    """Note that this number writes; return the id of what holds it back on this line, None where it is answered."""
    block = block_of(number)
    if block is None or not costs(contact) or contact.is_simulated:
        return None
    hashed = house.vault.hash(REALM, block)
    known = _known(session, house, line.id)
    if hashed in known:
        return known[hashed]
    reason, numbers = _why_hold(house, line.id, number, hashed, contact.id, now)
    return None if reason is None else _hold(session, house, line.id, (block, hashed), reason, numbers, now)


def held_blocks(session: Session, house: House, line_id: int) -> dict[str, int]:
    """Return what is held back on a line: the id by the hash of the block."""
    return {block: held_id for block, held_id in _known(session, house, line_id).items() if held_id is not None}


def forget_known(house: House, line_id: int) -> None:
    """Read anew at the next question what is held back on a line."""
    house.memory.pop(_place(line_id), None)


def _known(session: Session, house: House, line_id: int) -> dict[str, int | None]:
    """Return the blocks of a line that were held back, None for one that staff released; remembered for a moment."""
    read_at, known = house.memory.get(_place(line_id), (float("-inf"), {}))
    if time.monotonic() - read_at >= FRESH_SECONDS:
        rows = select(HeldNumbers.block, HeldNumbers.id, HeldNumbers.released_at).where(HeldNumbers.line_id == line_id)
        known = {row.block: None if row.released_at else row.id for row in session.execute(rows)}
        house.memory[_place(line_id)] = (time.monotonic(), known)
    return cast("dict[str, int | None]", known)


def _place(line_id: int) -> tuple[str, int]:
    return ("held numbers", line_id)


def _why_hold(
    house: House, line_id: int, number: str, block: str, contact_id: int, now: datetime
) -> tuple[HoldReason | None, int]:
    since, writers = house.memory.get(("writers", line_id), (now, {}))
    if not timedelta(0) <= now - since < WINDOW:
        since, writers = now, {}
    if block not in writers and is_dear(number):  # a thousand numbers are of one kind
        return HoldReason.PREMIUM, 1
    writers.setdefault(block, set()).add(contact_id)
    house.memory["writers", line_id] = (since, writers)
    mine = len(writers[block])
    is_flood = 0 < house.neighbours <= mine and mine * SHARE >= sum(map(len, writers.values()))
    return (HoldReason.ADJACENT, mine) if is_flood else (None, mine)


def _hold(
    session: Session,
    house: House,
    line_id: int,
    block: tuple[str, str],
    reason: HoldReason,
    numbers: int,
    now: datetime,
) -> int | None:
    row = {"line_id": line_id, "block": block[1], "reason": reason, "numbers": numbers, "since": now}
    put_new(session, HeldNumbers, "line_id", "block", **row, shown=house.vault.seal(block[0], SHOWN))
    forget_known(house, line_id)
    log.warning("numbers are held back", line=line_id, reason=str(reason), numbers=numbers)
    # Another process may have held them back, or staff released them, a moment ago.
    where = (HeldNumbers.line_id == line_id, HeldNumbers.block == block[1], HeldNumbers.released_at.is_(None))
    return session.scalar(select(HeldNumbers.id).where(*where))
