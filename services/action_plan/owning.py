"""Finding a plan and its parts, of one commune only, cleaning what is written of them, and noting what was done."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sms.clean import clean_text, one_line
from budgeting.refusal import Refusal
from models import ActionPlan, PlanCommitment, PlanIndicator
from services.action_plan.drafts import Names
from services.action_plan.reasons import PlanNo
from services.audit import record
from services.budgets.publishing import LARGEST_ID
from services.house import House
from services.revision import grow_revision

LONGEST_NAME = 200
LONGEST_TEXT = 2000


def get_plan(session: Session, commune_id: int, plan_id: int) -> ActionPlan:
    """Return a plan of the commune; one of another commune is not found."""
    found = session.get(ActionPlan, plan_id) if 0 < plan_id <= LARGEST_ID else None
    if found is None or found.commune_id != commune_id:
        raise Refusal(PlanNo.UNKNOWN)
    return found


def get_commitment(session: Session, commune_id: int, commitment_id: int) -> tuple[ActionPlan, PlanCommitment]:
    """Return a commitment of the commune with its plan."""
    query = select(ActionPlan, PlanCommitment).join(PlanCommitment, PlanCommitment.plan_id == ActionPlan.id)
    mine = (ActionPlan.commune_id == commune_id, PlanCommitment.id == min(commitment_id, LARGEST_ID))
    found = session.execute(query.where(*mine)).one_or_none()
    if found is None:
        raise Refusal(PlanNo.COMMITMENT_UNKNOWN)
    return found[0], found[1]


def get_indicator(session: Session, commitment: PlanCommitment, indicator_id: int) -> PlanIndicator:
    """Return an indicator of a commitment."""
    found = session.get(PlanIndicator, indicator_id) if 0 < indicator_id <= LARGEST_ID else None
    if found is None or found.commitment_id != commitment.id:
        raise Refusal(PlanNo.INDICATOR_UNKNOWN)
    return found


def name_of(text: str) -> str | None:
    """Return a text of one line, None where there is none; `Refusal` for one that is too long."""
    _refuse_long(text, LONGEST_NAME)
    return one_line(text) or None


def prose_of(text: str) -> str | None:
    """Return a text of several lines, None where there is none; `Refusal` for one that is too long."""
    _refuse_long(text, LONGEST_TEXT)
    return clean_text(text).strip() or None


def names_of(given: Names) -> dict[str, str]:
    """Return what something is called, in each language that has a word for it."""
    said = {language: name_of(text) for language, text in given.items()}
    return {language: text for language, text in said.items() if text}


def texts_of(given: Names) -> dict[str, str]:
    """Return what something says, in each language that says it."""
    said = {language: prose_of(text) for language, text in given.items()}
    return {language: text for language, text in said.items() if text}


def note(
    session: Session, house: House, act: str, plan: ActionPlan, staff_id: int | None, **details: str | int
) -> None:
    """Write what was done with a plan into the trail, and let turns read it anew."""
    session.flush()
    grow_revision(session, plan.commune_id)
    record(
        session,
        house,
        act=act,
        subject="action_plan",
        subject_id=plan.id,
        details=details,
        staff_id=staff_id,
        commune_id=plan.commune_id,
    )


def _refuse_long(text: str, most: int) -> None:
    """Refuse rather than cut: cleaning cuts in silence what is longer."""
    if len(text.strip()) > most:
        raise Refusal(PlanNo.TEXT_TOO_LONG, most=most)
