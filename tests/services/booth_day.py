"""A polling day on which somebody opened a booth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.by_hand.envelopes import booth_point, envelope_in
from services.by_hand.sent import Sent, cast_sealed, open_all, pass_booth
from services.by_hand.typing import poll_of
from services.house import House
from services.voting.paper import Poll
from tests.services.booth_phone import BoothPhone
from tests.services.hand_town import HandDay


@dataclass
class BoothDay:
    """A polling day with a booth that Awa opened on a phone."""

    day: HandDay
    phone: BoothPhone

    @property
    def house(self) -> House:
        return self.day.house

    def poll(self) -> Poll:
        where = (self.house, self.day.commune_id, self.day.cycle_id)
        return self.house.work.read(lambda session: poll_of(session, *where))

    def sealed(self, code: str, choices: str, **other: Any) -> dict[str, str]:
        """Let somebody vote on the phone, now."""
        return self.phone.seal(self.phone.slip(code, choices, self.house.clock().timestamp(), **other))

    def send(self, envelope: dict[str, str], staff: int | None = None) -> Sent:
        """Let the phone send one envelope."""
        read = envelope_in(envelope)
        assert read
        where, poll = (self.house, self.day.commune_id), self.poll()
        sender = staff or self.day.awa
        (opened,) = open_all(self.house, poll, [read])
        return self.house.work.write(lambda session: cast_sealed(session, *where, poll, opened, sender_id=sender))

    def vote(self, code: str, choices: str, **other: Any) -> Sent:
        """Let somebody vote while there is a line."""
        return self.send(self.sealed(code, choices, **other))


def open_booth(day: HandDay) -> BoothDay:
    """Let Awa open a booth."""
    where = (day.house, day.commune_id, day.cycle_id)
    poll = day.house.work.read(lambda session: poll_of(session, *where))
    point = booth_point(day.house.keyring.load(day.cycle_id))
    return BoothDay(day, BoothPhone(day.cycle_id, point, pass_booth(day.house, poll, day.awa)))
