"""Where a person stands in a dialogue: the small JSON that is kept between two messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.records import plain


@dataclass(slots=True)
class Open:
    """The question that waits: its name, what was offered on the page that the person saw, and which page."""

    name: str
    offered: list[Any] = field(default_factory=list)
    page: int = 0


CARD = "\u260e"
"""The key of what waits for the person's own contact card: a sign that no words of theirs fold to."""
YES = "\u2714"
"""The key of words that wait for a yes: that they are an answer. A sign as well, for any word for yes will do."""
HELD = {CARD, YES}

LOST = "lost"
"""What leads back to a dialogue in whose middle a session broke off, in place of a dialogue's name."""

PARKED = ("dialogue", "opening", "answers", "spoken", "declined", "open")


@dataclass(slots=True)
class State:
    """A conversation's memory.

    `answers` are by name, in the order they came; `spoken` names those the person gave since the last act, which BACK
    may take away; `declined` names the questions that must be asked although the opening message answers them.
    `serial` grows with every question shown, so that a button of an old question is known as old. `tries`
    counts the answers in a row that were not understood. `has_language` once
    the person has chosen a language or written clearly in one: from then on only they change it. `has_written` once
    they have written words of the language spoken: then a borrowed word changes nothing. `parked` is a dialogue
    that was left while it waited for a code, with the code under `key`. `before` is a dialogue that only shows things,
    without the answer that led from it to what was shown last: BACK returns to it. `doubt` are words that may be the
    answer or a command, and the question that waits for them until the person has said which. `numbers_for` is the
    dialogue that ended last, where numbers alone that follow are for it. `unsent` is the dialogue in which words or a
    choice of theirs wait that went nowhere yet; `lapsed` that dialogue and the day, when they waited too long and are
    forgotten. `sent` is what the last act sent to the town hall: its dialogue, the act and the reference; never a
    vote, of which nothing is kept here. `lost` is a dialogue in whose middle a session broke off: the next one offers
    to go on there. `waiting` are messages, as kept at an entrance, that are heard once nothing is asked: a
    session shows one question at a time.
    """

    dialogue: str | None = None
    opening: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    spoken: list[str] = field(default_factory=list)
    declined: list[str] = field(default_factory=list)
    open: Open | None = None
    serial: int = 0
    tries: int = 0
    has_language: bool = False
    has_written: bool = False
    parked: dict[str, Any] | None = None
    before: dict[str, Any] | None = None
    doubt: dict[str, Any] | None = None
    numbers_for: str | None = None
    unsent: str | None = None
    lapsed: dict[str, str] | None = None
    sent: dict[str, Any] | None = None
    lost: dict[str, Any] | None = None
    waiting: list[dict[str, Any]] = field(default_factory=list)

    def begin(self, dialogue: str, opening: dict[str, Any]) -> None:
        """Start a dialogue; whatever was open before is forgotten."""
        self.finish()
        self.numbers_for = None
        if self.parked and self.parked["dialogue"] == dialogue:
            self.parked = None
        if self.lost and self.lost["dialogue"] == dialogue:
            self.lost = None  # begun anew
        self.dialogue, self.opening = dialogue, opening

    def end(self) -> None:
        """Forget the dialogue, its answers, what came before it and what was parked."""
        self.finish()
        self.parked, self.before, self.numbers_for, self.sent, self.lost = None, None, None, None, None

    def lapse(self, day: str) -> None:
        """Forget what waited too long, but not that something did; `day` is the day it was written, in ISO form."""
        waiting = self.what_waits()
        self.end()
        if waiting:
            self.lapsed = {"dialogue": waiting, "day": day}

    def what_waits(self) -> str | None:
        """Return the dialogue in which something waits that the person wrote and that went nowhere yet."""
        if self.parked and self.parked["key"] in HELD:
            return str(self.parked["dialogue"])
        return (self.unsent if self.open else None) or (self.lost or {}).get("unsent")

    def sent_just_now(self) -> dict[str, Any] | None:
        """Return what was sent last, None where something else is begun that a word may give up instead."""
        if self.sent is None or self.dialogue is None:
            return self.sent
        is_here = self.dialogue == self.sent["dialogue"] and self.sent["act"] in self.answers
        return self.sent if is_here else None

    def finish(self) -> None:
        """Forget the dialogue and its answers."""
        self.dialogue, self.open, self.doubt, self.unsent = None, None, None, None
        self.opening, self.answers, self.spoken, self.declined, self.tries = {}, {}, [], [], 0

    def take(self, name: str, value: Any) -> None:
        """Answer a question for somebody who goes on without answering it."""
        self.answers[name] = value
        self.open = None

    def step_back(self) -> bool:
        """Take the last answer away; False where there is none to take."""
        if not self.spoken:
            return False
        name = self.spoken.pop()
        names = list(self.answers)
        for later in names[names.index(name) :] if name in names else ():
            del self.answers[later]
        self.declined.append(name)
        self.open = None
        return True

    def begin_doubt(self, text: str, about: Open) -> None:
        """Set the open question aside with the words that may answer it, and ask `about` them first."""
        self.doubt = {"text": text, "open": plain(self.open)}
        self.open = about
        self.serial += 1

    def end_doubt(self) -> str:
        """Put the question back that was set aside and return the words."""
        doubt, self.doubt = self.doubt or {"text": "", "open": None}, None
        self.open = Open(**doubt["open"]) if doubt["open"] else None
        self.serial += 1
        return str(doubt["text"])

    def leave_behind(self, *, leads_back: bool) -> None:
        """Forget a dialogue that has come to its end; the way back to its last question is kept where it leads back.

        The last answer and everything that was looked up are not: they are looked up anew.
        """
        if self.spoken:
            self.before = self._way_back() if leads_back else None
        self.finish()

    def send_on(self, name: str, opening: dict[str, Any], *, leads_back: bool) -> None:
        """Begin the dialogue that this one sends on to; the way back is kept where it leads back."""
        before = self._way_back() if leads_back and self.spoken else self.before
        self.begin(name, opening)
        self.before = before

    def _way_back(self) -> dict[str, Any]:
        *earlier, last = self.spoken
        return {
            "dialogue": self.dialogue,
            "opening": self.opening,
            "answers": {name: self.answers[name] for name in earlier},
            "spoken": earlier,
            "declined": [*self.declined, last],
        }

    def return_to_before(self) -> None:
        """Put back the dialogue that led here, without the answer that did."""
        before, self.before = self.before, None
        self.finish()
        self._put_back(before or {})

    def snapshot(self, key: str) -> dict[str, Any]:
        """Return the dialogue as it waits, to be parked until somebody says `key`."""
        return {"key": key, **self._as_it_waits()}

    def _as_it_waits(self) -> dict[str, Any]:
        now = self.as_json()
        return {name: now[name] for name in PARKED}

    def recall(self) -> None:
        """Put what was parked back in its place."""
        parked, self.parked = self.parked, None
        self.finish()
        self._put_back(parked or {})
        self.unsent = self.dialogue if parked and parked["key"] in HELD else None

    def lose(self) -> None:
        """Set aside what a session left in its middle."""
        if self.doubt is not None:
            self.end_doubt()
        self.lost = {**self._as_it_waits(), "unsent": self.unsent}
        self.finish()

    def take_up(self) -> None:
        """Put what a session left back in its place."""
        lost, self.lost = self.lost or {}, None
        self.finish()
        self._put_back(lost)
        self.unsent = lost.get("unsent")

    def _put_back(self, kept: dict[str, Any]) -> None:
        """Take what is known of a dialogue that this version or an earlier one has kept."""
        for name in PARKED:
            if name in kept:
                setattr(self, name, kept[name])
        self.open = Open(**kept["open"]) if kept.get("open") else None

    def as_json(self) -> dict[str, Any]:
        """Return the state as plain JSON."""
        kept: dict[str, Any] = plain(self)
        return kept

    @staticmethod
    def from_json(data: dict[str, Any]) -> State:
        """Return the state that `as_json` wrote, by this version or an earlier one."""
        known = {name: data[name] for name in State.__slots__ if name in data}
        waiting = known.pop("open", None)
        return State(**known, open=Open(**waiting) if waiting else None)
