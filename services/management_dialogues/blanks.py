"""What the minutes of a management dialogue do not say, to be looked at before they are closed."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import FollowUp, ManagementDialogue, ManagementGap, ReviewedProgramme
from services.management_dialogues.figures import was_over
from services.management_dialogues.owning import ORIGIN, get_dialogue
from services.programmes.standing import Verdict, verdict_of


class Blank(StrEnum):
    """What is empty."""

    PARTICIPANTS = "participants"
    CAUSES = "causes"
    FINDINGS = "findings"
    DECISIONS = "decisions"


def blanks_of(session: Session, commune_id: int, dialogue_id: int) -> list[Blank]:
    """Return what is empty in the minutes of a dialogue; a cause is missing only where a target was missed."""
    row = get_dialogue(session, commune_id, dialogue_id)
    says = {
        Blank.PARTICIPANTS: bool(row.participants),
        Blank.CAUSES: _has_cause(session, row),
        Blank.FINDINGS: _has_finding(session, row),
        Blank.DECISIONS: bool(row.decisions) or _has_action(session, row),
    }
    return [blank for blank, is_said in says.items() if not is_said]


def _has_cause(session: Session, row: ManagementDialogue) -> bool:
    reviewed = session.scalars(select(ReviewedProgramme).where(ReviewedProgramme.dialogue_id == row.id))
    is_over = {one.programme_id: was_over(one.figures) for one in reviewed}
    missed = [
        gap
        for gap in session.scalars(select(ManagementGap).where(ManagementGap.dialogue_id == row.id))
        if Verdict.MISSED is verdict_of(gap.target, gap.result, falls=gap.falls, is_over=is_over[gap.programme_id])
    ]
    return not missed or any(gap.cause for gap in missed)


def _has_finding(session: Session, row: ManagementDialogue) -> bool:
    mine = (ReviewedProgramme.dialogue_id == row.id, ReviewedProgramme.findings.is_not(None))
    return session.scalar(select(ReviewedProgramme.programme_id).where(*mine).limit(1)) is not None


def _has_action(session: Session, row: ManagementDialogue) -> bool:
    mine = (FollowUp.commune_id == row.commune_id, FollowUp.origin == ORIGIN, FollowUp.origin_id == row.id)
    return session.scalar(select(FollowUp.id).where(*mine).limit(1)) is not None
