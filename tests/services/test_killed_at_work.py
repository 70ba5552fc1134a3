"""The process is killed while a sheet is entered, while ballots are counted, while a result is published: at each step.

Nothing is ever half done, nothing is done twice, and the same act afterwards does what was wanted.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import func, select

from budgeting.proof import verify
from budgeting.refusal import Refusal
from budgeting.ways_in import WayIn
from models import Ballot, Bundle, Outbox, PendingEntry, Project, Sheet
from models.base import Base
from models.project import ProjectState
from services.audit import check_chain
from services.by_hand.sheets import enter_sheet
from services.by_hand.typing import Hand, Shown
from services.counting import count_beside, publish
from services.counting.publish import run_digest
from services.house import House
from services.proof.keeping import make_due_bundles
from tests.conftest import HandClock
from tests.services.counting.test_count_at_once import Box, is_clean
from tests.services.hand_town import PaperDay, plant_paper_day
from tests.services.killed import kill_at_every_step
from tests.services.townsfolk import NOW

FEWEST_DEATHS = 8
"""An act of so few steps would not be the one that is meant."""


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


def rows(house: House, *tables: type[Base]) -> list[int]:
    return house.work.read(lambda db: [db.scalar(select(func.count()).select_from(one)) or 0 for one in tables])


def test_a_sheet_is_entered_whole_or_not_at_all_and_once(house: House, database_url: str) -> None:
    day: PaperDay = plant_paper_day(house)
    (code,) = day.hand_out(1)
    shown = day.look_at(code, "3 7")
    assert isinstance(shown, Shown)
    where, hand = (day.commune_id, day.cycle_id, shown.token), Hand(day.awa, WayIn.PAPER, day.box)
    before = rows(house, Sheet, Ballot, PendingEntry)

    def enter(house: House) -> object:
        return house.work.write(lambda db: enter_sheet(db, house, *where, hand))

    def look() -> None:
        assert rows(house, Sheet, Ballot, PendingEntry) == before
        assert house.work.read(check_chain).is_whole

    assert kill_at_every_step(database_url, house, enter, look) > FEWEST_DEATHS
    after = [one + 1 for one in before]
    assert rows(house, Sheet, Ballot, PendingEntry) == after
    enter(house)  # whoever saw no answer sends the page again
    assert rows(house, Sheet, Ballot, PendingEntry) == after and day.choices() == [[3, 7]]


@pytest.fixture
def box(house: House, clock: Any) -> Box:
    return Box(house, clock)


def test_a_count_is_kept_whole_or_not_at_all_and_once(box: Box, database_url: str) -> None:
    def count(house: House) -> object:
        return count_beside(house, box.commune_id, box.cycle_id, staff_id=box.people[0])

    def look() -> None:
        assert len(box.runs()) <= 1 and all(map(is_clean, box.runs())) and box.ballots() == 2
        assert box.house.work.read(check_chain).is_whole

    assert kill_at_every_step(database_url, box.house, count, look) > FEWEST_DEATHS
    (run,) = box.runs()
    assert (run.outcome["votes"], is_clean(run)) == ({"1": 1, "2": 0, "3": 1}, True)
    assert count(box.house) == run.id


def test_a_result_is_published_whole_or_not_at_all_and_its_bundle_holds(box: Box, database_url: str) -> None:
    house = box.house
    digest = run_digest(house.work.write(box.count))
    house.work.write(box.publishing(0, digest))
    second = {"staff_id": box.people[1]}

    def make_public(house: House) -> None:
        with suppress(Refusal):  # it is published already
            house.work.write(lambda db: publish(db, house, box.commune_id, box.cycle_id, digest, **second))
        make_due_bundles(house)

    def look() -> None:
        (run,) = box.runs()
        waiting = house.work.read(lambda db: db.query(Project).filter_by(state=ProjectState.ON_BALLOT).count())
        told, kept = rows(house, Outbox, Bundle)
        assert (waiting == 0, told) == (run.published_at is not None, int(run.published_at is not None))
        assert kept <= told and house.work.read(check_chain).is_whole
        for name in house.work.read(lambda db: list(db.scalars(select(Bundle.sha256)))):
            assert sha256((house.files / "bundles" / f"{name}.zip").read_bytes()).hexdigest() == name

    assert kill_at_every_step(database_url, house, make_public, look) > FEWEST_DEATHS
    look()
    assert rows(house, Outbox, Bundle) == [1, 1]
    (kept,) = (house.files / "bundles").glob("*.zip")
    assert list(verify.Bundle(verify.open_bundle(kept)).faults()) == []
