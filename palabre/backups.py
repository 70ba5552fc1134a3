"""Copies of the database and of the keys, apart; and the drill that shows a copy can be lived on."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.orm import Session

from budgeting.log.tree import root
from models import Ballot, Cycle
from palabre.copy_drafts import draft_in
from palabre.key_copies import FILES as KEY_FILES
from palabre.migrations import is_current
from services.audit import check_chain
from services.database import open_database
from services.keyring import KeyMissing, Keyring
from services.private_file import give_name
from services.probes import FILE as PROBE
from services.vault import Sealed
from services.voting.frontier import leaves_of
from services.voting.log import is_signed, latest_head


class BackupFailed(Exception):
    """The copy could not be made; the text says why and what to do."""


def back_up(database: str, folder: Path, now: datetime) -> Path:
    """Write a consistent copy of the database while it is in use and return its path.

    A process killed in between leaves a draft, whose name is no copy's.
    """
    is_sqlite = database.startswith("sqlite")
    with draft_in(folder) as draft:
        if is_sqlite:
            _copy_sqlite(Path(str(make_url(database).database)), draft)
        else:
            _dump_postgres(database, draft)
        return _give_free_name(draft, folder, now, ".sqlite" if is_sqlite else ".dump")


def _give_free_name(draft: Path, folder: Path, now: datetime, ending: str) -> Path:
    """Give a whole copy a name of its own and return it: two of one second get two names."""
    stem = f"palabre-{now:%Y%m%d-%H%M%S}"
    for number in count(1):
        target = folder / (f"{stem}{ending}" if number == 1 else f"{stem}-{number}{ending}")
        if give_name(draft, target):
            return target
    raise AssertionError("numbers do not end")


def _copy_sqlite(source: Path, target: Path) -> None:
    connection = sqlite3.connect(source, timeout=30)
    try:
        connection.execute("VACUUM INTO ?", (str(target),))  # an empty file may stand there
    finally:
        connection.close()


def _dump_postgres(database: str, target: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise BackupFailed("pg_dump is not installed: install PostgreSQL's client programs, then try again.")
    address, password = without_password(database)
    done = subprocess.run(  # noqa: S603 - our own program and address
        [program, "--format=custom", f"--file={target}", address],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **password},
    )
    if done.returncode:
        raise BackupFailed(f"pg_dump failed: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}")


def without_password(database: str) -> tuple[str, dict[str, str]]:
    """Return a PostgreSQL address for its own programs, and the password as they read it from the environment.

    Everybody on a machine may read the arguments of its processes: https://www.postgresql.org/docs/current/libpq-envars.html
    """
    full = make_url(database)
    asked = full.query.get("password")
    password = full.password or (asked if isinstance(asked, str) else None)
    bare = URL.create("postgresql", full.username, None, full.host, full.port, full.database, full.query)
    address = bare.difference_update_query(["password"]).render_as_string(hide_password=False)
    return address, {"PGPASSWORD": str(password)} if password else {}


def back_up_keys(keys: Path, folder: Path) -> list[Path]:
    """Copy the cycles' keys to a folder of their own; keep it away from the database's copies.

    The probe goes along: several processes start with the very folder that the database knows by it. `BackupFailed`
    before anything is written where the folder holds another file under one of the names: it may be the only copy of
    another installation's key.
    """
    wanted = [*sorted(keys.glob(KEY_FILES)), *keys.glob(PROBE)]
    for path in wanted:
        there = folder / path.name
        if there.exists() and there.read_bytes() != path.read_bytes():
            raise BackupFailed(
                f"{there} is there already and is not {path}: it may be the key of another installation. Nothing was "
                "copied; give --keys-to a folder of this installation's own."
            )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    copies = [Path(shutil.copy2(path, folder / path.name)) for path in wanted]
    for copy in copies:
        copy.chmod(0o600)
    return copies


def check_copy(copy: Path, keys: Path | None) -> Iterator[tuple[bool, str]]:
    """Open a SQLite copy apart from everything else and yield each finding: whether it holds, and what it is."""
    connection = sqlite3.connect(f"file:{copy}?mode=ro", uri=True)
    try:
        answer = connection.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        yield False, f"not a database: {error}"
        return
    finally:
        connection.close()
    yield answer == "ok", f"integrity of the file: {answer}"
    engine = open_database(f"sqlite:///{copy}")
    try:
        yield is_current(engine), "the shape of the tables is this version's"
        with Session(engine) as session:
            yield from _check_books(session, keys)
    finally:
        engine.dispose()


def _check_books(session: Session, keys: Path | None) -> Iterator[tuple[bool, str]]:
    chain = check_chain(session)
    yield chain.broken_at is None, f"audit trail: {chain.entries} entries"
    for cycle in session.scalars(select(Cycle).order_by(Cycle.id)):
        leaves, head = leaves_of(session, cycle.id), latest_head(session, cycle.id)
        if head is not None:
            holds = is_signed(head) and root(leaves[: head.size]).hex() == head.root
            yield holds, f"{cycle.title}: log of {head.size} entries, signed"
        if keys is not None and cycle.key_fingerprint and cycle.key_destroyed_at is None:
            yield _opens(session, cycle, Keyring(keys))


def _opens(session: Session, cycle: Cycle, keyring: Keyring) -> tuple[bool, str]:
    try:
        key = keyring.load(cycle.id)
    except KeyMissing:
        return False, f"{cycle.title}: its key is not among the copies"
    if key.fingerprint != cycle.key_fingerprint:
        return False, f"{cycle.title}: the copied key is another cycle's"
    opened = 0
    for sealed in session.scalars(select(Ballot.sealed).where(Ballot.cycle_id == cycle.id)):
        try:
            key.open(sealed)
        except Sealed:
            return False, f"{cycle.title}: a ballot does not open"
        opened += 1
    return True, f"{cycle.title}: its key opens all {opened} ballots"
