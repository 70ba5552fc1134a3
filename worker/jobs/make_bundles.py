"""Makes the bundle of each result that was published, within the minute; what failed is tried again the next."""

from __future__ import annotations

from services.house import House
from services.proof import make_due_bundles
from worker.jobs import Job


def make_bundles(house: House) -> int:
    """Make what is due; a second machine makes the same bytes and keeps one of them."""
    return make_due_bundles(house)


JOB = Job("make_bundles", 1, make_bundles)
