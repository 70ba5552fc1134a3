"""A turn about money beside a turn that asks for help, and a search of fifty thousand lines."""

from __future__ import annotations

import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bot.messages import Inbound
from models import BudgetDocument, BudgetLine, Commune, Line
from palabre.demo.load import fill, read_demo
from palabre.migrations import migrate
from services.database import open_database
from services.house import House
from services.keyring import Keyring
from services.search import search
from services.turn import take
from services.unit_of_work import UnitOfWork
from services.vault import Vault
from tests.bot.talking import SMS

START = datetime(2026, 11, 20, tzinfo=UTC)
PEOPLE, DAYS = 41, 20
MOST = 1.3
"""So many turns that ask for help a turn about money may cost."""

LINES, MOST_MS = 50_000, 100
QUESTIONS = ("BUDGET EAU", "PROGRAMME 003", "combien pour la sante", "BUDGET EAU ZONE Zongo", "BUDGET SANTE 2019")
THINGS = ("pompe", "ecole", "route", "marche", "dispensaire", "forage", "caniveau", "lampadaire", "pont", "stade")
SOUGHT = ("pompe", "dispensere 321", "lampadaires zone 7", "entretien du forrage")


def run() -> None:
    """Print what a turn about money costs, and what a search costs."""
    with town() as house:
        compare_turns(house)
        time_searches(house)


def compare_turns(house: House) -> None:
    """Print a turn about money beside one that asks for help, each whole and committed.

    They come in turns, now one first, now the other: what a machine does beside falls on both alike.
    """
    spent: dict[str, list[float]] = {"help": [], "budget": []}
    for number in range(PEOPLE * DAYS):
        day, person = divmod(number, PEOPLE)
        asked = [("help", "AIDE"), ("budget", QUESTIONS[person % len(QUESTIONS)])]
        for minute, (name, text) in enumerate(asked if number % 2 else reversed(asked)):
            spent[name].append(_turn(house, START + timedelta(days=day, minutes=minute), person, text))
    cost = {name: statistics.median(times[2 * PEOPLE :]) * 1000 for name, times in spent.items()}
    ratio = cost["budget"] / cost["help"]
    verdict = "within" if ratio <= MOST else "MORE THAN"
    print(f"   a turn: help {cost['help']:.2f} ms, budget {cost['budget']:.2f} ms")
    print(f"   a budget turn costs {ratio:.2f} x a help turn ({verdict} {MOST})")


def time_searches(house: House) -> None:
    """Print what a search of many lines costs: the first, which builds the index, and the next."""
    commune, memory = house.work.write(_add_lines), dict[Any, Any]()
    first = _search(house, commune, SOUGHT[0], memory)
    times = {words: statistics.median(_search(house, commune, words, memory) for _ in range(9)) for words in SOUGHT}
    dearest = max(times, key=times.__getitem__)
    verdict = "within" if times[dearest] <= MOST_MS else "MORE THAN"
    print(f"   a search of {LINES} lines: {times[dearest]:.0f} ms for “{dearest}” ({verdict} {MOST_MS})")
    print(f"   the first search, which builds the index: {first:.0f} ms")


def _turn(house: House, now: datetime, person: int, text: str) -> float:
    then = replace(house, clock=lambda: now)
    line = _line(house)
    message = Inbound(uuid.uuid4().hex, f"+22890{person:06}", text)
    began = time.perf_counter()
    take(then, line, SMS, message)
    return time.perf_counter() - began


def _line(house: House) -> int:
    if "bench line" not in house.memory:
        found = house.work.read(lambda session: session.scalars(select(Line.id).where(Line.key == "sms")).one())
        house.memory["bench line"] = found
    number: int = house.memory["bench line"]
    return number


def _search(house: House, commune: int, words: str, memory: dict[Any, Any]) -> float:
    began = time.perf_counter()
    found = house.work.read(lambda session: search(session, commune, words, memory=memory))
    spent = (time.perf_counter() - began) * 1000
    assert found, words
    return spent


def _add_lines(session: Session) -> int:
    commune = session.scalars(select(Commune.id)).one()
    document = BudgetDocument(
        commune_id=commune, title="Grand", year=2026, status="voted", source="grand.csv", source_digest="0" * 64,
        report={}, imported_at=START,
    )  # fmt: skip
    session.add(document)
    session.flush()
    rows = [
        {"document_id": document.id, "side": "expenditure", "topic": "water", "code": f"{600 + n % 90}.{n:05}",
         "label": f"Entretien {THINGS[n % 10]} {n % 997} de la zone {n % 31} lot {n}", "amounts": {"voted": n * 1000}}
        for n in range(LINES)
    ]  # fmt: skip
    session.execute(insert(BudgetLine), rows)
    return commune


@contextmanager
def town() -> Iterator[House]:
    """The demonstration on a fresh SQLite file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        engine = open_database(f"sqlite:///{folder / 'town.sqlite'}")
        migrate(engine)
        work, keys = UnitOfWork(engine), Keyring(folder / "keys")
        house = House(work, lambda: START, Vault("a secret of the bench"), keys, folder / "files", is_demo=True)
        work.write(lambda session: fill(session, house, read_demo()))
        yield house
        work.close()
        engine.dispose()
