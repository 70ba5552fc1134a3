"""The trail of who did what: a chain in which each entry seals the one before.

An entry holds ids, values of states, and words that are public anyway, never personal data. Changing, removing or
inserting an entry breaks every seal after it; cutting off the end shows when the last seal was noted elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, text, true
from sqlalchemy.orm import Session

from models import AuditEntry, Staff
from services.house import House
from services.rows import has_one_writer

NO_SEAL = "0" * 64
CHAIN_LOCK = 0x50414C41  # any number that no other advisory lock of ours uses
BATCH = 1000


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One entry as staff read it; `who` is the name of the member of staff, empty for the system."""

    id: int
    act: str
    subject: str
    subject_id: str | None
    details: Mapping[str, Any]
    who: str
    happened_at: datetime
    seal: str


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """What a walk along the whole chain found; `broken_at` is the first entry whose seal is wrong."""

    entries: int
    head: str
    broken_at: int | None

    @property
    def is_whole(self) -> bool:
        """Is every seal right?"""
        return self.broken_at is None


def record(
    session: Session,
    house: House,
    *,
    act: str,
    subject: str,
    subject_id: int | str | None = None,
    details: Mapping[str, Any] | None = None,
    staff_id: int | None = None,
    commune_id: int | None = None,
) -> AuditEntry:
    """Write one entry at the end of the chain, in the caller's transaction; `details` is a flat JSON record."""
    hold_chain(session)
    entry = AuditEntry(
        act=act,
        subject=subject,
        subject_id=None if subject_id is None else str(subject_id),
        details=json.loads(json.dumps(details or {})),  # exactly what will be read back: no tuples, no number as a key
        staff_id=staff_id,
        commune_id=commune_id,
        happened_at=house.clock(),
        previous=_last_seal(session),
    )
    entry.seal = seal_of(entry.previous, entry)
    session.add(entry)
    session.flush()
    return entry


def hold_chain(session: Session) -> None:
    """Keep every other writer of the trail waiting until this transaction ends."""
    # SQLite has one writer already. On PostgreSQL two processes would read the same last seal, and `previous` is
    # unique: the lock makes the second wait for the first one's commit instead of failing.
    if not has_one_writer(session):
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CHAIN_LOCK})


def seal_of(previous: str, entry: AuditEntry) -> str:
    """Return SHA-256 over the previous seal and the entry's canonical JSON, hex."""
    content = {
        "act": entry.act,
        "commune_id": entry.commune_id,
        "details": entry.details,
        "happened_at": entry.happened_at.isoformat(timespec="microseconds"),
        "staff_id": entry.staff_id,
        "subject": entry.subject,
        "subject_id": entry.subject_id,
    }
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(previous.encode() + canonical.encode()).hexdigest()


def check_chain(session: Session) -> ChainCheck:
    """Walk the chain from its first entry to its last and say where it breaks, if it does."""
    previous, entries = NO_SEAL, 0
    for entry in _walk(session):
        entries += 1
        if entry.previous != previous or entry.seal != seal_of(previous, entry):
            return ChainCheck(entries, previous, entry.id)
        previous = entry.seal
    return ChainCheck(entries, previous, None)


def trail_of(
    session: Session,
    *,
    commune_id: int | None = None,
    with_installation: bool = False,
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[TrailLine], int]:
    """Return entries, newest first, and how many there are; without a commune those of all.

    `with_installation` adds to a commune's entries those that belong to no commune.
    """
    mine = _scope(commune_id, with_installation)
    total = session.scalar(select(func.count(AuditEntry.id)).where(mine)) or 0
    rows = session.execute(
        select(AuditEntry, Staff.name)
        .outerjoin(Staff, Staff.id == AuditEntry.staff_id)
        .where(mine)
        .order_by(AuditEntry.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [_as_line(entry, name) for entry, name in rows], total


def _scope(commune_id: int | None, with_installation: bool) -> ColumnElement[bool]:
    if commune_id is None:
        return true()
    own = AuditEntry.commune_id == commune_id
    return or_(own, AuditEntry.commune_id.is_(None)) if with_installation else own


def _as_line(entry: AuditEntry, name: str | None) -> TrailLine:
    return TrailLine(
        id=entry.id,
        act=entry.act,
        subject=entry.subject,
        subject_id=entry.subject_id,
        details=entry.details,
        who=name or "",
        happened_at=entry.happened_at,
        seal=entry.seal,
    )


def _last_seal(session: Session) -> str:
    return session.scalar(select(AuditEntry.seal).order_by(AuditEntry.id.desc()).limit(1)) or NO_SEAL


def _walk(session: Session) -> Iterable[AuditEntry]:
    last = 0
    while True:
        following = select(AuditEntry).where(AuditEntry.id > last).order_by(AuditEntry.id).limit(BATCH)
        batch = session.scalars(following).all()
        if not batch:
            return
        yield from batch
        last = batch[-1].id
        session.expire_all()
