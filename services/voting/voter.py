"""Who votes: what is known of the sender of a ballot, and the name under which the ballot stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from services.codes.marks import place_of
from services.keyring import CycleKey
from services.voting.paper import Poll, VoteReason


@dataclass(frozen=True, slots=True)
class Voting:
    """Who votes and when: the proven number, the channel, the instants, the arrival sequence.

    `counts` is False for a try-out phone in a real commune, which may look but not vote. `passed` is the pass of a
    voting code that was shown. `phone` is a keyed hash of where the message came from, under which wrong codes and
    those who vote from one phone are counted; it is empty where a member of staff typed the ballot. `said_at` is when
    a ballot was said that waited for its number: whether it is taken is judged now, what it replaces by then.
    """

    number: str | None
    channel: str
    language: str | None
    event_at: datetime | None
    arrived_at: datetime
    sequence: int
    time_zone: str = "UTC"
    counts: bool = True
    is_simulated: bool = False
    passed: str | None = None
    phone: str = ""
    said_at: datetime | None = None


def owner_of(session: Session, poll: Poll, key: CycleKey, voting: Voting) -> str:
    """Return the voter of a ballot: of the number, or at level C of the code alone, from whatever phone it came."""
    if not poll.takes_codes:
        return key.voter(proven_number(voting))
    check_counts(voting)
    if voting.passed is None:
        raise Refusal(VoteReason.CODE_NEEDED)
    owner = place_of(session, key, poll.cycle_id, voting.passed)
    if owner is None:
        raise Refusal(VoteReason.CODE_NOT_GOOD)
    return owner


def proven_number(voting: Voting) -> str:
    """Return the number that votes; a `Refusal` where none is proven or the phone is only a try-out."""
    check_counts(voting)
    if not voting.number:
        raise Refusal(VoteReason.PHONE_NOT_PROVEN)
    return voting.number


def check_counts(voting: Voting) -> None:
    """Refuse a phone that is only a try-out."""
    if not voting.counts:
        raise Refusal(VoteReason.TRIAL_PHONE)
