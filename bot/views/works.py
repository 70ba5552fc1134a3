"""What a dialogue knows of the question whether finished works serve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PollView:
    """The question that the person was sent last and may still answer; `mark` is what they answered, 1 to 3."""

    poll_id: int
    number: int
    titles: dict[str, str]
    short_names: dict[str, str]
    closes_on: date
    mark: int | None = None
