"""Casting a ballot: judged, sealed under the cycle's key, and the last one before closing stands."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from bot.ports import CastBallot
from budgeting.ballot import BLANK, Judgement, Marks, judge_ballot
from budgeting.phases import counts_as_cast_at
from budgeting.receipts import new_receipt
from budgeting.refusal import Refusal
from services.house import House
from services.keyring import CycleKey
from services.voting.box import IN_TIME, Booth, load_key, why_not_take
from services.voting.paper import Poll, VoteReason
from services.voting.phones import brings_voter
from services.voting.recorded import view_of_record
from services.voting.voter import Voting, owner_of

STRAIGHT = timedelta(minutes=1)
"""How long a ballot by code may be on its way to have come straight."""

WAITED = "waited"
"""Only in the record of a ballot by code that came later than that; its second is nowhere: it would lead to a phone."""


def cast_ballot(
    session: Session, house: House, poll: Poll, voting: Voting, marks: Marks | None, *, echo: bool = True
) -> CastBallot:
    """Record a ballot, a blank one where `marks` is None, and return what stands; a `Refusal` changes nothing."""
    record, unknown = make_record(session, poll, voting, marks)
    key = load_key(house, poll)
    voter = owner_of(session, poll, key, voting)
    return enter_ballot(session, poll, key, voter, voting, record, unknown, echo=echo)


def make_record(
    session: Session, poll: Poll, voting: Voting, marks: Marks | None
) -> tuple[dict[str, Any], tuple[int, ...]]:
    """Return what is sealed of a ballot that may be taken now, and the numbers that are on no ballot."""
    moment = counts_as_cast_at(voting.event_at, voting.arrived_at, poll.grace)
    if no := poll.why_not_at(moment):
        raise no
    if no := why_not_take(session, poll):
        raise no
    if voting.said_at is not None:
        moment = min(moment, voting.said_at)
    judged, waited = BLANK if marks is None else judge_marks(marks, poll), False
    if poll.takes_codes:  # with the key, the instant or the number of the message would lead to its phone
        waited = voting.arrived_at - moment > STRAIGHT
        moment, voting = moment.replace(second=0, microsecond=0), replace(voting, sequence=0)
    record = _record(judged, moment, voting, is_in_grace=voting.arrived_at >= poll.closes_at)
    return {**record, WAITED: True} if waited else record, judged.unknown


def enter_ballot(
    session: Session,
    poll: Poll,
    key: CycleKey,
    voter: str,
    voting: Voting,
    fresh: dict[str, Any],
    unknown: tuple[int, ...] = (),
    *,
    echo: bool,
) -> CastBallot:
    """Put the record of a ballot into its voter's place in the box, unless a later one stands there."""
    booth = Booth(session, poll, key, voter, voting)
    before = booth.standing()
    if before is None:
        _check_cap(session, poll, key, voting)
        if booth.put_first(fresh):
            return view_of_record(poll, fresh, unknown, echo=echo)
    # On PostgreSQL the same voter may have been recorded meanwhile, on another channel.
    before = before or booth.standing()
    if before is not None and _order(before) > _order(fresh):
        return view_of_record(poll, before, (), stands=False, echo=echo)
    booth.replace(before, fresh)
    return view_of_record(poll, fresh, unknown, replaced=True, echo=echo)


def _order(record: dict[str, Any]) -> tuple[str, bool, int]:
    """Return by what the last ballot is known: of one minute, what came straight goes before what waited."""
    return record["at"], WAITED not in record, record["seq"]


def _check_cap(session: Session, poll: Poll, key: CycleKey, voting: Voting) -> None:
    """Refuse the first ballot of a code from a phone from which as many people have voted as may."""
    most = poll.voters_per_phone
    if not poll.takes_codes or most is None or not voting.phone:
        return
    if not brings_voter(session, poll.cycle_id, key.phone(voting.phone), most, voting.arrived_at):
        raise Refusal(VoteReason.PHONE_FULL, most=most)


def judge_marks(marks: Marks, poll: Poll) -> Judgement:
    """Judge a ballot by the limits and the projects of a poll."""
    return judge_ballot(marks, {project.number: project.cost for project in poll.projects}, poll.ballot)


def my_ballot(session: Session, house: House, poll: Poll, voting: Voting, *, echo: bool = True) -> CastBallot | None:
    """Return the ballot that stands for this number, or for the code that was shown, or None."""
    key = load_key(house, poll)
    return standing_ballot(session, poll, key, owner_of(session, poll, key, voting), voting, echo=echo)


def standing_ballot(
    session: Session, poll: Poll, key: CycleKey, voter: str, voting: Voting, *, echo: bool
) -> CastBallot | None:
    """Return the ballot that stands in a voter's place, or None."""
    before = Booth(session, poll, key, voter, voting).standing()
    return None if before is None else view_of_record(poll, before, (), echo=echo)


def _record(judged: Judgement, moment: datetime, voting: Voting, *, is_in_grace: bool) -> dict[str, Any]:
    record: dict[str, Any] = {
        "choices": judged.marks,
        "at": moment.isoformat(timespec="microseconds"),
        "seq": voting.sequence,
        "receipt": new_receipt(os.urandom),
    }
    return {**record, IN_TIME: None} if is_in_grace else record
