"""Memory of the web process and of the worker after ten thousand turns."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.inbound import sms_request
from bench.load import drive
from tests.databases import free_port, wait_until
from tests.fakes.telegram_api import FakeTelegram
from tests.fakes.twilio_api import FakeTwilio
from tests.running import Town, palabre, town_environment

TURNS = 10_000


def run() -> None:
    """Print the resident memory of each process, before and after."""
    with tempfile.TemporaryDirectory() as name, FakeTwilio() as twilio, FakeTelegram() as telegram:
        folder, port = Path(name), free_port()
        town = Town(port, town_environment(folder, port, twilio, telegram, SECRET_KEY="a-secret-for-the-bench-only"))
        town.start("demo", *palabre("demo"))
        wait_until(town.is_well, 60)
        town.stop()
        python, *_ = palabre()
        options = ["--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--threads", "8", "--log-level", "error"]
        town.start("web", python, "-m", "gunicorn", "palabre.wsgi:app", *options)
        town.start("worker", *palabre("worker"))
        try:
            wait_until(town.is_well, 60)
            before = _resident(town)
            requests = [sms_request(town.environment, "memory", number) for number in range(TURNS)]
            drive(port, requests)
            wait_until(lambda: len(twilio.messages) >= TURNS // 2, 120)
            for process, after in _resident(town).items():
                print(f"   {process:8} {before[process]:6.1f} MB before, {after:6.1f} MB after {TURNS} turns")
        finally:
            town.stop()


def _resident(town: Town) -> dict[str, float]:
    return {name: max(_tree(process.pid)) for name, process in town.processes.items()}


def _tree(pid: int) -> list[float]:
    """Return the resident megabytes of a process and of its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    sizes = [size for child in children for size in _tree(int(child))]
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            sizes.append(int(line.split()[1]) / 1024)
    return sizes
