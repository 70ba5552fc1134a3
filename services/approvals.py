"""Things that take two people: who has said yes to exactly this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Approval, Staff, Witness
from services.audit import record
from services.house import House

ENOUGH = 2


class ApprovalReason(StrEnum):
    """Why an approval is not taken."""

    GIVEN_ALREADY = "approval_given_already"


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """One yes; `who` is the name of the member of staff, or of the outside witness where `staff_id` is None."""

    staff_id: int | None
    who: str
    note: str | None
    given_at: datetime
    witness_id: int | None = None


def approve(
    session: Session,
    house: House,
    subject: str,
    subject_id: int,
    digest: str,
    staff_id: int | None,
    *,
    commune_id: int | None = None,
    note: str | None = None,
    witness_id: int | None = None,
) -> int:
    """Note one person's yes to the thing of that digest and return how many it has now.

    `digest` is SHA-256, hex, of what exactly was approved. `Refusal` when the same person has said yes before. It is
    the yes of a member of staff, or of an outside witness, and then `staff_id` is None.
    """
    who = (staff_id, witness_id)
    if any((given.staff_id, given.witness_id) == who for given in approvals_of(session, subject, subject_id, digest)):
        raise Refusal(ApprovalReason.GIVEN_ALREADY)
    given = Approval(subject=subject, subject_id=subject_id, digest=digest, staff_id=staff_id, note=note)
    given.witness_id = witness_id
    _add(session, house, given)
    details = {"digest": digest} if witness_id is None else {"digest": digest, "witness": witness_id}
    _note(session, house, "approved", subject, subject_id, details, staff_id, commune_id)
    return count_approvals(session, subject, subject_id, digest)


def withdraw_others(session: Session, subject: str, subject_id: int, staff_id: int, digest: str) -> None:
    """Take back what one person has said yes to before on a thing, unless it was exactly this."""
    mine = (Approval.subject == subject, Approval.subject_id == subject_id, Approval.staff_id == staff_id)
    session.execute(delete(Approval).where(*mine, Approval.digest != digest))


def approvals_of(session: Session, subject: str, subject_id: int, digest: str) -> tuple[ApprovalView, ...]:
    """Return who has said yes to exactly this, first to last."""
    return _views(session, Approval.subject == subject, Approval.subject_id == subject_id, Approval.digest == digest)


def approvals_on(session: Session, subject: str, subject_id: int) -> tuple[ApprovalView, ...]:
    """Return who has said yes on a thing, first to last, whatever exactly each of them approved."""
    return _views(session, Approval.subject == subject, Approval.subject_id == subject_id)


def _views(session: Session, *which: ColumnElement[bool]) -> tuple[ApprovalView, ...]:
    rows = session.execute(
        select(Approval, func.coalesce(Staff.name, Witness.name))
        .outerjoin(Staff, Staff.id == Approval.staff_id)
        .outerjoin(Witness, Witness.id == Approval.witness_id)
        .where(*which)
        .order_by(Approval.id)
    )
    return tuple(ApprovalView(yes.staff_id, name, yes.note, yes.given_at, yes.witness_id) for yes, name in rows)


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
    details: Mapping[str, Any],
    staff_id: int | None,
    commune_id: int | None,
) -> None:
    record(
        session,
        house,
        act=act,
        subject=subject,
        subject_id=subject_id,
        details=details,
        staff_id=staff_id,
        commune_id=commune_id,
    )
