"""What everybody still holds while projects are bought, on floats where that is clear and on fractions where it is not.

A group that has never paid its last holds the first sum less what it paid, each time the full price; one that has holds
nothing. So what any set of groups holds is a sum over the purchases, with whole numbers, not over the people.

Beside what they hold stands how fast that would grow with the first sum. Prices then only fall and holdings only grow,
until somebody who gave their all no longer has to: up to there every price is a straight line.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

import numpy as np

from budgeting.counting.shares.support import Backers, Mask, Real, Whole

UNCLEAR = 1e-9
"""Relative difference below which floats decide nothing: some thousand times what rounding can add up to."""

NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Offer:
    """What a project would cost its supporters: the price of one point, and who cannot pay it in full.

    `poor` marks backers that give all they hold; `unclear` those of whom floats cannot tell. The price moves by `slope`
    with each unit of the first sum, up to `until` units more.
    """

    price: float
    poor: Mask
    unclear: Mask
    slope: float
    until: float


@dataclass(eq=False)
class _Purchase:
    """A project bought, who gave their all for it, and the exact price of a point once somebody has asked for it."""

    backers: Backers
    poor: Mask
    price: Fraction | None = None


class Purses:
    """The money of all groups; `share` is what each voter holds at first, in minor units."""

    def __init__(self, groups: int, share: Fraction) -> None:
        self.share = share
        self._held: Real = np.full(groups, float(share))
        self._gain: Real = np.ones(groups)
        self._emptied: Whole = np.full(groups, NEVER, dtype=np.int64)
        self._bought: list[_Purchase] = []

    def offer(self, backers: Backers, least: float) -> Offer | float:
        """Return the price of a point, `least` or more, at which the backers pay for a project.

        Where they cannot, return by how many units the first sum would have to grow until they could.

        It is the price at which everybody gives `min(what they hold, points x price)`, found by leaving out, again and
        again, those whom the price so far makes give their all; it grows each time and no order is needed.
        """
        held = self._held[backers.groups]
        weighed = held * backers.heads
        total = float(weighed.sum())
        if not self._can_pay(backers, total):
            gained = float((self._gain[backers.groups] * backers.heads).sum())
            return (backers.cost - total) / gained if gained > 0 else float("inf")
        worth = held / backers.points
        price, poor, pull = self._find_price(backers, weighed, worth, least)
        return self._offer(backers, worth, price, poor, pull)

    def exact_price(self, backers: Backers, offer: Offer) -> Fraction:
        """Return the exact price of a point."""
        return self._price(backers, self._who_is_poor(backers, offer), len(self._bought))

    def buy(self, backers: Backers, offer: Offer) -> None:
        """Let the backers pay."""
        poor = self._who_is_poor(backers, offer)
        rich, broke = backers.groups[~poor], backers.groups[poor]
        points = backers.points[~poor]
        self._held[rich] = np.maximum(self._held[rich] - offer.price * points, 0.0)
        self._gain[rich] -= offer.slope * points
        self._held[broke] = self._gain[broke] = 0.0
        self._emptied[broke] = np.minimum(self._emptied[broke], len(self._bought))
        self._bought.append(_Purchase(backers, poor))

    def prices(self) -> list[Fraction]:
        """Return the exact price of a point of each purchase so far."""
        return [self._price_of(place) for place in range(len(self._bought))]

    def held_by(self, backers: Backers) -> Fraction:
        """Return exactly what the backers of a project hold together."""
        return self._sum(backers, np.ones(len(backers.groups), dtype=np.bool_), len(self._bought))

    def lacked_by(self, backers: Backers) -> int:
        """Return how many minor units the backers lack of the cost, rounded up."""
        lacked = backers.cost - float(self._held[backers.groups] @ backers.heads)
        at_first = float(self.share) * int(backers.heads.sum())
        is_clear = abs(lacked - round(lacked)) > (backers.cost + at_first) * UNCLEAR
        return ceil(lacked if is_clear else backers.cost - self.held_by(backers))

    # --- on floats --------------------------------------------------------------------------------------------------

    def _can_pay(self, backers: Backers, held: float) -> bool:
        if abs(held - backers.cost) <= backers.cost * UNCLEAR:
            return self.held_by(backers) >= backers.cost
        return held > backers.cost

    @staticmethod
    def _find_price(backers: Backers, weighed: Real, worth: Real, least: float) -> tuple[float, Mask, float]:
        price = least
        while True:
            poor = worth < price
            pull = float(backers.pull[~poor].sum())
            if pull <= 0:  # rounding: whoever holds most for a point sets the price
                richest = worth >= worth.max()
                return float(worth.max()), ~richest, float(backers.pull[richest].sum())
            dearer = (backers.cost - float(weighed[poor].sum())) / pull
            if dearer <= price * (1 + UNCLEAR / 1000):
                return dearer, poor, pull
            price = dearer

    def _offer(self, backers: Backers, worth: Real, price: float, poor: Mask, pull: float) -> Offer:
        gain = self._gain[backers.groups]
        slope = -float((gain * backers.heads)[poor].sum()) / pull
        clear = price * UNCLEAR
        until = float("inf")
        if poor.any():
            nearing = gain[poor] / backers.points[poor] - slope
            gap = np.maximum(price - worth[poor] - clear, 0.0)
            until = float(np.divide(gap, nearing, out=np.full_like(gap, np.inf), where=nearing > 0).min())
        return Offer(price, worth < price - clear, np.abs(worth - price) <= clear, slope, until)

    # --- exactly ----------------------------------------------------------------------------------------------------

    def _who_is_poor(self, backers: Backers, offer: Offer) -> Mask:
        """Return exactly who gives their all: those who hold less for a point than its price."""
        doubtful = [int(at) for at in np.flatnonzero(offer.unclear)]
        if not doubtful:
            return offer.poor
        poor = offer.poor.copy()
        exact = {at: self._exactly(backers, at) for at in doubtful}
        if int(poor.sum()) + len(doubtful) == len(poor):
            # Nobody is surely rich; whoever holds most for a point is, or nobody would set the price.
            most = max(exact.values())
            exact = {at: worth for at, worth in exact.items() if worth != most}
        while True:
            price = self._price(backers, poor, len(self._bought))
            more = [at for at, worth in exact.items() if not poor[at] and worth < price]
            if not more:
                return poor
            poor[more] = True

    def _price_of(self, place: int) -> Fraction:
        bought = self._bought[place]
        if bought.price is None:
            bought.price = self._price(bought.backers, bought.poor, place)
        return bought.price

    def _price(self, backers: Backers, poor: Mask, before: int) -> Fraction:
        return (backers.cost - self._sum(backers, poor, before)) / int(backers.pull[~poor].sum())

    def _sum(self, backers: Backers, chosen: Mask, before: int) -> Fraction:
        """Return exactly what some of the backers held together before a purchase."""
        alive = chosen & (self._emptied[backers.groups] >= before)
        held = self.share * int(backers.heads[alive].sum())
        if not alive.any():
            return held
        heads = np.zeros(len(self._held), dtype=np.int64)
        heads[backers.groups[alive]] = backers.heads[alive]
        for place, bought in enumerate(self._bought[:before]):
            times = int(heads[bought.backers.groups] @ bought.backers.points)
            if times:
                held -= self._price_of(place) * times
        return held

    def _exactly(self, backers: Backers, at: int) -> Fraction:
        """Return exactly what one person of a group of backers holds for each point now."""
        group = int(backers.groups[at])
        if self._emptied[group] != NEVER:
            return Fraction(0)
        held = self.share
        for place, bought in enumerate(self._bought):
            found = int(np.searchsorted(bought.backers.groups, group))
            if found < len(bought.backers.groups) and bought.backers.groups[found] == group:
                held -= self._price_of(place) * int(bought.backers.points[found])
        return held / int(backers.points[at])
