"""Things that take two people: who has said yes to exactly this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Approval, Staff
from services.audit import record
from services.house import House

ENOUGH = 2


class ApprovalReason(StrEnum):
    """Why an approval is not taken."""

    GIVEN_ALREADY = "approval_given_already"


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """One yes; `who` is the name of the member of staff."""

    staff_id: int
    who: str
    note: str | None
    given_at: datetime


def approve(
    session: Session,
    house: House,
    subject: str,
    subject_id: int,
    digest: str,
    staff_id: int,
    *,
    commune_id: int | None = None,
    note: str | None = None,
) -> int:
    """Note one person's yes to the thing of that digest and return how many it has now.

    `digest` is SHA-256, hex, of what exactly was approved. `Refusal` when the same person has said yes before.
    """
    if any(given.staff_id == staff_id for given in approvals_of(session, subject, subject_id, digest)):
        raise Refusal(ApprovalReason.GIVEN_ALREADY)
    _add(session, house, Approval(subject=subject, subject_id=subject_id, digest=digest, staff_id=staff_id, note=note))
    _note(session, house, "approved", subject, subject_id, digest, staff_id, commune_id)
    return count_approvals(session, subject, subject_id, digest)


def approvals_of(session: Session, subject: str, subject_id: int, digest: str) -> tuple[ApprovalView, ...]:
    """Return who has said yes to exactly this, first to last."""
    return _views(session, Approval.subject == subject, Approval.subject_id == subject_id, Approval.digest == digest)


def approvals_on(session: Session, subject: str, subject_id: int) -> tuple[ApprovalView, ...]:
    """Return who has said yes on a thing, first to last, whatever exactly each of them approved."""
    return _views(session, Approval.subject == subject, Approval.subject_id == subject_id)


def _views(session: Session, *which: ColumnElement[bool]) -> tuple[ApprovalView, ...]:
    rows = session.execute(
        select(Approval, Staff.name).join(Staff, Staff.id == Approval.staff_id).where(*which).order_by(Approval.id)
    )
    return tuple(ApprovalView(yes.staff_id, name, yes.note, yes.given_at) for yes, name in rows)


def count_approvals(session: Session, subject: str, subject_id: int, digest: str) -> int:
    """Return how many different people have said yes to exactly this."""
    return len(approvals_of(session, subject, subject_id, digest))


def _add(session: Session, house: House, approval: Approval) -> None:
    approval.given_at = house.clock()
    session.add(approval)
    session.flush()


def _note(
    session: Session,
    house: House,
    act: str,
    subject: str,
    subject_id: int,
    digest: str,
    staff_id: int | None,
    commune_id: int | None,
) -> None:
    record(
        session,
        house,
        act=act,
        subject=subject,
        subject_id=subject_id,
        details={"digest": digest},
        staff_id=staff_id,
        commune_id=commune_id,
    )
