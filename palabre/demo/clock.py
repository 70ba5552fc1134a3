"""A clock that a demonstration may turn forward, to see in five minutes what takes weeks."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from pathlib import Path

from services.clock import system_clock


class DemoClock:
    """The present, so many minutes ahead; kept in a small file, so that every process of a demonstration agrees."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "demo-minutes-ahead"

    def __call__(self) -> datetime:
        """Return the demonstration's present."""
        return system_clock() + timedelta(minutes=self.minutes_ahead)

    @property
    def minutes_ahead(self) -> int:
        """How far the clock has been turned."""
        try:
            return int(self._path.read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return 0

    def turn_to(self, moment: datetime) -> None:
        """Turn the clock forward to an instant; it never goes back."""
        ahead = int((moment - system_clock()) / timedelta(minutes=1)) + 1
        if ahead > self.minutes_ahead:
            # Whole or not at all: who read it half written would be weeks back, where no vote is open.
            draft = self._path.with_name(f".{self._path.name}.{secrets.token_hex(4)}")
            draft.write_text(str(ahead), encoding="ascii")
            draft.replace(self._path)
