"""A commune with two numbers, a neighbour that shares a third one, and what goes out on each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.channels import CAPABILITIES
from bot.messages import Channel, Inbound
from models import Commune, Contact, Line, LineCommune, Outbox
from services.house import House
from services.other_lines import rest_line
from services.outbox import Claimed, Failed, claim, record_failed, record_sent
from services.telling import PAYLOAD
from services.turn import Taken, take
from tests.services.polling_day import PollingDay, plant_polling_day
from tests.services.townsfolk import plant_commune, planted

REFUSED = Failed("server_error", 0, is_unsent=True)
UNSURE = Failed("timeout", 0)


@dataclass
class LinesTown:
    """`day` is the commune; its lines by name, `sms` the one people know."""

    day: PollingDay

    @property
    def house(self) -> House:
        return self.day.house

    @property
    def lines(self) -> dict[str, int]:
        return self.day.lines

    def add_line(self, name: str, provider: str = "kannel", channel: str = "sms", **values: Any) -> int:
        def plant(session: Session) -> int:
            fields = {"address": f"+22870{len(self.lines):06}", "price": 20_000, "settings": {}, **values}
            at = self.house.clock()
            line = planted(session, Line(provider=provider, key=name, channel=channel, created_at=at, **fields))
            session.add(LineCommune(line_id=line.id, commune_id=self.day.commune_id))
            return line.id

        self.lines[name] = self.house.work.write(plant)
        return self.lines[name]

    def share(self, line: str) -> int:
        """Let another commune answer on a line too; return it."""

        def plant(session: Session) -> int:
            other = plant_commune(session, "beta", country="TG")
            session.add(LineCommune(line_id=self.lines[line], commune_id=other.id))
            return other.id

        other = self.house.work.write(plant)
        self.house.memory.clear()
        return other

    def says(self, line: str, sender: str, text: str, channel: Channel = Channel.SMS) -> Taken:
        message = Inbound(f"{line}{next(self.day._ids)}", sender, text, phone=sender)
        return take(self.house, self.lines[line], CAPABILITIES[channel], message)

    def rests(self, line: str, reason: str = "network") -> None:
        self.house.work.write(lambda session: rest_line(session, self.lines[line], reason, self.house.clock()))

    def claims(self, line: str, served: tuple[str, ...] | None = None) -> list[Claimed]:
        """Claim as the worker does in which every line of these, else of all, has something that sends."""
        ids = tuple(self.lines[name] for name in (self.lines if served is None else served))
        now = self.house.clock()
        return self.house.work.write(lambda session: claim(session, self.house, self.lines[line], now, 50, served=ids))

    def fails(self, message: Claimed, why: Failed = REFUSED) -> None:
        self.house.work.write(lambda session: record_failed(session, message, why, self.house.clock()))

    def sends(self, message: Claimed) -> None:
        self.house.work.write(lambda session: record_sent(session, message, f"P{message.id}", self.house.clock()))

    def outbox(self) -> list[Outbox]:
        return self.house.work.read(lambda session: list(session.scalars(select(Outbox).order_by(Outbox.id))))

    def text_of(self, row: Outbox) -> str:
        assert row.payload is not None
        return str(self.house.vault.open_json(row.payload, PAYLOAD)["text"])

    def contacts(self) -> list[Contact]:
        return self.house.work.read(lambda session: list(session.scalars(select(Contact).order_by(Contact.id))))

    def set_ceiling(self, francs: int | None) -> None:
        self.house.work.write(lambda session: session.execute(update(Commune).values(daily_ceiling=francs)))


def plant_lines_town(house: House) -> LinesTown:
    return LinesTown(plant_polling_day(house))
