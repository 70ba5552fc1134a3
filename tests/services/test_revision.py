from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models import Commune
from services.house import House
from services.revision import grow_revision
from services.unit_of_work import UnitOfWork
from tests.services.polling_day import plant_polling_day

WAIT = 0.3  # seconds, for the other process to come to the row


def test_two_changes_at_the_same_moment_are_two_revisions(house: House, engine: Engine) -> None:
    commune_id = plant_polling_day(house).commune_id
    elsewhere = UnitOfWork(engine)
    has_read, may_end = Event(), Event()

    def revision(session: Session) -> int:
        return session.get_one(Commune, commune_id).revision

    def change(session: Session) -> None:
        revision(session)
        grow_revision(session, commune_id)

    def change_slowly(session: Session) -> None:
        change(session)
        has_read.set()
        assert may_end.wait(10)

    before = house.work.read(revision)
    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(house.work.write, change_slowly)
        assert has_read.wait(10)
        other = pool.submit(elsewhere.write, change)
        time.sleep(WAIT)
        may_end.set()
        slow.result(10)
        other.result(10)
    elsewhere.close()
    assert house.work.read(revision) == before + 2
