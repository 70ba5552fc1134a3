"""A ballot as paper and pages show it before it is written: with places for the numbers, never with some.

Whoever copies an example with the numbers of two projects votes for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from budgeting.ballot import BallotFormat
from models import Cycle
from models.cycle import IdentityLevel
from services.cycles.phases import vote_ahead

PLACE = "…"
MOST_PLACES = 3
PLACES = f"{PLACE} {PLACE}"
"""The places where no vote is to come whose rules would say how many: a poster hangs longer than that."""


@dataclass(frozen=True, slots=True)
class VoteExample:
    """What stands for the numbers of a ballot, and whether a voting code stands before them."""

    numbers: str
    is_by_code: bool


def places_for(most: int, ballot_format: BallotFormat) -> str:
    """Return a place for each of the numbers that may be sent, three at most."""
    place = f"{PLACE}:{PLACE}" if ballot_format == BallotFormat.POINTS else PLACE
    return " ".join([place] * min(MOST_PLACES, most))


def places_of(cycle: Cycle) -> str:
    """Return the places of a cycle's ballot."""
    return places_for(cycle.max_choices, BallotFormat(cycle.format))


def example_ahead(session: Session, commune_id: int, now: datetime) -> VoteExample | None:
    """Return the example of the vote that is open or comes next, None where none is to come."""
    cycle = vote_ahead(session, commune_id, now)
    return VoteExample(places_of(cycle), cycle.identity_level == IdentityLevel.VOTING_CODE) if cycle else None
