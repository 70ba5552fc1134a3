"""The part of the desk where somebody hears of the next public session and says whether they come."""

from __future__ import annotations

from typing import Protocol

from bot.views.people import SessionView


class SessionDesk(Protocol):
    """The public sessions of the commune that are to come."""

    def next_session(self) -> SessionView | None: ...

    def session_open(self) -> SessionView | None:
        """Return the session that is under way, None where none is."""

    def session_meant(self) -> SessionView | None:
        """Return the session the sender may say that they come to: the one they were invited to last, else the next."""

    def session_invited(self) -> SessionView | None:
        """Return the session the sender was invited to last and has not answered, None where there is none to come."""

    def is_invitation_read_last(self) -> bool:
        """Is such an invitation the last that the sender was told, and have they written of nothing since?"""

    def answer_session(self, session_id: int, comes: bool) -> None:
        """Keep whether the sender comes, in place of what they said before; `Refusal` once it has begun."""
