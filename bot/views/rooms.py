"""What is said in the room of a public session, as a conversation speaks of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoomSaid:
    """What a phone said of which recommendation: `for`, `against` or `abstain`; `is_changed` where it was another."""

    text: str
    choice: str
    is_changed: bool = False
