"""How a line does, from what became of the messages one courier handed over lately: when it fails, and why."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

from services.outbox import Failed

LATELY = timedelta(minutes=5)
IN_A_ROW = 3
SLOW_SECONDS = 5.0
SLOW_SENDS, SLOW_SHARE = 6, 2
"""A line is slow when at least half of six messages or more of these minutes took too long: who waits for each of them
waits for those behind it as well."""
STAFFS = frozenset({"account_suspended", "credentials", "no_credit", "not_connected", "own_number", "wrong_address"})
"""What is wrong with the line and stays so until staff have mended it: one failure says enough."""
SLOW = "slow"


class Health:
    """Remembers a line's last results; what is wrong with one person or one message says nothing of the line."""

    def __init__(self) -> None:
        self._failures: deque[datetime] = deque(maxlen=IN_A_ROW)
        self._sent: deque[tuple[datetime, bool]] = deque(maxlen=100)

    def note_sent(self, now: datetime, seconds: float) -> str | None:
        """Note that a message was handed over in so many seconds; return why the line fails, None while it does not."""
        self._failures.clear()
        self._sent.append((now, seconds > SLOW_SECONDS))
        lately = [was_slow for at, was_slow in self._sent if now - at <= LATELY]
        if len(lately) < SLOW_SENDS or sum(lately) * SLOW_SHARE < len(lately):
            return None
        self._sent.clear()
        return SLOW

    def note_failed(self, now: datetime, failed: Failed) -> str | None:
        """Note that a message was not handed over; return why the line fails, None while it does not."""
        if failed.retry_in is None or not failed.was_tried:
            return None
        self._failures.append(now)
        is_row = len(self._failures) == IN_A_ROW and now - self._failures[0] <= LATELY
        if failed.reason not in STAFFS and not is_row:
            return None
        self._failures.clear()
        return failed.reason
