"""The power cable: processes are killed under load, and not one acknowledged vote is lost or counted twice."""

from __future__ import annotations

import random
import time
from pathlib import Path

from tests.databases import free_port, postgres_server, wait_until
from tests.fakes.telegram_api import FakeTelegram
from tests.fakes.twilio_api import FakeTwilio
from tests.killing import Load, settle
from tests.running import Town, demo_town, palabre, town_environment
from tests.valkey import valkey_server

KILLS = 4
CITIZENS = 4


def test_killing_the_one_process_loses_nothing_on_sqlite(tmp_path: Path) -> None:
    with FakeTwilio() as twilio, FakeTelegram() as telegram, demo_town(tmp_path, twilio, telegram) as town:
        load = Load(town, seed=1)
        threads = load.run(CITIZENS)
        chance = random.Random(1)
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.4, 1.2))
            town.kill("all")
            town.start("all", *palabre("demo"))
            wait_until(town.is_well, 40)
        load.stop.set()
        for thread in threads:
            thread.join()
        toll = settle(load, f"sqlite:///{tmp_path / 'palabre.sqlite'}", twilio, KILLS)
    assert toll.accepted > 20
    assert (toll.lost, toll.wrong, toll.turnout_off, toll.unanswered) == (0, 0, 0, 0)


def test_killing_web_worker_database_and_valkey_loses_nothing(tmp_path: Path) -> None:
    with (
        FakeTwilio() as twilio,
        FakeTelegram() as telegram,
        postgres_server(durable=True) as postgres,
        valkey_server() as valkey,
    ):
        postgres.run_sql("CREATE DATABASE town")
        port = free_port()
        more = {"DATABASE_URL": postgres.url("town"), "REDIS_URL": valkey.url, "SECRET_KEY": "one-secret-for-all-of-them"}
        town = Town(port, town_environment(tmp_path, port, twilio, telegram, **more))
        town.start("all", *palabre("demo"))  # loads the demonstration
        wait_until(town.is_well, 40)
        town.stop()
        starts = {"web": web_command(port), "worker": palabre("worker")}
        for name, command in starts.items():
            town.start(name, *command)
        wait_until(town.is_well, 40)
        load = Load(town, seed=2)
        threads = load.run(CITIZENS)
        chance = random.Random(2)
        for victim in ("web", "worker", "postgres", "valkey"):
            time.sleep(chance.uniform(0.4, 1.2))
            if victim == "postgres":
                postgres.stop_hard()
                postgres.start(durable=True)
            elif victim == "valkey":
                valkey.kill()
                valkey.start()
            else:
                town.kill(victim)
                town.start(victim, *starts[victim])
            wait_until(town.is_well, 40)
        load.stop.set()
        for thread in threads:
            thread.join()
        toll = settle(load, postgres.url("town"), twilio, KILLS)
        town.stop()
    assert toll.accepted > 20
    assert (toll.lost, toll.wrong, toll.turnout_off, toll.unanswered) == (0, 0, 0, 0)


def web_command(port: int) -> tuple[str, ...]:
    """Return what the Procfile starts as web."""
    python, *_ = palabre()
    bind = f"127.0.0.1:{port}"
    return (python, "-m", "gunicorn", "palabre.wsgi:app", "--bind", bind, "--workers", "2", "--threads", "8")
