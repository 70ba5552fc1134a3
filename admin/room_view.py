"""What the pages of a session's room share: finding it, and carrying an act out in it."""

from __future__ import annotations

from collections.abc import Callable

from admin.desk import carry_out, current_commune, current_house, current_staff, read_known
from services.public_sessions.finding import find_session
from services.session_rooms.reading import RoomView, read_room

MOST = 2**31 - 1
"""What a column for ids holds on every database."""


def within(number: int) -> int:
    """Return an id of an address, no larger than there can be."""
    return min(number, MOST)


def find_room(session_id: int) -> RoomView:
    """Return the room of the commune's session of that id; "not found" where there is none."""
    house, commune = current_house(), current_commune().id
    return read_known(lambda db: read_room(db, house, find_session(db, commune, within(session_id))))


def done_in_room(act: Callable[..., object], *given: object, done: str, **named: object) -> bool:
    """Carry an act of who is signed in out, and say that it is done; where it is refused say why."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    return carry_out(lambda db: act(db, house, commune, *given, staff_id=staff, **named), done)
