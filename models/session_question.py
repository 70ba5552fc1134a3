"""What is asked and what is voted in the room of a public session: by phone before and during it, aloud, by hands."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import Boolean, Date, ForeignKey, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, Name, Prose, SerialKey, Tags, When
from models.public_session import Presence, PresentSex


class RoomQuestionState(StrEnum):
    """Where a question of the room stands.

    Waiting: nobody of the staff has read it. Listed: its words may stand before everybody. Shown: it is the one that is
    asked now. Answered: in the room. Written: the town hall answers it in writing. Hidden: unfit for the room.
    """

    WAITING = "waiting"
    LISTED = "listed"
    SHOWN = "shown"
    ANSWERED = "answered"
    WRITTEN = "written"
    HIDDEN = "hidden"


class RoomVoteWay(StrEnum):
    """How the room votes: by show of hands, or by SMS from those in it."""

    HANDS = "hands"
    PHONES = "phones"


class RoomVoteState(StrEnum):
    """A vote that is on, one that was counted, and one that was taken back with its reason."""

    OPEN = "open"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class RoomChoice(StrEnum):
    """What the room is asked to say of a recommendation."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class SessionRoom(Base):
    """How the room of a session is used, once staff have said something of it.

    `takes_questions` None follows the session: one on the budget takes them. `screen` is what the secret address of the
    projector is derived from; without it there is no such address.
    """

    __tablename__ = "session_room"

    session_id: Mapped[int] = mapped_column(ForeignKey("public_session.id"), primary_key=True)
    takes_questions: Mapped[bool | None] = mapped_column(Boolean)
    screen: Mapped[Key | None]
    moved_at: Mapped[When]


class RoomQuestion(Base):
    """A question as the room reads it, however many ask it; `words` say nothing of who they are.

    `answered_by` is a function, never a person. `follow_up_id` is what was promised or recommended because of it.
    """

    __tablename__ = "room_question"

    id: Mapped[SerialKey]
    session_id: Mapped[int] = mapped_column(ForeignKey("public_session.id"), index=True)
    state: Mapped[RoomQuestionState] = mapped_column(String(16), default=RoomQuestionState.WAITING)
    words: Mapped[Prose]
    reason: Mapped[Prose | None]
    answer: Mapped[Prose | None]
    answered_by: Mapped[Name | None]
    answered_at: Mapped[When | None]
    shown_at: Mapped[When | None]
    follow_up_id: Mapped[int | None] = mapped_column(ForeignKey("follow_up.id"))
    made_at: Mapped[When]


class RoomAsking(Base):
    """One person's asking of a question: by phone, then `request_id` says more, or aloud, as staff typed it.

    `name` is sealed, of who wanted it written down, and never public. `token` is of the form it was typed into: sent
    twice it counts once.
    """

    __tablename__ = "room_asking"
    __table_args__ = (UniqueConstraint("request_id"), UniqueConstraint("token"))

    id: Mapped[SerialKey]
    question_id: Mapped[int] = mapped_column(ForeignKey("room_question.id"), index=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("information_request.id"))
    text: Mapped[Prose | None]
    presence: Mapped[Presence | None] = mapped_column(String(16))
    sex: Mapped[PresentSex | None] = mapped_column(String(8))
    name: Mapped[bytes | None] = mapped_column(LargeBinary)
    token: Mapped[Key | None]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    asked_at: Mapped[When]


class RoomVote(Base):
    """A recommendation put to the vote in the room; it is no ballot of a cycle.

    `code` is what phones send with their word: it stands on the screen alone. `signers` are the functions of who signed
    the count of hands, `staff_id` who typed it. `owner` and `due_on` are those of the promise it becomes.
    """

    __tablename__ = "room_vote"

    id: Mapped[SerialKey]
    session_id: Mapped[int] = mapped_column(ForeignKey("public_session.id"), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("room_question.id"))
    text: Mapped[Prose]
    way: Mapped[RoomVoteWay] = mapped_column(String(8))
    state: Mapped[RoomVoteState] = mapped_column(String(16), default=RoomVoteState.OPEN)
    code: Mapped[str | None] = mapped_column(String(8))
    owner: Mapped[Name | None]
    due_on: Mapped[date | None] = mapped_column(Date)
    votes_for: Mapped[int | None] = mapped_column(Integer)
    votes_against: Mapped[int | None] = mapped_column(Integer)
    abstained: Mapped[int | None] = mapped_column(Integer)
    signers: Mapped[Tags] = mapped_column(default=list)
    reason: Mapped[Prose | None]
    follow_up_id: Mapped[int | None] = mapped_column(ForeignKey("follow_up.id"))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    opened_at: Mapped[When]
    closed_at: Mapped[When | None]


class RoomVoice(Base):
    """What one phone says in a vote that is on; all of them are erased when it is counted.

    `voter` is a keyed hash for this vote alone.
    """

    __tablename__ = "room_voice"

    vote_id: Mapped[int] = mapped_column(ForeignKey("room_vote.id"), primary_key=True)
    voter: Mapped[Key] = mapped_column(primary_key=True)
    choice: Mapped[RoomChoice] = mapped_column(String(8))
    said_at: Mapped[When]


class RoomTry(Base):
    """How often one phone sent a wrong code in a session: few tries, so that nobody outside finds it by guessing."""

    __tablename__ = "room_try"

    session_id: Mapped[int] = mapped_column(ForeignKey("public_session.id"), primary_key=True)
    voter: Mapped[Key] = mapped_column(primary_key=True)
    tries: Mapped[int] = mapped_column(Integer)
    tried_at: Mapped[When]
