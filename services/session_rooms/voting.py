"""Recommendations put to the vote in the room: counted by hands and signed, or by phones with the screen's code.

What is adopted becomes a promise of the commune, with its number. It is no ballot of a cycle: no key, no log, no paper.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Commune, PublicSession, RoomQuestion, RoomVoice, RoomVote
from models.public_session import SessionState
from models.session_question import RoomChoice, RoomVoteState, RoomVoteWay
from services.clock import day_in
from services.follow_ups.making import LONGEST_OWNER, NewFollowUp, add_follow_up, text_of
from services.house import House
from services.numbering import hold
from services.session_rooms.answering import LONGEST_FUNCTION, let_follow
from services.session_rooms.reasons import RoomNo
from services.session_rooms.rooms import LONGEST_OPEN, begun_session, note_act, take_of_session, words_of
from services.session_rooms.sorting import LONGEST_REASON

RECOMMENDATION = "recommendation"
FEWEST_PHONES = 5
"""Phones below which a count would tell what single people said."""
SIGNERS = 2
MOST_PEOPLE = 100_000
_YEARS = range(1900, 2200)
CODES = [f"{number}" for number in range(1000, 10_000) if number not in _YEARS]
"""Four digits, none of them a year: `FOR 2024` is about one."""


@dataclass(frozen=True, slots=True)
class NewVote:
    """A recommendation to put to the vote: who is to answer for it and by when, and the question it came of."""

    text: str
    way: str
    owner: str = ""
    due_on: date | None = None
    question_id: int | None = None


@dataclass(frozen=True, slots=True)
class HandCount:
    """Hands as they were counted, and the functions of the two who signed the count."""

    votes_for: int
    votes_against: int
    abstained: int
    signers: Sequence[str]


def put_to_vote(
    session: Session, house: House, commune_id: int, session_id: int, new: NewVote, *, staff_id: int | None
) -> RoomVote:
    """Put a recommendation to the vote, one at a time; by phone only while the session is open."""
    row = begun_session(session, commune_id, session_id)
    if new.way not in set(RoomVoteWay):
        raise Refusal(RoomNo.WAY_UNKNOWN)
    if new.way == RoomVoteWay.PHONES and row.state != SessionState.OPEN:
        raise Refusal(RoomNo.NOT_OPEN)
    if new.way == RoomVoteWay.PHONES and (row.opened_at or row.starts_at) <= house.clock() - LONGEST_OPEN:
        raise Refusal(RoomNo.OPEN_TOO_LONG)
    hold(session, f"room-vote-{commune_id}")
    if open_vote(session, row.id) is not None:
        raise Refusal(RoomNo.VOTE_IS_ON)
    vote = RoomVote(
        session_id=row.id,
        question_id=_question_of(session, row, new.question_id),
        text=text_of(new.text),
        way=RoomVoteWay(new.way),
        state=RoomVoteState.OPEN,
        code=_fresh_code(session, commune_id) if new.way == RoomVoteWay.PHONES else None,
        owner=words_of(new.owner, RoomNo.WITHOUT_FUNCTION, LONGEST_OWNER) if new.owner.strip() else None,
        due_on=new.due_on,
        signers=[],
        staff_id=staff_id,
        opened_at=house.clock(),
    )
    session.add(vote)
    session.flush()
    note_act(session, house, row, "room_vote_opened", staff_id, {"vote": vote.id, "way": str(vote.way)})
    return vote


def count_hands(
    session: Session, house: House, commune_id: int, vote_id: int, count: HandCount, *, staff_id: int | None
) -> RoomVote:
    """Write down the signed count of a show of hands; who typed it stands beside it."""
    row, vote = _take_vote(session, commune_id, vote_id)
    numbers = (count.votes_for, count.votes_against, count.abstained)
    if vote.way != RoomVoteWay.HANDS:
        raise Refusal(RoomNo.WAY_UNKNOWN)
    if not all(0 <= number <= MOST_PEOPLE for number in numbers) or not sum(numbers):
        raise Refusal(RoomNo.COUNT_WRONG)
    signers = [words_of(one, RoomNo.SIGNERS_MISSING, LONGEST_FUNCTION) for one in count.signers]
    if len({one.casefold() for one in signers}) != SIGNERS:
        raise Refusal(RoomNo.SIGNERS_MISSING)
    vote.signers, vote.staff_id = signers, staff_id
    _settle(session, house, row, vote, numbers, staff_id)
    return vote


def count_phones(session: Session, house: House, commune_id: int, vote_id: int, *, staff_id: int | None) -> RoomVote:
    """Close a vote by phone and count it; how each phone voted is erased."""
    row, vote = _take_vote(session, commune_id, vote_id)
    if vote.way != RoomVoteWay.PHONES:
        raise Refusal(RoomNo.WAY_UNKNOWN)
    said = Counter(session.scalars(select(RoomVoice.choice).where(RoomVoice.vote_id == vote.id)))
    if sum(said.values()) < FEWEST_PHONES:
        raise Refusal(RoomNo.TOO_FEW_PHONES, fewest=FEWEST_PHONES)
    _forget_voices(session, vote.id)
    vote.staff_id = staff_id
    _settle(session, house, row, vote, tuple(said[choice] for choice in RoomChoice), staff_id)
    return vote


def withdraw(
    session: Session, house: House, commune_id: int, vote_id: int, reason: str, *, staff_id: int | None
) -> RoomVote:
    """Take a vote back that is on, for a reason; nothing of it counts."""
    row, vote = _take_vote(session, commune_id, vote_id)
    vote.reason = words_of(reason, RoomNo.WITHOUT_REASON, LONGEST_REASON)
    vote.state, vote.closed_at = RoomVoteState.WITHDRAWN, house.clock()
    _forget_voices(session, vote.id)
    note_act(session, house, row, "room_vote_withdrawn", staff_id, {"vote": vote.id})
    return vote


def renew_codes(session: Session, row: PublicSession) -> None:
    """Give votes by phone that wait for their count another code: a session that goes on has been over for a while.

    What was sent then was told that it is over; so nobody can have found the code by trying.
    """
    mine = (RoomVote.session_id == row.id, RoomVote.way == RoomVoteWay.PHONES, RoomVote.state == RoomVoteState.OPEN)
    for vote in session.scalars(select(RoomVote).where(*mine).with_for_update()):
        vote.code = _fresh_code(session, row.commune_id)


def open_vote(session: Session, session_id: int) -> RoomVote | None:
    """Return the vote that is on in a session, None where none is."""
    query = select(RoomVote).where(RoomVote.session_id == session_id, RoomVote.state == RoomVoteState.OPEN)
    return session.scalar(query.limit(1))


def _settle(
    session: Session,
    house: House,
    row: PublicSession,
    vote: RoomVote,
    counts: Sequence[int],
    staff_id: int | None,
) -> None:
    """Keep the count; with more hands for than against it is adopted, and becomes a promise."""
    vote.votes_for, vote.votes_against, vote.abstained = counts
    vote.closed_at = house.clock()
    is_adopted = vote.votes_for > vote.votes_against
    vote.state = RoomVoteState.ADOPTED if is_adopted else RoomVoteState.REJECTED
    if is_adopted:
        _recommend(session, house, row, vote, staff_id)
    details: dict[str, int | str] = {"vote": vote.id, "outcome": str(vote.state)}
    details |= dict(zip(RoomChoice, counts, strict=True))
    note_act(session, house, row, "room_vote_counted", staff_id, details)


def _recommend(session: Session, house: House, row: PublicSession, vote: RoomVote, staff_id: int | None) -> None:
    commune = session.get_one(Commune, row.commune_id)
    new = NewFollowUp(
        RECOMMENDATION,
        vote.text,
        vote.owner or "",
        due_on=vote.due_on,
        source_id=row.id,
        promised_on=day_in(row.starts_at, commune.time_zone),
    )
    made = add_follow_up(session, house, row.commune_id, new, staff_id=staff_id)
    vote.follow_up_id = made.id
    question = session.get(RoomQuestion, vote.question_id) if vote.question_id else None
    if question is not None:
        question.follow_up_id = question.follow_up_id or made.id
        let_follow(session, house, question, made)


def _take_vote(session: Session, commune_id: int, vote_id: int) -> tuple[PublicSession, RoomVote]:
    row, vote = take_of_session(session, RoomVote, commune_id, vote_id, RoomNo.VOTE_UNKNOWN)
    if vote.state != RoomVoteState.OPEN:
        raise Refusal(RoomNo.VOTE_NOT_ON)
    return row, vote


def _question_of(session: Session, row: PublicSession, question_id: int | None) -> int | None:
    if question_id is None:
        return None
    question = session.get(RoomQuestion, question_id)
    if question is None or question.session_id != row.id:
        raise Refusal(RoomNo.QUESTION_UNKNOWN)
    return question.id


def _fresh_code(session: Session, commune_id: int) -> str:
    """Return a code that no vote of the commune's rooms has had: who is late hears that theirs is over."""
    used = select(RoomVote.code).join(PublicSession, PublicSession.id == RoomVote.session_id)
    taken = set(session.scalars(used.where(PublicSession.commune_id == commune_id, RoomVote.code.is_not(None))))
    return secrets.choice([code for code in CODES if code not in taken] or CODES)


def _forget_voices(session: Session, vote_id: int) -> None:
    session.execute(delete(RoomVoice).where(RoomVoice.vote_id == vote_id))
