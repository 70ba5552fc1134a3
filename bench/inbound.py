"""Messages in: a signed vote as a full turn, committed before the answer, beside the floors."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.load import SERVER_CORE, Figures, drive, prepared
from tests.databases import PostgresServer, free_port, postgres_server, wait_until
from tests.fakes import twilio_api
from tests.fakes.telegram_api import SECRET, FakeTelegram, text_update
from tests.fakes.twilio_api import FakeTwilio
from tests.running import NUMBER, ROOT, Town, palabre, town_environment

VOTERS, REQUESTS, ROUNDS = 1500, 3000, 3


def run() -> None:
    """Print rates, latencies and ratios for SMS and Telegram on SQLite and on PostgreSQL."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        postgres = stack.enter_context(postgres_server(durable=True))
        for name in ("floor", "town"):
            postgres.run_sql(f"CREATE DATABASE {name}")
        floors = _floors(folder, postgres)
        bare = floors["bare Flask"]
        for kind, url in (("SQLite", ""), ("PostgreSQL", postgres.url("town"))):
            _compare(kind, folder / kind, url, bare, floors[f"one commit, {kind}"])


def _floors(folder: Path, postgres: PostgresServer) -> dict[str, Figures]:
    environment = {
        "FLOOR_SQLITE": str(folder / "floor.sqlite"),
        "FLOOR_POSTGRES": f"host=127.0.0.1 port={postgres.port} user=palabre dbname=floor",
    }
    body = b"Body=VOTE+3&From=%2B22890000000&MessageSid=SM0"
    request = prepared("/hook", {"Content-Type": twilio_api.FORM}, body)
    found = {}
    for name, app in (
        ("bare Flask", "bare"),
        ("one commit, SQLite", "sqlite_commit"),
        ("one commit, PostgreSQL", "postgres_commit"),
    ):
        with _served(f"bench.floors:{app}()", environment) as port:
            found[name] = _best(port, [[request] * REQUESTS] * ROUNDS)
        print(f"   {name:34} {found[name]}")
    return found


def _compare(kind: str, folder: Path, url: str, bare: Figures, commit: Figures) -> None:
    folder.mkdir()
    with FakeTwilio() as twilio, FakeTelegram() as telegram:
        port = free_port()
        more = {"SECRET_KEY": "a-secret-for-the-bench-only", **({"DATABASE_URL": url} if url else {})}
        environment = town_environment(folder, port, twilio, telegram, **more)
        town = Town(port, environment)
        town.start("demo", *palabre("demo"))
        wait_until(town.is_well, 40)
        town.stop()
        with _served("palabre.wsgi:app", environment, port):
            rounds = [[sms_request(environment, f"{kind}{part}", n) for n in range(REQUESTS)] for part in range(ROUNDS)]
            _tell(f"vote by SMS, {kind}", _best(port, rounds), bare, commit)
            paced = [sms_request(environment, f"{kind}paced", n) for n in range(400)]
            pace = 20 if kind == "SQLite" else 200
            print(f"   {f'  at {pace} messages a second':34} {drive(port, paced, pace=pace)}")
            rounds = [[_chat(part, n) for n in range(REQUESTS)] for part in range(ROUNDS)]
            _tell(f"Telegram, {kind}", _best(port, rounds), bare, commit)


def _tell(name: str, ours: Figures, bare: Figures, commit: Figures) -> None:
    ratios = f"{ours.rate / commit.rate:.2f} x one commit, {ours.rate / bare.rate:.2f} x bare Flask"
    print(f"   {name:34} {ours}   {ratios}")


def _best(port: int, rounds: list[list[bytes]]) -> Figures:
    """Return the median round of several; the first warms up."""
    drive(port, rounds[0][:300])
    return sorted((drive(port, batch[300:] or batch) for batch in rounds), key=lambda found: found.rate)[
        len(rounds) // 2
    ]


def sms_request(environment: dict[str, str], part: str, number: int) -> bytes:
    """Return one signed vote as it comes from Twilio, each number from one of many voters."""
    path = "/webhooks/twilio/main/inbound"
    text = f"VOTE {number % 8 + 1} {number % 3 + 8}"
    fields = twilio_api.inbound(f"SM{part}-{number}", f"+22890{number % VOTERS:06}", text, NUMBER)
    headers, body = twilio_api.signed(f"{environment['PUBLIC_URL']}{path}", fields)
    return prepared(path, headers, body)


def _chat(part: int, number: int) -> bytes:
    update = text_update(part * REQUESTS + number + 1, 10_000 + number % VOTERS, "PROJET 3")
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}
    return prepared("/webhooks/telegram/main/inbound", headers, json.dumps(update).encode())


@contextmanager
def _served(app: str, environment: dict[str, str], port: int | None = None) -> Iterator[int]:
    port = port or free_port()
    command = [sys.executable, "-m", "gunicorn", app, "--bind", f"127.0.0.1:{port}", "--keep-alive", "30"]
    options = ["--worker-class", "gthread", "--workers", "1", "--threads", "8", "--log-level", "error"]
    cores = sorted(os.sched_getaffinity(0))
    process = subprocess.Popen(
        [*command, *options],
        cwd=ROOT,
        env={**os.environ, **environment},
        preexec_fn=lambda: os.sched_setaffinity(0, {cores[SERVER_CORE]}),
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until(lambda: _listens(port), 30)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _listens(port: int) -> bool:
    try:
        return Town(port, {}).call("/healthz", b"", {}, "GET")[0] > 0
    except OSError:
        return False
