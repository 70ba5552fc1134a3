"""Levels B and D: a ballot sent by SMS counts once the code that was sent back to its number has come from there.

The sender of an SMS is only claimed. So no ballot counts, replaces another or takes one back by itself; each has a code
of its own, for a number that was confirmed once can be forged all the same. What waits is sealed under the cycle's key
and is no ballot yet: it is in no turnout and in no log.
"""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.messages import Channel
from bot.ports import CastBallot
from budgeting.ballot import Marks
from budgeting.confirming_codes import is_long as is_long_code
from budgeting.confirming_codes import new_confirming_code, new_long_code
from budgeting.refusal import Refusal
from models import WaitingBallot
from services.clock import hour_of
from services.codes.tries import may_try, note_wrong
from services.house import House
from services.keyring import CycleKey
from services.rows import put
from services.voting.box import IN_TIME, load_key, why_not_take
from services.voting.cast import enter_ballot, make_record
from services.voting.paper import Poll, VoteReason
from services.voting.phones import takes_code
from services.voting.recorded import view_of_record
from services.voting.voter import Voting, proven_number
from services.voting.waiting import lapses_at

CODES_AN_HOUR = 3
MOST_WAITING = CODES_AN_HOUR
"""Ballots of one number that wait at a time: what its owner was sent a code for stays for the hour, whatever others
send in their name."""

TRIES_A_CODE = 2
WRONG_A_DAY = 4


Enter = Callable[[dict[str, Any]], CastBallot]


@dataclass(frozen=True, slots=True)
class _Waiting:
    id: str
    sealed: bytes
    proof: str
    is_long: bool
    wrong: int
    record: dict[str, Any]

    @property
    def age(self) -> tuple[str, int]:
        return self.record["at"], self.record["seq"]


def needs_code(poll: Poll, channel: str) -> bool:
    """Must a ballot that comes this way be confirmed by a code? On Telegram nobody writes in another's name."""
    return poll.confirms and channel == Channel.SMS


def hold_ballot(
    session: Session,
    house: House,
    poll: Poll,
    voting: Voting,
    marks: Marks | None,
    due_at: datetime | None = None,
    *,
    echo: bool = True,
) -> CastBallot:
    """Keep a ballot, a blank one where `marks` is None, until its code comes back; return it with that code.

    `due_at` is when the code will be sent, None for now. A `Refusal` changes nothing.
    """
    number = proven_number(voting)
    record, unknown = make_record(session, poll, voting, marks)
    key = load_key(house, poll)
    _claim_code(session, poll, key, voting)
    waiting = _waiting_of(session, poll, key, key.voter(number), voting.arrived_at)
    _drop(session, waiting[: max(0, len(waiting) - MOST_WAITING + 1)])
    ballot_id = os.urandom(16).hex()
    # Who forges a number uses its tries up; its owner has to be able to vote all the same.
    is_long = not _has_tries(session, poll, voting)
    code = _draw(key, waiting, is_long=is_long)
    put(
        session,
        WaitingBallot,
        id=ballot_id,
        cycle_id=poll.cycle_id,
        voter=key.voter(number),
        sealed=key.seal(record),
        proof=key.proof(ballot_id, code),
        is_long=is_long,
        wrong=0,
        hour=hour_of(due_at or voting.arrived_at),
        is_told=False,
    )
    return replace(view_of_record(poll, record, unknown, echo=echo), confirming=code, receipt="")


def confirm_ballot(
    session: Session,
    house: House,
    poll: Poll,
    voting: Voting,
    code: str,
    enter: Enter | None = None,
    *,
    echo: bool = True,
) -> CastBallot:
    """Let the ballot count whose code came back; return one that waits alone with a fresh code after too many wrong.

    It counts as cast when it was sent; its code may come until the grace is over. What was sent before it waits no
    more. `enter` puts it where it belongs, into the box unless said. A `Refusal` otherwise.
    """
    number = proven_number(voting)
    if no := why_not_take(session, poll):
        raise no
    if voting.arrived_at >= poll.closes_at + poll.grace:
        raise Refusal(VoteReason.HAS_CLOSED, closes_at=poll.closes_at.isoformat())
    key = load_key(house, poll)
    waiting = _waiting_of(session, poll, key, key.voter(number), voting.arrived_at)
    if not waiting:
        raise Refusal(VoteReason.NOTHING_TO_CONFIRM)
    asked = [one for one in waiting if one.is_long == is_long_code(code)]
    is_try = not is_long_code(code) and bool(asked)
    if is_try and not _has_tries(session, poll, voting):
        return _lengthened(session, poll, key, voting, waiting, echo=echo)
    found = next((one for one in asked if hmac.compare_digest(one.proof, key.proof(one.id, code))), None)
    if found is None and not is_try:
        raise Refusal(VoteReason.CODE_WRONG_TODAY)
    if found is None:
        return _missed(session, poll, key, voting, waiting, echo=echo)
    record = _as_confirmed(found, poll, voting)
    if enter is not None:
        cast = enter(record)
    else:
        cast = enter_ballot(session, poll, key, key.voter(number), voting, record, echo=echo)
    _drop(session, [one for one in waiting if one.age <= found.age])
    return cast


def waits_for_code(
    session: Session, house: House, poll: Poll, number: str | None, now: datetime, code: str = ""
) -> bool:
    """Does a ballot of this number wait for its code, or for one like this? Eight digits may be a telephone number."""
    if number is None or now >= poll.closes_at + poll.grace:
        return False
    key = load_key(house, poll)
    waiting = _waiting_of(session, poll, key, key.voter(number), now)
    return any(one.is_long or not is_long_code(code) for one in waiting)


def _as_confirmed(found: _Waiting, poll: Poll, voting: Voting) -> dict[str, Any]:
    """Return the record of a ballot that counts by the grace where its code came in it, whenever it was sent."""
    record = {name: value for name, value in found.record.items() if name != IN_TIME}
    return {**record, IN_TIME: None} if voting.arrived_at >= poll.closes_at else record


def _missed(
    session: Session, poll: Poll, key: CycleKey, voting: Voting, waiting: list[_Waiting], *, echo: bool
) -> CastBallot:
    """Count a wrong code; a ballot that waits alone gets a fresh one when its own has been missed too often.

    Where several wait no fresh code is sent, and all stay: which of them its owner sent, and who sent the wrong codes,
    nobody can tell.
    """
    note_wrong(session, poll.cycle_id, voting.phone, voting.arrived_at)
    _change(session, [one.id for one in waiting], wrong=WaitingBallot.wrong + 1)
    if not _has_tries(session, poll, voting):
        return _lengthened(session, poll, key, voting, waiting, echo=echo)
    *others, latest = waiting
    if others or latest.wrong + 1 < TRIES_A_CODE or not _may_send_code(session, poll, key, voting):
        raise Refusal(VoteReason.CODE_WRONG)
    return _asked_anew(session, poll, key, voting, latest, is_long=False, echo=echo)


def _lengthened(
    session: Session, poll: Poll, key: CycleKey, voting: Voting, waiting: list[_Waiting], *, echo: bool
) -> CastBallot:
    """Send a code of eight digits for a ballot that waits alone; its four have been guessed at too often today."""
    *others, latest = waiting
    if others or latest.is_long or not _may_send_code(session, poll, key, voting):
        raise Refusal(VoteReason.CODE_WRONG_TODAY)
    return _asked_anew(session, poll, key, voting, latest, is_long=True, echo=echo)


def _asked_anew(
    session: Session, poll: Poll, key: CycleKey, voting: Voting, waiting: _Waiting, *, is_long: bool, echo: bool
) -> CastBallot:
    code = _draw(key, [waiting], is_long=is_long)
    values = {"proof": key.proof(waiting.id, code), "is_long": is_long, "wrong": 0, "hour": hour_of(voting.arrived_at)}
    _change(session, [waiting.id], **values)
    return replace(view_of_record(poll, waiting.record, (), echo=echo), confirming=code, receipt="", is_again=True)


def _has_tries(session: Session, poll: Poll, voting: Voting) -> bool:
    return may_try(session, poll.cycle_id, voting.phone, voting.arrived_at, most=WRONG_A_DAY)


def _claim_code(session: Session, poll: Poll, key: CycleKey, voting: Voting) -> None:
    """Count one code more; a `Refusal` says when the next one can be sent, and whether one that was sent still counts.

    The end of the vote may come before: nobody is then told to wait for an hour in which no ballot is taken.
    """
    if _may_send_code(session, poll, key, voting):
        return
    waits = bool(_waiting_of(session, poll, key, key.voter(proven_number(voting)), voting.arrived_at))
    again = hour_of(voting.arrived_at) + timedelta(hours=1)
    told = {"sent_before": 1} if waits else {}
    if again >= poll.closes_at:
        raise Refusal(VoteReason.TOO_MANY_AT_END, **told, closes_at=poll.closes_at.isoformat())
    raise Refusal(VoteReason.TOO_MANY_WAIT, **told, again_at=again.isoformat())


def _may_send_code(session: Session, poll: Poll, key: CycleKey, voting: Voting) -> bool:
    return takes_code(session, poll.cycle_id, key.phone(voting.phone), CODES_AN_HOUR, voting.arrived_at)


def _waiting_of(session: Session, poll: Poll, key: CycleKey, voter: str, now: datetime) -> list[_Waiting]:
    """Return what waits for a voter and has not lapsed, the oldest first."""
    row = WaitingBallot
    query = select(row.id, row.sealed, row.proof, row.is_long, row.wrong).where(
        row.cycle_id == poll.cycle_id,
        row.voter == voter,
        row.sealed.is_not(None),
        row.proof.is_not(None),
        row.hour > lapses_at(now),
    )
    rows = session.execute(query).all()
    found = [
        _Waiting(each.id, each.sealed, each.proof, each.is_long, each.wrong, key.open(each.sealed))
        for each in rows
        if each.sealed is not None and each.proof is not None
    ]
    return sorted(found, key=lambda one: one.age)


def _draw(key: CycleKey, beside: list[_Waiting], *, is_long: bool) -> str:
    """Draw a code that none of these ballots has: a code is for one ballot."""
    draw = new_long_code if is_long else new_confirming_code
    while True:
        code = draw(secrets.randbelow)
        if not any(one.proof == key.proof(one.id, code) for one in beside):
            return code


def _drop(session: Session, waiting: list[_Waiting]) -> None:
    if waiting:
        session.execute(delete(WaitingBallot).where(WaitingBallot.id.in_([one.id for one in waiting])))


def _change(session: Session, ids: list[str], **values: Any) -> None:
    session.execute(
        update(WaitingBallot)
        .where(WaitingBallot.id.in_(ids))
        .values(**values)
        .execution_options(synchronize_session=False)
    )
