"""Freezing the figures of a period that is over: one signed text, kept for good, so that no published figure drifts."""

from __future__ import annotations

from datetime import date

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.counting.canonical import canonical_json, digest_of
from budgeting.refusal import Refusal
from models import Commune, IndicatorSnapshot
from services.audit import record
from services.clock import day_in
from services.figures.choices import choices_of
from services.figures.content import Before, freeze_text
from services.figures.reasons import FigureNo
from services.figures.spans import key_of, last_over
from services.house import House
from services.indicators.base import Period
from services.numbering import hold
from services.revision import grow_revision
from services.voting.log import public_log_key, sign_text

log = structlog.get_logger()
LONGEST_REASON = 500


def freeze(
    session: Session, house: House, commune_id: int, period: Period, *, reason: str = "", staff_id: int | None
) -> IndicatorSnapshot:
    """Freeze the figures of a period that is over and return what is kept.

    What was frozen stays. Frozen again, for a reason that is written into it, the new one takes its place.
    """
    hold(session, _lock_of(commune_id))
    commune, now = session.get_one(Commune, commune_id), house.clock()
    today = day_in(now, commune.time_zone)
    if period.last >= today:
        raise Refusal(FigureNo.NOT_OVER, day=period.last.isoformat())
    last, why = latest(session, commune_id, period), one_line(reason, LONGEST_REASON)
    if last and not why:
        raise Refusal(FigureNo.FROZEN_ALREADY)
    before = Before(last.revision, last.sha256, why) if last else Before()
    frozen = freeze_text(session, commune, period, at=now, today=today, before=before)
    text = canonical_json(frozen.content)
    row = IndicatorSnapshot(
        commune_id=commune_id,
        first=period.first,
        last=period.last,
        revision=before.revision + 1,
        content=text,
        sha256=digest_of(text),
        signature=sign_text(house.vault, text.encode()),
        public_key=public_log_key(house.vault),
        records=frozen.records,
        staff_id=staff_id,
        frozen_at=now,
    )
    session.add(row)
    session.flush()
    _note(session, house, "figures_frozen", row, staff_id)
    return row


def publish(session: Session, house: House, commune_id: int, snapshot_id: int, *, staff_id: int | None) -> None:
    """Let anybody read frozen figures, for good."""
    row = session.get(IndicatorSnapshot, snapshot_id)
    if row is None or row.commune_id != commune_id:
        raise Refusal(FigureNo.NO_SUCH_SNAPSHOT)
    if row.published_at is not None:
        raise Refusal(FigureNo.PUBLISHED_ALREADY)
    newest = latest(session, commune_id, Period(row.first, row.last))
    if newest is not row:
        raise Refusal(FigureNo.NOT_THE_LATEST)
    row.published_at = house.clock()
    session.flush()
    grow_revision(session, commune_id)
    _note(session, house, "figures_published", row, staff_id)


def freeze_all_due(house: House) -> int:
    """Freeze what is over and chosen to be frozen by itself, a transaction for each commune; return how many."""
    communes = house.work.read(lambda session: list(session.scalars(select(Commune.id).order_by(Commune.id))))
    return sum(_freeze_of(house, commune_id) for commune_id in communes)


def latest(session: Session, commune_id: int, period: Period) -> IndicatorSnapshot | None:
    """Return the frozen figures of a period that stand, None where it was never frozen."""
    row = IndicatorSnapshot
    mine = (row.commune_id == commune_id, row.first == period.first, row.last == period.last)
    return session.scalar(select(row).where(*mine).order_by(row.revision.desc()).limit(1))


def _freeze_of(house: House, commune_id: int) -> int:
    try:
        if not house.work.read(lambda session: _due(session, house, commune_id)):
            return 0
        return house.work.write(lambda session: _freeze_due(session, house, commune_id))
    except (Refusal, ValueError, LookupError) as error:  # one commune keeps no other from it; it is tried again
        log.error("the figures of a commune cannot be frozen", commune=commune_id, error=type(error).__name__)
        return 0


def _freeze_due(session: Session, house: House, commune_id: int) -> int:
    hold(session, _lock_of(commune_id))  # another worker may be at it: what it froze is not due any more
    due = _due(session, house, commune_id)
    for period in due:
        freeze(session, house, commune_id, period, staff_id=None)
    return len(due)


def _due(session: Session, house: House, commune_id: int) -> list[Period]:
    """Return the periods that are over since the commune began and were never frozen."""
    commune = session.get_one(Commune, commune_id)
    today, began = day_in(house.clock(), commune.time_zone), day_in(commune.created_at, commune.time_zone)
    over = [last_over(span, today) for span in choices_of(session, commune_id).freezes]
    return [one for one in over if _was_there(one, began) and latest(session, commune_id, one) is None]


def _lock_of(commune_id: int) -> str:
    return f"figures-{commune_id}"


def _was_there(period: Period, began: date) -> bool:
    return period.last >= began


def _note(session: Session, house: House, act: str, row: IndicatorSnapshot, staff_id: int | None) -> None:
    record(
        session,
        house,
        act=act,
        subject="frozen_figures",
        subject_id=row.id,
        details={"period": key_of(Period(row.first, row.last)), "number": row.revision, "digest": row.sha256},
        staff_id=staff_id,
        commune_id=row.commune_id,
    )
