"""Somebody who dials a commune's code, for tests: each input goes out with all that was typed before it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from bot.channels import CAPABILITIES
from bot.messages import Channel, Screen
from gateways.dialled import read_session
from services.house import House
from services.turn import take_in_session

USSD = CAPABILITIES[Channel.USSD]
_NAMES = count(1)


@dataclass
class Dialling:
    """One session; `screens` are those that were shown."""

    house: House
    line_id: int
    number: str
    name: str = field(default_factory=lambda: f"ATUid_{next(_NAMES):04}")
    typed: list[str] = field(default_factory=list)
    screens: list[Screen] = field(default_factory=list)

    def dials(self, behind: str = "") -> str:
        """Open the session and return its first screen; `behind` is what was dialled after the code."""
        self.typed = [behind] if behind else []
        return self.again()

    def types(self, *inputs: str) -> str:
        """Type one input after the other and return the last screen."""
        for one in inputs:
            self.typed.append(one)
            self.again()
        return self.shown

    def again(self) -> str:
        """Let the network bring the last call, once more perhaps, and return the screen."""
        message = read_session(self.name, self.number, "*".join(self.typed))
        self.screens.append(take_in_session(self.house, self.line_id, USSD, message))
        return self.shown

    @property
    def shown(self) -> str:
        """The screen that is shown."""
        return self.screens[-1].text

    @property
    def is_over(self) -> bool:
        """Was it the last one?"""
        return self.screens[-1].is_last
