"""The log keeper: gives the entries of running votes their place in the public log, several times within the delay.

It has a timer of its own: the delay is announced with the frozen rules, and no other job may use it up.
"""

from __future__ import annotations

from collections.abc import Callable

import structlog

from services.batches import in_batches
from services.house import House
from services.voting.log import BATCH, append_batch, cycles_waiting, next_closing
from worker.timer import Timer

PACE = 20.0
"""Seconds from one look to the next: one may fail and one may be slow, and the announced delay is kept."""

log = structlog.get_logger()


def log_timer(house: House, pace: float = PACE) -> Timer:
    """Return the timer that keeps the log, not yet started."""
    return Timer(house, append_entries, lambda: pause_before_next(house, pace))


def append_entries(house: House, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """Append what waits, a transaction for each batch, so that ballots come between; a second machine finds nothing.

    One log that cannot grow keeps back no other; `services.voting.log.logs_behind` names it.
    """
    return sum(_try_to_append(house, cycle_id, is_stopping) for cycle_id in house.work.read(cycles_waiting))


def pause_before_next(house: House, pace: float = PACE) -> float:
    """Return the seconds until the next look: at every full period, the same on each machine, and at each closing.

    Machines that looked one after the other would take smaller batches, whose order says more.
    """
    now = house.clock()
    rest = pace - now.timestamp() % pace
    try:
        closing = house.work.read(lambda session: next_closing(session, now))
    except Exception as error:  # the database is away: look again as always
        log.warning("the closing of the vote cannot be read", error=type(error).__name__)
        return rest
    return rest if closing is None else min(rest, (closing - now).total_seconds())


def _try_to_append(house: House, cycle_id: int, is_stopping: Callable[[], bool]) -> int:
    try:
        return _append_to(house, cycle_id, is_stopping)
    except Exception as error:
        log.exception("the log of a cycle does not grow", cycle=cycle_id, error=type(error).__name__)
        return 0


def _append_to(house: House, cycle_id: int, is_stopping: Callable[[], bool]) -> int:
    return in_batches(house, lambda session: append_batch(session, house, cycle_id), BATCH, is_stopping)
