"""A person at a phone, for tests: says things, presses buttons, keeps what came back."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Self

from bot.channels import CAPABILITIES
from bot.conversation import Conversation, Spoken
from bot.messages import Capabilities, Channel, Location, Outgoing
from bot.phrases import Speech
from bot.render import render
from bot.state import State
from bot.steps import Heard
from bot.understanding.taught import TaughtWords
from bot.understanding.understand import understand
from tests.bot.fake_desk import FakeDesk

SMS = Capabilities(Channel.SMS, max_length=612, page_size=7, is_paid=True)
TELEGRAM = Capabilities(
    Channel.TELEGRAM,
    max_length=4096,
    page_size=8,
    has_buttons=True,
    asks_contact=True,
    asks_location=True,
    has_photos=True,
)
USSD = CAPABILITIES[Channel.USSD]
WHATSAPP = CAPABILITIES[Channel.WHATSAPP]
TERMINAL = Capabilities(Channel.SMS, max_length=4096, page_size=7)
"""Numbered text that costs nothing and has no buttons: what a person at a terminal reads."""

CHANNELS = {"sms": SMS, "telegram": TELEGRAM}
EVERYWHERE = {**CHANNELS, "ussd": USSD, "whatsapp": WHATSAPP, "terminal": TERMINAL}
"""Where the transcripts run."""

PHONE = "+22670000001"

understood = cache(understand)
"""Words are understood once: the same are said on every channel, and at every question."""


@dataclass
class Talk:
    """A conversation on one channel; every message is played twice, from memory and from the stored JSON."""

    can: Capabilities = SMS
    language: str = "fr"
    desk: FakeDesk = field(default_factory=FakeDesk)
    state: State = field(default_factory=State)
    answer: Outgoing = field(default_factory=lambda: Outgoing(""))
    spoken: Spoken | None = None
    languages: tuple[str, ...] = ("fr", "ar", "en")
    taught: TaughtWords = field(default_factory=dict)

    @property
    def speech(self) -> Speech:
        """How the bot speaks here."""
        rest = tuple(tag for tag in dict.fromkeys(self.languages) if tag != self.language)
        return Speech((self.language, *rest), is_brief=self.can.is_paid, currency="XOF", taught=self.taught)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Copy what the next words may change; what was said stays as it is."""
        return replace(self, desk=copy.deepcopy(self.desk, memo), state=State.from_json(self.state.as_json()))

    def says(self, text: str, **things: str | Location | None) -> Outgoing:
        """Say something; a plain button of a chat is said as its data."""
        heard = Heard(text, understood(text, self.language, self.speech.languages), **things)  # type: ignore[arg-type]
        return self._hear(heard)

    def presses(self, label: str) -> Outgoing:
        """Press the button of that label, or type the number that stands before it."""
        for button in (button for row in self.answer.buttons for button in row):
            if button.label == label:
                if self.answer.wants:
                    return self.shares() if button.data == "contact" else self.says(label)
                return self.says("", button=button.data) if ":" in button.data else self.says(button.data)
        for line in self.answer.text.splitlines():
            number, _space, words = line.partition(" ")
            if label in {words, line}:
                return self.says(number)
        raise AssertionError(f"no button {label!r} under: {self.answer}")

    def agrees(self) -> None:
        """Say yes to a ballot that is said back, where one is."""
        if self.can.has_session and self.state.open and self.state.open.name == "agreed":
            self.says("1")

    def shares(self) -> Outgoing:
        """Send the own contact card."""
        return self.says("", phone=PHONE)

    def _hear(self, heard: Heard) -> Outgoing:
        if not self.can.asks_contact:
            heard = replace(heard, phone=PHONE)
        stored = State.from_json(json.loads(json.dumps(self.state.as_json())))
        other = replace(self, desk=copy.deepcopy(self.desk), state=stored)
        self._play(heard)
        other._play(heard)
        assert (other.answer, other.desk.effects) == (self.answer, self.desk.effects)
        assert other.state == self.state
        return self.answer

    def _play(self, heard: Heard) -> None:
        self.spoken = Conversation(self.state, self.desk, self.speech, self.can).hear(heard)
        for effect in self.desk.effects:
            if effect[0] == "set_language":
                self.language = effect[1]
        self.answer = render(self.spoken.reply, self.speech, self.can)
