"""A commune on the day of a vote in which a ballot by SMS counts once its code has come back (level B)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from models import Cycle
from models.cycle import IdentityLevel
from services.cycles.rules import write_rules
from services.house import House
from services.revision import grow_revision
from services.turn import Taken
from tests.services.polling_day import PollingDay, plant_polling_day

FOUR = re.compile(r"(?<!\d)\d{4}(?!\d)")


@dataclass
class ConfirmingDay(PollingDay):
    """A polling day at level B."""

    def asks(self, sender: str, text: str, **more: Any) -> str:
        """Let somebody send a ballot and return the code that comes back."""
        return code_in(self.sms(sender, text, **more))

    def votes(self, sender: str, text: str) -> Taken:
        """Let somebody send a ballot and answer with its code."""
        return self.sms(sender, self.asks(sender, text))

    def other_than(self, *codes: str) -> str:
        """A code that is none of these."""
        return next(code for number in range(10_000) if (code := f"{number:04}") not in codes)


def code_in(taken: Taken) -> str:
    """Return the code in a reply."""
    assert taken.reply is not None
    (code,) = FOUR.findall(taken.reply.text)
    return str(code)


def plant_confirming_day(house: House, **commune: Any) -> ConfirmingDay:
    """Plant a polling day at level B."""
    day = plant_polling_day(house, **commune)

    def raise_level(session: Any) -> None:
        cycle = session.get_one(Cycle, day.cycle_id)
        cycle.identity_level = IdentityLevel.CONFIRMED_PHONE
        write_rules(session, cycle)
        grow_revision(session, day.commune_id)

    house.work.write(raise_level)
    return ConfirmingDay(day.house, day.commune_id, day.cycle_id, day.opens_at, day.closes_at, day.lines)
