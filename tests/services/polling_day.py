"""A commune on the day of its vote, with an SMS line and a Telegram line, and people who write to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.messages import Capabilities, Channel, Inbound
from budgeting.phases import PhaseKind
from models import Ballot, Commune, Cycle, Line, LineCommune, Outbox, Phase, Project
from models.cycle import CycleState
from services.cycles.rules import write_rules
from services.house import House
from services.telling import PAYLOAD
from services.turn import Taken, take
from tests.services.townsfolk import plant_commune, planted

SMS = Capabilities(Channel.SMS, max_length=612, page_size=7, is_paid=True)
TELEGRAM = Capabilities(Channel.TELEGRAM, max_length=4096, page_size=8, has_buttons=True, asks_contact=True)
GRACE = 7200


@dataclass
class PollingDay:
    """The commune; `closes_at` is an hour after it was planted."""

    house: House
    commune_id: int
    cycle_id: int
    opens_at: datetime
    closes_at: datetime
    lines: dict[str, int]
    _ids: count[int] = field(default_factory=lambda: count(1))

    def sms(self, sender: str, text: str, message_id: str | None = None, **more: Any) -> Taken:
        """Let somebody send an SMS."""
        message = Inbound(message_id or f"m{next(self._ids)}", sender, text, phone=sender, **more)
        return take(self.house, self.lines["sms"], SMS, message)

    def trial_sms(self, sender: str, text: str) -> Taken:
        """Let somebody write on the simulator's phone."""
        message = Inbound(f"m{next(self._ids)}", sender, text, phone=sender)
        return take(self.house, self.lines["trial"], SMS, message)

    def telegram(self, sender: str, text: str, message_id: str | None = None, **more: Any) -> Taken:
        """Let somebody write on Telegram."""
        message = Inbound(message_id or f"t{next(self._ids)}", sender, text, **more)
        return take(self.house, self.lines["telegram"], TELEGRAM, message)

    def records(self) -> list[dict[str, Any]]:
        """Return the ballots as a count opens them."""
        key = self.house.keyring.load(self.cycle_id)
        sealed = self.house.work.read(lambda session: list(session.scalars(select(Ballot.sealed))))
        return [key.open(one) for one in sealed]

    def choices(self) -> list[list[int]]:
        """Return the choices of all ballots."""
        return sorted(record["choices"] for record in self.records())

    def texts(self) -> list[str]:
        """Return the texts of all replies still kept, in order."""
        return self.house.work.read(lambda session: _texts(session, self.house))


def _texts(session: Session, house: House) -> list[str]:
    sealed = session.scalars(select(Outbox.payload).where(Outbox.payload.is_not(None)).order_by(Outbox.id))
    return [house.vault.open_json(one, PAYLOAD)["text"] for one in sealed if one]


def plant_polling_day(house: House, **commune: Any) -> PollingDay:
    """Plant the commune with a vote that opened an hour ago and closes in an hour."""
    return house.work.write(lambda session: _plant(session, house, commune))


def _plant(session: Session, house: House, values: dict[str, Any]) -> PollingDay:
    now = house.clock()
    commune = plant_commune(session, **{"languages": ["fr", "ar", "en"], "country": "TG", **values})
    lines = {
        "sms": _line(session, commune, "twilio", "sms"),
        "telegram": _line(session, commune, "telegram", "telegram"),
        "trial": _line(session, commune, "simulator", "sms"),
        "ussd": _line(session, commune, "africastalking_ussd", "ussd"),
    }
    opens_at, closes_at = now - timedelta(hours=1), now + timedelta(hours=1)
    cycle_id = plant_vote(session, house, commune, opens_at, closes_at)
    return PollingDay(house, commune.id, cycle_id, opens_at, closes_at, lines)


def plant_vote(
    session: Session, house: House, commune: Commune, opens_at: datetime, closes_at: datetime, first: int = 1
) -> int:
    """Plant a cycle with a vote between two instants and ten projects, and make its key."""
    title = f"Budget {opens_at:%Y-%m-%d}"
    cycle = Cycle(
        commune_id=commune.id,
        title=title,
        year=opens_at.year,
        envelope=10_000,
        state=CycleState.APPROVED,
        grace_seconds=GRACE,
        created_at=opens_at,
    )
    planted(session, cycle)
    session.add(Phase(cycle_id=cycle.id, kind=PhaseKind.VOTE, opens_at=opens_at, closes_at=closes_at))
    for number in range(first, first + 10):
        names = {"fr": f"Projet {number}"}
        project = Project(
            commune_id=commune.id,
            cycle_id=cycle.id,
            number=number,
            titles=names,
            short_names=names,
            description="",
            cost=number * 1000,
            made_at=opens_at,
        )
        session.add(project)
    session.flush()
    cycle.key_fingerprint = house.keyring.create(cycle.id).fingerprint
    write_rules(session, cycle)
    return cycle.id


def _line(session: Session, commune: Commune, provider: str, channel: str) -> int:
    created_at = commune.created_at
    line = Line(
        provider=provider, key="main", channel=channel, address="7070", price=15_000, settings={}, created_at=created_at
    )
    planted(session, line)
    session.add(LineCommune(line_id=line.id, commune_id=commune.id))
    session.flush()
    return line.id
