"""The votes that announce a way beside people's own phones: with help, in a booth, on paper, by show of hands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from budgeting.ways_in import WaysIn
from models import Commune, Cycle
from models.cycle import CycleState
from services.by_hand.reasons import HandReason
from services.by_hand.typing import poll_of
from services.cycles.draft import get_cycle
from services.cycles.result import is_counted
from services.cycles.ways import ways_of
from services.house import House
from services.voting.paper import Poll, VoteReason, polls_of

LONGEST_PLACE = 60
"""Characters of where a box stands or a meeting is held."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """One way of voting without a phone of one's own: whether rules announce it, and what is said where they do not."""

    is_in: Callable[[WaysIn], bool]
    refusal: HandReason


HELP = ByHand(lambda ways: ways.with_help, HandReason.NO_HELP)
BOOTH = ByHand(lambda ways: ways.in_booth, HandReason.NO_BOOTH)
PAPER = ByHand(lambda ways: ways.on_paper, HandReason.NO_PAPER)
HANDS = ByHand(lambda ways: ways.by_hands, HandReason.NO_HANDS)


def votes_by(way: ByHand, session: Session, house: House, commune_id: int) -> list[Poll]:
    """Return the commune's votes that announce the way, the latest first."""
    commune = session.get_one(Commune, commune_id)
    return [poll for poll in polls_of(session, house, commune) if way.is_in(poll.ways)]


def vote_by(way: ByHand, session: Session, house: House, commune_id: int, cycle_id: int) -> Poll:
    """Return a vote of the commune that takes ballots this way; a `Refusal` where its rules do not announce it."""
    poll = poll_of(session, house, commune_id, cycle_id)
    if not way.is_in(poll.ways):
        raise Refusal(way.refusal)
    return poll


def open_vote_by(way: ByHand, session: Session, house: House, commune_id: int, cycle_id: int) -> tuple[Cycle, Poll]:
    """Return the cycle, locked against ballots and the count, and its vote; a `Refusal` where it takes none."""
    cycle = get_cycle(session, commune_id, cycle_id)
    if not way.is_in(ways_of(cycle)):
        raise Refusal(way.refusal)
    if cycle.state != CycleState.APPROVED:
        raise Refusal(VoteReason.NO_VOTE_OPEN)
    if is_counted(session, cycle.id):
        raise Refusal(HandReason.COUNTED)
    return cycle, vote_by(way, session, house, commune_id, cycle_id)


def takes_more(session: Session, house: House, poll: Poll) -> bool:
    """May more be entered? From the opening of the vote until it is counted."""
    return not is_counted(session, poll.cycle_id) and house.clock() >= poll.opens_at
