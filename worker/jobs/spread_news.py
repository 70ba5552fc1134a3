"""Goes on telling those who follow a commune's documents of a new one, some people a transaction."""

from __future__ import annotations

from services.documents import spread_all
from services.house import House
from worker.jobs import Job


def tell_the_rest(house: House) -> int:
    """Tell whoever was not told yet and return how many people that were."""
    return spread_all(house)


JOB = Job("spread_news", 1, tell_the_rest)
