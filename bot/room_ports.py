"""What the desk knows of the room of a public session that is open now."""

from __future__ import annotations

from typing import Protocol

from bot.views.rooms import RoomSaid


class RoomDesk(Protocol):
    """The counter of a session's room; what is said there is no ballot of a vote on projects."""

    def is_room_open(self) -> bool:
        """Is a public session of the commune open now?"""

    def is_room_voting(self) -> bool:
        """Do phones vote in a room of the commune now?"""

    def is_code_of_room(self, code: str) -> bool:
        """Has a vote in a room of the commune, on or long over, this code?"""

    def say_in_room(self, code: str, choice: str) -> RoomSaid:
        """Count what the sender says in the vote whose code stands on the screen; a `Refusal` where there is none."""
