"""Writing plans down, and showing them to everybody."""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import ActionPlan, Document, FollowUp, PlanActivity, PlanCommitment
from models.follow_up import Visibility
from services.action_plan.drafts import PlanDraft
from services.action_plan.owning import get_plan, name_of, names_of, note
from services.action_plan.reasons import PlanNo
from services.follow_ups.moving import show_to
from services.follow_ups.written_days import EARLIEST, LATEST
from services.house import House
from services.indicators.base import LONGEST_PERIOD


def add_plan(session: Session, house: House, commune_id: int, draft: PlanDraft, *, staff_id: int | None) -> int:
    """Write a plan down, for staff alone until it is published, and return its id."""
    row = ActionPlan(commune_id=commune_id, made_at=house.clock())
    _fill(session, row, draft)
    session.add(row)
    note(session, house, "plan_added", row, staff_id)
    return row.id


def change_plan(
    session: Session, house: House, commune_id: int, plan_id: int, draft: PlanDraft, *, staff_id: int | None
) -> None:
    """Write other words, another period or another document for a plan."""
    row = get_plan(session, commune_id, plan_id)
    _fill(session, row, draft)
    note(session, house, "plan_changed", row, staff_id)


def publish_plan(session: Session, house: House, commune_id: int, plan_id: int, *, staff_id: int | None) -> None:
    """Show a plan to everybody, with the promises it holds that staff alone have read."""
    row = get_plan(session, commune_id, plan_id)
    if row.published_at is not None:
        raise Refusal(PlanNo.NOTHING_NEW)
    if not _has_commitments(session, row):
        raise Refusal(PlanNo.WITHOUT_COMMITMENT)
    row.published_at = house.clock()
    note(session, house, "plan_published", row, staff_id)
    _show_activities(session, house, row, Visibility.STAFF, Visibility.PUBLIC, staff_id)


def withdraw_plan(session: Session, house: House, commune_id: int, plan_id: int, *, staff_id: int | None) -> None:
    """Take a plan back to be put right: staff alone read it and its promises, and nobody follows these any more."""
    row = get_plan(session, commune_id, plan_id)
    if row.published_at is None:
        raise Refusal(PlanNo.NOTHING_NEW)
    row.published_at = None
    note(session, house, "plan_withdrawn", row, staff_id)
    _show_activities(session, house, row, Visibility.PUBLIC, Visibility.STAFF, staff_id)


def remove_plan(session: Session, house: House, commune_id: int, plan_id: int, *, staff_id: int | None) -> None:
    """Remove a plan written down by mistake: one without a commitment."""
    row = get_plan(session, commune_id, plan_id)
    if _has_commitments(session, row):
        raise Refusal(PlanNo.HAS_COMMITMENTS)
    note(session, house, "plan_removed", row, staff_id)
    session.delete(row)
    session.flush()


def _fill(session: Session, row: ActionPlan, draft: PlanDraft) -> None:
    titles = names_of(draft.titles)
    if not titles:
        raise Refusal(PlanNo.WITHOUT_TITLE)
    first, last = draft.first_on, draft.last_on
    if not EARLIEST <= first <= last <= LATEST or last - first > LONGEST_PERIOD:
        raise Refusal(PlanNo.PERIOD_WRONG)
    row.titles, row.first_on, row.last_on = titles, first, last
    row.partner = name_of(draft.partner)
    row.document_id = _document(session, row, draft.document_id)


def _document(session: Session, row: ActionPlan, document_id: int | None) -> int | None:
    """Return the published document that the plan is; the one it had may have been withdrawn since."""
    if document_id is None or document_id == row.document_id:
        return document_id
    found = session.get(Document, document_id)
    if found is None or found.commune_id != row.commune_id or found.withdrawn_at is not None:
        raise Refusal(PlanNo.DOCUMENT_UNKNOWN)
    return found.id


def _has_commitments(session: Session, row: ActionPlan) -> bool:
    return bool(session.scalar(select(exists().where(PlanCommitment.plan_id == row.id))))


def _show_activities(
    session: Session, house: House, plan: ActionPlan, now: Visibility, then: Visibility, staff_id: int | None
) -> None:
    """Show the activities of a plan that are read by some to others; those of which somebody chose readers stay."""
    numbers = session.scalars(
        select(FollowUp.number)
        .join(PlanActivity, PlanActivity.follow_up_id == FollowUp.id)
        .join(PlanCommitment, PlanCommitment.id == PlanActivity.commitment_id)
        .where(PlanCommitment.plan_id == plan.id, FollowUp.visibility == now)
        .order_by(FollowUp.number)
    ).all()
    for number in numbers:
        show_to(session, house, plan.commune_id, number, then, staff_id=staff_id)
