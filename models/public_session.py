"""Public sessions on the budget: what is planned, who came, who wrote of it, and who said they would come."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum

from sqlalchemy import Boolean, Date, ForeignKey, Integer, String, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, Name, Prose, Record, Records, SerialKey, When


class SessionKind(StrEnum):
    """What a session is about: the debate before a budget, the budget, its additions, its account, and after it."""

    ORIENTATION_DEBATE = "orientation_debate"
    FIRST_BUDGET = "first_budget"
    ADDITIONAL = "additional"
    ACCOUNT = "account"
    FOLLOW_UP = "follow_up"


class SessionState(StrEnum):
    """Announced, opened by staff when it begins, held once it is over, or cancelled for a reason that is public."""

    ANNOUNCED = "announced"
    OPEN = "open"
    HELD = "held"
    CANCELLED = "cancelled"


class Presence(StrEnum):
    """As what somebody is in the room."""

    COUNCIL = "council"
    SERVICES = "services"
    CIVIL_SOCIETY = "civil_society"
    MEDIA = "media"
    CITIZENS = "citizens"
    PARTNERS = "partners"
    OTHERS = "others"


class PresentSex(StrEnum):
    """Women and men as who counts sees them; not said where nobody asks."""

    WOMEN = "women"
    MEN = "men"
    UNSAID = "unsaid"


class PressKind(StrEnum):
    """Where it was told."""

    RADIO = "radio"
    TELEVISION = "television"
    NEWSPAPER = "newspaper"
    ONLINE = "online"
    OTHER = "other"


class PublicSession(Base):
    """A public session of the commune; `kind` is empty for a meeting that is about something else.

    `bureau` are who leads it, `{"role": …, "name": …}`: officials, by their function. `planned` holds the people
    awaited by `Presence`. `reason` says why it was cancelled. `opened_at` and `closed_at` are when staff said so.
    """

    __tablename__ = "public_session"

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    kind: Mapped[SessionKind | None] = mapped_column(String(24))
    title: Mapped[Name]
    place: Mapped[Name]
    starts_at: Mapped[When]
    ends_at: Mapped[When | None]
    state: Mapped[SessionState] = mapped_column(String(16), default=SessionState.ANNOUNCED)
    reason: Mapped[Prose | None]
    bureau: Mapped[Records] = mapped_column(default=list)
    opening: Mapped[Prose | None]
    method: Mapped[Prose | None]
    planned: Mapped[Record] = mapped_column(default=dict)
    opened_at: Mapped[When | None]
    closed_at: Mapped[When | None]
    made_at: Mapped[When]


class AgendaItem(Base):
    """One item of a session's agenda, in its place from 1; `at` is on the commune's clock, `speaker` a function."""

    __tablename__ = "agenda_item"

    id: Mapped[SerialKey]
    session_id: Mapped[int] = mapped_column(ForeignKey("public_session.id"), index=True)
    place: Mapped[int] = mapped_column(Integer)
    at: Mapped[time | None] = mapped_column(Time)
    title: Mapped[Name]
    speaker: Mapped[Name | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))


class DoorCount(Base):
    """One press at a door: so many people more or fewer; how many are in the room is the sum of all presses.

    `token` is of the form that was sent: sent twice it counts once. `takes_back_id` is the press that this one undoes.
    """

    __tablename__ = "door_count"
    __table_args__ = (UniqueConstraint("session_id", "token"), UniqueConstraint("takes_back_id"))

    id: Mapped[SerialKey]
    session_id: Mapped[int] = mapped_column(ForeignKey("public_session.id"))
    presence: Mapped[Presence] = mapped_column(String(16))
    sex: Mapped[PresentSex] = mapped_column(String(8))
    people: Mapped[int] = mapped_column(Integer)
    token: Mapped[Key]
    takes_back_id: Mapped[int | None] = mapped_column(ForeignKey("door_count.id"))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    pressed_at: Mapped[When]


class PressArticle(Base):
    """What was told of a session, where and when."""

    __tablename__ = "press_article"

    id: Mapped[SerialKey]
    session_id: Mapped[int] = mapped_column(ForeignKey("public_session.id"), index=True)
    outlet: Mapped[Name]
    kind: Mapped[PressKind] = mapped_column(String(16))
    dated_on: Mapped[date | None] = mapped_column(Date)
    title: Mapped[Name | None]
    link: Mapped[Prose | None]
    made_at: Mapped[When]


class SessionReport(Base):
    """The report of a session that was published, among the documents."""

    __tablename__ = "session_report"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("public_session.id"), index=True)
    made_at: Mapped[When]


class SessionAnswer(Base):
    """Whether one contact comes to a session; who it was is forgotten once the session is over."""

    __tablename__ = "session_answer"
    __table_args__ = (UniqueConstraint("session_id", "contact_id"),)

    id: Mapped[SerialKey]
    session_id: Mapped[int] = mapped_column(ForeignKey("public_session.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    line_id: Mapped[int | None] = mapped_column(ForeignKey("line.id"))
    comes: Mapped[bool] = mapped_column(Boolean)
    answered_at: Mapped[When]
