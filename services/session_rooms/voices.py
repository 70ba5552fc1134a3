"""A phone says what it is for in the room: the word, and the code that stands on the screen."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.channels import ON_PHONES
from bot.views.rooms import RoomSaid
from budgeting.refusal import Refusal
from models import Commune, Contact, PublicSession, RoomTry, RoomVoice, RoomVote
from models.public_session import SessionState
from models.session_question import RoomChoice, RoomVoteState, RoomVoteWay
from services.house import House
from services.rows import insert_into
from services.session_rooms.reasons import RoomNo
from services.session_rooms.rooms import LONGEST_OPEN
from services.voting.paper import VoteReason

MOST_TRIES = 5
"""Wrong codes of one phone while one vote is on."""
LOCKED = timedelta(minutes=10)
"""After which a phone with so many of them may try again, also in the same vote."""


def open_rooms(session: Session, house: House, commune_id: int) -> list[int]:
    """Return the sessions of a commune that are open now, the one opened last at the end."""
    since = house.clock() - LONGEST_OPEN
    mine = (PublicSession.commune_id == commune_id, PublicSession.state == SessionState.OPEN)
    query = select(PublicSession.id).where(*mine, PublicSession.opened_at > since)
    return list(session.scalars(query.order_by(PublicSession.opened_at, PublicSession.id)))


def do_phones_vote(session: Session, house: House, commune_id: int) -> bool:
    """Is a vote by phone on in a room of the commune that is open?"""
    rooms = open_rooms(session, house, commune_id)
    on = (RoomVote.way == RoomVoteWay.PHONES, RoomVote.state == RoomVoteState.OPEN)
    return bool(rooms) and session.scalar(select(RoomVote.id).where(RoomVote.session_id.in_(rooms), *on)) is not None


def has_code(session: Session, commune_id: int, code: str) -> bool:
    """Has a vote by phone in a room of the commune, on or long over, this code? None has another's (`voting`)."""
    mine = (PublicSession.commune_id == commune_id, RoomVote.way == RoomVoteWay.PHONES, RoomVote.code == code)
    query = select(RoomVote.id).join(PublicSession, PublicSession.id == RoomVote.session_id).where(*mine)
    return session.scalar(query.limit(1)) is not None


def say_in_room(session: Session, house: House, commune: Commune, contact: Contact, code: str, choice: str) -> RoomSaid:
    """Count what a phone says in the vote of a code; said again it takes the place of what it said before."""
    rooms = open_rooms(session, house, commune.id)
    if not rooms:
        raise Refusal(_without_vote(session, commune.id, code))
    if contact.phone_hash is None and contact.channel not in ON_PHONES:
        raise Refusal(RoomNo.NO_PHONE)
    phone = contact.phone_hash or f"{contact.channel}:{contact.address_hash}"
    tries = [_tries(session, house, room, phone) for room in rooms]
    if locked := [one.tried_at for one in tries if one.tries >= MOST_TRIES]:
        waits = max(locked) + LOCKED - house.clock()
        raise Refusal(RoomNo.TRIES, count=max(1, -(-waits // timedelta(minutes=1))))
    vote = _vote_of(session, rooms, code)
    if vote is None:
        if not do_phones_vote(session, house, commune.id):
            raise Refusal(_without_vote(session, commune.id, code))  # there is no code to be guessed
        for one in tries:
            one.tries, one.tried_at = one.tries + 1, house.clock()
            session.add(one)
        raise Refusal(RoomNo.WRONG_CODE)
    if vote.state != RoomVoteState.OPEN:
        raise Refusal(RoomNo.VOTE_OVER)
    if contact.is_simulated and not commune.is_demo:
        raise Refusal(VoteReason.TRIAL_PHONE)
    before = _put(session, house, vote, house.vault.hash(f"room vote {vote.id}", phone), RoomChoice(choice))
    return RoomSaid(vote.text, choice, before is not None and before != choice)


def _without_vote(session: Session, commune_id: int, code: str) -> RoomNo:
    """Return what is told where no phone votes: the code's vote is over, or there is none."""
    return RoomNo.SESSION_OVER if has_code(session, commune_id, code) else RoomNo.NO_VOTE


def _put(session: Session, house: House, vote: RoomVote, voter: str, choice: RoomChoice) -> str | None:
    mine = (RoomVoice.vote_id == vote.id, RoomVoice.voter == voter)
    before = session.scalar(select(RoomVoice.choice).where(*mine))
    values = {"choice": choice, "said_at": house.clock()}
    insert = insert_into(session, RoomVoice).values(vote_id=vote.id, voter=voter, **values)
    session.execute(insert.on_conflict_do_update(index_elements=["vote_id", "voter"], set_=values))
    return before


def _vote_of(session: Session, rooms: list[int], code: str) -> RoomVote | None:
    """Return and lock the vote of a code: it is not counted between what is read and what is said."""
    mine = (RoomVote.session_id.in_(rooms), RoomVote.way == RoomVoteWay.PHONES, RoomVote.code == code)
    return session.scalar(select(RoomVote).where(*mine).with_for_update())


def _tries(session: Session, house: House, room: int, phone: str) -> RoomTry:
    voter = house.vault.hash(f"room {room}", phone)
    found = session.get(RoomTry, (room, voter))
    if found is None:
        return RoomTry(session_id=room, voter=voter, tries=0, tried_at=house.clock())
    if found.tried_at <= house.clock() - LOCKED or _is_of_another_vote(session, found):
        found.tries = 0
    return found


def _is_of_another_vote(session: Session, tried: RoomTry) -> bool:
    """Was a vote by phone opened in the room since, so that there is another code?"""
    since = (RoomVote.session_id == tried.session_id, RoomVote.opened_at > tried.tried_at)
    query = select(RoomVote.id).where(*since, RoomVote.way == RoomVoteWay.PHONES)
    return session.scalar(query.limit(1)) is not None
