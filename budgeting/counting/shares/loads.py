"""What everybody has paid so far, where all earn at one pace: what sequential Phragmén counts by."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from budgeting.counting.shares.support import Support


class Loads:
    """The load of every group: that of the last project bought which it supports, so that counting them is enough."""

    def __init__(self, support: Support) -> None:
        self._support = support
        self._last = np.zeros(support.groups, dtype=np.int64)
        self._values = [Fraction(0)]

    def of(self, project: str) -> Fraction:
        """Return the exact load at which the supporters of a project can pay for it."""
        backers = self._support.backers[project]
        return (backers.cost + self._carried(project)) / int(backers.heads.sum())

    def missing(self, project: str, load: Fraction) -> Fraction:
        """Return what the supporters of a project still lack for it when everybody has earned `load`."""
        backers = self._support.backers[project]
        return backers.cost + self._carried(project) - load * int(backers.heads.sum())

    def nearly(self, project: str) -> float:
        """Return about that load."""
        backers = self._support.backers[project]
        carried = float(np.array([float(value) for value in self._values])[self._last[backers.groups]] @ backers.heads)
        return (backers.cost + carried) / int(backers.heads.sum())

    def take(self, project: str, load: Fraction) -> None:
        """Give the supporters of a project its load."""
        self._values.append(load)
        self._last[self._support.backers[project].groups] = len(self._values) - 1

    def _carried(self, project: str) -> Fraction:
        backers = self._support.backers[project]
        heads = np.zeros(len(self._values), dtype=np.int64)
        np.add.at(heads, self._last[backers.groups], backers.heads)
        return sum((value * int(often) for value, often in zip(self._values, heads, strict=True)), Fraction(0))
