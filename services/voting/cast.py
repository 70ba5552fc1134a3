"""Casting a ballot: judged, sealed under the cycle's key, and the last one before closing stands."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.ports import CastBallot, ProjectView
from budgeting.ballot import BallotRules, Judgement, judge_choices
from budgeting.phases import counts_as_cast_at
from budgeting.receipts import commit_receipt, new_receipt
from budgeting.refusal import Refusal
from models import Ballot, PendingEntry, Turnout
from models.ballot import LogEvent
from services.clock import day_in, hour_of
from services.house import House
from services.keyring import CycleKey, KeyMissing
from services.voting.paper import Poll, VoteReason


@dataclass(frozen=True, slots=True)
class Voting:
    """Who votes and when: the proven number, the channel, the instants, the arrival sequence.

    `counts` is False for a try-out phone in a real commune, which may look but not vote.
    """

    number: str | None
    channel: str
    language: str
    event_at: datetime | None
    arrived_at: datetime
    sequence: int
    time_zone: str = "UTC"
    counts: bool = True
    is_simulated: bool = False


def cast_ballot(
    session: Session, house: House, poll: Poll, voting: Voting, numbers: list[int], *, echo: bool = True
) -> CastBallot:
    """Record a ballot and return what stands; a `Refusal` changes nothing."""
    moment = counts_as_cast_at(voting.event_at, voting.arrived_at, poll.grace)
    if no := poll.why_not_at(moment):
        raise no
    judged = judge_choices(
        numbers, {project.number for project in poll.projects}, BallotRules(max_choices=poll.max_choices)
    )
    key = load_key(house, poll)
    voter = key.voter(proven_number(voting))
    before = _standing(session, poll, voter, key)
    fresh = _record(judged, moment, voting)
    if before is not None and (before["at"], before["seq"]) > (fresh["at"], fresh["seq"]):
        return _view(poll, before, (), stands=False, echo=echo)
    replaced = _store(session, poll, key, voter, fresh, before, voting)
    return _view(poll, fresh, judged.unknown, replaced=replaced, echo=echo)


def my_ballot(session: Session, house: House, poll: Poll, voting: Voting, *, echo: bool = True) -> CastBallot | None:
    """Return the ballot that stands for this number, or None."""
    key = load_key(house, poll)
    before = _standing(session, poll, key.voter(proven_number(voting)), key)
    return None if before is None else _view(poll, before, (), echo=echo)


def load_key(house: House, poll: Poll) -> CycleKey:
    """Return the cycle's key; a `Refusal` while it is not on this machine."""
    try:
        return house.keyring.load(poll.cycle_id)
    except KeyMissing:
        raise Refusal(VoteReason.NOT_READY) from None


def proven_number(voting: Voting) -> str:
    """Return the number that votes; a `Refusal` where none is proven or the phone is only a try-out."""
    if not voting.counts:
        raise Refusal(VoteReason.TRIAL_PHONE)
    if not voting.number:
        raise Refusal(VoteReason.PHONE_NOT_PROVEN)
    return voting.number


def _record(judged: Judgement, moment: datetime, voting: Voting) -> dict[str, Any]:
    return {
        "choices": list(judged.recorded),
        "at": moment.isoformat(timespec="microseconds"),
        "seq": voting.sequence,
        "receipt": new_receipt(os.urandom),
    }


def _standing(session: Session, poll: Poll, voter: str, key: CycleKey) -> dict[str, Any] | None:
    sealed = session.execute(
        select(Ballot.sealed).where(Ballot.cycle_id == poll.cycle_id, Ballot.voter == voter).with_for_update()
    ).scalar_one_or_none()
    return None if sealed is None else key.open(sealed)


def _store(
    session: Session,
    poll: Poll,
    key: CycleKey,
    voter: str,
    fresh: dict[str, Any],
    before: dict[str, Any] | None,
    voting: Voting,
) -> bool:
    row = {
        "sealed": key.seal(fresh),
        "channel": voting.channel,
        "in_grace": voting.arrived_at >= poll.closes_at,
        "hour": hour_of(voting.arrived_at),
    }
    if before is None and _insert(session, poll, voter, row):
        _log(session, poll, LogEvent.CAST, fresh["receipt"], row["hour"])
        _turn_out(session, poll, voting)
        return False
    # On PostgreSQL the same voter may have been recorded meanwhile on another channel: this message is the later one.
    before = before or _standing(session, poll, voter, key)
    session.execute(update(Ballot).where(Ballot.cycle_id == poll.cycle_id, Ballot.voter == voter).values(**row))
    if before:
        _log(session, poll, LogEvent.REPLACED, before["receipt"], row["hour"])
    _log(session, poll, LogEvent.CAST, fresh["receipt"], row["hour"])
    return True


def _insert(session: Session, poll: Poll, voter: str, row: dict[str, Any]) -> bool:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = (
        dialect.insert(Ballot)
        .values(id=os.urandom(16).hex(), cycle_id=poll.cycle_id, voter=voter, **row)
        .on_conflict_do_nothing(index_elements=["cycle_id", "voter"])
        .returning(Ballot.id)
    )
    return session.execute(statement).scalar_one_or_none() is not None


def _log(session: Session, poll: Poll, event: LogEvent, receipt: str, hour: datetime) -> None:
    session.execute(
        insert(PendingEntry).values(
            id=os.urandom(16).hex(),
            cycle_id=poll.cycle_id,
            event=event,
            commitment=commit_receipt(receipt, log_salt(poll.cycle_id)),
            hour=hour,
        )
    )


def log_salt(cycle_id: int) -> bytes:
    """Return the public salt that keeps the receipts of two cycles apart."""
    return f"palabre cycle {cycle_id}".encode()


def _turn_out(session: Session, poll: Poll, voting: Voting) -> None:
    session.execute(
        insert(Turnout).values(
            id=os.urandom(16).hex(),
            cycle_id=poll.cycle_id,
            channel=voting.channel,
            language=voting.language,
            day=day_in(voting.arrived_at, voting.time_zone),
            simulated=voting.is_simulated,
        )
    )


def _view(
    poll: Poll,
    record: dict[str, Any],
    unknown: tuple[int, ...],
    *,
    replaced: bool = False,
    stands: bool = True,
    echo: bool = True,
) -> CastBallot:
    by_number: dict[int, ProjectView] = {project.number: project for project in poll.projects}
    chosen = tuple(by_number[number] for number in record["choices"] if number in by_number)
    return CastBallot(chosen, unknown, record["receipt"], poll.closes_at, replaced, stands, echo)
