"""A commune whose people asked for news, two people of its staff, and what a worker does minute by minute."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models import (
    Broadcast,
    BroadcastRecipient,
    Commune,
    Contact,
    Outbox,
    Project,
    PublicSession,
)
from models.project import ProjectState
from services.broadcasts.approving import approve_broadcast
from services.broadcasts.drafting import Draft, write_broadcast
from services.broadcasts.listing import list_all
from services.broadcasts.readers import follow_news
from services.broadcasts.texts import digest_now
from services.broadcasts.watching import watch_all
from services.house import House
from services.outbox import Claimed, claim, record_sent
from services.projects.follow import follow
from services.roles import RoleName, ensure_roles
from tests.services.polling_day import PollingDay, plant_polling_day
from tests.services.townsfolk import plant_contact, plant_staff, planted

T = TypeVar("T")


@dataclass
class BroadcastTown:
    """People of a commune on the day of its vote; `people` are the contacts who asked for news, in order."""

    day: PollingDay
    people: list[int] = field(default_factory=list)
    staff: list[int] = field(default_factory=list)

    @property
    def house(self) -> House:
        """The house it is in."""
        return self.day.house

    @property
    def line(self) -> int:
        """The line that everybody writes on."""
        return self.day.lines["sms"]

    def write(self, work: Any) -> Any:
        """Do something in a transaction."""
        return self.house.work.write(work)

    def read(self, work: Any) -> Any:
        """Look at something."""
        return self.house.work.read(work)

    def add_readers(self, count: int, **values: Any) -> list[int]:
        """Let so many more people ask for news."""
        new = self.write(lambda s: [self._reader(s, values) for _ in range(count)])
        self.people += new
        return list(new)

    def _reader(self, session: Session, values: dict[str, Any]) -> int:
        number = f"+22890{session.query(Contact).count():06}"
        commune = session.get_one(Commune, self.day.commune_id)
        phone = {"phone_hash": self.house.vault.hash("phone", number)}
        contact = plant_contact(session, self.house, commune, number, **{**phone, **values})
        follow_news(session, self.house, commune.id, contact.id, self.line)
        return contact.id

    def hire(self, *names: str) -> None:
        """Let people join who may decide."""
        self.staff += self.write(lambda s: [self._decider(s, name) for name in names])

    def _decider(self, session: Session, name: str) -> int:
        person = plant_staff(session, session.get_one(Commune, self.day.commune_id), name)
        person.roles = [ensure_roles(session)[RoleName.ADMINISTRATOR]]
        session.flush()
        return person.id

    def draft(self, purpose: str = "vote_opening", subject: int | None = None, **more: Any) -> int:
        """Let the first of the staff write a broadcast."""
        about = self.day.cycle_id if subject is None else subject
        chosen = Draft(purpose, about, **more)
        commune, staff = self.day.commune_id, self.staff[0]
        return int(self.write(lambda s: write_broadcast(s, self.house, commune, chosen, staff_id=staff)))

    def digest(self, number: int) -> str:
        """Return what would be agreed to now."""
        return str(
            self.read(lambda s: digest_now(s, s.get_one(Commune, self.day.commune_id), s.get_one(Broadcast, number)))
        )

    def approve(self, number: int, who: int = 0, digest: str | None = None, *, alone: bool = False) -> bool:
        """Let one of the staff agree."""
        seen, staff = digest or self.digest(number), self.staff[who]
        commune = self.day.commune_id
        return bool(
            self.write(lambda s: approve_broadcast(s, self.house, commune, number, seen, staff_id=staff, alone=alone))
        )

    def agreed(self, purpose: str = "vote_opening", subject: int | None = None, **more: Any) -> int:
        """Return a broadcast to which two people have agreed."""
        number = self.draft(purpose, subject, **more)
        assert not self.approve(number, 0)
        assert self.approve(number, 1)
        return number

    def minute(self) -> None:
        """Do what the timed job does."""
        list_all(self.house)
        watch_all(self.house)

    def claim(self, limit: int = 100, **more: Any) -> list[Claimed]:
        """Take what is due on the line."""
        house = self.house
        taken = self.write(lambda s: claim(s, house, self.line, house.clock(), limit, **more))
        return list(taken)

    def hand_over(self, *messages: Claimed) -> None:
        """Note that these were sent."""
        for one in messages:
            self.write(lambda s, one=one: record_sent(s, one, f"SM{one.id}", self.house.clock()))

    def send(self) -> list[Claimed]:
        """Send all that is due and return it."""
        sent: list[Claimed] = []
        while some := self.claim():
            self.hand_over(*some)
            sent += some
        return sent

    def row(self, number: int) -> Broadcast:
        """Return a broadcast."""
        found = self.read(lambda s: s.get_one(Broadcast, number))
        assert isinstance(found, Broadcast)
        return found

    def change(self, number: int, **values: Any) -> None:
        """Change a broadcast behind everybody's back."""
        self.write(lambda s: s.execute(update(Broadcast).where(Broadcast.id == number).values(**values)))

    def told(self, number: int) -> list[int]:
        """Return who is in the outbox for a broadcast."""
        query = select(Outbox.contact_id).where(Outbox.broadcast_id == number).order_by(Outbox.contact_id)
        return list(self.read(lambda s: s.scalars(query).all()))

    def listed(self, number: int) -> list[int]:
        """Return whose turn has still to come."""
        mine = BroadcastRecipient.broadcast_id == number
        query = select(BroadcastRecipient.contact_id).where(mine).order_by(BroadcastRecipient.contact_id)
        return list(self.read(lambda s: s.scalars(query).all()))

    def session(self, **values: Any) -> int:
        """Announce a public session in two days and return its id."""
        now = self.house.clock()
        about = {"title": "Budget 2027", "place": "Mairie", "starts_at": now + timedelta(days=2), "made_at": now}
        fields = {"commune_id": self.day.commune_id, **about, **values}
        return int(self.write(lambda s: planted(s, PublicSession(**fields)).id))

    def works(self, number: int = 3, **values: Any) -> int:
        """Let a project have its money and everybody follow it; return its id."""
        return int(self.write(lambda s: self._works(s, number, values)))

    def _works(self, session: Session, number: int, values: dict[str, Any]) -> int:
        row = session.scalars(select(Project).where(Project.number == number)).one()
        row.state, row.progress = ProjectState.UNDER_WAY, 40
        for name, value in values.items():
            setattr(row, name, value)
        for contact_id in self.people:
            follow(session, self.house, row, contact_id, self.line)
        return row.id

    def end_vote(self) -> None:
        """Let the vote be over."""
        self.house.clock.set(self.day.closes_at + timedelta(days=1))  # type: ignore[attr-defined]

    def change_commune(self, **values: Any) -> None:
        """Change the commune."""
        self.write(lambda s: s.execute(update(Commune).values(**values)))


def plant_broadcast_town(house: House, people: int = 6, **commune: Any) -> BroadcastTown:
    """Plant a commune with so many people who asked for news and two who decide."""
    town = BroadcastTown(plant_polling_day(house, **commune))
    town.hire("Awa", "Kossi")
    town.add_readers(people)
    return town
