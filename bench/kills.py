"""Fifty pulled cables: processes, database and Valkey killed under load, then the books."""

from __future__ import annotations

from tests.killing import kill_everything, kill_one_process

KILLS, CITIZENS = 25, 6


def run() -> None:
    """Print the toll of both runs; every figure but kills, accepted and answered_twice must be 0."""
    print(f"   one process, SQLite:              {kill_one_process(KILLS, CITIZENS)}")
    print(f"   web, worker, PostgreSQL, Valkey:  {kill_everything(KILLS, CITIZENS)}")
