"""A whole participatory budget of two thousand people by messages alone, without and with pulled cables."""

from __future__ import annotations

import time

from tests.story.telling import many_processes, one_process, tell_story

CITIZENS, KILLS = 2_000, 24


def run() -> None:
    """Print how each of four cycles ended; what must be 0 and what must be True stands in `Ending`."""
    for name, set_up in (("one process, SQLite", one_process), ("web, worker, PostgreSQL, Valkey", many_processes)):
        for kills in (0, KILLS):
            began = time.perf_counter()
            with set_up() as stage:
                ending = tell_story(stage, CITIZENS, kills)
            print(f"   {name}: {ending} in {time.perf_counter() - began:.0f} s")
