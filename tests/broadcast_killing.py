"""A broadcast whose process is killed while it is listed and sent, and the lists checked afterwards."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models import Broadcast, BroadcastRecipient, BroadcastState, Commune, Contact, Line, NewsReader, Outbox, Staff
from models.message import WAITING
from palabre.demo.clock import DemoClock
from palabre.secrets import find_secret
from services.broadcasts.approving import approve_broadcast
from services.broadcasts.drafting import Draft, write_broadcast
from services.broadcasts.texts import digest_now
from services.contacts import ADDRESS
from services.cycles.phases import vote_ahead
from services.database import open_database
from services.house import House
from services.keyring import Keyring
from services.outbox import LEASE
from services.rows import put_all
from services.unit_of_work import UnitOfWork
from services.vault import Vault
from tests.databases import wait_until
from tests.fakes.telegram_api import FakeTelegram
from tests.fakes.twilio_api import FakeTwilio
from tests.running import PATIENCE, Town, demo_town, palabre

FIRST = 90_000_000


@dataclass(frozen=True)
class Sent:
    """The outcome: how many people there were, who was told never, twice by the books, twice on their phone."""

    people: int
    kills: int
    untold: int
    listed_twice: int
    read_twice: int
    state: BroadcastState


def kill_while_sending(folder: Path, people: int, kills: int, **more: str) -> Sent:
    """Kill the one process so many times between the second yes and the last message."""
    url = more.get("DATABASE_URL") or f"sqlite:///{folder / 'palabre.sqlite'}"
    with FakeTwilio() as twilio, FakeTelegram() as telegram, demo_town(folder, twilio, telegram, **more) as town:
        town.kill("all")
        numbers = [f"+228{FIRST + place}" for place in range(people)]
        with _house(url, folder) as house:
            number = begin_broadcast(house, numbers)
        chance = random.Random(3)
        for _ in range(kills):
            reached = len(twilio.sent)
            _start(town)
            wait_until(lambda reached=reached: len(twilio.sent) > reached, PATIENCE)  # type: ignore[misc]
            time.sleep(chance.uniform(0.0, 0.3))
            town.kill("all")
        clock = DemoClock(folder)
        clock.turn_to(clock() + LEASE)  # what a killed process was sending is sent again at once
        _start(town)
        with _house(url, folder) as house:
            wait_until(lambda: house.work.read(lambda db: _has_ended(db, number)), 2 * PATIENCE)
            books = house.work.read(lambda db: _books(db, number))
            state = house.work.read(lambda db: db.get_one(Broadcast, number).state)
        read = Counter(to for to, _text in twilio.sent if to in set(numbers))
    return Sent(
        people,
        kills,
        untold=sum(read[one] == 0 for one in numbers),
        listed_twice=sum(count - 1 for count in books.values()),
        read_twice=sum(max(0, read[one] - 1) for one in numbers),
        state=BroadcastState(state),
    )


def begin_broadcast(house: House, numbers: list[str]) -> int:
    """Let these people ask for news and two of the staff agree to tell them that the vote is open."""
    house.work.write(lambda db: plant_readers(db, house, numbers))
    return house.work.write(lambda db: _agree(db, house))


def plant_readers(session: Session, house: House, numbers: list[str]) -> None:
    """Plant people with these numbers who asked for news, on the commune's line of Twilio."""
    commune, line = session.scalars(select(Commune)).first(), session.scalars(
        select(Line).where(Line.provider == "twilio")
    ).one()  # fmt: skip
    assert commune is not None
    session.execute(update(Commune).values(daily_ceiling=None, monthly_ceiling=None))
    last = session.scalar(select(func.max(Contact.id))) or 0
    now, first = house.clock(), last + 1
    rows = [_contact(house, commune.id, first + place, number) for place, number in enumerate(numbers)]
    put_all(session, Contact, rows)
    wanted = {"commune_id": commune.id, "line_id": line.id, "offered_at": None, "made_at": now}
    put_all(session, NewsReader, [{**wanted, "contact_id": row["id"]} for row in rows])


def _contact(house: House, commune_id: int, number: int, phone: str) -> dict[str, object]:
    return {
        "id": number,
        "channel": "sms",
        "address_hash": house.vault.hash("sms", phone),
        "address": house.vault.seal(phone, ADDRESS),
        "phone_hash": house.vault.hash("phone", phone),
        "commune_id": commune_id,
        "language": ("fr", "ar", None)[number % 3],
        "created_at": house.clock(),
        "seen_at": house.clock(),
    }


def _agree(session: Session, house: House) -> int:
    commune = session.scalars(select(Commune)).first()
    assert commune is not None
    cycle = vote_ahead(session, commune.id, house.clock())
    assert cycle is not None
    first, second = session.scalars(select(Staff.id).order_by(Staff.id).limit(2)).all()
    number = write_broadcast(session, house, commune.id, Draft("vote_opening", cycle.id), staff_id=first)
    digest = digest_now(session, commune, session.get_one(Broadcast, number))
    for one in (first, second):
        approve_broadcast(session, house, commune.id, number, digest, staff_id=one)
    return number


def _start(town: Town) -> None:
    town.start("all", *palabre("demo"))
    town.wait_until_well()


@contextmanager
def _house(url: str, folder: Path) -> Iterator[House]:
    engine = open_database(url)
    work = UnitOfWork(engine)
    vault = Vault(find_secret("", folder))
    yield House(work, DemoClock(folder), vault, Keyring(folder / "keys"), folder / "files", is_demo=True)
    work.close()
    engine.dispose()


def _has_ended(session: Session, number: int) -> bool:
    row = session.get_one(Broadcast, number)
    left = session.scalar(select(func.count()).where(BroadcastRecipient.broadcast_id == number))
    waiting = select(func.count()).where(Outbox.broadcast_id == number, Outbox.state.in_(WAITING))
    return row.listed_at is not None and not left and not session.scalar(waiting)


def _books(session: Session, number: int) -> Counter[int]:
    return Counter(session.scalars(select(Outbox.contact_id).where(Outbox.broadcast_id == number)))
