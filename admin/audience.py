"""What telling the followers of documents costs, as pages show it."""

from __future__ import annotations

THOUSANDTHS = 1000


def whole_cost(cost: int) -> int:
    """Return a cost in minor units, a begun one counted whole; `cost` in thousandths of the minor unit."""
    return -(-cost // THOUSANDTHS)
