"""The shows of hands that stand beside a run, opened: two people agree to them together with the result."""

from __future__ import annotations

from budgeting.proof.meetings import Shows, read_shows
from models import CountRun

SHOWS = "shows_of_hands"
"""Under this name they stand beside a run."""


def shows_of(run: CountRun) -> Shows:
    """Return the shows of hands of a run; none where the rules announce none."""
    kept = run.parameters.get(SHOWS)
    return read_shows(kept) if kept else Shows()
