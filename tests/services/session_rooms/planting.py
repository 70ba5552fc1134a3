"""A session on the budget, its town hall, and people who write to it by SMS."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.messages import Inbound
from models import Commune, Outbox, PublicSession
from models import Inbound as InboundRow
from models.public_session import SessionKind, SessionState
from services.house import House
from services.telling import PAYLOAD
from services.turn import take
from tests.bot.talking import SMS
from tests.conftest import HandClock
from tests.services.townsfolk import NOW, plant_commune, plant_line, plant_staff, planted

PHONES = tuple(f"+229019700{number:04}" for number in range(20))


class Room:
    """A commune with a session that is announced; `say` is what somebody sends and is answered."""

    def __init__(self, house: House, clock: HandClock) -> None:
        self.house, self.clock = house, clock
        clock.set(NOW)
        self.commune_id, self.line_id, self.staff_id, self.id = house.work.write(self._plant)
        self.who = {"staff_id": self.staff_id}

    def _plant(self, session: Session) -> tuple[int, int, int, int]:
        commune = plant_commune(session, languages=["fr", "en", "ar"])
        row = PublicSession(
            commune_id=commune.id,
            kind=SessionKind.FIRST_BUDGET,
            title="Restitution du budget",
            place="Salle du conseil",
            starts_at=NOW + timedelta(days=3),
            made_at=NOW,
        )
        planted(session, row)
        return commune.id, plant_line(session, commune).id, plant_staff(session, commune).id, row.id

    def say(self, text: str, phone: str = PHONES[0]) -> str:
        """Send an SMS and return what is answered."""
        reply = take(self.house, self.line_id, SMS, Inbound(uuid.uuid4().hex, phone, text, phone=phone)).reply
        return reply.text if reply else ""

    def opens(self) -> None:
        """Let the day of the session come, and open it."""
        self.clock.set(NOW + timedelta(days=3))
        self.set(state=SessionState.OPEN, opened_at=self.clock())

    def closes(self) -> None:
        """Close the session."""
        self.set(state=SessionState.HELD, closed_at=self.clock())

    def add(self, **values: Any) -> int:
        """Plant another session of the same commune and return its id."""

        def work(session: Session) -> int:
            row = PublicSession(
                commune_id=self.commune_id,
                kind=SessionKind.ACCOUNT,
                title="Compte",
                place="Salle du conseil",
                starts_at=self.clock(),
                made_at=NOW,
                **values,
            )
            return planted(session, row).id

        return self.house.work.write(work)

    def set(self, **values: Any) -> None:
        """Change the row of the session."""

        def work(session: Session) -> None:
            row = session.get_one(PublicSession, self.id)
            for name, value in values.items():
                setattr(row, name, value)

        self.house.work.write(work)

    def write(self, act: Any, *given: Any, **named: Any) -> Any:
        """Carry out an act of the staff."""
        return self.house.work.write(lambda db: act(db, self.house, self.commune_id, *given, **{**self.who, **named}))

    def read(self, look: Any) -> Any:
        """Read what `look` asks of a session."""
        return self.house.work.read(look)

    def row(self, session: Session) -> PublicSession:
        """Return the session."""
        return session.get_one(PublicSession, self.id)

    def told(self, since: int = 0) -> list[str]:
        """Return the texts that wait in the outbox or were sent, oldest first, but replies."""

        def look(session: Session) -> list[str]:
            rows = session.scalars(select(Outbox).where(Outbox.purpose != "reply").order_by(Outbox.id))
            return [self.house.vault.open_json(row.payload, PAYLOAD)["text"] for row in rows if row.payload]

        return self.house.work.read(look)[since:]

    def bodies(self) -> list[str | None]:
        """Return what is kept of the messages that came in."""
        return self.house.work.read(lambda db: list(db.scalars(select(InboundRow.body).order_by(InboundRow.id))))

    def commune(self, session: Session) -> Commune:
        """Return the commune."""
        return session.get_one(Commune, self.commune_id)
