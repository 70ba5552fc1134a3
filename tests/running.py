"""Palabre as processes of its own, driven only through its doors, with doubles of the providers on loopback."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from tests.databases import free_port, wait_until
from tests.fakes import twilio_api
from tests.fakes.telegram_api import SECRET, FakeTelegram
from tests.fakes.telegram_api import TOKEN as TELEGRAM_TOKEN
from tests.fakes.twilio_api import FakeTwilio

ROOT = Path(__file__).parent.parent
NUMBER = "+22870000001"
PATIENCE = 120.0
"""Seconds for a process to answer or to end: far more than it takes, for machines that are slow or busy."""


@dataclass
class Town:
    """One installation: its environment, and the processes that are up; `with` it, none outlives what goes wrong."""

    port: int
    environment: dict[str, str]
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        for name in list(self.processes):
            self.kill(name)

    def start(self, name: str, *command: str) -> None:
        """Start a process and remember it by name; its output goes to a file of that name."""
        log = (Path(self.environment["VAR_DIR"]) / f"{name}.log").open("ab")
        self.processes[name] = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        log.close()

    def kill(self, name: str) -> None:
        """Pull the cable of one process and of those that it started, as whatever supervises it would.

        Workers of gunicorn that outlive their master keep its port for seconds, and the next master gives up.
        """
        process = self.processes.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self, patience: float = PATIENCE) -> dict[str, int]:
        """Ask every process to stop, and return how each ended.

        Who has not ended after `patience` seconds is killed; AssertionError with everything they printed.
        """
        for process in self.processes.values():
            process.send_signal(signal.SIGTERM)
        stuck = [name for name, process in self.processes.items() if not _ends(process, patience)]
        ended = {name: process.returncode for name, process in self.processes.items()}
        self.processes.clear()
        assert not stuck, f"{stuck} did not end when asked to:\n{self.log_text()}"
        return ended

    def wait_until_well(self) -> None:
        """Wait until it answers; AssertionError with everything its processes printed when it does not in time."""
        try:
            wait_until(self.is_well, PATIENCE)
        except AssertionError:
            raise AssertionError(f"it does not answer:\n{self.log_text()}") from None

    def call(self, path: str, body: bytes, headers: Mapping[str, str], method: str = "POST") -> tuple[int, bytes]:
        """Make one call and return status and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, dict(headers))
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def is_well(self) -> bool:
        """Does it answer on /healthz?"""
        try:
            return self.call("/healthz", b"", {}, "GET")[0] == 200
        except OSError:
            return False

    def sms(self, sid: str, sender: str, text: str) -> int:
        """Let Twilio deliver one SMS and return our status."""
        path = "/webhooks/twilio/main/inbound"
        fields = twilio_api.inbound(sid, sender, text, NUMBER)
        headers, body = twilio_api.signed(f"{self.environment['PUBLIC_URL']}{path}", fields)
        return self.call(path, body, headers)[0]

    def telegram(self, update: dict[str, Any]) -> int:
        """Let Telegram deliver one update and return our status."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}
        return self.call("/webhooks/telegram/main/inbound", json.dumps(update).encode(), headers)[0]

    def log_text(self) -> str:
        """Return everything the processes printed."""
        folder = Path(self.environment["VAR_DIR"])
        return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in folder.glob("*.log"))


def _ends(process: subprocess.Popen[bytes], patience: float) -> bool:
    """Does it end by itself? If it does not, it is killed, so that it is nobody's trouble later."""
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return False
    return True


def insist(deliver: Callable[[], int], patience: int = 6000) -> int:
    """Knock until it is taken, or told that it is too much, as a provider that retries; return the last status."""
    status = 0
    for _ in range(patience):
        try:
            status = deliver()
        except (OSError, http.client.HTTPException):  # killed before the answer, or in the middle of it
            status = 0
        if status in {200, 429}:
            return status
        time.sleep(0.1)
    raise AssertionError(f"a message was never taken: {status}")


def palabre(*arguments: str) -> tuple[str, ...]:
    """Return the command line that runs Palabre under this interpreter."""
    return (sys.executable, "-m", "palabre", *arguments)


def web_command(port: int, app: str = "palabre.wsgi:app") -> tuple[str, ...]:
    """Return what the Procfile starts as web, of that application."""
    bind = f"127.0.0.1:{port}"
    return (sys.executable, "-m", "gunicorn", app, "--bind", bind, "--workers", "2", "--threads", "8")


def town_environment(
    folder: Path, port: int, twilio: FakeTwilio, telegram: FakeTelegram, **more: str
) -> dict[str, str]:
    """Return an environment in which every provider is a double on this machine."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONUNBUFFERED": "1",
        "VAR_DIR": str(folder),
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "TWILIO_ACCOUNT_SID": twilio_api.ACCOUNT,
        "TWILIO_AUTH_TOKEN": twilio_api.TOKEN,
        "TWILIO_NUMBER": NUMBER,
        "TWILIO_API_URL": twilio.url,
        "TELEGRAM_BOT_TOKEN": TELEGRAM_TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "TELEGRAM_API_URL": telegram.url,
        "NEIGHBOURS": "0",  # the people of tests have their numbers one after the other
        **more,
    }


@contextmanager
def demo_town(folder: Path, twilio: FakeTwilio, telegram: FakeTelegram, **more: str) -> Iterator[Town]:
    """Run the demonstration in one process and stop it at the end."""
    port = free_port()
    with Town(port, town_environment(folder, port, twilio, telegram, **more)) as town:
        town.start("all", *palabre("demo"))
        town.wait_until_well()
        yield town
        town.stop()
