"""What anybody may know of the codes of a vote: how many were made and voided, never which of them voted."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from budgeting.proof.withholding import LEAST_GROUP
from models import Cycle
from models.cycle import CycleState, IdentityLevel
from services.codes.reading import figures_of
from services.codes.setting_aside import set_aside


@dataclass(frozen=True, slots=True)
class PublicCodes:
    """Codes made and voided; `set_aside` are the ballots under voided codes, known once the box is opened.

    It is 0 while few codes are voided: of one it would say whether it had voted.
    """

    issued: int
    voided: int
    set_aside: int


def public_codes(session: Session, cycle_id: int) -> PublicCodes | None:
    """Return the figures of a vote by codes; None where people vote by their number, and before it is approved."""
    cycle = session.get(Cycle, cycle_id)
    if cycle is None or cycle.identity_level != IdentityLevel.VOTING_CODE or cycle.state == CycleState.DRAFT:
        return None
    figures = figures_of(session, cycle.id)
    aside = set_aside(session, cycle.id) if figures.voided >= LEAST_GROUP else 0
    return PublicCodes(figures.issued, figures.voided, aside)
