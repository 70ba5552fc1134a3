"""A project put right and the draw of ballot numbers, in a real browser: both are there before a vote only."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import StorageState
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models import Base, Commune, Cycle, Project
from models.project import ProjectState
from services.cycles.ballot_list import choose_ballot
from services.cycles.draft import Draft, start_cycle
from tests.browser.axe import grave_faults
from tests.browser.conftest import Demo, Window
from tests.browser.test_panel import speak
from tests.services.indicators.planting import plant_project

NUMBERS = (91, 92)
"""More than the demonstration has."""


@pytest.fixture
def pages(demo: Demo) -> Iterator[tuple[str, str]]:
    """The form of a project that no vote holds, and the page of a cycle whose ballot holds two of them."""

    def plant(session: Session) -> int:
        commune = session.scalars(select(Commune)).first()
        assert commune
        for number in NUMBERS:
            state = {"number": number, "state": ProjectState.ON_BALLOT, "done_on": None, "proof": None}
            plant_project(session, commune, **state)
        cycle = start_cycle(session, demo.house, commune.id, Draft("Budget", 2031, 10_000_000), staff_id=None)
        choose_ballot(session, demo.house, commune.id, cycle.id, NUMBERS, staff_id=None)
        return cycle.id

    cycle = demo.house.work.write(plant)
    yield f"/panel/projects/{NUMBERS[0]}/change", f"/panel/cycle/{cycle}"

    def clear(session: Session) -> None:
        for table in reversed(Base.metadata.sorted_tables):
            if "cycle_id" in table.c:
                session.execute(delete(table).where(table.c.cycle_id == cycle))
        session.execute(delete(Cycle).where(Cycle.id == cycle))
        session.execute(delete(Project).where(Project.number.in_(NUMBERS)))

    demo.house.work.write(clear)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_both_forms_fit_the_window_and_have_no_grave_fault(
    open_window: Callable[..., Window], signed_in: StorageState, pages: tuple[str, str], language: str
) -> None:
    window = open_window(state=signed_in)
    speak(window.open("/panel/account/"), language)
    for path, field in zip(pages, ('input[name="cost"]', 'input[name="numbers-drawn"]'), strict=True):
        page = window.open(path)
        assert page.locator(field).count() == 1, path
        for width in window.at_each_width():
            assert window.overflow() <= 0, (path, width)
            assert grave_faults(page) == [], (path, width)
    assert window.complaints == []
