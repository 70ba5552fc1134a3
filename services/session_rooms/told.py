"""What everybody may read of a room: the questions that staff let in, what was answered, and how the room voted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from models import PublicSession
from models.session_question import RoomQuestionState, RoomVoteState
from services.documents.reading import DocumentView
from services.follow_ups.finding import EVERYBODY
from services.follow_ups.reading import FollowUpRow, some_follow_ups
from services.house import House
from services.public_sessions.attendance import FEWEST
from services.requests.masking import propose_mask
from services.session_rooms.publishing import published_reports
from services.session_rooms.reading import QuestionView, VoteView, questions_of, votes_of
from services.session_rooms.rooms import BEGUN

LET_IN = frozenset(
    {
        RoomQuestionState.LISTED,
        RoomQuestionState.SHOWN,
        RoomQuestionState.ANSWERED,
        RoomQuestionState.WRITTEN,
    }
)
"""Questions whose words staff have read for everybody."""
COUNTED = frozenset({RoomVoteState.ADOPTED, RoomVoteState.REJECTED})


@dataclass(frozen=True, slots=True)
class ToldQuestion:
    """A question as everybody reads it; `asked` is None where so few ask it that their number would tell who.

    `is_written` where the town hall answers in writing; `promise` is what came of it, where everybody may read that.
    """

    words: str
    asked: int | None
    answer: str | None
    answered_by: str | None
    is_written: bool
    promise: FollowUpRow | None


@dataclass(frozen=True, slots=True)
class ToldRoom:
    """A room as everybody reads of it; `votes` are those that were counted, `reports` those that are published."""

    questions: tuple[ToldQuestion, ...] = ()
    votes: tuple[VoteView, ...] = ()
    reports: tuple[DocumentView, ...] = ()

    @property
    def rejected(self) -> list[VoteView]:
        """What the room did not adopt."""
        return [one for one in self.votes if one.state == RoomVoteState.REJECTED]

    def vote_on(self, number: int) -> VoteView | None:
        """Return the vote out of which the promise of this number came, None where it was not voted."""
        return next((one for one in self.votes if one.follow_up == number), None)


def told_room(session: Session, house: House, row: PublicSession, *, today: date) -> ToldRoom:
    """Return what everybody may read of the room of a session, nothing before it has begun."""
    if row.state not in BEGUN:
        return ToldRoom()
    questions = let_in(questions_of(session, house, row.id))
    numbers = {one.follow_up for one in questions if one.follow_up}
    found = some_follow_ups(session, row.commune_id, numbers, today=today, reader=EVERYBODY)
    promises = {one.number: one for one in found}
    return ToldRoom(
        tuple(_told(one, promises.get(one.follow_up or 0)) for one in questions),
        tuple(one for one in votes_of(session, row.id) if one.state in COUNTED),
        tuple(published_reports(session, row)),
    )


def let_in(questions: Sequence[QuestionView]) -> list[QuestionView]:
    """Return the questions whose words staff have read for everybody."""
    return [one for one in questions if one.state in LET_IN]


def asked_told(one: QuestionView) -> int | None:
    """Return how many ask a question; None where who knows the room would know who few of them were."""
    return one.asked if one.asked >= FEWEST else None


def _told(one: QuestionView, promise: FollowUpRow | None) -> ToldQuestion:
    return ToldQuestion(
        words=one.words,
        asked=asked_told(one),
        # As the register shows it beside the same question.
        answer=propose_mask(one.answer, is_signed=False) if one.answer else None,
        answered_by=one.answered_by,
        is_written=one.state == RoomQuestionState.WRITTEN,
        promise=promise,
    )
