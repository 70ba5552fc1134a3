"""Who supports what: for every project the groups of equal ballots that want it, and how much each wants it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from budgeting.counting.election import Election
from budgeting.counting.tally import VOTES_ALONE, points_of

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
    places = {project.id: place for place, project in enumerate(election.projects)}
    said = [ballot.choices for ballot in election.ballots]
    sizes = np.fromiter(map(len, said), dtype=np.intp, count=len(said))
    chosen = np.fromiter(map(places.__getitem__, chain.from_iterable(said)), dtype=np.intp, count=int(sizes.sum()))
    weights = np.fromiter((ballot.weight for ballot in election.ballots), dtype=np.int64, count=len(said))
    groups, heads = np.repeat(np.arange(len(said)), sizes), np.repeat(weights, sizes)
    points = _points(election, len(chosen))
    # By project, and for each in the order of the groups: who looks a group up relies on it.
    order = np.argsort(chosen, kind="stable")
    order = order[points[order] > 0]
    bounds = np.searchsorted(chosen[order], np.arange(len(places) + 1))
    backers = {}
    for project, start, end in zip(election.projects, bounds, bounds[1:], strict=False):
        rows = order[start:end]
        if len(rows):
            weighed = points[rows] if by_points else np.ones(len(rows), dtype=np.int64)
            pull = heads[rows] * weighed
            backers[project.id] = Backers(election.costs[project.id], groups[rows], heads[rows], weighed, pull)
    return Support(election.voters, len(election.ballots), backers)


def _points(election: Election, choices: int) -> Whole:
    """Return what each choice of each ballot is worth, one after the other."""
    if election.format in VOTES_ALONE:
        return np.ones(choices, dtype=np.int64)
    said = chain.from_iterable(points_of(ballot, election) for ballot in election.ballots)
    return np.fromiter(said, dtype=np.int64, count=choices)
