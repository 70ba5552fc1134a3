"""The rounds of equal shares: bought next is what costs its supporters least for its worth to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heapify, heappop, heappush

from budgeting.counting.shares.purses import UNCLEAR, Offer, Purses
from budgeting.counting.shares.support import Support

Bid = tuple[float, float, str]
"""A price for each unit of worth that is not more than the true one, how it moves with the first sum, the project."""


@dataclass(frozen=True)
class Market:
    """What stands for sale: ids that may win, what a point of each is divided by, rivals, and who goes first of some.

    A project is bought at the least price of a point divided by `worth`: its cost where utility is cost, else 1.
    """

    support: Support
    standing: Sequence[str]
    worth: Mapping[str, int]
    rivals: Callable[[str], Iterable[str]]
    first: Callable[[Sequence[str]], str]


@dataclass(eq=False)
class Buying:
    """One run with a first sum for everybody: what was bought, in order, and what was level at each purchase.

    With any first sum greater by less than `steady` units the same is bought in the same order.
    """

    market: Market
    purses: Purses
    projects: list[str] = field(default_factory=list)
    level: list[tuple[str, ...]] = field(default_factory=list)
    steady: float = float("inf")
    _bids: list[Bid] = field(default_factory=list)

    @classmethod
    def run(cls, market: Market, share: Fraction) -> Buying:
        """Buy until no project's supporters can pay for it."""
        buying = cls(market, Purses(market.support.groups, share))
        buying._open()
        while buying._buy_next():
            pass
        return buying

    def missing(self, project: str) -> int:
        """Return how many minor units its supporters lack for a project that was not bought, rounded up."""
        return self.purses.lacked_by(self.market.support.backers[project])

    def _open(self) -> None:
        for project in self.market.standing:
            backers = self.market.support.backers[project]
            self._bids.append((backers.cost / int(backers.pull.sum()) / self.market.worth[project], 0.0, project))
        heapify(self._bids)

    def _buy_next(self) -> bool:
        offers = self._look_at_the_cheapest()
        if not offers:
            return False
        level = self._cheapest(offers)
        chosen = self.market.first(level) if len(level) > 1 else level[0]
        for project, offer in offers.items():
            if project != chosen:
                heappush(self._bids, self._bid(project, offer))
        self._stay_ahead(*self._bid(chosen, offers[chosen])[:2])
        self.purses.buy(self.market.support.backers[chosen], offers[chosen])
        self.projects.append(chosen)
        self.level.append(tuple(level) if len(level) > 1 else ())
        self._bar(set(self.market.rivals(chosen)))
        return True

    def _look_at_the_cheapest(self) -> dict[str, Offer]:
        """Return offers, the best among them; prices only grow from purchase to purchase, so few are looked at."""
        offers: dict[str, Offer] = {}
        best = float("inf")
        while self._bids and self._bids[0][0] <= best * (1 + UNCLEAR):
            least, _slope, project = heappop(self._bids)
            worth = self.market.worth[project]
            offer = self.purses.offer(self.market.support.backers[project], least * worth)
            if isinstance(offer, float):  # never again in this run
                self._hold_for(offer)
                continue
            self._hold_for(offer.until)
            offers[project] = offer
            best = min(best, offer.price / worth)
        return offers

    def _cheapest(self, offers: Mapping[str, Offer]) -> list[str]:
        """Return those that are exactly the cheapest."""
        prices = {project: self._bid(project, offer)[0] for project, offer in offers.items()}
        best = min(prices.values())
        near = sorted(project for project, price in prices.items() if price <= best * (1 + UNCLEAR))
        if len(near) == 1:
            return near
        exact = {one: self._exact_bid(one, offers[one]) for one in near}
        least = min(exact.values())
        return [one for one, price in exact.items() if price == least]

    def _bid(self, project: str, offer: Offer) -> Bid:
        worth = self.market.worth[project]
        return offer.price / worth, offer.slope / worth, project

    def _exact_bid(self, project: str, offer: Offer) -> Fraction:
        price = self.purses.exact_price(self.market.support.backers[project], offer)
        return price / self.market.worth[project]

    def _stay_ahead(self, price: float, slope: float) -> None:
        """Note how long what is bought stays cheaper than all the rest."""
        for other, falling, _project in self._bids:
            if falling < slope:
                self._hold_for(max(other * (1 - UNCLEAR) - price, 0.0) / (slope - falling))

    def _hold_for(self, units: float) -> None:
        self.steady = min(self.steady, units)

    def _bar(self, barred: set[str]) -> None:
        if barred:
            self._bids = [bid for bid in self._bids if bid[2] not in barred]
            heapify(self._bids)
