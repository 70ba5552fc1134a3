"""A ballot's record in words: its projects as they stand on the paper."""

from __future__ import annotations

from typing import Any

from bot.ports import CastBallot, ProjectView
from services.voting.paper import Poll


def view_of_record(
    poll: Poll,
    record: dict[str, Any],
    unknown: tuple[int, ...],
    *,
    replaced: bool = False,
    stands: bool = True,
    echo: bool = True,
) -> CastBallot:
    """Return a ballot's record in words; `unknown` are numbers of its message that are on no ballot."""
    by_number: dict[int, ProjectView] = {project.number: project for project in poll.projects}
    chosen = tuple(by_number[number] for number in record["choices"] if number in by_number)
    is_blank = not record["choices"]
    return CastBallot(
        chosen, unknown, record["receipt"], poll.closes_at, replaced, stands, echo, is_blank, poll.takes_codes
    )
