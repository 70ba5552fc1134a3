"""A process that is killed in the middle of its work: before one of its statements, or before its commit."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from itertools import count

from sqlalchemy import event

from services.database import open_database
from services.house import House
from services.unit_of_work import UnitOfWork

Act = Callable[[House], object]
MOST_STEPS = 400
"""More statements than any act here makes: one that never ends is a fault."""


def kill_at_every_step(database_url: str, house: House, act: Act, between: Callable[[], None]) -> int:
    """Let a process begin an act again and again, killed one step later each time, until it comes to its end.

    After each death `between` looks at what is left of it. Returns how often it died.
    """
    for step in range(1, MOST_STEPS):
        if not _dies_at(step, database_url, house, act):
            return step - 1
        between()
    raise AssertionError("the act does not end")


def _dies_at(step: int, database_url: str, house: House, act: Act) -> bool:
    child = multiprocessing.get_context("fork").Process(target=_work, args=(step, database_url, house, act))
    child.start()
    child.join(30)
    assert child.exitcode in (0, -signal.SIGKILL), f"the act failed by itself: {child.exitcode}"
    return child.exitcode != 0


def _work(step: int, database_url: str, house: House, act: Act) -> None:
    engine = open_database(database_url)  # connections are no process's but the one's that made them
    steps = count(1)

    def die(*_: object) -> None:
        if next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    for moment in ("before_cursor_execute", "commit"):
        event.listen(engine, moment, die)
    act(replace(house, work=UnitOfWork(engine)))
    os._exit(0)  # what was inherited from the parent is the parent's to close
