"""The booth on a phone in a real browser, with and without a line, with and without JavaScript; nothing stays on it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, StorageState, expect

from budgeting.voting_codes import new_code
from tests.browser.axe import grave_faults
from tests.browser.booth.conftest import IS_KEPT, Booth, choose, vote, wait_until
from tests.browser.conftest import Window, press

LINE_IS_GONE = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED")
EVERYTHING = """async () => {
  const found = { local: { ...localStorage }, session: { ...sessionStorage }, cookies: document.cookie };
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise(yes => { indexedDB.open(name).onsuccess = event => yes(event.target.result); });
    for (const store of database.objectStoreNames) {
      const asked = database.transaction(store).objectStore(store).getAll();
      found[store] = await new Promise(yes => { asked.onsuccess = () => yes(asked.result); });
    }
    database.close();
  }
  const pages = await caches.open('palabre-booth');
  found.pages = [];
  for (const request of await pages.keys()) found.pages.push(await (await pages.match(request)).text());
  return found;
}"""


def waits(page: Page) -> int:
    return int(page.locator("[data-count]").first.text_content() or 0)


def test_votes_wait_sealed_without_a_line_survive_a_reload_and_are_counted_once(
    open_phone: Callable[..., tuple[Window, BrowserContext]], booth: Booth, agent: StorageState
) -> None:
    window, context = open_phone()
    page, address = window.page, f"/panel/booth/{booth.cycle}/vote/fr"
    window.open(address)
    wait_until(page, IS_KEPT)
    context.set_offline(True)
    stranger = new_code(lambda _below: 7)
    held = [(booth.codes[0], 501), (booth.codes[1], 503), (booth.codes[2], 505), (stranger, 507)]
    receipts = [vote(page, code, number, number + 1, part="kept") for code, number in held]
    assert (waits(page), booth.ballots()) == (4, [])
    page.reload()
    expect(page.locator("#code")).to_be_visible()
    expect(page.locator("[data-count]").first).to_have_text("4")
    kept = page.evaluate(EVERYTHING)
    assert [set(each) for each in kept["waiting"]] == [{"id", "pass", "point", "sealed"}] * 4
    for readable in [*receipts, *(code for code, _number in held)]:
        assert readable not in json.dumps(kept)
    assert window.overflow() <= 0
    context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("[data-waits]").first).to_be_hidden()
    assert booth.ballots() == [[501, 502], [503, 504], [505, 506]]
    window.open(f"/panel/booth/{booth.cycle}/agent")
    expect(page.locator("[data-list-refused] li")).to_have_count(1)
    expect(page.locator("[data-list-refused] li")).to_contain_text(receipts[3])
    assert grave_faults(page) == [] and window.overflow() <= 0
    assert page.locator('[data-do="seen"]').count() == 0  # who votes does not clear it
    context.clear_cookies()
    context.add_cookies([*agent["cookies"]])  # signed in anew
    page.reload()
    page.locator('[data-do="seen"]').click()
    expect(page.locator("[data-refusals]").first).to_be_hidden()
    grave = [said for said in window.complaints if not any(reason in said for reason in LINE_IS_GONE)]
    assert grave == []


def test_with_a_line_a_vote_is_recorded_at_once_and_a_wrong_code_is_said(
    open_phone: Callable[..., tuple[Window, BrowserContext]], booth: Booth
) -> None:
    window, _context = open_phone()
    page = window.open(f"/panel/booth/{booth.cycle}/vote/fr")
    vote(page, booth.codes[0], 508, part="recorded")
    assert [508] in booth.ballots()
    wrong, look = page.locator("[data-wrong]"), page.locator("form[data-ballot] button:not([name])")
    for code, numbers, said in (("12345", (501,), "code"), (booth.codes[0], (502, 503, 504), "many")):
        page.locator("#code").fill(code)
        for number in numbers:
            page.locator(f'input[name="choice"][value="{number}"]').check()
        look.click()
        expect(wrong).to_have_text(page.locator(f'[data-word="{said}"]').text_content() or "")
    for number in (502, 503, 504):
        page.locator(f'input[name="choice"][value="{number}"]').uncheck()
    page.locator("#code").fill(new_code(lambda _below: 7))
    page.locator("form[data-ballot] button:not([name])").click()
    page.locator('[data-do="cast"]').click()
    expect(page.locator("[data-wrong]")).to_be_visible()
    assert page.locator("input:checked").count() == 1
    page.locator("#code").fill(booth.codes[0])
    page.locator('form[data-ballot] button[name="blank"]').click()
    expect(page.locator("[data-blank]")).to_be_visible()
    page.locator('[data-do="cast"]').click()
    expect(page.locator('[data-part="recorded"]')).to_be_visible()
    assert [] in booth.ballots()
    assert window.complaints == []


@pytest.mark.parametrize(
    ("form", "written", "wrong", "recorded"),
    [
        ("points", {"points-541": "5", "points-543": "٢"}, {"points-541": "6"}, [[541, 5], [543, 2]]),
        ("ranking", {"place-563": "1", "place-561": "2"}, {"place-561": "1"}, [563, 561]),
        ("points", {"points-542": "1"}, {"points-542": "x"}, [[542, 1]]),
    ],
)
def test_points_and_places_are_written_beside_the_projects(
    open_phone: Callable[..., tuple[Window, BrowserContext]],
    booth: Booth,
    form: str,
    written: dict[str, str],
    wrong: dict[str, str],
    recorded: list[Any],
) -> None:
    vote = booth.others[form]
    window, _context = open_phone(cycle=vote.cycle)
    page = window.page
    page.locator("#code").fill(vote.codes[len(written)])
    for written_now, part in ((written | wrong, "fill"), (written, "look")):
        for name, text in written_now.items():
            page.locator(f'input[name="{name}"]').fill(text)
        page.locator("form[data-ballot] button:not([name])").click()
        expect(page.locator(f'[data-part="{part}"]')).to_be_visible()
        assert grave_faults(page) == [] and window.overflow() <= 0
        assert page.locator("[data-wrong]").is_visible() == (part == "fill")
    page.locator('[data-do="cast"]').click()
    expect(page.locator('[data-part="recorded"]')).to_be_visible()
    assert recorded in booth.ballots(vote.cycle)
    assert window.complaints == []


def test_a_basket_that_costs_too_much_is_said_before_anything_is_sealed(
    open_phone: Callable[..., tuple[Window, BrowserContext]], booth: Booth
) -> None:
    vote = booth.others["knapsack"]
    window, _context = open_phone(cycle=vote.cycle)
    page = window.page
    page.locator("#code").fill(vote.codes[0])
    page.locator('input[name="choice"][value="520"]').check()
    page.locator("form[data-ballot] button:not([name])").click()
    expect(page.locator("[data-wrong]")).to_have_text(page.locator('[data-word="cost"]').text_content() or "")
    assert booth.ballots(vote.cycle) == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_each_step_fits_the_phone_and_has_no_grave_fault(
    open_phone: Callable[..., tuple[Window, BrowserContext]], booth: Booth, language: str
) -> None:
    window, _context = open_phone()
    page = window.open(f"/panel/booth/{booth.cycle}/vote/{language}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.locator("form[data-ballot] button:not([name])").click()
    expect(page.locator("[data-wrong]")).to_be_visible()
    for step in ("fill", "look", "recorded"):
        if step == "look":
            choose(page, booth.codes[1], 501, 502, 503)
        if step == "recorded":
            page.locator('[data-do="cast"]').click()
            expect(page.locator('[data-part="recorded"]')).to_be_visible()
        for width in window.at_each_width():
            assert grave_faults(page) == [], (step, width)
            assert window.overflow() <= 0, (step, width)
    assert window.complaints == []


def test_without_javascript_the_same_is_done_by_forms(
    open_phone: Callable[..., tuple[Window, BrowserContext]], booth: Booth
) -> None:
    window, _context = open_phone(javascript=False)
    page = window.page
    page.locator("#code").fill(booth.codes[2])
    page.locator('input[name="choice"][value="509"]').check()
    press(page.locator("form[data-ballot] button:not([name])"))
    expect(page.locator("main")).to_contain_text("509")
    press(page.locator("main form button"))
    expect(page.locator(".receipt")).to_be_visible()
    press(page.locator("main a.button"))
    expect(page.locator("#code")).to_have_value("")
    assert [509] in booth.ballots()
    page.go_back()
    assert "509" not in page.locator("main").inner_text() or page.locator("#code").count() == 1
    page.goto(booth.demo.address + "/panel/today/")
    assert page.url.endswith(f"/panel/booth/{booth.cycle}/vote")
