"""What the hand, the line, the clock and the person before do to a booth: one press is one vote, nobody is shown."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import BrowserContext, Page, StorageState, expect
from sqlalchemy import Engine, event

from tests.browser.booth.conftest import IS_KEPT, Booth, choose, vote, wait_until
from tests.browser.conftest import Window

Phone = Callable[..., tuple[Window, BrowserContext]]
SLOW_STORE = """
  const open = indexedDB.open.bind(indexedDB);
  IDBFactory.prototype.open = (...named) => {
    const later = {};
    setTimeout(() => {
      const asked = open(...named);
      asked.onupgradeneeded = () => { later.result = asked.result; later.onupgradeneeded(); };
      asked.onsuccess = () => { later.result = asked.result; later.onsuccess(); document.title = 'ready'; };
    }, 1500);
    return later;
  };
"""
STALLED = """() => {
  const [fetched, waited] = [window.fetch, window.setTimeout];
  window.setTimeout = (done, wait, ...more) => waited(done, { 15000: 300, 8000: 900 }[wait] ?? wait, ...more);
  window.fetch = async (address, { signal }) => new Response(new ReadableStream({
    start(answer) { signal.addEventListener('abort', () => answer.error(signal.reason)); },
  }));
  window.mend = () => { window.fetch = fetched; window.dispatchEvent(new Event('online')); };
}"""
QUICK = """
  const waited = window.setTimeout;
  window.setTimeout = (done, wait, ...more) => waited(done, { 120000: 700, 180000: 2500 }[wait] ?? wait, ...more);
"""
SLEEP = """hours => {
  const now = Date.now;
  Date.now = () => now() + hours * 3600000;
  document.dispatchEvent(new Event('visibilitychange'));
}"""
MANY_PRESSES = "() => { for (let left = 3; left; left--) document.querySelector('[data-do=cast]').click(); }"


def at(booth: Booth, language: str = "fr") -> str:
    return f"/panel/booth/{booth.cycle}/vote/{language}"


def is_empty(page: Page, *gone: str) -> bool:
    assert page.locator("#code").input_value() == "" and page.locator("input:checked").count() == 0
    return all(text not in page.content() for text in gone)


def test_pressed_many_times_it_is_one_vote(open_phone: Phone, booth: Booth) -> None:
    window, _context = open_phone()
    page, sent = window.open(at(booth)), []
    page.on("request", lambda request: sent.append(request.post_data) if request.method == "POST" else None)
    expect(page.locator("html")).to_have_attribute("translate", "no")  # nobody far away reads it to translate it
    choose(page, booth.codes[0], 501)
    page.evaluate(MANY_PRESSES)
    expect(page.locator('[data-part="recorded"]')).to_be_visible()
    expect(page.locator("[data-waits]").first).to_be_hidden()
    assert [len(json.loads(body or "")["envelopes"]) for body in sent] == [1]
    assert window.complaints == []


def test_what_the_first_person_typed_on_a_slow_phone_is_theirs_alone(open_phone: Phone, booth: Booth) -> None:
    window, _context = open_phone()
    window.page.add_init_script(SLOW_STORE)
    page = window.open(at(booth))
    page.locator("#code").fill(booth.codes[0])
    page.locator('input[name="choice"][value="503"]').check()
    wait_until(page, "document.title === 'ready'")
    assert page.locator("#code").input_value() == booth.codes[0]  # it is not taken from who types
    page.locator('input[name="choice"][value="503"]').uncheck()
    vote(page, booth.codes[0], 503, part="recorded")
    assert is_empty(page, booth.codes[0])
    assert window.complaints == []


def test_who_wakes_the_phone_sees_nothing_of_who_left_it_whatever_its_clock_says(
    open_phone: Phone, booth: Booth
) -> None:
    window, _context = open_phone()
    page = window.open(at(booth))
    for hours in (0, 1, -2):
        choose(page, booth.codes[1], 504)
        page.evaluate(SLEEP, hours)
        assert page.locator('[data-part="look"]').is_visible() == (hours == 0)
        if hours == 0:
            page.locator('[data-do="change"]').click()
            page.locator('input[name="choice"][value="504"]').uncheck()
            continue
        assert is_empty(page, booth.codes[1])
        assert page.locator("[data-chosen]").inner_text() == ""


def test_who_reads_slowly_is_asked_before_the_screen_is_cleared(open_phone: Phone, booth: Booth) -> None:
    window, _context = open_phone()
    window.page.add_init_script(QUICK)
    page = window.open(at(booth, "ar"))
    asked = page.locator("[data-still]")
    page.locator("#code").fill(booth.codes[1])
    expect(asked).to_be_visible()
    expect(asked).to_be_in_viewport()
    page.keyboard.press("Shift")
    expect(asked).to_be_hidden()
    expect(asked).to_be_visible()
    expect(page.locator("#code")).to_have_value("")
    expect(asked).to_be_hidden()
    assert window.overflow() <= 0 and window.complaints == []


def test_where_the_sign_in_ended_votes_wait_the_page_says_why_and_a_new_sign_in_sends_them(
    open_phone: Phone, booth: Booth, agent: StorageState
) -> None:
    window, context = open_phone()
    page, told = window.open(at(booth)), window.page.locator('[data-stopped="signed-out"]')
    wait_until(page, IS_KEPT)  # a page that is still on its way would bring the sign-in back
    context.clear_cookies()
    vote(page, booth.codes[1], 509, part="kept")
    expect(told).to_be_visible()
    assert window.overflow() <= 0
    context.add_cookies([*agent["cookies"]])
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(told).to_be_hidden()
    expect(page.locator("[data-waits]").first).to_be_hidden()
    assert [509] in booth.ballots()


def test_what_waits_outlives_a_browser_that_throws_its_store_away(open_phone: Phone, booth: Booth) -> None:
    window, context = open_phone()
    page = window.open(at(booth))
    context.set_offline(True)
    vote(page, booth.codes[0], 500, part="kept")
    forget = {"origin": booth.demo.address, "storageTypes": "indexeddb"}
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", forget)
    vote(page, booth.codes[1], 502, part="kept")
    expect(page.locator("[data-count]").first).to_have_text("2")
    context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("[data-waits]").first).to_be_hidden()
    assert [500] in booth.ballots() and [502] in booth.ballots()


def test_a_browser_that_does_not_promise_to_keep_what_waits_is_told_of(open_phone: Phone, booth: Booth) -> None:
    for answer, is_told in (
        ("Promise.resolve(false)", True),
        ("Promise.resolve(true)", False),
        ("Promise.reject()", True),
    ):
        window, context = open_phone()
        context.add_init_script(f"StorageManager.prototype.persist = () => {answer};")
        page = window.open(at(booth))
        forgets = page.locator("[data-forgets]")
        wait_until(page, IS_KEPT)
        expect(forgets).to_be_hidden()
        context.set_offline(True)
        vote(page, booth.codes[2], 501, part="kept")
        expect(forgets).to_be_visible(visible=is_told)
        context.set_offline(False)
        page.evaluate("window.dispatchEvent(new Event('online'))")
        expect(page.locator("[data-waits]").first).to_be_hidden()
        agent = window.open(f"/panel/booth/{booth.cycle}/agent")
        expect(agent.locator("[data-forgets]").last).to_be_visible(visible=is_told)


def test_two_windows_on_one_phone_send_each_vote_once(open_phone: Phone, booth: Booth) -> None:
    window, context = open_phone()
    page, other = window.open(at(booth)), context.new_page()
    other.goto(booth.demo.address + at(booth, "ar"))
    context.set_offline(True)
    vote(page, booth.codes[0], 507, part="kept")
    vote(other, booth.codes[1], 508, part="kept")
    context.set_offline(False)
    for one in (page, other):
        one.evaluate("() => { window.dispatchEvent(new Event('online')); }")
    for one in (page, other):
        one.evaluate("() => { window.dispatchEvent(new Event('online')); }")
        expect(one.locator("[data-waits]").first).to_be_hidden()
    assert [507] in booth.ballots() and [508] in booth.ballots()


def test_an_answer_that_stops_half_way_does_not_hold_up_what_waits(open_phone: Phone, booth: Booth) -> None:
    window, _context = open_phone()
    page = window.open(at(booth))
    page.evaluate(STALLED)
    vote(page, booth.codes[1], 505, part="kept")
    page.evaluate("() => window.mend()")
    expect(page.locator("[data-waits]").first).to_be_hidden()
    assert [505] in booth.ballots()


def test_while_the_server_fails_the_booth_goes_on(open_phone: Phone, booth: Booth) -> None:
    window, _context = open_phone()
    page = window.open(at(booth))
    wait_until(page, IS_KEPT)
    with failing_pages(booth.demo.house.work._engine):
        page.goto(booth.demo.address + at(booth, "ar"))
        expect(page.locator("html")).to_have_attribute("lang", "ar")
        vote(page, booth.codes[2], 506, part="kept")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("[data-waits]").first).to_be_hidden()
    assert [506] in booth.ballots()


def test_with_a_keyboard_each_step_begins_at_its_title(open_phone: Phone, booth: Booth) -> None:
    window, _context = open_phone()
    page = window.open(at(booth, "ar"))
    page.locator("#code").focus()
    page.keyboard.type(booth.codes[2])
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    for part, keys in (("look", ("Tab", "Tab", "Enter")), ("fill", ()), ("look", ("Tab", "Enter")), ("recorded", ())):
        expect(page.locator(f'[data-part="{part}"] h1')).to_be_focused()
        for key in keys:
            page.keyboard.press(key)
        if part == "fill":
            page.locator("#code").press("Enter")
    page.locator('[data-part="recorded"] [data-do="clear"]').press("Enter")
    expect(page.locator('[data-part="fill"] h1')).to_be_focused()
    assert is_empty(page, booth.codes[2])
    assert window.complaints == []


@contextmanager
def failing_pages(engine: Engine) -> Iterator[None]:
    """Let no page of the server be answered; what works behind them goes on."""

    def fail(*_asked: Any) -> None:
        if threading.current_thread().name.startswith("waitress"):
            raise ConnectionError("no page is answered now")

    event.listen(engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", fail)
