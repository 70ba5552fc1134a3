"""Larger first sums, as long as the purchases stay within the envelope: what add1 does with money that is left over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor

from budgeting.counting.shares.buying import Buying, Market

MARGIN = 1e-6
"""Part of the way to where something may change that is not jumped: the way is told on floats."""


def raise_shares(
    market: Market, share: Fraction, envelope: int, costs: Mapping[str, int], *, step: int, may_stop: bool
) -> Buying:
    """Return the last purchases within the envelope while everybody's first sum grows, so many minor units at a time.

    Sums with which the same is bought are jumped. With `may_stop` it ends as soon as nothing that is left fits in the
    money that is left; without, when the envelope is passed. (D. Peters, G. Pierczyński, P. Skowron, "Proportional
    Participatory Budgeting with Additive Utilities", NeurIPS 2021, and the completions of equalshares.net.)
    """
    best = Buying.run(market, share)
    while True:
        left = envelope - sum(costs[project] for project in best.projects)
        others = not_bought(market, best.projects)
        if not others or (may_stop and all(costs[project] > left for project in others)):
            return best
        share += step * max(1, floor(min(best.steady * (1 - MARGIN), 2 * float(share) + envelope) / step))
        found = Buying.run(market, share)
        if sum(costs[project] for project in found.projects) > envelope:
            return best
        best = found


def not_bought(market: Market, taken: Sequence[str]) -> list[str]:
    """Return what stands and may still be bought: neither bought nor a rival of what is."""
    out = {*taken, *(rival for project in taken for rival in market.rivals(project))}
    return [project for project in market.standing if project not in out]
