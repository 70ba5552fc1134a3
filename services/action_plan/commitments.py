"""Writing the commitments of a plan down."""

from __future__ import annotations

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import ActionPlan, PlanActivity, PlanCommitment, PlanIndicator, PlanReading
from models.action_plan import Principle
from services.action_plan.drafts import CommitmentDraft
from services.action_plan.owning import get_commitment, get_plan, names_of, note, prose_of, texts_of
from services.action_plan.reasons import PlanNo
from services.house import House

MOST = 30
"""Commitments of one plan: a list that somebody reads on a phone."""
LARGEST_NUMBER = 99


def add_commitment(
    session: Session, house: House, commune_id: int, plan_id: int, draft: CommitmentDraft, *, staff_id: int | None
) -> int:
    """Write a commitment down under the number that the plan gives it, and return its id."""
    plan = get_plan(session, commune_id, plan_id)
    if (session.scalar(select(func.count()).where(PlanCommitment.plan_id == plan.id)) or 0) >= MOST:
        raise Refusal(PlanNo.TOO_MANY, most=MOST)
    row = PlanCommitment(plan_id=plan.id, number=_number(session, plan, draft.number, None))
    _fill(row, draft)
    session.add(row)
    note(session, house, "plan_commitment_added", plan, staff_id, commitment=row.number)
    return row.id


def change_commitment(
    session: Session, house: House, commune_id: int, commitment_id: int, draft: CommitmentDraft, *, staff_id: int | None
) -> None:
    """Write other words, or another number, for a commitment."""
    plan, row = get_commitment(session, commune_id, commitment_id)
    row.number = _number(session, plan, draft.number, row)
    _fill(row, draft)
    note(session, house, "plan_commitment_changed", plan, staff_id, commitment=row.number)


def remove_commitment(
    session: Session, house: House, commune_id: int, commitment_id: int, *, staff_id: int | None
) -> int:
    """Remove a commitment written down by mistake, and return the id of its plan; one with activities stays."""
    plan, row = get_commitment(session, commune_id, commitment_id)
    if session.scalar(select(exists().where(PlanActivity.commitment_id == row.id))):
        raise Refusal(PlanNo.HAS_ACTIVITIES)
    indicators = select(PlanIndicator.id).where(PlanIndicator.commitment_id == row.id)
    session.execute(delete(PlanReading).where(PlanReading.indicator_id.in_(indicators)))
    session.execute(delete(PlanIndicator).where(PlanIndicator.commitment_id == row.id))
    note(session, house, "plan_commitment_removed", plan, staff_id, commitment=row.number)
    session.delete(row)
    session.flush()
    return plan.id


def _fill(row: PlanCommitment, draft: CommitmentDraft) -> None:
    titles = names_of(draft.titles)
    if not titles:
        raise Refusal(PlanNo.WITHOUT_TITLE)
    if not set(draft.principles) <= set(map(str, Principle)):
        raise Refusal(PlanNo.PRINCIPLE_WRONG)
    row.titles, row.problems, row.solutions = titles, texts_of(draft.problems), texts_of(draft.solutions)
    row.principles = [str(one) for one in Principle if one in draft.principles]
    row.services, row.partners = prose_of(draft.services), prose_of(draft.partners)


def _number(session: Session, plan: ActionPlan, number: int, own: PlanCommitment | None) -> int:
    if not 1 <= number <= LARGEST_NUMBER:
        raise Refusal(PlanNo.NUMBER_WRONG, most=LARGEST_NUMBER)
    mine = (PlanCommitment.plan_id == plan.id, PlanCommitment.number == number)
    taken = session.scalar(select(PlanCommitment.id).where(*mine))
    if taken is not None and (own is None or taken != own.id):
        raise Refusal(PlanNo.NUMBER_TAKEN, number=number)
    return number
