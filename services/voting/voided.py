"""Votes that do not count: what is said to who asks about one."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.phases import PhaseKind
from budgeting.refusal import Refusal
from models import Cycle, Phase
from models.cycle import CycleState

EVER, NEVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


class VoidedReason(StrEnum):
    """Why nothing can be done or read of a vote."""

    VOIDED = "vote_voided"


def why_voided(session: Session, commune_id: int, *, after: datetime = EVER, until: datetime = NEVER) -> Refusal | None:
    """Return that the commune's latest voided vote that opens in that time does not count, and why; None without one.

    It opens later than `after`, which is when the latest vote that counts opened, and not later than `until`.
    """
    rows = session.execute(
        select(Cycle.title, Cycle.voided_reason, Phase.opens_at)
        .join(Phase, Phase.cycle_id == Cycle.id)
        .where(Cycle.commune_id == commune_id, Cycle.state == CycleState.VOIDED, Phase.kind == PhaseKind.VOTE)
        .order_by(Phase.opens_at.desc())
    ).all()
    return next((_refusal(title, why) for title, why, opens_at in rows if after < opens_at <= until), None)


def why_cycle_voided(session: Session, cycle_id: int) -> Refusal:
    """Return that this cycle's vote does not count, and why, as it stands in the database now."""
    title, why = session.execute(select(Cycle.title, Cycle.voided_reason).where(Cycle.id == cycle_id)).one()
    return _refusal(title, why)


def _refusal(title: str, why: str | None) -> Refusal:
    return Refusal(VoidedReason.VOIDED, vote=title, because=why or "")
