"""Long work in short transactions: a vote that comes meanwhile waits for one batch and no more."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from services.house import House


def in_batches(
    house: House, one_batch: Callable[[Session], int], size: int, is_stopping: Callable[[], bool] = lambda: False
) -> int:
    """Do batch after batch, until one returns that it was not full or we are stopping; return of how many it was."""
    total, done = 0, size
    while done == size and not is_stopping():
        done = house.work.write(one_batch)
        total += done
    return total
