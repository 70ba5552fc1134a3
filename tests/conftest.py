"""What every test may ask for: a clock that is set by hand, and a house on SQLite and on PostgreSQL."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
import structlog
from hypothesis import settings
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

from models import Base
from palabre.migrations import migrate
from services.database import open_database
from services.house import House
from services.keyring import Keyring
from services.passwords import COST, HASHING
from services.unit_of_work import UnitOfWork
from services.vault import Vault
from tests.databases import PostgresServer, Towns, postgres_server
from tests.engines import LASTING, Engines

# The same examples every time, and no verdict by the clock: speed is shown by the bench.
settings.register_profile("house", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("house")

T = TypeVar("T")
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
WHOLE = "whole"


@dataclass
class HandClock:
    """A clock that stands still until a test moves it."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def set(self, moment: datetime) -> None:
        """Set it to an instant."""
        self.now = moment

    def wait(self, **parts: float) -> None:
        """Let so many hours, minutes … pass."""
        self.now += timedelta(**parts)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests of the whole product come first: the longest of all, they must not be what the others wait for."""
    items.sort(key=lambda item: WHOLE not in item.path.parts)


def pytest_collection_finish() -> None:
    """Look for rubbish no more among what is loaded now and stays: that took a tenth of a whole run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Let a password cost next to nothing: hundreds of people sign in here, and the cost itself has a test."""
    HASHING.update(argon2__memory_cost=64, argon2__time_cost=1)
    yield
    HASHING.update(**COST)


@pytest.fixture(scope="session", autouse=True)
def no_waiting_for_the_disk() -> Iterator[None]:
    """Let SQLite wait for the disk no more than the PostgreSQL of the tests: nothing here cuts the power.

    What is killed and must have kept everything runs in processes of its own, as it is installed.
    """
    event.listen(Engine, "engine_connect", _spare_the_disk)
    yield
    event.remove(Engine, "engine_connect", _spare_the_disk)


def _spare_the_disk(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and "spares" not in connection.info:
        connection.info["spares"] = True  # once for each connection of the driver, before its first transaction
        connection.connection.execute("PRAGMA synchronous=OFF")  # type: ignore[attr-defined]


@pytest.fixture(scope="session", autouse=True)
def plain_tracebacks() -> None:
    """Log an exception as plain lines: drawing it in frames with every variable takes half a second each time."""
    *before, _drawing = structlog.get_config()["processors"]
    writing = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[*before, writing])


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with postgres_server() as server:
        server.run_sql("CREATE DATABASE template_palabre")
        engine = open_database(server.url("template_palabre"))
        migrate(engine)
        engine.dispose()
        yield server


@pytest.fixture(scope="session")
def engines() -> Iterator[Engines]:
    kept = Engines()
    yield kept
    kept.close()


@pytest.fixture(scope="session")
def postgres_towns(postgres: PostgresServer) -> Iterator[Towns]:
    towns = Towns(postgres, "template_palabre", sorted(Base.metadata.tables), LASTING)
    yield towns
    towns.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "palabre.sqlite"
    engine = open_database(f"sqlite:///{path}")
    migrate(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh migrated database, once on each kind."""
    if request.param == "sqlite":
        path = tmp_path / "palabre.sqlite"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    towns: Towns = request.getfixturevalue("postgres_towns")
    name = towns.take()
    yield towns.server.url(name)
    towns.give_back(name)


@pytest.fixture
def engine(engines: Engines, database_url: str) -> Iterator[Engine]:
    with engines.open(database_url) as opened:
        yield opened


@pytest.fixture
def house(engine: Engine, tmp_path: Path, clock: HandClock) -> Iterator[House]:
    """A house on a fresh database."""
    work = UnitOfWork(engine)
    yield House(work, clock, Vault("a secret that only tests know"), Keyring(tmp_path / "keys"), tmp_path / "files")
    work.close()


@pytest.fixture
def run(house: House) -> Callable[[Callable[[Session], T]], T]:
    """Runs work in a transaction of the house."""
    return house.work.write
