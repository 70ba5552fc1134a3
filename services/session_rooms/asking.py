"""A question comes into the room: by phone, where it stays a question to the town hall as ever, or said aloud."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.knowing import accuses
from bot.phrases import Speech
from bot.sms.clean import one_line
from bot.understanding.typical import typical_question
from bot.urgent import calls_for_help
from budgeting.law.asking import RequestKind
from models import Commune, InformationRequest, PublicSession, RoomAsking, RoomQuestion
from models.public_session import Presence, PresentSex, SessionState
from models.session_question import RoomQuestionState
from services.house import House
from services.requests.masking import propose_mask
from services.session_rooms.reasons import RoomNo
from services.session_rooms.rooms import begun_session, note_act, taking_session, words_of
from services.zones import zone_names

LONGEST = 480
"""Characters of a question of the room."""
LONGEST_NAME = 120
NAME = "room name"


@dataclass(frozen=True, slots=True)
class SaidAloud:
    """A question as somebody asked it in the room: as what they are there, their name where they want it kept.

    `token` is of the form it was typed into.
    """

    text: str
    presence: str = ""
    sex: str = ""
    name: str = ""
    token: str = ""


def put_to_room(session: Session, house: House, commune: Commune, request: InformationRequest) -> PublicSession | None:
    """Put a question that came by phone to the session that takes it too; return that session, None where none does.

    Before a session questions about the budget are, while it is open every one. Who accuses somebody, or calls for
    help, is heard by the staff alone.
    """
    is_practice = request.is_simulated and not commune.is_demo
    if request.kind != RequestKind.QUESTION or request.appeal_of or is_practice:
        return None
    row = taking_session(session, commune.id, house.clock())
    is_for_it = request.is_budget or typical_question(request.text) is not None
    if row is None or not (row.state == SessionState.OPEN or is_for_it):
        return None
    speech = Speech(tuple(dict.fromkeys((request.language, *commune.languages, "en"))))
    if accuses(request.text, speech) or calls_for_help(request.text, speech, is_money=request.is_budget):
        return None
    if session.scalar(select(RoomAsking.id).where(RoomAsking.request_id == request.id)) is None:
        words = one_line(propose_mask(request.text, places=zone_names(session, commune.id)), LONGEST)
        question = _question(session, house, row, words, RoomQuestionState.WAITING)
        session.add(RoomAsking(question_id=question.id, request_id=request.id, asked_at=house.clock()))
        session.flush()
    return row


def ask_aloud(
    session: Session, house: House, commune_id: int, session_id: int, said: SaidAloud, *, staff_id: int | None
) -> RoomQuestion:
    """Write down what was asked aloud in the room; the same form sent twice is one question."""
    row = begun_session(session, commune_id, session_id)
    if said.token and (before := session.scalar(select(RoomAsking).where(RoomAsking.token == said.token))):
        return session.get_one(RoomQuestion, before.question_id)
    words = words_of(said.text, RoomNo.WITHOUT_WORDS, LONGEST)
    question = _question(session, house, row, words, RoomQuestionState.LISTED)
    name = one_line(said.name, LONGEST_NAME)
    asking = RoomAsking(
        question_id=question.id,
        text=words,
        presence=Presence(said.presence) if said.presence in set(Presence) else None,
        sex=PresentSex(said.sex) if said.sex in set(PresentSex) else None,
        name=house.vault.seal(name, NAME) if name else None,
        token=said.token or None,
        staff_id=staff_id,
        asked_at=house.clock(),
    )
    session.add(asking)
    session.flush()
    note_act(session, house, row, "room_question_typed", staff_id, {"question": question.id})
    return question


def own_words(session: Session, commune_id: int, asking: RoomAsking) -> str:
    """Return the words of one asking, without what may say who asked."""
    if asking.request_id is None:
        return asking.text or ""
    text = session.get_one(InformationRequest, asking.request_id).text
    return one_line(propose_mask(text, places=zone_names(session, commune_id)), LONGEST)


def _question(session: Session, house: House, row: PublicSession, words: str, state: RoomQuestionState) -> RoomQuestion:
    question = RoomQuestion(session_id=row.id, state=state, words=words, made_at=house.clock())
    session.add(question)
    session.flush()
    return question
