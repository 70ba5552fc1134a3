"""Ballots on paper and shows of hands, typed by two people in a browser: small, right to left, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.ways_in import WaysIn
from models import Commune
from tests.browser.axe import grave_faults
from tests.browser.conftest import NARROW, Demo, Window, press, running_demo
from tests.browser.test_panel import speak
from tests.browser.test_works import unfold
from tests.services.hand_town import plant_code_vote

FIRST, OTHER = 501, 502
PRESENT, MISREAD, RAISED = "1047", "1037", "1038"  # no hour of the clock
SIGNED = "Chef de quartier\nSecrétaire de séance"


@dataclass(frozen=True)
class HandTown:
    """A demonstration with a vote by codes that takes ballots on paper and shows of hands, and two people in it."""

    demo: Demo
    cycle: int
    codes: tuple[str, ...]
    states: tuple[StorageState, ...]

    def path(self, page: str, *more: int) -> str:
        """Return the address of a page about the vote."""
        return "/".join(["/panel", page, str(self.cycle), *map(str, more)])


@pytest.fixture(scope="module")
def town(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HandTown]:
    with running_demo(tmp_path_factory.mktemp("by-hand")) as demo:
        now, ways = demo.house.clock(), WaysIn(with_help=True, on_paper=True, by_hands=True)

        def plant(session: Session) -> tuple[int, tuple[str, ...]]:
            commune = session.scalars(select(Commune.id)).one()
            when = (now - timedelta(hours=1), now + timedelta(days=9))
            return plant_code_vote(session, demo.house, commune, ways, *when, FIRST)

        planted = demo.house.work.write(plant)
        yield HandTown(demo, *planted, tuple(sign_in(browser, demo, person) for person in range(2)))


def sign_in(browser: Browser, demo: Demo, person: int) -> StorageState:
    """Return what the browser of a member of staff keeps once they have signed in."""
    context = browser.new_context(locale="fr-FR")
    context.set_default_timeout(20_000)
    window = Window(context.new_page(), demo.address)
    speak(window.sign_in(demo.staff[person]), "fr")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def open_desk(browser: Browser, town: HandTown) -> Iterator[Callable[..., Window]]:
    """Open the desk of one of the two on a small phone, with or without JavaScript."""
    contexts: list[BrowserContext] = []

    def make(person: int, *, javascript: bool = False) -> Window:
        context = browser.new_context(
            viewport={"width": NARROW, "height": 800},
            locale="fr-FR",
            java_script_enabled=javascript,
            storage_state=town.states[person],
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        return Window(context.new_page(), town.demo.address).watched()

    yield make
    for context in contexts:
        context.close()


def test_a_box_is_entered_sheet_by_sheet_and_closed_by_a_second_person(
    open_desk: Callable[..., Window], town: HandTown
) -> None:
    first, second = open_desk(0), open_desk(1)
    page = first.open(town.path("boxes"))
    fill(page, "/open", {"place": "Mairie", "found": "2"})
    press(page.locator("main table a"))
    fill(page, "/look", {"code": town.codes[0], "choices": f"{FIRST} {OTHER}"})
    expect(page.locator("main table")).to_contain_text(str(OTHER))
    assert first.overflow() <= 0
    press(page.locator('main form[action$="/enter"] button'))
    page.locator('main form[action$="/void"] select').select_option(index=1)
    press(page.locator('main form[action$="/void"] button'))
    expect(page.locator("main")).not_to_contain_text(town.codes[0])
    expect(page.locator('main form[action$="/look"]')).to_have_count(1)  # every sheet is entered, and it is open still
    page = second.open(town.path("boxes", 1))
    press(page.locator('main form[action$="/close"] button'))
    expect(page.locator('main form[action$="/look"]')).to_have_count(0)
    assert second.overflow() <= 0
    assert first.complaints == second.complaints == []


def test_a_count_sheet_is_typed_twice_and_no_figure_is_shown_to_anybody(
    open_desk: Callable[..., Window], town: HandTown
) -> None:
    first, second = open_desk(0), open_desk(1)
    held_at = (town.demo.house.clock() - timedelta(minutes=20)).strftime("%Y-%m-%dT%H:%M")
    sheet = {"present": PRESENT, f"hands_{FIRST}": RAISED}
    page = first.open(town.path("hands"))
    fill(page, "/enter", {"place": "École", "held_at": held_at, "signed": SIGNED, **sheet})
    for number in (PRESENT, RAISED):
        expect(page.locator("main")).not_to_contain_text(number)
    page = second.open(town.path("hands", 1))
    fill(page, "/again", {**sheet, f"hands_{FIRST}": MISREAD})
    expect(page.locator(".notice.wrong")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text(RAISED)
    fill(page, "/again", sheet)
    expect(page.locator("main .badge.good")).to_be_visible()
    for window in (first, second):
        assert window.overflow() <= 0
        assert window.complaints == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_page_by_hand_fits_the_window_and_has_no_grave_fault(
    open_desk: Callable[..., Window], town: HandTown, language: str
) -> None:
    window = open_desk(0, javascript=True)
    speak(window.open("/panel/account/"), language)
    page = window.open(town.path("boxes"))
    fill(page, "/open", {"place": "Marché", "found": "1"})
    fits(window, "boxes")
    press(page.locator("main table tr").last.locator("a"))
    fits(window, "box")
    fill(page, "/look", {"code": town.codes[1], "choices": f"{FIRST} {OTHER} 999"})
    fits(window, "sheet in words")
    page = window.open(town.path("hands"))
    fits(window, "hands")
    held_at = (town.demo.house.clock() - timedelta(minutes=10)).strftime("%Y-%m-%dT%H:%M")
    fill(page, "/enter", {"place": f"Lac {language}", "held_at": held_at, "signed": SIGNED, "present": "9"})
    fits(window, "meeting")
    page = window.open(town.path("assisted"))
    fits(window, "with help")
    assert window.complaints == []


def fits(window: Window, name: str) -> None:
    """Hold what is open to fitting both widths and to having no grave fault, also in what is folded."""
    unfold(window.page)
    for width in window.at_each_width():
        assert window.page.locator("main h1").is_visible(), (name, width)
        assert window.overflow() <= 0, (name, width)
        assert grave_faults(window.page) == [], (name, width)


def fill(page: Page, action: str, values: dict[str, str]) -> None:
    """Fill the form that is sent to an action, and send it."""
    form = page.locator(f'main form[action$="{action}"]')
    for name, value in values.items():
        form.locator(f'[name="{name}"]').fill(value)
    press(form.locator("button"))
