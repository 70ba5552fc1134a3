"""Broadcasts as staff see them: what each says and to how many, never to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Broadcast, BroadcastRecipient, BroadcastState, Commune, Outbox, OutboxState, Zone
from services.broadcasts.approving import consent_to
from services.broadcasts.bounds import FEWEST, left_of, told_of
from services.broadcasts.drafting import get_broadcast
from services.broadcasts.estimate import LIVE, Estimate, estimate
from services.broadcasts.purpose import Standing, Subject
from services.broadcasts.purposes import find_purposes, purpose_of
from services.broadcasts.texts import digest_now, texts_by_language
from services.cycles.consent import Consent
from services.house import House
from services.limits import room_for_news
from services.quiet_hours import wakes_at

PARTS: Mapping[str, tuple[OutboxState, ...]] = {
    "waiting": (OutboxState.QUEUED, OutboxState.SENDING),
    "sent": (OutboxState.HANDED_OVER, OutboxState.SENT, OutboxState.DELIVERED),
    "delivered": (OutboxState.DELIVERED,),
    "failed": (OutboxState.FAILED,),
    "dropped": (OutboxState.DROPPED,),
}


@dataclass(frozen=True, slots=True)
class BroadcastView:
    """One broadcast in a list; `about` is what it tells of, `why` the reason for which it was ended or held back."""

    id: int
    purpose: str
    about: str
    zone: str
    language: str | None
    note: str
    state: BroadcastState
    why: str | None
    made_at: datetime
    approved_at: datetime | None
    ended_at: datetime | None
    one_person: bool

    @property
    def is_live(self) -> bool:
        """Has it begun and not ended?"""
        return self.state in LIVE


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of its people had their turn, each figure at most (`bounds`) and None for fewer than five.

    `waiting` have still to come, none where `all_had_their_turn`; `delivered` are among `sent`; `dropped` wanted or
    could be told no more, or were left when it was stopped. `is_told` nothing where the whole is fewer than five.
    `is_short` of money: the ceiling of today or of this month leaves nothing for news.
    """

    listed: int | None
    waiting: int | None
    sent: int | None
    delivered: int | None
    failed: int | None
    dropped: int | None
    is_told: bool
    all_had_their_turn: bool
    is_listing: bool
    is_short: bool


@dataclass(frozen=True, slots=True)
class BroadcastPage:
    """One broadcast with what it says, what it will be or how far it is, and who agreed.

    `waits_until` the morning, where it runs and people sleep.
    """

    row: BroadcastView
    texts: Mapping[str, str]
    digest: str
    consent: Consent
    standing: Standing
    estimate: Estimate | None
    progress: Progress | None
    subject_id: int
    zone_id: int | None
    waits_until: datetime | None


def list_broadcasts(
    session: Session, commune_id: int, *, limit: int = 50, offset: int = 0
) -> tuple[list[BroadcastView], int]:
    """Return a page of a commune's broadcasts, the newest first, and how many there are."""
    mine = Broadcast.commune_id == commune_id
    total = session.scalar(select(func.count(Broadcast.id)).where(mine)) or 0
    rows = session.scalars(select(Broadcast).where(mine).order_by(Broadcast.id.desc()).limit(limit).offset(offset))
    return [_view(session, row) for row in rows], total


def choices_of(session: Session, house: House, commune_id: int) -> dict[str, Sequence[Subject]]:
    """Return what each purpose can be about now, by its key."""
    commune, now = session.get_one(Commune, commune_id), house.clock()
    return {key: purpose.subjects(session, commune, now) for key, purpose in sorted(find_purposes().items())}


def standing_now(session: Session, house: House, commune_id: int, purpose: str, subject_id: int) -> Standing:
    """Return whether a broadcast of that purpose and subject could be sent now, before one is written."""
    commune = session.get_one(Commune, commune_id)
    return purpose_of(purpose).standing(session, commune, subject_id, house.clock())


def broadcast_page(session: Session, house: House, commune_id: int, broadcast_id: int) -> BroadcastPage:
    """Return one broadcast; `Refusal` where the commune has none of that id."""
    row, commune = get_broadcast(session, commune_id, broadcast_id, locked=False), session.get_one(Commune, commune_id)
    standing = purpose_of(row.purpose).standing(session, commune, row.subject_id, house.clock())
    is_draft = row.state == BroadcastState.DRAFT
    can_be_said = standing is not Standing.OVER
    digest = (row.digest or "") if row.digest or not can_be_said else digest_now(session, commune, row)
    return BroadcastPage(
        row=_view(session, row),
        texts=texts_by_language(session, commune, row) if can_be_said else {},
        digest=digest,
        consent=consent_to(session, commune_id, row, digest),
        standing=standing,
        estimate=estimate(session, house, commune, row) if is_draft and can_be_said else None,
        progress=_progress(session, house, commune, row) if row.approved_at is not None else None,
        subject_id=row.subject_id,
        zone_id=row.zone_id,
        waits_until=_waits_until(commune, row, house.clock()),
    )


def _waits_until(commune: Commune, row: Broadcast, now: datetime) -> datetime | None:
    morning = wakes_at(commune, now)
    return morning if row.state == BroadcastState.RUNNING and morning > now else None


def _view(session: Session, row: Broadcast) -> BroadcastView:
    zone = session.get(Zone, row.zone_id) if row.zone_id is not None else None
    return BroadcastView(
        id=row.id,
        purpose=row.purpose,
        about=row.about,
        zone=zone.name if zone is not None else "",
        language=row.language,
        note=row.note,
        state=BroadcastState(row.state),
        why=row.why,
        made_at=row.made_at,
        approved_at=row.approved_at,
        ended_at=row.ended_at,
        one_person=row.one_person,
    )


def _progress(session: Session, house: House, commune: Commune, row: Broadcast) -> Progress:
    counts = select(Outbox.state, func.count()).where(Outbox.broadcast_id == row.id).group_by(Outbox.state)
    states = {OutboxState(state): count for state, count in session.execute(counts)}
    parts = {name: sum(states.get(one, 0) for one in held) for name, held in PARTS.items()}
    still = select(func.count()).where(BroadcastRecipient.broadcast_id == row.id)
    left = (session.scalar(still) or 0) if row.state in LIVE else 0
    waiting = parts["waiting"] + left
    done = row.listed - waiting
    out = done - parts["sent"] - parts["failed"] - parts["dropped"]  # taken off before they stood in the outbox
    room, is_listing = room_for_news(session, commune, house.clock()), row.listed_at is None and row.state in LIVE
    return Progress(
        listed=told_of(row.listed),
        waiting=left_of(row.listed, done),
        sent=told_of(parts["sent"]),
        delivered=told_of(parts["delivered"]),
        failed=told_of(parts["failed"]),
        dropped=told_of(parts["dropped"] + out),
        is_told=row.listed >= FEWEST,
        all_had_their_turn=not waiting and not is_listing,
        is_listing=is_listing,
        is_short=row.state == BroadcastState.RUNNING and room is not None and room <= 0,
    )
