"""What anybody may know of who could vote: how long the list is, how many ballots do not count for want of a proof."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import Cycle
from models.cycle import CycleState, IdentityLevel
from services.roll.asking import unmatched_people
from services.roll.importing import listed_people
from services.voting.waiting import unconfirmed

FEWEST = 5
"""People from whom on a group is told by its number."""


@dataclass(frozen=True, slots=True)
class PublicEligibility:
    """Figures of a vote at level B or D, none of which is in turnout or result.

    `uncounted` are people whose ballot does not count: not confirmed by its code (B), or not found on the list (D);
    None where they are more than none and fewer than five. `listed` and `added` are people on the list, None at B.
    `by_code` where votes by SMS of a list wait for a code as well; those that never had theirs are `unconfirmed`.
    """

    uncounted: int | None
    listed: int | None = None
    added: int | None = None
    by_code: bool = False
    unconfirmed: int | None = None


def public_eligibility(session: Session, cycle_id: int) -> PublicEligibility | None:
    """Return the figures of a vote; None at the other levels, and before it is approved."""
    cycle = session.get(Cycle, cycle_id)
    if cycle is None or cycle.state == CycleState.DRAFT:
        return None
    if cycle.identity_level == IdentityLevel.CONFIRMED_PHONE:
        return PublicEligibility(_told(unconfirmed(session, cycle.id)))
    if cycle.identity_level == IdentityLevel.CLOSED_ROLL:
        by_files, added = listed_people(session, cycle.id)
        unmatched, by_code = (
            _told(unmatched_people(session, cycle.id)),
            bool((cycle.rules or {}).get("confirming_hours")),
        )
        lapsed = _told(unconfirmed(session, cycle.id)) if by_code else None
        return PublicEligibility(unmatched, by_files + added, added, by_code, lapsed)
    return None


def _told(count: int) -> int | None:
    return count if count == 0 or count >= FEWEST else None
