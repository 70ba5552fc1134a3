"""A panel on a small SQLite file, with people of two communes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter, Rule

from admin.build import attach_panel
from services.clock import system_clock
from services.communes import CommuneView, NewCommune, create_commune
from services.house import House
from services.keyring import Keyring
from services.roles import RoleName
from services.staff import Boss, NewStaff, add_staff
from services.unit_of_work import UnitOfWork
from services.vault import Vault
from tests.compiled import CompiledTemplates, new_app
from tests.engines import Engines

NOW = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
PASSWORD = "mangue-verte-du-marche"
CHEAP = {"argon2__type": "ID", "argon2__memory_cost": 64, "argon2__time_cost": 1, "argon2__parallelism": 1}
SYSTEM = Boss(None, None)
COMPILED = CompiledTemplates()


@dataclass
class Hands:
    """A clock that tests turn."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **parts: float) -> None:
        self.now += timedelta(**parts)


@dataclass
class Panel:
    """The app, its house, and ways to be somebody."""

    app: Flask
    house: House
    hands: Hands
    communes: list[CommuneView] = field(default_factory=list)

    def person(self, role: RoleName, commune: int | None = 0, email: str | None = None) -> int:
        """Add somebody with one role and return their id."""
        place = None if commune is None else self.communes[commune].id
        address = email or f"{role.value}-{commune}@example.org"
        new = NewStaff(role.value.title(), address, (role,), place, "en")
        return self.house.work.write(lambda db: add_staff(db, self.house, new, SYSTEM, password=PASSWORD))[0]

    def path_of(self, rule: Rule) -> str:
        """Return an address of a route, its places filled with what stands for nothing real."""
        places = {name: place_for(rule._converters[name]) for name in rule.arguments}
        return self.app.url_map.bind("localhost").build(rule.endpoint, places)

    def browser(self, staff_id: int | None = None) -> FlaskClient:
        """Return a client, signed in as that person without going through the forms."""
        client = self.app.test_client()
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
        if staff_id is not None:
            account = self.app.extensions["security"].datastore.find_user(id=staff_id)
            with client.session_transaction(path="/panel/") as session:
                session.update(_user_id=account.fs_uniquifier, _fresh=True, fs_paa=system_clock().timestamp())
        return client


def place_for(converter: BaseConverter) -> int | str:
    """Return what can stand at a place of an address and names nothing."""
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    if isinstance(converter, IntegerConverter):
        return int("424242"[: converter.fixed_digits or None])
    return "x"


def new_commune(key: str, *zones: str) -> NewCommune:
    """Return a commune to set up."""
    return NewCommune(key.title(), key, "TG", "XOF", "Africa/Lome", ("fr", "en"), 12_000, zones)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def empty_house(tmp_path: Path, hands: Hands, sqlite_template: Path, engines: Engines) -> Iterator[House]:
    shutil.copy(sqlite_template, tmp_path / "panel.sqlite")
    with engines.open(f"sqlite:///{tmp_path}/panel.sqlite") as engine:
        work = UnitOfWork(engine)
        yield House(work, hands, Vault("a test secret"), Keyring(tmp_path / "keys"), tmp_path / "files")
        work.close()


@pytest.fixture
def build(empty_house: House, hands: Hands) -> Callable[..., Panel]:
    """Return what builds a panel; `communes=False` leaves the house as on its first day."""

    def make(*, communes: bool = True, **changes: object) -> Panel:
        house = replace(empty_house, **changes)  # type: ignore[arg-type]
        app = new_app("palabre_test")
        app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False, SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS=CHEAP)
        attach_panel(app, house, secret_key="not so secret")
        app.jinja_env.bytecode_cache = COMPILED
        panel = Panel(app, house, hands)
        for key in ("assoli", "kozah") if communes else ():
            new = new_commune(key, "Zongo", "Koumonde")
            panel.communes.append(house.work.write(lambda db, new=new: create_commune(db, house, new)))
        return panel

    return make


@pytest.fixture
def panel(build: Callable[..., Panel]) -> Panel:
    return build()


@pytest.fixture
def admin(panel: Panel) -> FlaskClient:
    """Return the browser of an administrator."""
    return panel.browser(panel.person(RoleName.ADMINISTRATOR))


@pytest.fixture
def officer(panel: Panel) -> FlaskClient:
    """Return the browser of a budget officer."""
    return panel.browser(panel.person(RoleName.BUDGET_OFFICER))
