"""The room of a public session that tests talk in: none is open until one says so."""

from __future__ import annotations

from typing import Any

from bot.views.rooms import RoomSaid
from budgeting.refusal import Refusal

CODE = "4821"


class FakeRooms:
    """The counter of a room; what is said there stands among the effects."""

    effects: list[tuple[Any, ...]]
    has_room = False
    has_vote = False
    had_vote = False

    def is_room_open(self) -> bool:
        return self.has_room

    def is_room_voting(self) -> bool:
        return self.has_vote

    def is_code_of_room(self, code: str) -> bool:
        return self.had_vote and code == CODE

    def say_in_room(self, code: str, choice: str) -> RoomSaid:
        if not (self.has_room or self.has_vote):
            raise Refusal("room_session_over")
        if code != CODE:
            raise Refusal("room_wrong_code")
        before = [act for act in self.effects if act[0] == "say_in_room"]
        self.effects.append(("say_in_room", code, choice))
        return RoomSaid("Élargir le débat aux villages", choice, bool(before) and before[-1][2] != choice)
