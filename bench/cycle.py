"""Whole participatory budgets: two thousand people with codes, a tenth each at a desk, on paper, in a booth, and four
hundred forged.

Where things are killed, as many raise their hands in a meeting too.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager

from tests.story.books import Ending
from tests.story.telling import Stage, many_processes, one_process, tell_of_codes, tell_of_forgers

CITIZENS, KILLS, FORGED = 2_000, 24, 400
"""Three quarters of the forged draw a wrong code: fewer than the 500 of a day that leave each number one try."""


def run() -> None:
    """Print how each cycle ended; what must be 0 and what must be True stands in `Ending`."""
    for name, set_up in (("one process, SQLite", one_process), ("web, worker, PostgreSQL, Valkey", many_processes)):
        for kills in (0, KILLS):
            told, meets = ("codes and a meeting", True) if kills else ("codes", False)
            _tell(f"{told}, {name}", set_up, lambda stage: tell_of_codes(stage, CITIZENS, kills, meets=meets))  # noqa: B023
        _tell(f"forged numbers, {name}", set_up, lambda stage: tell_of_forgers(stage, FORGED))


def _tell(name: str, set_up: Callable[[], AbstractContextManager[Stage]], story: Callable[[Stage], Ending]) -> None:
    began = time.perf_counter()
    with set_up() as stage:
        ending = story(stage)
    print(f"   {name}, {time.perf_counter() - began:.0f} s: {ending}")
