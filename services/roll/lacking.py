"""Approved votes of a closed list on which nobody stands, or of which a file was read and not put on the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from budgeting.phases import PhaseKind
from models import Cycle, Phase, RollBatch
from models.cycle import CycleState, IdentityLevel
from services.cycles.by_level import NamedVote, name_vote
from services.roll.importing import listed_people


@dataclass(frozen=True, slots=True)
class RollLack:
    """What the list of a vote lacks: its people, or the yes to a file; the list takes files until `opens_at`."""

    vote: NamedVote
    opens_at: datetime
    is_open: bool
    file_waits: bool
    people: int


def votes_lacking_roll(session: Session, commune_id: int, now: datetime, cycle_id: int | None = None) -> list[RollLack]:
    """Return the commune's approved votes that are not over and whose list lacks something, the next first.

    Of one cycle alone where it is given.
    """
    file_waits = exists().where(RollBatch.cycle_id == Cycle.id, RollBatch.accepted_at.is_(None))
    query = (
        select(Cycle, Phase.opens_at, file_waits)
        .join(Phase, Phase.cycle_id == Cycle.id)
        .where(Cycle.commune_id == commune_id, Cycle.state == CycleState.APPROVED)
        .where(Cycle.identity_level == IdentityLevel.CLOSED_ROLL)
        .where(Phase.kind == PhaseKind.VOTE, now < Phase.closes_at)
        .order_by(Phase.opens_at, Cycle.id)
    )
    rows = session.execute(query if cycle_id is None else query.where(Cycle.id == cycle_id)).all()
    lacks = [
        RollLack(name_vote(cycle), opens_at, opens_at <= now, waits, sum(listed_people(session, cycle.id)))
        for cycle, opens_at, waits in rows
    ]
    return [one for one in lacks if one.file_waits or not one.people]
