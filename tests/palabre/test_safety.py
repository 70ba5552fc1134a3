from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session

from models import PendingEntry
from models.ballot import LogEvent
from palabre.commands.check import COMMAND as CHECK
from palabre.migrations import migrate
from palabre.safety import find_troubles, start_safely
from palabre.secrets import UnsafeSetting, find_secret
from palabre.serving import prepare
from palabre.settings import Settings
from palabre.wiring import Installation, install
from services.line_keeping import LineToKeep, keep_line
from tests.databases import PostgresServer
from tests.services.townsfolk import NOW, plant_commune, plant_cycle

SECRET = "0123456789abcdef-of-the-tests"


@pytest.fixture
def database(postgres: PostgresServer, request: pytest.FixtureRequest) -> Any:
    name = f"safe_{abs(hash(request.node.name)):x}_{os.getpid()}"
    postgres.run_sql(f"CREATE DATABASE {name} TEMPLATE template_palabre")
    yield postgres.url(name)
    postgres.run_sql(f"DROP DATABASE {name} WITH (FORCE)")


def process(folder: Path, **values: Any) -> Installation:
    """One process of an installation, as its environment describes it."""
    return install(Settings(_env_file=None, var_dir=folder, **values))  # type: ignore[call-arg]


def why_not(installation: Installation) -> str:
    try:
        with pytest.raises(UnsafeSetting) as no:
            start_safely(installation, is_one_of_many=True, patience=0)
    finally:
        installation.close()
    return str(no.value)


def starts(installation: Installation) -> None:
    start_safely(installation, is_one_of_many=True, patience=0)
    installation.close()


def test_two_processes_that_share_everything_start(tmp_path: Path, database: str) -> None:
    for _ in range(2):
        starts(process(tmp_path, database_url=database, secret_key=SECRET))


def test_several_processes_need_a_secret_that_was_set(tmp_path: Path, database: str) -> None:
    assert "SECRET_KEY is not set" in why_not(process(tmp_path, database_url=database))


def test_a_process_with_another_secret_does_not_start(tmp_path: Path, database: str) -> None:
    starts(process(tmp_path, database_url=database, secret_key=SECRET))
    assert "Set the same SECRET_KEY" in why_not(process(tmp_path, database_url=database, secret_key=SECRET[::-1]))


@pytest.mark.parametrize("name", ["keys_dir", "files_dir"])
def test_a_process_that_sees_another_folder_does_not_start(tmp_path: Path, database: str, name: str) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    shared = {"database_url": database, "secret_key": SECRET, "keys_dir": tmp_path / "k", "files_dir": tmp_path / "f"}
    starts(process(one, **shared))
    starts(process(other, **shared))
    (tmp_path / "elsewhere").mkdir()
    said = why_not(process(other, **{**shared, name: tmp_path / "elsewhere"}))
    assert f"Set {name.upper()} to one folder" in said
    (tmp_path / "elsewhere" / "palabre-probe").write_text("a token of another installation")
    assert name.upper() in why_not(process(other, **{**shared, name: tmp_path / "elsewhere"}))


def test_a_folder_that_cannot_be_used_is_said(tmp_path: Path, database: str) -> None:
    (tmp_path / "keys").write_text("a file, no folder")
    assert "KEYS_DIR" in why_not(process(tmp_path, database_url=database, secret_key=SECRET))


def test_one_process_on_sqlite_needs_nothing_of_all_this(tmp_path: Path) -> None:
    one = process(tmp_path)
    migrate(one.engine)
    starts(one)


def test_a_database_that_is_away_or_not_migrated_is_said(tmp_path: Path) -> None:
    away = process(tmp_path, database_url="postgresql://nobody@127.0.0.1:9/x", secret_key=SECRET)
    assert "database does not answer" in why_not(away)
    assert "palabre release" in why_not(process(tmp_path))


REAL = {"twilio_account_sid": "AC1", "twilio_auth_token": "t" * 32, "twilio_number": "+22870000000"}


@pytest.mark.parametrize(
    ("url", "is_safe"),
    [("http://vote.example", False), ("https://vote.example", True), ("http://127.0.0.1:8000", True)],
)
def test_messages_of_citizens_never_travel_in_clear(tmp_path: Path, url: str, is_safe: bool) -> None:
    one = process(tmp_path, public_url=url, **REAL)
    migrate(one.engine)
    if is_safe:
        starts(one)
    else:
        assert "PUBLIC_URL is http://vote.example" in why_not(one)


@pytest.mark.parametrize("secret", ["short", "a" * 40, "abab" * 10])
def test_a_weak_secret_is_refused(tmp_path: Path, secret: str) -> None:
    with pytest.raises(UnsafeSetting, match="SECRET_KEY"):
        process(tmp_path, secret_key=secret)


def test_the_secret_is_made_once_and_private(tmp_path: Path) -> None:
    first = find_secret("", tmp_path)
    assert find_secret("", tmp_path) == first
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    (tmp_path / "secret").write_text("")
    with pytest.raises(UnsafeSetting, match="damaged"):
        find_secret("", tmp_path)


def test_a_demonstration_uses_no_line_that_reaches_another_machine(tmp_path: Path) -> None:
    def keep(installation: Installation) -> None:
        house = installation.house
        for key, url in (("real", "https://api.twilio.com"), ("double", "http://127.0.0.1:9")):
            line = LineToKeep("twilio", key, "sms", "+22870000000", {"api_url": url}, {"auth_token": "t"})
            house.work.write(lambda session, line=line: keep_line(session, house, line).id)

    demo = install(Settings(_env_file=None, var_dir=tmp_path), is_demo=True)  # type: ignore[call-arg]
    migrate(demo.engine)
    keep(demo)
    assert [line.key for line in demo.book.enabled_lines().values()] == ["double"]
    demo.close()


def test_check_says_each_trouble_and_ends_with_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    found = CliRunner().invoke(CHECK)
    assert (found.exit_code, "palabre init" in found.output) == (1, True)
    one = process(tmp_path)
    assert [str(trouble) for trouble in find_troubles(one)] == [
        "The database is not at this version. Run `palabre release` once, then start again."
    ]
    migrate(one.engine)
    (none,) = find_troubles(one)
    assert "No commune is set up yet" in str(none) and "palabre init" in str(none)
    said = CliRunner().invoke(CHECK)
    assert said.exit_code == 1 and "in order" not in said.output
    house = one.house
    house.work.write(lambda session: plant_commune(session, languages=["en"]).id)
    assert find_troubles(one) == []
    line = LineToKeep("twilio", "half", "sms", "+22870000000")
    house.work.write(lambda session: keep_line(session, house, line).id)
    one.close()
    found = CliRunner().invoke(CHECK)
    assert found.exit_code == 1
    assert "Line twilio half cannot be used" in found.output
    house.work.close()


def test_check_names_a_public_log_that_does_not_grow(tmp_path: Path) -> None:
    one = process(tmp_path)
    migrate(one.engine)

    def plant(session: Session) -> None:
        cycle = plant_cycle(session, plant_commune(session), "Budget 2026")
        waiting = PendingEntry(id="0", cycle_id=cycle.id, event=LogEvent.CAST, commitment="", hour=NOW)
        session.add(waiting)

    one.house.work.write(plant)
    (said,) = (str(trouble) for trouble in find_troubles(one))
    assert said.startswith("The public log of “Budget 2026” does not grow")
    one.close()


def test_check_warns_of_a_line_that_costs_money_and_has_no_price(tmp_path: Path) -> None:
    one = process(tmp_path)
    migrate(one.engine)
    house = one.house
    known = {"account_sid": "AC1"}
    for provider, price in (("twilio", 0), ("android", 0)):
        line = LineToKeep(provider, "main", "sms", "+22870000000", known, {"auth_token": "t"}, price)
        house.work.write(lambda session, line=line: keep_line(session, house, line).id)
    said = [str(trouble) for trouble in find_troubles(one)]
    assert [words for words in said if "no ceiling of spending" in words] == [
        "Line twilio main has no price: no ceiling of spending can hold it back. Enter what one SMS costs in the "
        "panel, under Lines."
    ]
    one.close()


def test_check_is_content_with_a_good_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    one = process(tmp_path)
    migrate(one.engine)
    one.house.work.write(lambda session: plant_commune(session, languages=["en"]).id)
    one.close()
    found = CliRunner().invoke(CHECK)
    assert (found.exit_code, found.output) == (0, "Everything is in order.\n")


@pytest.mark.parametrize(
    ("languages", "words"),
    [
        (["fr"], ("La ligne twilio half ne peut pas servir", "Tout est en ordre.")),
        (["ar"], ("لا يمكن استعمال الخط twilio half", "كل شيء على ما يرام.")),
        (["fr", "ar"], ("Line twilio half cannot be used", "Everything is in order.")),
    ],
)
def test_check_answers_in_the_language_of_the_communes_where_they_have_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, languages: list[str], words: tuple[str, str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    one = process(tmp_path)
    migrate(one.engine)
    house = one.house
    for number, language in enumerate(languages):
        key = f"commune-{number}"
        house.work.write(lambda session, key=key, tag=language: plant_commune(session, key, languages=[tag, "en"]).id)
    wrong, right = words
    assert CliRunner().invoke(CHECK).output == f"{right}\n"
    line = LineToKeep("twilio", "half", "sms", "+22870000000")
    house.work.write(lambda session: keep_line(session, house, line).id)
    one.close()
    assert wrong in CliRunner().invoke(CHECK).output


@pytest.mark.parametrize(
    ("provider", "settings", "url", "is_said"),
    [
        ("android", {}, "", True),
        ("android", {}, "http://town.example", True),
        ("android", {}, "https://town.example", False),
        ("android", {}, "http://127.0.0.1:8000", False),  # a phone on the cable of this machine
        ("kannel", {}, "", True),
        ("kannel", {"own_url": "http://10.0.0.2:8000"}, "", False),
        ("telegram", {}, "", False),
        ("twilio", {}, "", True),
        ("twilio", {"api_url": "http://127.0.0.1:9"}, "", False),  # a double
    ],
)
def test_check_names_a_line_that_no_message_can_reach(
    tmp_path: Path, provider: str, settings: dict[str, str], url: str, is_said: bool
) -> None:
    one = process(tmp_path, public_url=url)
    migrate(one.engine)
    house = one.house
    line = LineToKeep(provider, "main", "sms", "+22870000000", settings, {})
    house.work.write(lambda session: keep_line(session, house, line).id)
    said = "\n".join(str(trouble) for trouble in find_troubles(one))
    assert (f"Line {provider} main gets no messages" in said and "PUBLIC_URL" in said) == is_said
    one.close()


def test_check_says_once_that_twilio_cannot_deliver(tmp_path: Path) -> None:
    one = process(tmp_path, **REAL)
    prepare(one)
    said = [str(trouble) for trouble in find_troubles(one) if "PUBLIC_URL" in str(trouble)]
    assert len(said) == 1
    one.close()
