"""Things that take two people, and what a commune with one person does instead.

A yes is bound to a digest of exactly what was seen. Where a commune has one person, that person's yes is also the
public notice: 48 hours later the same person may go on alone, and the result says so for ever. A notice begins when
nobody else is there to say yes: who sends the others away waits from then on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import AuditEntry, Cycle, Staff
from services.approvals import ENOUGH, ApprovalView, approvals_of, approve
from services.cycles.reasons import CycleReason
from services.house import House
from services.roles import DECIDERS

NOTICE = timedelta(hours=48)
PEOPLE_LEAVE = ("staff_deactivated", "staff_roles_changed")
"""The acts in the trail after which fewer may decide."""


class Matter(StrEnum):
    """What two people say yes to; the subject of their approvals."""

    PLAN = "cycle_plan"
    RESULT = "cycle_result"
    VOID = "cycle_void"
    KEY_END = "cycle_key_end"
    DRAW = "cycle_draw"
    NUMBERS = "cycle_numbers"
    ROLL_ADDITION = "roll_addition"
    BALLOT_BOX = "ballot_box"
    COUNT_SHEET = "count_sheet"


@dataclass(frozen=True, slots=True)
class Consent:
    """Who said yes to exactly this; `alone_from` is set where the commune has one person and a notice runs."""

    digest: str
    voices: tuple[ApprovalView, ...]
    alone_from: datetime | None = None

    @property
    def is_given(self) -> bool:
        """Have two people said yes, one of them at least of the staff?"""
        return len(self.voices) >= ENOUGH and self.has_staff

    @property
    def has_staff(self) -> bool:
        """Has a member of staff said yes?"""
        return any(voice.staff_id is not None for voice in self.voices)


def say_yes(
    session: Session,
    house: House,
    cycle: Cycle,
    matter: Matter,
    digest: str,
    *,
    staff_id: int | None,
    alone: bool = False,
    witness_id: int | None = None,
) -> bool:
    """Note a person's yes and return whether that is enough; `alone` goes on with one yes after the public notice.

    It is the yes of a member of staff, or of an outside witness, who is only ever the second (`services.witnesses`).
    The caller holds the cycle's row, so that two people at the same moment are two. Raises `Refusal` for a second yes
    of the same person, for `alone` while the notice runs or others are there, and for a witness alone.
    """
    if witness_id is not None and not consent_of(session, cycle, matter, digest).has_staff:
        raise Refusal(CycleReason.STAFF_FIRST)
    if alone:
        check_alone(house, consent_of(session, cycle, matter, digest), staff_id)
        cycle.one_person = True
        return True
    commune_id = cycle.commune_id
    return (
        approve(session, house, matter, cycle.id, digest, staff_id, commune_id=commune_id, witness_id=witness_id)
        >= ENOUGH
    )


def consent_of(session: Session, cycle: Cycle, matter: Matter, digest: str | None) -> Consent:
    """Return who said yes to this digest, the earliest first."""
    return consent_on(session, cycle.commune_id, matter, cycle.id, digest or "")


def consent_on(session: Session, commune_id: int, subject: str, subject_id: int, digest: str) -> Consent:
    """Return who of a commune said yes to this digest of a thing, the earliest first."""
    voices = approvals_of(session, subject, subject_id, digest)
    alone = len(voices) == 1 and is_alone(session, commune_id)
    return Consent(digest, voices, _notice_from(session, commune_id, voices[0]) + NOTICE if alone else None)


def is_alone(session: Session, commune_id: int) -> bool:
    """Has the commune at most one active person who may decide, those of the whole installation among them?"""
    here = or_(Staff.commune_id == commune_id, Staff.commune_id.is_(None))
    people = session.scalars(select(Staff).where(here, Staff.active.is_(True)))
    return sum(any(role.name in DECIDERS for role in person.roles) for person in people) <= 1


def check_alone(house: House, consent: Consent, staff_id: int | None) -> None:
    """Raise a `Refusal` unless this person may go on alone now: others may decide, or the notice runs."""
    if consent.alone_from is None or staff_id is None or consent.voices[0].staff_id != staff_id:
        raise Refusal(CycleReason.NOT_ALONE)
    if house.clock() < consent.alone_from:
        raise Refusal(CycleReason.NOTICE_RUNS, from_at=consent.alone_from.isoformat())


def _notice_from(session: Session, commune_id: int, voice: ApprovalView) -> datetime:
    here = or_(AuditEntry.commune_id == commune_id, AuditEntry.commune_id.is_(None))
    left = session.scalar(select(func.max(AuditEntry.happened_at)).where(here, AuditEntry.act.in_(PEOPLE_LEAVE)))
    return max(voice.given_at, left) if left else voice.given_at
