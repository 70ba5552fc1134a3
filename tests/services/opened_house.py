"""A house on a fresh database, with a clock that tests set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy.orm import Session

from models import Base
from services.database import open_database
from services.house import House
from services.keyring import Keyring
from services.unit_of_work import UnitOfWork
from services.vault import Vault
from tests.services.townsfolk import NOW

T = TypeVar("T")


@dataclass
class HandClock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def set(self, moment: datetime) -> None:
        self.now = moment

    def wait(self, **parts: float) -> None:
        self.now += timedelta(**parts)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def house(tmp_path: Path, clock: HandClock) -> Iterator[House]:
    engine = open_database(f"sqlite:///{tmp_path / 'town.db'}")
    Base.metadata.create_all(engine)
    work = UnitOfWork(engine)
    yield House(work, clock, Vault("a secret of tests"), Keyring(tmp_path / "keys"), tmp_path / "files")
    work.close()
    engine.dispose()


@pytest.fixture
def run(house: House) -> Callable[[Callable[[Session], T]], T]:
    return house.work.write
