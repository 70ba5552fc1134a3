"""Puts the house together from the settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import Engine

from gateways.base import LineView, Provider
from gateways.registry import find_providers
from palabre.secrets import find_secret
from palabre.settings import Settings
from services.clock import Clock, system_clock
from services.database import open_database
from services.house import House
from services.keyring import Keyring
from services.line_book import LineBook, LineFacts
from services.line_kinds import THIS_MACHINE
from services.unit_of_work import UnitOfWork
from services.vault import Vault
from worker.bell import Bell, open_huey


@dataclass(frozen=True, slots=True)
class Installation:
    """Everything one process works with."""

    settings: Settings
    engine: Engine
    house: House
    providers: dict[str, Provider]
    book: LineBook[LineView]
    bell: Bell

    def close(self) -> None:
        """Finish what is queued and let go of the database."""
        self.house.work.close()
        self.bell.close()
        self.engine.dispose()


def install(settings: Settings, *, is_demo: bool = False, clock: Clock = system_clock) -> Installation:
    """Return the house that the settings describe; the database is not touched yet."""
    for folder in (settings.var_dir, settings.files_folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    vault = Vault(find_secret(settings.secret_key.get_secret_value(), settings.var_dir))
    engine = open_database(settings.database)
    bell = Bell(open_huey(settings.var_dir, settings.redis_url or None))
    work = UnitOfWork(engine, writers=1 if settings.is_sqlite else settings.writers, after_commit=bell.ring)
    house = House(
        work=work,
        clock=clock,
        vault=vault,
        keyring=Keyring(settings.keys_folder),
        files=Path(settings.files_folder),
        public_url=settings.public_url,
        is_demo=is_demo,
        people_clock=system_clock if is_demo else None,
        neighbours=settings.neighbours,
    )
    book = LineBook(house, lambda facts: line_view(facts, settings), stays_here if is_demo else everywhere)
    return Installation(settings, engine, house, find_providers(), book, bell)


def everywhere(_line: LineFacts) -> bool:
    """Admit every line."""
    return True


def stays_here(line: LineFacts) -> bool:
    """Does this line talk to this machine only? A demonstration uses no other, even if the database knows some."""
    return line.provider == "simulator" or is_loopback(line.settings.get("api_url", ""))


def is_loopback(url: str) -> bool:
    """Is this address on this machine?"""
    return (urlsplit(url).hostname or "") in THIS_MACHINE


def line_view(facts: LineFacts, settings: Settings) -> LineView:
    """Return a line as gateways see it."""
    return LineView(
        facts.provider,
        facts.key,
        facts.address,
        settings.public_url,
        facts.region,
        facts.settings,
        facts.secrets,
        settings.local_url,
    )
