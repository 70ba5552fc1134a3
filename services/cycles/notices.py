"""Public notices: in a commune of one person, what that person will do alone once 48 hours have passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Approval, Cycle
from models.cycle import CycleState
from services.by_hand.boxes import closing_of, open_boxes
from services.by_hand.meeting_consent import meetings_stood_by
from services.cycles.consent import Matter, consent_of
from services.cycles.draft import numbers_drawn_at
from services.cycles.result import has_result
from services.roll.asking import is_addition_open


@dataclass(frozen=True, slots=True)
class Notice:
    """One announced act: on which cycle, of which digest, since when, and from when it may be done alone."""

    cycle_id: int
    title: str
    matter: Matter
    digest: str
    published_at: datetime
    alone_from: datetime


def notices_of(session: Session, commune_id: int) -> list[Notice]:
    """Return what the commune's one person has announced and not done yet, for the public page; the latest first."""
    rows = session.execute(
        select(Cycle, Approval)
        .join(Approval, Approval.subject_id == Cycle.id)
        .where(Cycle.commune_id == commune_id, Approval.subject.in_(list(Matter)))
        .order_by(Approval.given_at.desc())
    ).all()
    found = [_notice(session, cycle, yes) for cycle, yes in rows if _is_open(session, cycle, yes)]
    return [notice for notice in found if notice is not None]


def _notice(session: Session, cycle: Cycle, yes: Approval) -> Notice | None:
    matter = Matter(yes.subject)
    alone_from = consent_of(session, cycle, matter, yes.digest).alone_from
    if alone_from is None or (matter is Matter.PLAN and yes.digest != cycle.rules_hash):
        return None
    return Notice(cycle.id, cycle.title, matter, yes.digest, yes.given_at, alone_from)


def _is_open(session: Session, cycle: Cycle, yes: Approval) -> bool:
    matter = Matter(yes.subject)
    if matter is Matter.ROLL_ADDITION:
        return is_addition_open(session, cycle, yes.digest)
    if matter is Matter.BALLOT_BOX:
        return any(closing_of(session, cycle, box).digest == yes.digest for box in open_boxes(session, cycle.id))
    if matter is Matter.COUNT_SHEET:
        return any(consent.digest == yes.digest for _number, consent in meetings_stood_by(session, cycle))
    if matter is Matter.PLAN:
        return cycle.state == CycleState.DRAFT
    if matter is Matter.NUMBERS:
        last = numbers_drawn_at(cycle)
        return cycle.state == CycleState.DRAFT and (last is None or yes.given_at > last)
    if matter is Matter.KEY_END:
        return cycle.key_destroyed_at is None
    if matter is Matter.DRAW:
        return cycle.state == CycleState.APPROVED and cycle.drawn is None
    return cycle.state == CycleState.APPROVED and (matter is Matter.VOID or not has_result(session, cycle.id))
