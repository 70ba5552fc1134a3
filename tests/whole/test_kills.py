"""The power cable: processes are killed under load, and not one acknowledged vote is lost or counted twice."""

from __future__ import annotations

from tests.killing import Toll, kill_everything, kill_one_process

KILLS, CITIZENS = 4, 4


def test_killing_the_one_process_loses_nothing_on_sqlite() -> None:
    check(kill_one_process(KILLS, CITIZENS))


def test_killing_web_worker_database_and_valkey_loses_nothing() -> None:
    check(kill_everything(KILLS, CITIZENS))


def check(toll: Toll) -> None:
    assert toll.accepted > 10
    assert (toll.lost, toll.wrong, toll.turnout_off, toll.unanswered) == (0, 0, 0, 0)
