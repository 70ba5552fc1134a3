"""The messages out as staff see them: when, by what, at what cost; never to which number, never a secret text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from models import Line, Outbox
from models.message import OutboxState
from services.house import House
from services.telling import PAYLOAD
from services.vault import Sealed

MessageState = OutboxState  # the panel may not see the tables
CODE_LENGTH = 6


@dataclass(frozen=True, slots=True)
class MessageView:
    """One message out; `cost` in thousandths of the minor unit; `contact` is a code that names nobody.

    `cost` is None on a line with prices for other countries: it would tell where a person's number is from.
    `text` is None where it is secret, gone, or not for who asks.
    """

    id: int
    created_at: datetime
    channel: str
    provider: str
    purpose: str
    state: OutboxState
    contact: str
    segments: int
    cost: int | None
    attempts: int
    error: str | None
    is_secret: bool
    text: str | None


def list_messages(
    session: Session,
    house: House,
    commune_id: int,
    *,
    state: OutboxState | None = None,
    with_texts: bool = False,
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[MessageView], int]:
    """Return a commune's messages out, newest first, and how many there are."""
    chosen: list[ColumnElement[bool]] = [Outbox.commune_id == commune_id]
    if state is not None:
        chosen.append(Outbox.state == state)
    total = session.scalar(select(func.count(Outbox.id)).where(*chosen)) or 0
    rows = session.execute(
        select(Outbox, Line)
        .join(Line, Line.id == Outbox.line_id)
        .where(*chosen)
        .order_by(Outbox.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [_view(house, row, line, with_texts) for row, line in rows], total


def contact_code(house: House, contact_id: int) -> str:
    """Return a short code by which staff tell contacts apart; nobody can turn it back without the secret."""
    key = house.vault.key_for("contact codes").encode()
    return hashlib.blake2b(str(contact_id).encode(), key=key[:64], digest_size=8).hexdigest()[:CODE_LENGTH].upper()


def _view(house: House, row: Outbox, line: Line, with_texts: bool) -> MessageView:
    return MessageView(
        id=row.id,
        created_at=row.created_at,
        channel=line.channel,
        provider=line.provider,
        purpose=row.purpose.partition(":")[0],
        state=OutboxState(row.state),
        contact=contact_code(house, row.contact_id),
        segments=row.segments,
        cost=row.cost if line.country is None else None,
        attempts=row.attempts,
        error=row.error,
        is_secret=row.is_secret,
        text=_text(house, row) if with_texts else None,
    )


def _text(house: House, row: Outbox) -> str | None:
    if row.is_secret or row.payload is None:
        return None
    try:
        message: Any = house.vault.open_json(row.payload, PAYLOAD)
    except Sealed:
        return None
    return str(message.get("text", "")) if isinstance(message, dict) else None
