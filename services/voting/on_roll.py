"""Level D: people on a closed list vote once each; a ballot of anybody else is kept apart until they are found."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.ports import CastBallot
from budgeting.ballot import Marks
from budgeting.refusal import Refusal
from models import Contact
from models.roll import UnmatchedState
from services.contacts import phone_of
from services.house import House
from services.keyring import CycleKey
from services.roll.aside import find_aside, keep_aside, may_count_yet
from services.roll.asking import ask_to_come, unmatched_of
from services.roll.matching import Listed, find_by_phone, paper_of
from services.roll.other_zone import listed as listed_numbers
from services.roll.other_zone import told_by_zone
from services.roll.own_zone import of_own_zone
from services.voting.box import load_key
from services.voting.cast import enter_ballot, make_record, standing_ballot
from services.voting.confirming import confirm_ballot, hold_ballot
from services.voting.paper import Poll, VoteReason
from services.voting.recorded import view_of_record
from services.voting.voter import Voting, proven_number
from services.voting.waiting import note_confirmed


@told_by_zone
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
    own, listed = _own(session, poll, key, number)
    record, unknown = make_record(session, own, voting, marks)
    if listed is None:  # whom the town hall found while this ballot waited for the box is on the list by now
        own, listed = _own(session, poll, key, number)
        if own is not poll:
            record, unknown = make_record(session, own, voting, marks)
    if listed is not None:
        return enter_ballot(session, poll, key, key.roll_voter(listed.entry_id), voting, record, unknown, echo=echo)
    return _keep_apart(session, poll, key, voting, contact, line_id, record, unknown, echo=echo)


@told_by_zone
def hold_on_roll(
    session: Session,
    house: House,
    poll: Poll,
    voting: Voting,
    contact: Contact,
    marks: Marks | None,
    due_at: datetime | None = None,
    *,
    echo: bool = True,
) -> CastBallot:
    """Keep a ballot until its code comes back, whether its sender is on the list or not: anybody may have sent it.

    A `Refusal` changes nothing.
    """
    asked = unmatched_of(session, poll.cycle_id, contact)
    if asked is not None and asked.state == UnmatchedState.REFUSED:
        raise Refusal(VoteReason.NOT_ON_ROLL)
    own = _own(session, poll, load_key(house, poll), proven_number(voting))[0]
    return hold_ballot(session, house, own, voting, marks, due_at, echo=echo)


def confirm_on_roll(
    session: Session,
    house: House,
    poll: Poll,
    voting: Voting,
    contact: Contact,
    line_id: int,
    code: str,
    *,
    echo: bool = True,
) -> CastBallot:
    """Let the ballot count whose code came back, of somebody on the list, or keep it apart for the town hall.

    A `Refusal` changes nothing.
    """
    number, key = proven_number(voting), load_key(house, poll)

    def enter(record: dict[str, Any]) -> CastBallot:
        own, listed = _own(session, poll, key, number)
        if listed is None:
            cast = _keep_apart(session, poll, key, voting, contact, line_id, record, (), echo=echo)
        elif (record_of_own := of_own_zone(record, own)) is None:  # found at the town hall since it was sent
            raise Refusal(VoteReason.OTHER_ZONE, numbers=_of_others(record, own))
        else:
            owner = key.roll_voter(listed.entry_id)
            cast = enter_ballot(session, own, key, owner, voting, record_of_own, echo=echo)
        note_confirmed(session, poll.cycle_id, key.voter(number), voting.arrived_at)
        return cast

    return confirm_ballot(session, house, poll, voting, code, enter, echo=echo)


def _keep_apart(
    session: Session,
    poll: Poll,
    key: CycleKey,
    voting: Voting,
    contact: Contact,
    line_id: int,
    record: dict[str, Any],
    unknown: tuple[int, ...],
    *,
    echo: bool,
) -> CastBallot:
    asked = ask_to_come(session, poll.cycle_id, contact, line_id, voting.arrived_at, voting.time_zone)
    if asked.state == UnmatchedState.REFUSED:
        raise Refusal(VoteReason.NOT_ON_ROLL)
    kept = keep_aside(session, poll.cycle_id, key, key.voter(proven_number(voting)), record, voting.arrived_at)
    return _as_aside(poll, kept, asked.reference, unknown, echo=echo)


def own_poll(session: Session, house: House, poll: Poll, number: str | None) -> Poll:
    """Return the poll with the projects that a number may choose, where zones decide; all of them for anybody else."""
    if not poll.own_zone_only or number is None:
        return poll
    return _own(session, poll, load_key(house, poll), number)[0]


def my_ballot_on_roll(
    session: Session, house: House, poll: Poll, voting: Voting, contact: Contact, *, echo: bool = True
) -> CastBallot | None:
    """Return the ballot of a phone: what stands for its person of the list, what is kept apart of anybody else."""
    number, key = proven_number(voting), load_key(house, poll)
    listed = find_by_phone(session, key, poll.cycle_id, number)
    if listed is not None:
        return standing_ballot(session, poll, key, key.roll_voter(listed.entry_id), voting, echo=echo)
    kept = find_aside(session, poll.cycle_id, key, key.voter(number))
    asked = unmatched_of(session, poll.cycle_id, contact)
    return _as_aside(poll, kept, asked.reference, (), echo=echo) if kept is not None and asked is not None else None


def kept_aside(session: Session, house: House, poll: Poll, contact: Contact) -> str:
    """Return under which reference a ballot of a contact's number is kept apart, "" where none is, or none may count.

    Who was found on the list since has none there.
    """
    number, asked = phone_of(house, contact), unmatched_of(session, poll.cycle_id, contact)
    if number is None or asked is None or asked.state != UnmatchedState.WAITING:
        return ""
    key = load_key(house, poll)
    kept = find_aside(session, poll.cycle_id, key, key.voter(number))
    is_kept = kept is not None and find_by_phone(session, key, poll.cycle_id, number) is None
    return asked.reference if is_kept and may_count_yet(session, poll.cycle_id) else ""


def _own(session: Session, poll: Poll, key: CycleKey, number: str) -> tuple[Poll, Listed | None]:
    """Return the poll as the person of a number votes in it, and who that is on the list; None for anybody else."""
    listed = find_by_phone(session, key, poll.cycle_id, number)
    return poll if listed is None else paper_of(session, poll, listed.zone_id), listed


def _of_others(record: dict[str, Any], own: Poll) -> str:
    """Name the projects of a record that are of other zones than its voter's."""
    mine = {project.number for project in own.projects}
    numbers = [mark[0] if isinstance(mark, list) else mark for mark in record["choices"]]
    return listed_numbers(tuple(number for number in numbers if number not in mine))


def _as_aside(
    poll: Poll, record: dict[str, Any], reference: str, unknown: tuple[int, ...], *, echo: bool
) -> CastBallot:
    return replace(view_of_record(poll, record, unknown, echo=echo), aside=reference, receipt="")
