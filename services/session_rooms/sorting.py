"""What stands before the room: staff let questions in, show one, and hide the unfit."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import PublicSession, RoomQuestion
from models.session_question import RoomQuestionState
from services.house import House
from services.public_sessions.finding import lock_session
from services.session_rooms.asking import LONGEST
from services.session_rooms.reasons import RoomNo
from services.session_rooms.rooms import note_act, take_of_session, words_of

State = RoomQuestionState
BEFORE_ROOM = (State.LISTED, State.SHOWN)
UNSETTLED = (State.WAITING, *BEFORE_ROOM)
LONGEST_REASON = 300


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


def take_question(session: Session, commune_id: int, question_id: int) -> tuple[PublicSession, RoomQuestion]:
    """Return and lock a question of the commune with its session; `Refusal` where there is none."""
    return take_of_session(session, RoomQuestion, commune_id, question_id, RoomNo.QUESTION_UNKNOWN)
