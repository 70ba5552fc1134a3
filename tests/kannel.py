"""A real Kannel with its fake operator: the configuration of docs/kannel.md, on free ports in a folder of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pytest

from tests.databases import free_port, wait_until

GUIDE = Path(__file__).parents[1] / "docs" / "kannel.md"
BOXES = {"bearerbox": Path("/usr/sbin/bearerbox"), "smsbox": Path("/usr/sbin/smsbox")}
FAKESMSC = Path("/usr/lib/kannel/test/fakesmsc")
SHORT_CODE, PASSWORD, TOKEN = "8282", "a-password-by-chance", "a-token-made-by-chance"
FAKE_OPERATOR = 'group = smsc\nsmsc = fake\nsmsc-id = OPERATOR\nport = {port}\nconnect-allow-ip = "127.0.0.1"\n'
LISTENING = "0A"
"""How Linux writes it in /proc/net/tcp (proc(5))."""
GOT = re.compile(rb"Got message \d+: <(.*)>")


def need_kannel() -> None:
    """Skip where Kannel is missing, or fail where nothing may be skipped."""
    missing = [str(program) for program in (*BOXES.values(), FAKESMSC) if not program.exists()]
    if missing and os.environ.get("PALABRE_NOTHING_SKIPPED") == "1":
        pytest.fail(f"{missing} missing and nothing may be skipped")
    if missing:
        pytest.skip(f"{missing} missing")


def configuration(folder: Path, ports: dict[str, int]) -> str:
    """Return the configuration that the guide prints, for a fake operator, on these ports and faster to try again."""
    (printed,) = re.findall(r"```ini\n(group = core\n.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    groups = [group for group in printed.split("\n\n") if not group.startswith("group = smsc\n")]
    text = "\n\n".join([groups[0], FAKE_OPERATOR.format(port=ports["operator"]), *groups[1:]])
    changed = {
        "13000": ports["admin"],
        "13001": ports["smsbox"],
        "13131": ports["sendsms"],
        ":8000/": f":{ports['palabre']}/",
        "ADMIN-PASSWORD": "an-admin-password",
        "SENDSMS-PASSWORD": PASSWORD,
        "TOKEN": TOKEN,
        "/LINE/": "/main/",
        "/var/spool/kannel/store": folder / "store",
        "/var/log/kannel": folder,
        "http-queue-delay = 10": "http-queue-delay = 1",
    }
    for printed_word, word in changed.items():
        assert printed_word in text, printed_word
        text = text.replace(printed_word, str(word))
    return text


@dataclass
class Kannel:
    """Kannel's two processes and phones behind a fake operator; `with` it, none outlives what goes wrong."""

    folder: Path
    palabre_port: int
    ports: dict[str, int] = field(default_factory=dict)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _phones: int = 0

    def __enter__(self) -> Self:
        (self.folder / "store").mkdir(parents=True)
        self.ports = {name: free_port() for name in ("admin", "smsbox", "sendsms", "operator")}
        self.ports["palabre"] = self.palabre_port
        (self.folder / "kannel.conf").write_text(configuration(self.folder, self.ports), "utf-8")
        with ExitStack() as undo:
            undo.callback(self.end)
            self.start("bearerbox", "smsbox")
            undo.pop_all()
        return self

    def __exit__(self, *_error: object) -> None:
        self.end()

    def start(self, *names: str) -> None:
        """Start bearerbox or smsbox and wait until it listens."""
        for name in names:
            self._run(name, str(BOXES[name]), "-v", "2", str(self.folder / "kannel.conf"))
            port = self.ports["operator" if name == "bearerbox" else "sendsms"]
            wait_until(lambda port=port: _listens(port), 30)

    def kill(self, *names: str) -> None:
        """Pull the cable of processes."""
        for name in names:
            self._end(name, signal.SIGKILL)

    def end(self) -> None:
        """End everything that is up."""
        self.kill(*list(self.processes))

    def connect(self, *message: str) -> Path:
        """Connect a fake operator anew, who brings one message (`sender`, `text`, `kind`) or none; return its log."""
        self.disconnect()
        self._phones += 1
        sender, text, kind = (*message, "text")[:3] if message else ("nobody", "nothing", "text")
        words = f"{sender} {SHORT_CODE} {kind} {text}"
        where = ("-H", "127.0.0.1", "-r", str(self.ports["operator"]), "-i", "0.1", "-m", "1" if message else "0")
        return self._run("operator", str(FAKESMSC), *where, words, log=f"operator-{self._phones}")

    def disconnect(self) -> None:
        """Cut the connection to the operator."""
        if "operator" in self.processes:
            self._end("operator", signal.SIGKILL)

    def received(self) -> list[str]:
        """Return what came out at the operator so far, as `from to kind text`, in all its connections."""
        logs = sorted(self.folder.glob("operator-*.log"), key=lambda path: int(path.stem.split("-")[1]))
        return [line.decode("utf-8", "replace") for log in logs for line in GOT.findall(log.read_bytes())]

    def stored(self) -> bool:
        """Does a message wait on disk?"""
        return any(path.is_file() for path in (self.folder / "store").rglob("*"))

    def log_text(self) -> str:
        """Return everything that Kannel itself wrote, on its output and into its own logs."""
        logs = [path for path in self.folder.glob("*.log") if not path.stem.startswith("operator")]
        return "\n".join(path.read_text("utf-8", "replace") for path in logs)

    def _run(self, name: str, *command: str, log: str = "") -> Path:
        path = self.folder / f"{log or name + '-output'}.log"
        with path.open("ab") as out:
            # Its standard input must stay open: both boxes and the fake operator end when it ends.
            self.processes[name] = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out, stderr=out)
        return path

    def _end(self, name: str, how: int) -> None:
        process = self.processes.pop(name)
        with suppress(ProcessLookupError):
            process.send_signal(how)
        process.wait()
        if process.stdin is not None:
            process.stdin.close()


def _listens(port: int) -> bool:
    """Does a process listen there? Asked of the kernel: who connects is taken for the operator and sent SMS."""
    rows = [row.split() for row in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]]
    return any(row[3] == LISTENING and int(row[1].rpartition(":")[2], 16) == port for row in rows)
