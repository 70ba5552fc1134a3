"""A demonstration with votes that have a booth, a narrow phone that stands in one, and what people do there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, ViewportSize, expect
from sqlalchemy import select

from budgeting.ways_in import WaysIn
from models import Ballot, Commune
from tests.browser.axe import grave_faults
from tests.browser.conftest import NARROW, Demo, Window, press, running_demo
from tests.services.hand_town import plant_code_vote

FIRST = 500
FORMATS = ("approval", "knapsack", "points", "ranking")
IS_KEPT = """async () => {
  const wanted = JSON.parse(document.querySelector('main').dataset.booth).keep.length;
  const kept = await (await caches.open('palabre-booth')).keys();
  return kept.length === wanted && (await navigator.serviceWorker.ready).active.state === 'activated';
}"""


@dataclass
class Vote:
    """A vote by codes with a booth, and the codes that people hold."""

    cycle: int
    codes: tuple[str, ...]


@dataclass
class Booth(Vote):
    """A demonstration with such a vote for each format; its own one is an approval."""

    demo: Demo
    others: dict[str, Vote]

    def ballots(self, cycle: int = 0) -> list[Any]:
        """The choices of all ballots in a box."""
        key = self.demo.house.keyring.load(cycle or self.cycle)
        query = select(Ballot.sealed).where(Ballot.cycle_id == (cycle or self.cycle))
        sealed = self.demo.house.work.read(lambda session: list(session.scalars(query)))
        return sorted(key.open(each)["choices"] for each in sealed)


@pytest.fixture(scope="module")
def booth(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Booth]:
    with running_demo(tmp_path_factory.mktemp("booth")) as demo:
        now = demo.house.clock()

        def plant(session: Any, place: int, form: str) -> Vote:
            commune = session.scalars(select(Commune.id)).first()
            when = (now - timedelta(days=place, hours=1), now + timedelta(days=9))
            where = (session, demo.house, commune, WaysIn(in_booth=True), *when, FIRST + 20 * place)
            return Vote(*plant_code_vote(*where, format=form))

        work = demo.house.work
        votes = [work.write(lambda session, at=at: plant(session, *at)) for at in enumerate(FORMATS)]
        others = dict(zip(FORMATS, votes, strict=True))
        yield Booth(votes[0].cycle, votes[0].codes, demo, others)


@pytest.fixture(scope="module")
def agent(browser: Browser, booth: Booth) -> StorageState:
    """What a browser keeps once a member of staff has signed in."""
    context = browser.new_context(locale="fr-FR")
    context.set_default_timeout(20_000)
    Window(context.new_page(), booth.demo.address).sign_in(booth.demo.staff[0])
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def open_phone(
    browser: Browser, booth: Booth, agent: StorageState
) -> Iterator[Callable[..., tuple[Window, BrowserContext]]]:
    """Open the booth on a narrow phone of its own."""
    contexts: list[BrowserContext] = []

    def make(*, javascript: bool = True, cycle: int = 0) -> tuple[Window, BrowserContext]:
        size: ViewportSize = {"width": NARROW, "height": 640}
        context = browser.new_context(
            viewport=size, locale="fr-FR", java_script_enabled=javascript, storage_state=agent
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        window = Window(context.new_page(), booth.demo.address).watched()
        page = window.open(f"/panel/booth/{cycle or booth.cycle}")
        press(page.locator("main form button"))
        return window, context

    yield make
    for context in contexts:
        context.close()


def choose(page: Page, code: str, *numbers: int) -> None:
    """Type a code, touch projects, and see the ballot in words."""
    page.locator("#code").fill(code)
    for number in numbers:
        page.locator(f'input[name="choice"][value="{number}"]').check()
    page.locator("form[data-ballot] button:not([name])").click()
    shown = page.locator('[data-part="look"]')
    expect(shown).to_be_visible()
    assert shown.locator(".which").all_inner_texts() == [str(number) for number in numbers]


def vote(page: Page, code: str, *numbers: int, part: str) -> str:
    """Vote and return the letters of the receipt; the screen is empty afterwards."""
    choose(page, code, *numbers)
    page.locator('[data-do="cast"]').click()
    expect(page.locator(f'[data-part="{part}"]')).to_be_visible()
    assert grave_faults(page) == []
    receipt = page.locator(f'[data-part="{part}"] [data-receipt]').inner_text()
    page.locator(f'[data-part="{part}"] [data-do="clear"]').click()
    expect(page.locator("#code")).to_have_value("")
    assert page.locator("input:checked").count() == 0
    assert receipt not in page.content() and code not in page.content()
    return receipt


def wait_until(page: Page, expression: str) -> None:
    """Wait for what a page says; its own policy forbids Playwright's way, which evaluates text there."""
    end = time.monotonic() + 20
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        time.sleep(0.1)
