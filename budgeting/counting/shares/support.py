"""Who supports what: for every project the groups of equal ballots that want it, and how much each wants it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgeting.counting.election import Election
from budgeting.counting.tally import points_of

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Backers:
    """The supporters of one project, in groups.

    `groups` are places of ballots in the election, `heads` how many people each stands for, `points` what the project
    is worth to one of them, 1 or more; `pull` is `heads` times `points`. All arrays have one length.
    """

    cost: int
    groups: NDArray[np.intp]
    heads: Whole
    points: Whole
    pull: Whole

    @property
    def is_plain(self) -> bool:
        """Is it worth the same to all of them?"""
        return bool((self.points == 1).all())


@dataclass(frozen=True, eq=False)
class Support:
    """An election turned round: voters, groups, and the backers of each project that anybody supports, by its id."""

    voters: int
    groups: int
    backers: Mapping[str, Backers]


def support_of(election: Election, *, by_points: bool) -> Support:
    """Return who supports what; `by_points` weighs a project by its points or Borda points, else a supporter is one.

    Nought points are no support.
    """
    found: dict[str, list[tuple[int, int, int]]] = {project.id: [] for project in election.projects}
    for place, ballot in enumerate(election.ballots):
        for choice, points in zip(ballot.choices, points_of(ballot, election), strict=True):
            if points:
                found[choice].append((place, ballot.weight, points if by_points else 1))
    backers = {project: _backers(rows, election.costs[project]) for project, rows in found.items() if rows}
    return Support(election.voters, len(election.ballots), backers)


def _backers(rows: list[tuple[int, int, int]], cost: int) -> Backers:
    table: Any = np.array(rows, dtype=np.int64)
    groups, heads, points = table[:, 0].astype(np.intp), table[:, 1].copy(), table[:, 2].copy()
    return Backers(cost, groups, heads, points, heads * points)
