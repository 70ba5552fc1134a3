"""A commune that meets in public, and short ways to do what its staff do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from budgeting.refusal import Refusal
from models import Commune, Contact, Line
from services.house import House
from services.public_sessions.announcing import NewSession, add_session
from services.public_sessions.door import Press, press
from services.public_sessions.reading import SessionPage, public_session_page, session_page
from tests.conftest import HandClock
from tests.services.townsfolk import NOW, plant_commune, plant_contact, plant_line, told


@dataclass
class SessionTown:
    """A commune on a morning, with a line; sessions are announced for nine o'clock some days later."""

    house: House
    clock: HandClock
    commune: int = 0
    line: int = 0

    def __post_init__(self) -> None:
        self.clock.set(NOW.replace(hour=10))

        def plant(db: Any) -> tuple[int, int]:
            commune = plant_commune(db)
            return commune.id, plant_line(db, commune).id

        self.commune, self.line = self.house.work.write(plant)

    def do(self, act: Callable[..., Any], *values: Any, **named: Any) -> Any:
        """Do something as staff do: with the transaction, the house and the commune before the rest."""
        return self.house.work.write(lambda db: act(db, self.house, self.commune, *values, **named, staff_id=None))

    def why_not(self, act: Callable[..., Any], *values: Any, **named: Any) -> str:
        """Return the reason for which something is refused, empty where it is not."""
        try:
            self.do(act, *values, **named)
        except Refusal as no:
            return str(no.reason)
        return ""

    def announce(self, days: int = 10, **values: Any) -> int:
        """Announce a session and return its id."""
        day = (self.clock() + timedelta(days=days)).replace(tzinfo=None)
        starts_at = datetime(day.year, day.month, day.day, 9)
        given = {"title": "Débat budgétaire", "place": "Mairie", "starts_at": starts_at, **values}
        return int(self.do(add_session, NewSession(**given)))

    def go_to(self, days: int = 10) -> None:
        """Wait until ten o'clock of a day."""
        self.clock.wait(days=days)

    def count(self, session_id: int, presence: str, sex: str, people: int = 1, token: str = "a") -> str:
        """Press a button at the door; return why not."""
        return self.why_not(press, session_id, Press(presence, sex, people, token))

    def page(self, session_id: int) -> SessionPage:
        """Return a session as staff see it."""
        return self.house.work.read(lambda db: session_page(db, self.house, self.commune, session_id))

    def public(self, session_id: int) -> SessionPage:
        """Return a session as everybody sees it."""
        return self.house.work.read(lambda db: public_session_page(db, self.house, self.commune, session_id))

    def person(self, number: str, **values: Any) -> int:
        """Let somebody have written; return their contact."""

        def plant(db: Any) -> int:
            phone = {"phone_hash": self.house.vault.hash("phone", number)}
            return plant_contact(db, self.house, db.get_one(Commune, self.commune), number, **{**phone, **values}).id

        return int(self.house.work.write(plant))

    def answer(self, act: Callable[..., Any], session_id: int, contact_id: int, *, comes: bool) -> None:
        """Let somebody say whether they come."""
        self.house.work.write(
            lambda db: act(
                db, self.house, self.commune, session_id, db.get_one(Contact, contact_id),
                db.get_one(Line, self.line), comes=comes,
            )
        )  # fmt: skip

    def told(self) -> list[str]:
        """Return what was put into the outbox."""
        return self.house.work.read(lambda db: told(db, self.house))
