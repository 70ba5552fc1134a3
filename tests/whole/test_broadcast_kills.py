"""The power cable while many are told: nobody is left out, nobody stands in the books twice."""

from __future__ import annotations

from pathlib import Path

from models import BroadcastState
from tests.broadcast_killing import Sent, kill_while_sending
from tests.databases import postgres_server
from worker.courier import BROADCASTS_IN_FLIGHT

PEOPLE, KILLS = 600, 2


def test_a_broadcast_that_is_killed_goes_on_without_a_double_on_sqlite(tmp_path: Path) -> None:
    check(kill_while_sending(tmp_path, PEOPLE, KILLS))


def test_a_broadcast_that_is_killed_goes_on_without_a_double_on_postgresql(tmp_path: Path) -> None:
    with postgres_server(durable=True) as postgres:
        postgres.run_sql("CREATE DATABASE town")
        check(kill_while_sending(tmp_path, PEOPLE, KILLS, DATABASE_URL=postgres.url("town")))


def check(sent: Sent) -> None:
    assert (sent.untold, sent.listed_twice) == (0, 0)
    # Handed over and not noted yet when the cable was pulled: sent again, as any message of ours.
    assert sent.read_twice <= sent.kills * BROADCASTS_IN_FLIGHT
    assert sent.state in {BroadcastState.RUNNING, BroadcastState.DONE}
