"""Two workers freeze at the same moment: each period once, and what one froze keeps the other from nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine, select

from models import Commune, IndicatorSnapshot
from services.figures.freezing import freeze, freeze_all_due
from services.figures.spans import Span, key_of, period_around
from services.house import House
from services.indicators import Period
from services.unit_of_work import UnitOfWork
from tests.services.at_once import meanwhile
from tests.services.indicators.planting import plant_document
from tests.services.townsfolk import plant_commune

BEGAN = datetime.fromisoformat("2026-02-01T00:00:00+00:00")
NEXT_YEAR = datetime.fromisoformat("2027-01-10T09:00:00+00:00")
LAST_QUARTER = period_around(Span.QUARTER, NEXT_YEAR.date().replace(year=2026, month=12))
Hands = Any


@pytest.fixture
def workers(house: House, engine: Engine, clock: Hands) -> Iterator[list[House]]:
    """Two workers, each with a connection of its own, when a quarter and a year are over."""
    clock.now = NEXT_YEAR
    house.work.write(lambda session: plant_document(session, plant_commune(session, created_at=BEGAN)))
    works = [UnitOfWork(engine) for _each in range(2)]
    yield [replace(house, work=work) for work in works]
    for work in works:
        work.close()


def frozen(house: House) -> Counter[str]:
    rows = house.work.read(lambda session: session.scalars(select(IndicatorSnapshot)).all())
    return Counter(key_of(Period(row.first, row.last)) for row in rows)


def test_two_workers_freeze_each_period_once(house: House, workers: list[House]) -> None:
    ready = Barrier(len(workers))

    def work(worker: House) -> int:
        ready.wait(10)
        return freeze_all_due(worker)

    with ThreadPoolExecutor(len(workers)) as pool:
        done = list(pool.map(work, workers))
    assert frozen(house) == {"2026-Q4": 1, "2026": 1}
    assert sum(done) == 2


def test_what_another_worker_is_freezing_keeps_no_other_period_from_being_frozen(
    house: House, engine: Engine, workers: list[House]
) -> None:
    _first, second = workers
    commune_id = house.work.read(lambda session: session.scalars(select(Commune.id)).one())
    leading, following = meanwhile(
        engine,
        lambda session: freeze(session, house, commune_id, LAST_QUARTER, staff_id=None).revision,
        lambda: freeze_all_due(second),
    )
    assert (leading, following) == (1, 1)
    assert frozen(house) == {"2026-Q4": 1, "2026": 1}
