"""Questions and formal requests as a dialogue speaks of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RequestView:
    """A question put to the commune; `text` and `answer` are None for anybody but its author."""

    reference: str
    state: str
    received_on: date
    promised_on: date
    text: str | None = None
    answer: str | None = None
    reason: str | None = None
