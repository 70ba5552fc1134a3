"""What a dialogue knows of works: the question whether finished ones serve, and what is reported of them."""

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


@dataclass(frozen=True, slots=True)
class ReportView:
    """What somebody reports of a project's works; `answer` is None for anybody but its sender.

    `state` is open, answered, repaired or closed.
    """

    reference: str
    number: int
    state: str
    made_on: date
    answer: str | None = None
    kind: str = "report"
