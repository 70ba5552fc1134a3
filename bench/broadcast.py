"""A broadcast of 100,000: putting its people on the list, their turns, and an answer that comes meanwhile."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from bot.messages import Outgoing
from models import Commune, Contact, Line
from palabre.migrations import migrate
from services.broadcasts.listing import AT_ONCE, list_all
from services.clock import system_clock
from services.database import open_database
from services.house import House
from services.keyring import Keyring
from services.outbox import claim, record_sent
from services.telling import Envelope, post
from services.unit_of_work import UnitOfWork
from services.vault import Vault
from tests.broadcast_killing import FIRST, begin_broadcast
from tests.databases import postgres_server
from tests.services.polling_day import plant_polling_day
from tests.services.townsfolk import plant_staff

PEOPLE, TURNS, AT_A_TIME, ANSWERS = 100_000, 4_800, 96, 20


def run() -> None:
    """Print both databases, each beside a bare INSERT of as many rows in as many transactions."""
    with tempfile.TemporaryDirectory() as folder:
        _measure("SQLite", f"sqlite:///{Path(folder) / 'bench.sqlite'}", Path(folder))
    with tempfile.TemporaryDirectory() as folder, postgres_server(durable=True) as server:
        server.run_sql("CREATE DATABASE bench")
        _measure("PostgreSQL", server.url("bench"), Path(folder))


def _measure(name: str, url: str, folder: Path) -> None:
    engine = open_database(url)
    migrate(engine)
    with _house(engine, folder) as house:
        line_id = _begin(house)
        floor, listed = _seconds(lambda: _insert_bare(engine)), _seconds(lambda: list_all(house))
        ratio = f"{listed / floor:.1f} x a bare INSERT ({floor:.1f} s)"
        print(f"   {name:<10} {PEOPLE} people listed in {listed:.1f} s   {ratio}")
        turns = _seconds(lambda: _send(house, line_id, TURNS))
        answers = [_seconds(lambda: _answer(house, line_id)) for _ in range(ANSWERS)]
        wait = 1000 * statistics.median(answers)
        print(f"   {'':<10} {TURNS / turns:5.0f} turns/s   an answer is claimed in {wait:.1f} ms before all of them")
    engine.dispose()


def _begin(house: House) -> int:
    day = plant_polling_day(house, is_demo=True)  # by night as well
    house.work.write(lambda db: [plant_staff(db, db.get_one(Commune, day.commune_id), one) for one in ("Awa", "Afi")])
    begin_broadcast(house, [f"+228{FIRST + place}" for place in range(PEOPLE)])
    return day.lines["sms"]


def _insert_bare(engine: Engine) -> None:
    with engine.connect().execution_options(writes=True) as connection:
        with connection.begin():
            connection.execute(text("CREATE TABLE bare (one BIGINT, two BIGINT, three BIGINT, four BIGINT)"))
        insert = text("INSERT INTO bare VALUES (1, :who, 1, 1)")
        for first in range(0, PEOPLE, AT_ONCE):
            with connection.begin():
                connection.execute(insert, [{"who": first + place} for place in range(AT_ONCE)])


def _send(house: House, line_id: int, most: int) -> None:
    for _ in range(0, most, AT_A_TIME):
        now = house.clock()
        taken = house.work.write(lambda db, now=now: claim(db, house, line_id, now, AT_A_TIME))  # type: ignore[misc]
        assert len(taken) == AT_A_TIME
        house.work.write(
            lambda db, taken=taken, now=now: [record_sent(db, one, f"SM{one.id}", now) for one in taken]  # type: ignore[misc]
        )


def _answer(house: House, line_id: int) -> None:
    house.work.write(lambda db: _reply(db, house, line_id))
    (first, *_others) = house.work.write(lambda db: claim(db, house, line_id, house.clock(), 1))
    house.work.write(lambda db: record_sent(db, first, f"SM{first.id}", house.clock()))
    assert first.message.text == "answer"


def _reply(session: Session, house: House, line_id: int) -> None:
    contact, line = session.get_one(Contact, 1), session.get_one(Line, line_id)
    envelope = Envelope(line, contact, session.get_one(Commune, contact.commune_id), "reply")
    post(session, house, envelope, Outgoing("answer"), house.clock())


@contextmanager
def _house(engine: Engine, folder: Path) -> Iterator[House]:
    work = UnitOfWork(engine)
    yield House(work, system_clock, Vault("a secret of the bench"), Keyring(folder / "keys"), folder / "files")
    work.close()


def _seconds(act: object) -> float:
    began = time.perf_counter()
    act()  # type: ignore[operator]
    return time.perf_counter() - began
