"""Voting codes in messages: shown for a pass or counted among a phone's wrong ones, and looked for in other words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Contact
from services.codes.marks import is_good, is_handed_out
from services.codes.tries import may_look, may_try, note_wrong
from services.house import House
from services.keyring import CycleKey
from services.voting.box import load_key, why_not_take
from services.voting.paper import Poll, VoteReason
from services.voting.voter import Voting, check_counts


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


def may_be_code(
    session: Session, house: House, polls: Iterable[Poll], contact: Contact, code: str, now: datetime
) -> bool:
    """Was this number handed out as a code in one of these polls, as far as may be looked today?

    It counts as no try. Who has looked in vain hears yes to all: the number is then cut out of their words, and nobody
    learns more of it.
    """
    keys = {poll.cycle_id: key for poll in polls if poll.takes_codes and (key := _key_of(house, poll))}
    phone = house.vault.hash("code looks", contact.phone_hash or contact.address_hash)
    if not all(may_look(session, cycle_id, phone, now) for cycle_id in keys):
        return True
    if any(is_handed_out(session, cycle_id, key.mark(code)) for cycle_id, key in keys.items()):
        return True
    for cycle_id in keys:
        note_wrong(session, cycle_id, phone, now)
    return False


def _key_of(house: House, poll: Poll) -> CycleKey | None:
    """Return the key of a poll while there is one: without it a code leads nowhere."""
    try:
        return load_key(house, poll)
    except Refusal:
        return None
