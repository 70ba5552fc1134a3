"""Questions of a room that ask the same are put together, and taken apart again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import FollowUp, RoomAsking, RoomQuestion, RoomVote
from models.session_question import RoomQuestionState
from services.house import House
from services.public_sessions.finding import lock_session
from services.public_sessions.recommendations import IN_ANSWER
from services.session_rooms.answering import let_follow
from services.session_rooms.asking import LONGEST, own_words
from services.session_rooms.reasons import RoomNo
from services.session_rooms.rooms import note_act, words_of
from services.session_rooms.sorting import UNSETTLED, take_question

State = RoomQuestionState
FEWEST = 2


def join(
    session: Session,
    house: House,
    commune_id: int,
    session_id: int,
    question_ids: Sequence[int],
    words: str,
    *,
    staff_id: int | None,
) -> RoomQuestion:
    """Put questions together that ask the same: one is left, in these words, with everybody who asks it.

    What was promised or recommended because of one of them stays with it, and all who asked by phone follow it.
    `Refusal` where something came of two of them: each promise keeps the question it came of.
    """
    row = lock_session(session, commune_id, session_id)
    mine = (RoomQuestion.session_id == row.id, RoomQuestion.id.in_(question_ids), RoomQuestion.state.in_(UNSETTLED))
    found = session.scalars(select(RoomQuestion).where(*mine).order_by(RoomQuestion.id).with_for_update()).all()
    if len(found) < FEWEST:
        raise Refusal(RoomNo.TOO_FEW_JOINED)
    said = words_of(words, RoomNo.WITHOUT_WORDS, LONGEST)
    promises = {one.follow_up_id for one in found} - {None}
    if len(promises) > 1:
        raise Refusal(RoomNo.PROMISED_EACH)
    kept = next((one for one in found if one.state == State.SHOWN), found[0])
    gone = [one for one in found if one is not kept]
    others = [one.id for one in gone]
    for table in (RoomAsking, RoomVote):
        session.execute(update(table).where(table.question_id.in_(others)).values(question_id=kept.id))
    of_answer = (FollowUp.origin == IN_ANSWER, FollowUp.origin_id.in_(others))
    session.execute(update(FollowUp).where(*of_answer).values(origin_id=kept.id))
    for one in gone:
        session.delete(one)
    kept.words, kept.state = said, State.SHOWN if kept.state == State.SHOWN else State.LISTED
    kept.follow_up_id = next(iter(promises), None)
    session.flush()
    if (made := session.get(FollowUp, kept.follow_up_id) if kept.follow_up_id else None) is not None:
        let_follow(session, house, kept, made)
    note_act(session, house, row, "room_questions_joined", staff_id, {"question": kept.id, "count": len(found)})
    return kept


def part(session: Session, house: House, commune_id: int, asking_id: int, *, staff_id: int | None) -> RoomQuestion:
    """Take one asking out of a question again, in its own words; nobody has read those for the room yet."""
    asking = session.get(RoomAsking, asking_id)
    if asking is None:
        raise Refusal(RoomNo.QUESTION_UNKNOWN)
    row, question = take_question(session, commune_id, asking.question_id)
    if question.state not in {*UNSETTLED, State.HIDDEN}:
        raise Refusal(RoomNo.QUESTION_OVER)
    others = select(RoomAsking.id).where(RoomAsking.question_id == question.id, RoomAsking.id != asking.id)
    if session.scalar(others.limit(1)) is None:
        raise Refusal(RoomNo.ONLY_ONE_ASKED)
    words = own_words(session, commune_id, asking)
    alone = RoomQuestion(session_id=row.id, state=State.WAITING, words=words, made_at=house.clock())
    session.add(alone)
    session.flush()
    asking.question_id = alone.id
    note_act(session, house, row, "room_question_parted", staff_id, {"question": alone.id})
    return alone
