"""Showing a voting code: good for a pass, or counted among the wrong ones of its phone."""

from __future__ import annotations

from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from services.codes.marks import is_good
from services.codes.tries import may_try, note_wrong
from services.house import House
from services.voting.cast import Voting, check_counts, load_key, why_not_take
from services.voting.paper import Poll, VoteReason


def accept_code(session: Session, house: House, poll: Poll, voting: Voting, phone: str, code: str) -> str:
    """Return the pass of a code that may vote; a `Refusal` says what to do, and the same for unknown and voided.

    `phone` is a keyed hash of where the message came from, under which a wrong code is counted.
    """
    check_counts(voting)
    if no := why_not_take(session, poll):
        raise no
    key = load_key(house, poll)
    if not may_try(session, poll.cycle_id, phone, voting.arrived_at):
        raise Refusal(VoteReason.TOO_MANY_CODES)
    mark = key.mark(code)
    if not is_good(session, poll.cycle_id, mark):
        note_wrong(session, poll.cycle_id, phone, voting.arrived_at)
        raise Refusal(VoteReason.CODE_NOT_GOOD)
    return key.seal_pass(mark)
