"""Whether a ballot of somebody may lie in a box: who asks to be forgotten is told that it stays."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Ballot, Commune, Cycle
from models.cycle import CycleState, IdentityLevel
from services.house import House
from services.voting.box import key_of_box
from services.voting.paper import Poll, polls_of

NUMBERLESS = {IdentityLevel.VOTING_CODE, IdentityLevel.CLOSED_ROLL}
"""Levels at which a ballot stands under something else than a number."""


def may_have_voted(session: Session, house: House, commune: Commune, number: str | None, now: datetime) -> bool:
    """Can there be a ballot of this number (E.164) in any poll of the commune, of this cycle or of an earlier one?

    A vote by codes, or of a list, knows no numbers: as soon as it is open, anybody may have voted in it.
    """
    polls = polls_of(session, house, commune)
    return any(_may_hold(session, house, poll, number, now) for poll in polls) or any(
        level in NUMBERLESS or _may_hold_mine(session, house, cycle_id, fingerprint, number)
        for cycle_id, fingerprint, level in _voided_boxes(session, commune)
    )


def _voided_boxes(session: Session, commune: Commune) -> list[tuple[int, str | None, str]]:
    """Return the boxes of voided votes that hold ballots, with their keys' fingerprints and their levels.

    These ballots are counted for nothing, and stay. So the rule of a closed vote does not reach them: as in an open
    one, whose they are may be looked for while the key is there.
    """
    boxes = select(Cycle.id, Cycle.key_fingerprint, Cycle.identity_level).where(
        Cycle.commune_id == commune.id,
        Cycle.state == CycleState.VOIDED,
        exists().where(Ballot.cycle_id == Cycle.id),
    )
    return [(cycle_id, fingerprint, level) for cycle_id, fingerprint, level in session.execute(boxes)]


def _may_hold(session: Session, house: House, poll: Poll, number: str | None, now: datetime) -> bool:
    """Say what is known of a box: nothing lies in it before, and nobody looks for one person's ballot afterwards."""
    if poll.takes_codes or poll.has_roll:
        return now >= poll.opens_at
    if now < poll.opens_at or now >= poll.closes_at:
        return number is not None and now >= poll.closes_at
    return _may_hold_mine(session, house, poll.cycle_id, poll.key_fingerprint, number)


def _may_hold_mine(session: Session, house: House, cycle_id: int, fingerprint: str | None, number: str | None) -> bool:
    if number is None:
        return False
    try:
        voter = key_of_box(house, cycle_id, fingerprint).voter(number)
    except Refusal:  # without its key nobody can tell
        return True
    own = select(Ballot.voter).where(Ballot.cycle_id == cycle_id, Ballot.voter == voter)
    return session.scalar(own) is not None
