"""What stands before the room: staff let questions in, show one, hide the unfit and join what asks the same."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import PublicSession, RoomAsking, RoomQuestion, RoomVote
from models.session_question import RoomQuestionState
from services.house import House
from services.public_sessions.finding import lock_session
from services.session_rooms.asking import LONGEST, own_words
from services.session_rooms.reasons import RoomNo
from services.session_rooms.rooms import note_act, words_of

State = RoomQuestionState
BEFORE_ROOM = (State.LISTED, State.SHOWN)
UNSETTLED = (State.WAITING, *BEFORE_ROOM)
LONGEST_REASON = 300
FEWEST = 2


def let_in(
    session: Session, house: House, commune_id: int, question_id: int, words: str, *, staff_id: int | None
) -> RoomQuestion:
    """Let a question stand before the room, in words that staff have read; also one that was hidden before."""
    row, question = take_question(session, commune_id, question_id)
    if question.state not in {*UNSETTLED, State.HIDDEN}:
        raise Refusal(RoomNo.QUESTION_OVER)
    question.words = words_of(words, RoomNo.WITHOUT_WORDS, LONGEST)
    question.reason = None
    question.state = State.SHOWN if question.state == State.SHOWN else State.LISTED
    note_act(session, house, row, "room_question_let_in", staff_id, {"question": question.id})
    return question


def show(session: Session, house: House, commune_id: int, question_id: int, *, staff_id: int | None) -> RoomQuestion:
    """Show one question to the room; the one that was shown waits again."""
    row, question = take_question(session, commune_id, question_id)
    if question.state not in BEFORE_ROOM:
        raise Refusal(RoomNo.QUESTION_OVER)
    put_down(session, row.id)
    question.state, question.shown_at = State.SHOWN, house.clock()
    note_act(session, house, row, "room_question_shown", staff_id, {"question": question.id})
    return question


def clear_screen(session: Session, house: House, commune_id: int, session_id: int, *, staff_id: int | None) -> None:
    """Show no question; the one that was shown waits again."""
    row = lock_session(session, commune_id, session_id)
    put_down(session, row.id)
    note_act(session, house, row, "room_screen_cleared", staff_id)


def put_down(session: Session, session_id: int) -> None:
    """Let the question that is shown wait again."""
    shown = (RoomQuestion.session_id == session_id, RoomQuestion.state == State.SHOWN)
    session.execute(update(RoomQuestion).where(*shown).values(state=State.LISTED))


def hide(
    session: Session, house: House, commune_id: int, question_id: int, reason: str, *, staff_id: int | None
) -> RoomQuestion:
    """Keep a question from the room, for a reason; what came by phone stays a question to the town hall."""
    row, question = take_question(session, commune_id, question_id)
    if question.state not in UNSETTLED:
        raise Refusal(RoomNo.QUESTION_OVER)
    question.reason = words_of(reason, RoomNo.WITHOUT_REASON, LONGEST_REASON)
    question.state = State.HIDDEN
    note_act(session, house, row, "room_question_hidden", staff_id, {"question": question.id})
    return question


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
    """Put questions together that ask the same: one is left, in these words, with everybody who asks it."""
    row = lock_session(session, commune_id, session_id)
    mine = (RoomQuestion.session_id == row.id, RoomQuestion.id.in_(question_ids), RoomQuestion.state.in_(UNSETTLED))
    found = session.scalars(select(RoomQuestion).where(*mine).order_by(RoomQuestion.id).with_for_update()).all()
    if len(found) < FEWEST:
        raise Refusal(RoomNo.TOO_FEW_JOINED)
    said = words_of(words, RoomNo.WITHOUT_WORDS, LONGEST)
    kept = next((one for one in found if one.state == State.SHOWN), found[0])
    gone = [one for one in found if one is not kept]
    others = [one.id for one in gone]
    for table in (RoomAsking, RoomVote):
        session.execute(update(table).where(table.question_id.in_(others)).values(question_id=kept.id))
    for one in gone:
        session.delete(one)
    kept.words, kept.state = said, State.SHOWN if kept.state == State.SHOWN else State.LISTED
    session.flush()
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


def take_question(session: Session, commune_id: int, question_id: int) -> tuple[PublicSession, RoomQuestion]:
    """Return and lock a question of the commune with its session; `Refusal` where there is none."""
    query = (
        select(PublicSession, RoomQuestion)
        .join(RoomQuestion, RoomQuestion.session_id == PublicSession.id)
        .where(RoomQuestion.id == question_id, PublicSession.commune_id == commune_id)
        .with_for_update()
    )
    found = session.execute(query.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise Refusal(RoomNo.QUESTION_UNKNOWN)
    return found[0], found[1]
