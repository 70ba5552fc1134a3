from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from models import Contact, Conversation, LineCommune
from services.contacts import Visitor, enter_commune, lock_visitor
from services.house import House
from services.line_book import remembered_line
from services.unit_of_work import UnitOfWork
from tests.services.polling_day import PollingDay, plant_polling_day
from tests.services.townsfolk import plant_commune

AFI = "+22890112233"
WAIT = 0.3  # seconds, for the other process to come to the lock
Change = Callable[[Session, Visitor], object]


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


@pytest.fixture
def elsewhere(engine: Engine) -> Iterator[UnitOfWork]:
    """The writer of another process."""
    work = UnitOfWork(engine)
    yield work
    work.close()


def lock(session: Session, day: PollingDay) -> Visitor:
    line = remembered_line(session, day.house, day.lines["sms"])
    return lock_visitor(session, day.house, line, AFI, day.house.clock(), AFI)


def share_the_line(day: PollingDay) -> int:
    """Let another commune answer on the line too; return its id."""

    def plant(session: Session) -> int:
        other = plant_commune(session, "kozah")
        session.add(LineCommune(line_id=day.lines["sms"], commune_id=other.id))
        return other.id

    return day.house.work.write(plant)


def lock_after(day: PollingDay, elsewhere: UnitOfWork, change: Change) -> Visitor:
    """Lock the person's contact in another process while a turn that makes this change is not committed yet."""
    is_held, may_end = Event(), Event()

    def take_a_turn(session: Session) -> None:
        change(session, lock(session, day))
        session.flush()
        is_held.set()
        assert may_end.wait(10)

    with ThreadPoolExecutor(2) as pool:
        turn = pool.submit(day.house.work.write, take_a_turn)
        assert is_held.wait(10)
        waiting = pool.submit(elsewhere.write, lambda session: lock(session, day))
        time.sleep(WAIT)
        may_end.set()
        turn.result(10)
        return waiting.result(10)


def begin(day: PollingDay) -> Change:
    return lambda session, visitor: session.add(
        Conversation(contact_id=visitor.contact.id, state=b"first", updated_at=day.house.clock())
    )


def go_on(_session: Session, visitor: Visitor) -> None:
    assert visitor.conversation is not None
    visitor.conversation.state = b"second"


def state_of(visitor: Visitor) -> bytes | None:
    return visitor.conversation.state if visitor.conversation else None


def test_who_waits_for_a_contact_finds_the_conversation_that_was_begun_meanwhile(
    day: PollingDay, elsewhere: UnitOfWork
) -> None:
    day.house.work.write(lambda session: lock(session, day))
    assert state_of(lock_after(day, elsewhere, begin(day))) == b"first"


def test_who_waits_for_a_contact_finds_the_conversation_as_the_turn_before_left_it(
    day: PollingDay, elsewhere: UnitOfWork
) -> None:
    day.house.work.write(lambda session: begin(day)(session, lock(session, day)))
    assert state_of(lock_after(day, elsewhere, go_on)) == b"second"


def test_who_writes_while_their_choice_of_a_commune_is_not_committed_yet_writes_there(
    day: PollingDay, elsewhere: UnitOfWork
) -> None:
    chosen = share_the_line(day)
    day.house.work.write(lambda session: begin(day)(session, lock(session, day)))
    found = lock_after(day, elsewhere, lambda session, who: enter_commune(session, who, chosen, day.house.clock()))
    assert found.commune is not None and found.commune.id == chosen
    assert found.entrance is not None and found.entrance.commune_id is None
    count = select(func.count()).select_from(Contact)
    assert day.house.work.read(lambda session: session.scalar(count)) == 2


def test_who_writes_twice_at_the_same_moment_for_the_first_time_stands_at_one_entrance(
    day: PollingDay, elsewhere: UnitOfWork
) -> None:
    share_the_line(day)
    found = lock_after(day, elsewhere, begin(day))
    assert found.stands_at_entrance and state_of(found) == b"first"
    assert day.house.work.read(lambda session: session.scalar(select(func.count()).select_from(Contact))) == 1
