"""Level D: people on a closed list vote once each; a ballot of anybody else is kept apart until they are found."""

from __future__ import annotations

import os
from dataclasses import replace

from sqlalchemy.orm import Session

from bot.ports import CastBallot
from budgeting.ballot import Marks
from budgeting.refusal import Refusal
from models import Contact, WaitingBallot
from models.roll import UnmatchedState
from services.clock import hour_of
from services.house import House
from services.roll.asking import ask_to_come, drop_aside, unmatched_of
from services.roll.matching import find_by_phone, paper_of
from services.rows import put
from services.voting.cast import Voting, enter_ballot, load_key, make_record, proven_number, standing_ballot
from services.voting.paper import Poll, VoteReason
from services.voting.recorded import view_of_record


def cast_on_roll(
    session: Session,
    house: House,
    poll: Poll,
    voting: Voting,
    contact: Contact,
    line_id: int,
    marks: Marks | None,
    *,
    echo: bool = True,
) -> CastBallot:
    """Record the ballot of somebody on the list, a blank one where `marks` is None, or keep it apart for anybody else.

    A `Refusal` changes nothing.
    """
    number, key = proven_number(voting), load_key(house, poll)
    listed = find_by_phone(session, key, poll.cycle_id, number)
    if listed is not None:
        own = paper_of(session, poll, listed.zone_id)
        record, unknown = make_record(session, own, voting, marks)
        return enter_ballot(session, poll, key, key.roll_voter(listed.entry_id), voting, record, unknown, echo=echo)
    record, unknown = make_record(session, poll, voting, marks)
    asked = ask_to_come(session, poll.cycle_id, contact, line_id, voting.arrived_at, voting.time_zone)
    if asked.state == UnmatchedState.REFUSED:
        raise Refusal(VoteReason.NOT_ON_ROLL)
    voter = key.voter(number)
    drop_aside(session, poll.cycle_id, voter)
    put(
        session,
        WaitingBallot,
        id=os.urandom(16).hex(),
        cycle_id=poll.cycle_id,
        voter=voter,
        sealed=key.seal(record),
        proof=None,
        wrong=0,
        hour=hour_of(voting.arrived_at),
        is_told=False,
    )
    return replace(view_of_record(poll, record, unknown, echo=echo), aside=asked.reference, receipt="")


def own_poll(session: Session, house: House, poll: Poll, number: str | None) -> Poll:
    """Return the poll with the projects that a number may choose, where zones decide; all of them for anybody else."""
    if not poll.own_zone_only or number is None:
        return poll
    listed = find_by_phone(session, load_key(house, poll), poll.cycle_id, number)
    return poll if listed is None else paper_of(session, poll, listed.zone_id)


def my_ballot_on_roll(
    session: Session, house: House, poll: Poll, voting: Voting, *, echo: bool = True
) -> CastBallot | None:
    """Return the ballot that stands for the person of the list whose phone it is, or None."""
    number, key = proven_number(voting), load_key(house, poll)
    listed = find_by_phone(session, key, poll.cycle_id, number)
    if listed is None:
        return None
    return standing_ballot(session, poll, key, key.roll_voter(listed.entry_id), voting, echo=echo)


def kept_aside(session: Session, poll: Poll, contact: Contact) -> str:
    """Return under which reference a contact's ballot is kept apart, "" where none is."""
    asked = unmatched_of(session, poll.cycle_id, contact.id)
    return asked.reference if asked is not None and asked.state == UnmatchedState.WAITING else ""
