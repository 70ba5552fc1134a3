"""A copy made while the house is in use can be lived on; keys lie apart; a spoilt copy is found out."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path
from signal import SIGKILL
from subprocess import PIPE

import pytest
from click.testing import CliRunner

from palabre.backups import BackupFailed, back_up
from palabre.commands.backup import COMMAND as BACKUP
from palabre.commands.restore import COMMAND as RESTORE
from palabre.copy_drafts import clear_left
from palabre.demo.load import load_demo
from palabre.safety import start_safely
from palabre.secrets import UnsafeSetting
from palabre.serving import prepare
from palabre.settings import Settings
from palabre.upload_copies import back_up_files
from palabre.wiring import install
from services.probes import cycles_without_key


def forget_places(environment: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "REDIS_URL", "KEYS_DIR", "FILES_DIR", "SECRET_KEY"):
        environment.delenv(name, raising=False)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demonstration that was loaded once and is closed; each test gets a copy."""
    folder = tmp_path_factory.mktemp("demonstration") / "var"
    with pytest.MonkeyPatch.context() as environment:
        forget_places(environment)
        installation = install(Settings(_env_file=None, var_dir=folder), is_demo=True)
    prepare(installation)
    load_demo(installation)
    installation.close()
    (folder / "files" / "a.pdf").write_bytes(b"%PDF-1.4")
    return folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, demonstration: Path) -> Path:
    forget_places(monkeypatch)
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    monkeypatch.chdir(tmp_path)
    shutil.copytree(demonstration, tmp_path / "var")
    return tmp_path


def run(command: object, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(command, arguments)  # type: ignore[arg-type]
    return result.exit_code, result.output


def copy_of(home: Path) -> Path:
    assert run(BACKUP, "--to", "copies", "--keys-to", "safe")[0] == 0
    (copy,) = (home / "copies").glob("*.sqlite")
    return copy


def test_a_copy_is_sound_and_its_keys_open_the_ballots(home: Path) -> None:
    code, text = run(RESTORE, "--check", "--keys", "safe", str(copy_of(home)))
    assert code == 0
    assert "its key opens all 40 ballots" in text
    assert list((home / "copies").glob("*-files.tar.gz"))


def test_two_copies_of_one_second_get_two_names_and_a_failed_one_leaves_nothing(home: Path) -> None:
    database, now = Settings().database, datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
    made = [back_up(database, home / "copies", now) for _time in range(2)]
    packed = [back_up_files(home / "var" / "files", copy) for copy in made]
    names = ["palabre-20261122-083000", "palabre-20261122-083000-2"]
    assert [copy.name for copy in made] == [f"{name}.sqlite" for name in names]
    assert [file.name for file in packed if file] == [f"{name}-files.tar.gz" for name in names]
    assert [run(RESTORE, "--check", str(copy))[0] for copy in made] == [0, 0]
    with pytest.raises(sqlite3.DatabaseError):
        back_up(f"sqlite:///{home / 'nowhere' / 'x.sqlite'}", home / "copies", now)
    assert len(list((home / "copies").iterdir())) == 4


STOPS = """
import os, signal, sys
from palabre.copy_drafts import clear_left
from palabre.commands.backup import COMMAND
place, end = sys.argv[1:3]
def stop(event, arguments):
    if place != event and not (event == 'open' and str(arguments[0]).endswith(place)):
        return
    print('here', flush=True)
    if end == 'killed':
        os.kill(os.getpid(), signal.SIGKILL)
    sys.stdin.readline()
sys.addaudithook(stop)
os.umask(0)
COMMAND(['--to', 'copies'])
"""
"""A backup that is stopped while it opens the database, or an upload to pack it."""


def backup_stopped_at(place: str, end: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    program = [sys.executable, "-c", STOPS, place, end]
    process = subprocess.Popen(program, text=True, stdin=PIPE, stdout=PIPE, env=environment)
    assert process.stdout is not None
    assert next(line for line in process.stdout if line == "here\n")
    return process


@pytest.mark.parametrize(("place", "whole"), [("sqlite3.connect", 0), ("a.pdf", 1)])
def test_a_backup_that_is_killed_leaves_a_private_draft_alone_and_the_next_one_clears_it(
    home: Path, place: str, whole: int
) -> None:
    with backup_stopped_at(place, "killed") as process:
        assert process.wait() == -SIGKILL
    (left,) = (home / "copies").glob(".*")
    assert left.stat().st_mode & 0o777 == 0o600
    assert len(list((home / "copies").glob("palabre-*"))) == whole
    code, text = run(BACKUP, "--to", "copies")
    assert (code, str(left.relative_to(home)) in text) == (0, True)
    assert not list((home / "copies").glob(".*"))


@pytest.mark.parametrize("place", ["sqlite3.connect", "a.pdf"])
def test_a_backup_takes_nothing_from_one_that_is_running_beside_it(home: Path, place: str) -> None:
    with backup_stopped_at(place, "waits") as process:
        drafts = list((home / "copies").glob(".*"))
        code, text = run(BACKUP, "--to", "copies")
        assert (code, "Cleared" in text) == (0, False)
        assert drafts and all(draft.exists() for draft in drafts)
        process.communicate("go on\n" * 9)
    assert process.returncode == 0
    copies = list((home / "copies").glob("*.sqlite"))
    assert [run(RESTORE, "--check", str(copy))[0] for copy in copies] == [0, 0]
    assert len(list((home / "copies").iterdir())) == 4


def packed_in(home: Path) -> set[str]:
    (packed,) = (home / "copies").glob("*-files.tar.gz")
    with tarfile.open(packed) as archive:
        return {entry.name for entry in archive if entry.isfile()}


def test_uploads_behind_links_are_packed_each_once(home: Path) -> None:
    files, store = home / "var" / "files", home / "store"
    files.rename(store)
    files.symlink_to(store)
    (home / "photos").mkdir()
    (home / "photos" / "b.jpg").write_bytes(b"b")
    (store / "photos").symlink_to(home / "photos")
    (home / "photos" / "back").symlink_to(store)
    assert run(BACKUP, "--to", "copies")[0] == 0
    assert {"a.pdf", "photos/b.jpg"} <= packed_in(home)
    assert not any("back" in name for name in packed_in(home))


def test_an_upload_that_goes_while_it_is_packed_is_left_out_and_the_others_are_packed(home: Path) -> None:
    (home / "var" / "files" / "b.pdf").write_bytes(b"%PDF-1.4")
    with backup_stopped_at("a.pdf", "waits") as process:
        (home / "var" / "files" / "a.pdf").unlink()
        process.communicate("go on\n" * 9)
    assert process.returncode == 0
    assert packed_in(home) & {"a.pdf", "b.pdf"} == {"b.pdf"}


def test_uploads_that_cannot_be_packed_are_said_and_the_keys_are_copied_all_the_same(home: Path) -> None:
    (home / "var" / "files" / "photos").symlink_to(home / "not mounted")
    code, text = run(BACKUP, "--to", "copies", "--keys-to", "safe")
    assert (code, "photos is a link to what is not there" in text, "Uploads: " in text) == (1, True, False)
    assert list((home / "safe").glob("cycle-*.key"))
    assert [path.suffix for path in (home / "copies").iterdir()] == [".sqlite"]


def test_packed_uploads_take_no_name_that_is_taken(home: Path) -> None:
    copy = copy_of(home)
    (packed,) = (home / "copies").glob("*-files.tar.gz")
    before = packed.read_bytes()
    with pytest.raises(BackupFailed, match="is there already"):
        back_up_files(home / "var" / "files", copy)
    assert packed.read_bytes() == before


def test_only_drafts_are_cleared_from_a_folder_of_copies(home: Path) -> None:
    folder, draft = home / "copies", ".palabre-0123456789abcdef.draft"
    (folder / ".palabre-1111111111111111.draft").mkdir(parents=True)
    kept = [".palabre-env", ".palabre-0123.draft", f"{draft}.txt", "palabre-20261122-083000.sqlite"]
    for name in (*kept, draft, f"{draft}-journal"):
        (folder / name).write_text("x")
    (folder / ".palabre-2222222222222222.draft").symlink_to(folder / ".palabre-env")
    assert {path.name for path in clear_left(folder)} == {draft, f"{draft}-journal"}
    left = {".palabre-1111111111111111.draft", ".palabre-2222222222222222.draft", *kept}
    assert {path.name for path in folder.iterdir()} == left


def test_a_copy_without_its_keys_is_not_enough(home: Path) -> None:
    copy = copy_of(home)
    (home / "empty").mkdir()
    assert run(RESTORE, "--check", "--keys", "empty", str(copy))[0] == 1


def test_a_changed_trail_is_found_out(home: Path) -> None:
    copy = copy_of(home)
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE audit_entry SET act = 'nothing' WHERE id = 2")
    connection.close()
    code, text = run(RESTORE, "--check", str(copy))
    assert code == 1
    assert "NO  audit trail" in text


def test_a_file_that_is_no_database_is_refused_in_words(home: Path) -> None:
    (home / "x").write_bytes(b"not a database at all" * 100)
    code, text = run(RESTORE, "--check", "x")
    assert code == 1
    assert "not a database" in text


def test_restoring_never_overwrites_a_database(home: Path) -> None:
    copy = copy_of(home)
    assert run(RESTORE, str(copy))[0] == 1
    (home / "var" / "palabre.sqlite").rename(home / "old.sqlite")
    for left in (home / "var").glob("palabre.sqlite-*"):
        left.unlink()
    assert run(RESTORE, str(copy))[0] == 0
    assert (home / "var" / "palabre.sqlite").exists()


def test_what_sqlite_left_beside_an_old_database_stops_a_restore_and_is_named(home: Path) -> None:
    copy, database = copy_of(home), home / "var" / "palabre.sqlite"
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE commune SET name = 'Later'")
        for end in ("-wal", "-shm"):  # as a power cut leaves them
            (home / f"left{end}").write_bytes((home / "var" / f"palabre.sqlite{end}").read_bytes())
    connection.close()
    for file in (home / "var").glob("palabre.sqlite*"):
        file.unlink()
    for end in ("-wal", "-shm"):
        (home / f"left{end}").rename(home / "var" / f"palabre.sqlite{end}")
        code, text = run(RESTORE, str(copy))
        assert (code, f"palabre.sqlite{end}" in text, "move this away" in text) == (1, True, True)
        assert not database.exists()
        (home / "var" / f"palabre.sqlite{end}").unlink()
    assert run(RESTORE, str(copy))[0] == 0


@pytest.mark.parametrize("name", ["cycle-1.key", "palabre-probe"])
def test_a_backup_of_keys_never_overwrites_another_installations(home: Path, name: str) -> None:
    (home / "var" / "keys" / "palabre-probe").write_text("ours")
    (home / "safe").mkdir()
    (home / "safe" / name).write_text("theirs")
    code, text = run(BACKUP, "--to", "copies", "--keys-to", "safe")
    assert (code, f"safe/{name} is there already" in text) == (1, True)
    assert [(file.name, file.read_text()) for file in (home / "safe").iterdir()] == [(name, "theirs")]
    assert list((home / "copies").glob("*.sqlite"))
    (home / "safe" / name).unlink()
    for place in ("others", "more"):
        assert run(BACKUP, "--to", place, "--keys-to", "safe")[0] == 0


def test_a_spread_installation_starts_again_from_its_copies_on_a_new_machine(home: Path) -> None:
    spread = {"redis_url": "redis://127.0.0.1:9/0", "secret_key": "0123456789abcdef-of-the-tests"}

    def start() -> None:
        one = install(Settings(_env_file=None, **spread))  # type: ignore[call-arg, arg-type]
        try:
            start_safely(one, is_one_of_many=True, patience=0)
            assert one.house.work.read(lambda session: cycles_without_key(session, one.house.keyring)) == []
        finally:
            one.close()

    start()
    copy = copy_of(home)
    (home / "var").rename(home / "lost")
    assert run(RESTORE, str(copy))[0] == 0
    with pytest.raises(UnsafeSetting, match="KEYS_DIR"):
        start()
    shutil.copytree(home / "safe", home / "var" / "keys", dirs_exist_ok=True)
    (packed,) = (home / "copies").glob("*-files.tar.gz")
    shutil.unpack_archive(packed, home / "var" / "files")
    start()


def test_a_password_of_postgresql_stands_in_no_argument(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = home / "bin" / "pg_dump"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\necho "$@" > {home}/arguments\necho "$PGPASSWORD" > {home}/password\n: > "${{2#--file=}}"\n'
    )
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    for database in ("palabre:se%40cret@db.example/town", "palabre@db.example/town?password=se%40cret"):
        back_up(f"postgresql+psycopg://{database}", home / "copies", datetime.now(UTC))
        assert (home / "arguments").read_text().endswith(" postgresql://palabre@db.example/town\n")
        assert (home / "password").read_text() == "se@cret\n"


def destroyed(database: Path) -> str:
    """Note in a database that the key of its cycle was destroyed; return the cycle's title."""
    with sqlite3.connect(database) as connection:
        (title,) = connection.execute("SELECT title FROM cycle WHERE key_fingerprint IS NOT NULL").fetchone()
        connection.execute("UPDATE cycle SET key_destroyed_at = '2026-11-20 10:00:00' WHERE title = ?", (title,))
    connection.close()
    return str(title)


@pytest.mark.parametrize("where", ["in the copy", "in the house alone"])
def test_a_copied_key_that_outlives_its_key_is_named(home: Path, where: str) -> None:
    copy = copy_of(home)
    assert "!!" not in run(RESTORE, "--check", "--keys", "safe", str(copy))[1]
    title = destroyed(copy if where == "in the copy" else home / "var" / "palabre.sqlite")
    code, text = run(RESTORE, "--check", "--keys", "safe", str(copy))
    assert code == 0
    assert f"!!  {title}: its key was destroyed, but safe" in text


def test_a_check_beside_no_database_makes_none(home: Path) -> None:
    copy = copy_of(home)
    (home / "var" / "palabre.sqlite").rename(home / "old.sqlite")
    assert run(RESTORE, "--check", "--keys", "safe", str(copy))[0] == 0
    assert not (home / "var" / "palabre.sqlite").exists()


def test_a_backup_of_keys_says_what_must_be_destroyed_later_and_what_is_left_over(home: Path) -> None:
    text = run(BACKUP, "--to", "copies", "--keys-to", "safe")[1]
    assert "destroy every copy and the paper" in text and "Left over" not in text
    (key,) = (home / "var" / "keys").glob("cycle-*.key")
    key.unlink()
    text = run(BACKUP, "--to", "others", "--keys-to", "safe")[1]
    assert f"Left over: safe/{key.name}" in text


def test_keys_may_not_lie_beside_the_database(home: Path) -> None:
    assert run(BACKUP, "--to", "same", "--keys-to", "same")[0] == 1
