"""A ballot's record in words: its projects as they stand on the paper."""

from __future__ import annotations

from typing import Any

from bot.ports import CastBallot, ProjectView
from budgeting.ways_in import BothWays
from services.voting.paper import Poll

ON_PAPER = "box"
"""Only in the record of a ballot that came on a sheet of paper: the number of the box it lay in."""


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
    marks = [mark if isinstance(mark, (list, tuple)) else (mark,) for mark in record["choices"]]
    known = [mark for mark in marks if mark[0] in by_number]
    return CastBallot(
        projects=tuple(by_number[mark[0]] for mark in known),
        unknown=unknown,
        receipt=record["receipt"],
        closes_at=poll.closes_at,
        replaced=replaced,
        stands=stands,
        echo=echo,
        is_blank=not marks,
        by_code=poll.takes_codes,
        format=poll.ballot.format.value,
        points=tuple(points for mark in known for points in mark[1:]),
        on_paper=ON_PAPER in record and poll.ways.both is BothWays.PAPER,
    )
