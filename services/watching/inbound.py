"""Holding what came in against the companies' own records: what we lack is counted, and fetched where it can be.

A day is compared the day after, and each hour while a vote runs there, so that a vote that was lost on its way is found
within the grace. What is fetched is an ordinary message that comes late: kept once by its id, judged by its own time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.phases import PhaseKind
from models import Cycle, Inbound, InboundCheck, Line, LineCommune, Phase
from models.cycle import CycleState
from services.line_kinds import lists_inbound
from services.rows import insert_into

SETTLED_AFTER = timedelta(minutes=10)
"""A message younger than this may still be on its way to us, brought once more by its company."""
DAY_AFTER = timedelta(hours=1)
"""When a day is over for good: so long after midnight its last messages are settled."""
EACH = timedelta(minutes=55)
AT_ONCE = 500
SHOWN_DAYS = 14


@dataclass(frozen=True, slots=True)
class CheckView:
    """One day of one line: what its company has (None where it lists nothing and only sends again), what we lack still,
    what was fetched or came late, what cannot be."""

    line: str
    day: date
    theirs: int | None
    missing: int
    fetched: int
    unread: int
    checked_at: datetime


@dataclass(frozen=True, slots=True)
class InboundView:
    """The comparisons of a commune's lines, the latest first, and the lines whose company offers none."""

    checks: tuple[CheckView, ...]
    not_offered: tuple[str, ...]

    @property
    def lacks(self) -> int:
        """How many messages are known to lack."""
        return sum(check.missing for check in self.checks)


def days_due(session: Session, line_id: int, now: datetime) -> list[date]:
    """Return which days of a line are to be compared now: today each hour while a vote runs; yesterday once it is over,
    and each hour while something of it lacks that may still come."""
    today, due = now.astimezone(UTC).date(), []
    yesterday = today - timedelta(days=1)
    query = select(InboundCheck).where(InboundCheck.line_id == line_id, InboundCheck.day >= yesterday)
    rows = {row.day: row for row in session.scalars(query)}
    checked = {day: row.checked_at for day, row in rows.items()}
    over = start_of(today) + DAY_AFTER
    may_come = {day for day, row in rows.items() if row.missing > row.unread and now - row.checked_at >= EACH}
    if now >= over and (yesterday not in checked or checked[yesterday] < over or yesterday in may_come):
        due.append(yesterday)
    if _is_voting(session, line_id, now) and (today not in checked or now - checked[today] >= EACH):
        due.append(today)
    return due


def line_since(session: Session, line_id: int) -> datetime:
    """Return since when a line is ours: what came before was for somebody else, or for another system."""
    return session.get_one(Line, line_id).created_at


def lacking(session: Session, line_id: int, ids: Collection[str]) -> set[str]:
    """Return which of these messages of a company never reached us; one that was buried has."""
    wanted = sorted(ids)
    known: set[str] = set()
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        names = {name: one for one in part for name in (one, _buried(one))}
        query = select(Inbound.provider_id).where(Inbound.line_id == line_id, Inbound.provider_id.in_(names))
        known |= {names[name] for name in session.scalars(query)}
    return set(wanted) - known


def note_check(
    session: Session,
    line_id: int,
    day: date,
    now: datetime,
    *,
    theirs: int | None,
    missing: int,
    fetched: int,
    unread: int,
) -> None:
    """Keep what a comparison gave; what was fetched of a day adds up."""
    row = {"theirs": theirs, "missing": missing, "unread": unread, "checked_at": now}
    statement = insert_into(session, InboundCheck).values(line_id=line_id, day=day, fetched=fetched, **row)
    grown = {**row, "fetched": InboundCheck.fetched + fetched}
    session.execute(statement.on_conflict_do_update(index_elements=["line_id", "day"], set_=grown))


def inbound_view(session: Session, commune_id: int, now: datetime) -> InboundView:
    """Return what the comparisons of a commune's lines gave in the last two weeks."""
    since = now.astimezone(UTC).date() - timedelta(days=SHOWN_DAYS)
    lines = list(
        session.scalars(
            select(Line)
            .join(LineCommune, LineCommune.line_id == Line.id)
            .where(LineCommune.commune_id == commune_id, Line.enabled.is_(True))
            .order_by(Line.id)
        )
    )
    return InboundView(
        checks=tuple(_checks(session, lines, since)),
        not_offered=tuple(line.address for line in lines if not lists_inbound(line.provider, line.settings)),
    )


def _checks(session: Session, lines: list[Line], since: date) -> Iterator[CheckView]:
    names = {line.id: line.address for line in lines}
    rows = session.scalars(
        select(InboundCheck)
        .where(InboundCheck.line_id.in_(names), InboundCheck.day >= since)
        .order_by(InboundCheck.day.desc(), InboundCheck.line_id)
    )
    for row in rows:
        counts = (row.theirs, row.missing, row.fetched, row.unread)
        yield CheckView(names[row.line_id], row.day, *counts, row.checked_at)


def oldest_taken(session: Session, line_id: int, now: datetime) -> datetime | None:
    """Return since when a message must have been sent to be taken late; None where any may be, for no vote runs.

    While one runs, what is older than its grace would count as sent when the grace begins: an old ballot would then
    stand in place of one that its voter sent after it.
    """
    graces = _graces(session, line_id, now)
    return now - min(graces) if graces else None


def _is_voting(session: Session, line_id: int, now: datetime) -> bool:
    return bool(_graces(session, line_id, now))


def _graces(session: Session, line_id: int, now: datetime) -> list[timedelta]:
    """Return the graces of the votes of the line's communes that take ballots now, or late ones."""
    votes = session.execute(
        select(Phase.closes_at, Cycle.grace_seconds)
        .join(Cycle, Cycle.id == Phase.cycle_id)
        .join(LineCommune, LineCommune.commune_id == Cycle.commune_id)
        .where(LineCommune.line_id == line_id, Cycle.state == CycleState.APPROVED)
        .where(Phase.kind == PhaseKind.VOTE, Phase.opens_at <= now)
    )
    graces = ((closes_at, timedelta(seconds=grace)) for closes_at, grace in votes)
    return [grace for closes_at, grace in graces if now < closes_at + grace]


def start_of(day: date) -> datetime:
    """Return when a day of these comparisons begins."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _buried(provider_id: str) -> str:
    """Return under what a message is kept that could neither be answered nor put aside (`services.quarantine`)."""
    return f"buried-{hashlib.sha256(provider_id.encode('utf-8', 'surrogatepass')).hexdigest()}"
