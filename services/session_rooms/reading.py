"""A room as staff see it, and as everybody in it sees its screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.views.follow_ups import reference_of
from models import FollowUp, InformationRequest, PublicSession, RoomAsking, RoomQuestion, RoomVoice, RoomVote, Staff
from models.public_session import SessionState
from models.request import RequestState
from models.session_question import RoomQuestionState, RoomVoteState, RoomVoteWay
from services.house import House
from services.public_sessions.door import counted
from services.requests.alike import cluster, read_gist
from services.session_rooms.asking import NAME
from services.session_rooms.rooms import room_of, takes_questions, token_of
from services.session_rooms.sorting import BEFORE_ROOM, UNSETTLED
from services.session_rooms.voting import open_vote


@dataclass(frozen=True, slots=True)
class AskingView:
    """One asking: the question to the town hall behind it, or what staff typed; a name is for staff alone."""

    id: int
    reference: str | None
    request_id: int | None
    text: str
    is_settled: bool
    presence: str | None
    sex: str | None
    name: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question of the room; `follow_up` is the number of what came of it."""

    id: int
    state: str
    words: str
    reason: str | None
    answer: str | None
    answered_by: str | None
    answered_at: datetime | None
    follow_up: int | None
    askings: tuple[AskingView, ...]
    made_at: datetime

    @property
    def asked(self) -> int:
        """Return how many ask it."""
        return len(self.askings)

    @property
    def reference(self) -> str | None:
        """Return the reference of what came of it, as people write it."""
        return reference_of(self.follow_up) if self.follow_up else None


@dataclass(frozen=True, slots=True)
class VoteView:
    """A recommendation that is or was put to the vote; `voices` are the phones that have said something until now."""

    id: int
    question_id: int | None
    text: str
    way: str
    state: str
    code: str | None
    owner: str | None
    due_on: date | None
    votes_for: int | None
    votes_against: int | None
    abstained: int | None
    signers: tuple[str, ...]
    typed_by: str
    reason: str | None
    follow_up: int | None
    voices: int
    closed_at: datetime | None

    @property
    def hands(self) -> int:
        """Return how many hands were raised; none in a vote by phone."""
        voted = (self.votes_for or 0) + (self.votes_against or 0) + (self.abstained or 0)
        return voted if self.way == RoomVoteWay.HANDS else 0

    @property
    def reference(self) -> str | None:
        """Return the reference of the promise it became."""
        return reference_of(self.follow_up) if self.follow_up else None


@dataclass(frozen=True, slots=True)
class RoomView:
    """The room of a session as staff see it; `alike` seem to ask the same, `people` were counted at the door."""

    session_id: int
    title: str
    place: str
    starts_at: datetime
    state: str
    takes_questions: bool
    screen: str | None
    questions: tuple[QuestionView, ...]
    votes: tuple[VoteView, ...]
    alike: tuple[tuple[QuestionView, ...], ...]
    people: int = 0

    def of(self, *states: str) -> list[QuestionView]:
        """Return the questions in these states."""
        return [one for one in self.questions if one.state in states]


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A session in the list of rooms: how many questions it has, and how many of them nobody has read yet."""

    session_id: int
    title: str
    starts_at: datetime
    state: str
    questions: int
    unread: int


@dataclass(frozen=True, slots=True)
class OnScreen:
    """One question as everybody in the room reads it."""

    words: str
    asked: int


@dataclass(frozen=True, slots=True)
class ScreenView:
    """What stands before the room: the vote that is on, else the question that is asked now, and those that wait."""

    title: str
    place: str
    vote: VoteView | None
    shown: OnScreen | None
    waiting: tuple[OnScreen, ...]
    takes_questions: bool


def list_rooms(session: Session, commune_id: int, *, limit: int = 30) -> list[RoomRow]:
    """Return the sessions of a commune that were not cancelled, the latest first."""
    row, asked = PublicSession, RoomQuestion
    query = (
        select(row, func.count(asked.id), func.count(asked.id).filter(asked.state == RoomQuestionState.WAITING))
        .outerjoin(asked, asked.session_id == row.id)
        .where(row.commune_id == commune_id, row.state != SessionState.CANCELLED)
        .group_by(row.id)
        .order_by(row.starts_at.desc(), row.id.desc())
        .limit(limit)
    )
    found = session.execute(query)
    return [RoomRow(one.id, one.title, one.starts_at, str(one.state), count, new) for one, count, new in found]


def read_room(session: Session, house: House, row: PublicSession) -> RoomView:
    """Return the room of a session for staff, the questions that most ask first."""
    room = room_of(session, row.id)
    questions = questions_of(session, house, row.id)
    return RoomView(
        session_id=row.id,
        title=row.title,
        place=row.place,
        starts_at=row.starts_at,
        state=str(row.state),
        takes_questions=takes_questions(row, room.takes_questions if room else None, house.clock()),
        screen=token_of(house, room),
        questions=questions,
        votes=votes_of(session, row.id),
        alike=_alike(questions),
        people=sum(counted(session, row.id).values()),
    )


def read_screen(session: Session, house: House, row: PublicSession) -> ScreenView:
    """Return what stands before the room now."""
    vote, room = open_vote(session, row.id), room_of(session, row.id)
    there = [one for one in questions_of(session, house, row.id) if one.state in BEFORE_ROOM]
    shown = [OnScreen(one.words, one.asked) for one in there if one.state == RoomQuestionState.SHOWN]
    return ScreenView(
        title=row.title,
        place=row.place,
        vote=next((one for one in votes_of(session, row.id) if vote and one.id == vote.id), None),
        shown=next(iter(shown), None),
        waiting=tuple(OnScreen(one.words, one.asked) for one in there if one.state == RoomQuestionState.LISTED),
        takes_questions=takes_questions(row, room.takes_questions if room else None, house.clock()),
    )


def questions_of(session: Session, house: House, session_id: int) -> tuple[QuestionView, ...]:
    """Return the questions of a session with everybody who asks them, those that most ask first."""
    numbered = (
        select(RoomQuestion, FollowUp.number)
        .outerjoin(FollowUp, FollowUp.id == RoomQuestion.follow_up_id)
        .where(RoomQuestion.session_id == session_id)
        .order_by(RoomQuestion.id)
    )
    askings = _askings(session, house, session_id)
    found = [
        QuestionView(
            id=row.id,
            state=str(row.state),
            words=row.words,
            reason=row.reason,
            answer=row.answer,
            answered_by=row.answered_by,
            answered_at=row.answered_at,
            follow_up=number,
            askings=tuple(askings.get(row.id, ())),
            made_at=row.made_at,
        )
        for row, number in session.execute(numbered)
    ]
    return tuple(sorted(found, key=lambda one: -one.asked))


def votes_of(session: Session, session_id: int) -> tuple[VoteView, ...]:
    """Return what was put to the vote in a session, in its order."""
    query = (
        select(RoomVote, FollowUp.number, Staff.name)
        .outerjoin(FollowUp, FollowUp.id == RoomVote.follow_up_id)
        .outerjoin(Staff, Staff.id == RoomVote.staff_id)
        .where(RoomVote.session_id == session_id)
        .order_by(RoomVote.id)
    )
    rows = session.execute(query).all()
    said = select(RoomVoice.vote_id, func.count()).where(RoomVoice.vote_id.in_([row.id for row, *_rest in rows]))
    voices: dict[int, int] = {vote_id: count for vote_id, count in session.execute(said.group_by(RoomVoice.vote_id))}  # noqa: C416
    return tuple(_vote(row, number, name or "", voices.get(row.id, 0)) for row, number, name in rows)


def _vote(row: RoomVote, number: int | None, name: str, voices: int) -> VoteView:
    return VoteView(
        id=row.id,
        question_id=row.question_id,
        text=row.text,
        way=str(row.way),
        state=str(row.state),
        code=row.code if row.state == RoomVoteState.OPEN else None,
        owner=row.owner,
        due_on=row.due_on,
        votes_for=row.votes_for,
        votes_against=row.votes_against,
        abstained=row.abstained,
        signers=tuple(row.signers),
        typed_by=name,
        reason=row.reason,
        follow_up=number,
        voices=voices,
        closed_at=row.closed_at,
    )


def _askings(session: Session, house: House, session_id: int) -> Mapping[int, Sequence[AskingView]]:
    query = (
        select(RoomAsking, InformationRequest)
        .join(RoomQuestion, RoomQuestion.id == RoomAsking.question_id)
        .outerjoin(InformationRequest, InformationRequest.id == RoomAsking.request_id)
        .where(RoomQuestion.session_id == session_id)
        .order_by(RoomAsking.id)
    )
    found: defaultdict[int, list[AskingView]] = defaultdict(list)
    for row, request in session.execute(query):
        found[row.question_id].append(_asking(house, row, request))
    return found


def _asking(house: House, row: RoomAsking, request: InformationRequest | None) -> AskingView:
    return AskingView(
        id=row.id,
        reference=request.reference if request else None,
        request_id=row.request_id,
        text=row.text or (request.text if request else ""),
        is_settled=request is not None and (request.is_settled or request.state == RequestState.CLOSED),
        presence=str(row.presence) if row.presence else None,
        sex=str(row.sex) if row.sex else None,
        name=house.vault.open(row.name, NAME) if row.name else "",
    )


def _alike(questions: Sequence[QuestionView]) -> tuple[tuple[QuestionView, ...], ...]:
    """Return those that seem to ask the same, for staff to put together."""
    unsettled = [one for one in questions if one.state in UNSETTLED]
    gists = [read_gist(InformationRequest(text=one.words)) for one in unsettled]
    return tuple(tuple(unsettled[place] for place in places) for places in cluster(gists) if len(places) > 1)
