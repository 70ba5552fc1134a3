"""The counter for public sessions of the desk for tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.views.people import SessionView


@dataclass
class FakeSessions:
    """One session is announced where it `has_session`, to which the person `is_invited` or not."""

    has_session: bool = True
    is_invited: bool = False
    is_open: bool = False
    agenda: tuple[str, ...] = ()
    kind: str = ""
    effects: list[tuple[Any, ...]] = field(default_factory=list)

    def next_session(self) -> SessionView | None:
        if not self.has_session:
            return None
        at = datetime(2026, 12, 5, 9, 0, tzinfo=UTC)
        said = [effect[2] for effect in self.effects if effect[0] == "answer_session"]
        return SessionView(
            "Débat sur le budget", "à la mairie", at, 1, self.kind, self.agenda, said[-1] if said else None
        )

    def session_open(self) -> SessionView | None:
        at = datetime(2026, 4, 4, 9, 0, tzinfo=UTC)
        return SessionView("Compte de 2025", "au marché", at, 2) if self.is_open else None

    def session_meant(self) -> SessionView | None:
        return self.next_session()

    def session_invited(self) -> SessionView | None:
        return self.next_session() if self.is_invited else None

    def is_invitation_read_last(self) -> bool:
        return self.is_invited

    def answer_session(self, session_id: int, comes: bool) -> None:
        self.effects.append(("answer_session", session_id, comes))
