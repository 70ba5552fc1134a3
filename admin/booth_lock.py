"""A browser that stands in a booth shows the booth alone: who votes there must not get at the panel of who opened it.

The lock ends with the sign-in: who leaves the booth signs out. Each voter has a turn; what an earlier turn sent is
neither shown nor taken again, whatever the browser's Back brings.
"""

from __future__ import annotations

import secrets

from flask import session

from admin.desk import staff_or_none

LOCK = "booth"
OPEN = frozenset(
    {
        "panel.static",
        "security.logout",
        "panel.booth.vote",
        "panel.booth.look",
        "panel.booth.cast",
        "panel.booth.receipt",
        "panel.booth.agent",
        "panel.booth.line",
        "panel.booth.send",
        "panel.booth.worker",
    }
)
"""What a locked browser reaches."""


def lock_booth(cycle_id: int) -> None:
    """Shut this browser into the booth of a vote."""
    session[LOCK] = {"cycle": cycle_id, "turn": ""}


def is_locked(cycle_id: int) -> bool:
    """Does this browser stand in the booth of that vote?"""
    return bool(session.get(LOCK, {}).get("cycle") == cycle_id)


def is_in_booth() -> bool:
    """Does this browser stand in any booth? Its pages then name nobody of the staff, errors included."""
    return LOCK in session


def shut_into(endpoint: str | None) -> int | None:
    """Return the cycle whose booth this browser has to stay in, None where it may go on."""
    if endpoint is None or endpoint in OPEN or LOCK not in session or staff_or_none() is None:
        return None
    cycle: int = session[LOCK]["cycle"]
    return cycle


def next_turn() -> str:
    """Begin the turn of the next voter and return what their pages have to send back."""
    turn = secrets.token_hex(8)
    session[LOCK] = {**session[LOCK], "turn": turn}
    return turn


def end_turn() -> None:
    """End the turn of who has voted: what the browser's Back would send again is taken no more."""
    session[LOCK] = {**session[LOCK], "turn": ""}


def is_turn(sent: str) -> bool:
    """Was this sent by a page of the turn that runs?"""
    turn: str = session.get(LOCK, {}).get("turn", "")
    return bool(turn) and secrets.compare_digest(turn.encode(), sent.encode())
