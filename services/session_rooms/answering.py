"""The answer to a question of the room: said there, put into writing, or promised; who asked by phone hears of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.law.asking import RequestKind
from budgeting.refusal import Refusal
from models import Commune, FollowUp, InformationRequest, RoomAsking, RoomQuestion
from models.session_question import RoomQuestionState
from services.follow_ups.following import follow, purpose_of
from services.follow_ups.making import NewFollowUp, add_follow_up
from services.follow_ups.words import answered_words
from services.house import House
from services.public_sessions.recommendations import IN_ANSWER
from services.requests.deciding import put_answer
from services.requests.filing import DeskVisit, SpokenWay, enter_at_desk
from services.requests.masking import propose_mask
from services.requests.publishing import PublicWords
from services.requests.reasons import OPEN
from services.requests.room import LONGEST_BY_SMS
from services.requests.taking import take
from services.session_rooms.reasons import RoomNo
from services.session_rooms.rooms import BEGUN, note_act, words_of
from services.session_rooms.sorting import take_question
from services.telling import tell

LONGEST_FUNCTION = 120
State = RoomQuestionState


@dataclass(frozen=True, slots=True)
class Told:
    """How many questions that came by phone an answer settled, and how many of who asked a message tells of it."""

    answered: int = 0
    told: int = 0


@dataclass(frozen=True, slots=True)
class PromisedInRoom:
    """What was promised in answer to a question: who answers for it, by when."""

    text: str
    owner: str = ""
    due_on: date | None = None


def answer_in_room(
    session: Session, house: House, commune_id: int, question_id: int, text: str, by: str, *, staff_id: int | None
) -> Told:
    """Write down what was answered in the room, and by whom in which function; whoever asked by phone is told it.

    It is public, as the session was: their questions stand answered in the register. Another answer takes its place.
    """
    row, question = take_question(session, commune_id, question_id)
    if row.state not in BEGUN:
        raise Refusal(RoomNo.NOT_BEGUN)
    if question.state == State.HIDDEN:
        raise Refusal(RoomNo.QUESTION_OVER)
    _refuse_unread(question)
    old = question.answer
    question.answer = words_of(text, RoomNo.WITHOUT_ANSWER, LONGEST_BY_SMS)
    question.answered_by = words_of(by, RoomNo.WITHOUT_FUNCTION, LONGEST_FUNCTION)
    question.answered_at, question.state = house.clock(), State.ANSWERED
    public = PublicWords(question.words, propose_mask(question.answer, is_signed=False))
    told = answered = 0
    for request in asked_by_phone(session, question.id):
        mine = take(session, commune_id, request.id)
        if mine.kind == RequestKind.QUESTION and _awaits(mine, old, question.answer):
            event = put_answer(session, house, mine, question.answer, staff_id, public)
            answered, told = answered + 1, told + (event.told is True)
    note_act(session, house, row, "room_question_answered", staff_id, {"question": question.id, "count": answered})
    return Told(answered, told)


def put_into_writing(
    session: Session, house: House, commune_id: int, question_id: int, *, staff_id: int | None
) -> InformationRequest:
    """Leave a question to be answered in writing, with its clock; one that was only said aloud is filed now."""
    row, question = take_question(session, commune_id, question_id)
    if row.state not in BEGUN:
        raise Refusal(RoomNo.NOT_BEGUN)
    if question.state in {State.ANSWERED, State.WRITTEN, State.HIDDEN}:
        raise Refusal(RoomNo.QUESTION_OVER)
    _refuse_unread(question)
    question.state = State.WRITTEN
    request = next(iter(asked_by_phone(session, question.id)), None)
    if request is None:
        language = session.get_one(Commune, commune_id).languages[0]
        visit = DeskVisit(question.words, language, way=SpokenWay.SESSION)
        request = enter_at_desk(session, house, commune_id=commune_id, visit=visit, staff_id=staff_id)
        first = select(RoomAsking).where(RoomAsking.question_id == question.id).order_by(RoomAsking.id).limit(1)
        session.scalars(first).one().request_id = request.id
        session.flush()
    note_act(session, house, row, "room_question_put_into_writing", staff_id, {"question": question.id})
    return request


def promise_in_room(
    session: Session, house: House, commune_id: int, question_id: int, given: PromisedInRoom, *, staff_id: int | None
) -> FollowUp:
    """Write down what was promised in answer to a question; whoever asked it by phone follows it from now on."""
    row, question = take_question(session, commune_id, question_id)
    if row.state not in BEGUN:
        raise Refusal(RoomNo.NOT_BEGUN)
    if question.follow_up_id is not None:
        raise Refusal(RoomNo.PROMISED_ALREADY)
    new = NewFollowUp(IN_ANSWER, given.text, given.owner, due_on=given.due_on, source_id=question.id)
    made = add_follow_up(session, house, commune_id, new, staff_id=staff_id)
    question.follow_up_id = made.id
    let_follow(session, house, question, made)
    return made


def let_follow(session: Session, house: House, question: RoomQuestion, made: FollowUp) -> int:
    """Let whoever asked by phone follow what came of their question, and tell them; return how many were told."""
    told = 0
    for request in asked_by_phone(session, question.id):
        if request.contact_id and request.line_id and follow(session, house, made, request.contact_id, request.line_id):
            words = answered_words(made, request.reference)
            told += tell(session, house, request.contact_id, request.line_id, words, purpose=purpose_of(made.id))
    return told


def asked_by_phone(session: Session, question_id: int) -> Sequence[InformationRequest]:
    """Return the questions to the town hall that ask a question of the room, in the order in which they came."""
    query = select(InformationRequest).join(RoomAsking, RoomAsking.request_id == InformationRequest.id)
    return session.scalars(query.where(RoomAsking.question_id == question_id).order_by(InformationRequest.id)).all()


def _refuse_unread(question: RoomQuestion) -> None:
    """Refuse what makes the words of a question public while nobody has read them for everybody."""
    if question.state == State.WAITING:
        raise Refusal(RoomNo.QUESTION_UNREAD)


def _awaits(row: InformationRequest, old: str | None, new: str) -> bool:
    """Is a question open, or does it hold what was written down of the room before?"""
    return row.state in OPEN or (old is not None and row.answer == old != new)
