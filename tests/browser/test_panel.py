"""Every page of the panel in a real browser: small and wide, French and Arabic, with and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from admin.registry import find_pages
from locales.words import languages
from tests.browser.axe import grave_faults
from tests.browser.conftest import NARROW, Demo, Window

# Today is the last: it leads to the cycle that runs first, and only one in preparation has a plan to be changed.
ENTRIES = tuple(
    f"/panel/{page.name.replace('_', '-')}/" for page in sorted(find_pages(), key=lambda page: page.name == "today")
)
BEFORE_SIGN_IN = ("/panel/login", "/panel/wan-signin", "/panel/nowhere")
HREFS = "links => links.map(link => link.getAttribute('href'))"
TAG = re.compile(r"</?(?:a|b|bdi|br|code|small|span|strong)\b")
OWN_PART = re.compile(rf"[A-Z]+-\d+-\d+|\b[0-9a-f]{{16}}\b|\d+|(?<=/)(?:{'|'.join(languages())})(?=/|$)")
PLACE = re.compile(r"/panel/[\w/-]+")
SAID = (
    "VOTE 3 7",
    "QUESTION Quand le puits du marché sera-t-il réparé ?",
    "DEMANDE le compte administratif de 2024",
    "1",
    "QUESTION Le puits du marché sera réparé quand ?",
    "BUDGET SANTE",
    "IDEE Un robinet à l'école du quartier Zongo",
)


@pytest.fixture(scope="session")
def places(demo: Demo, signed_in: StorageState, browser: Browser) -> tuple[str, ...]:
    """One address of every kind of page that a demonstration in use has, by following links from every page's entry."""
    context = browser.new_context(storage_state=signed_in, locale="fr-FR")
    window = Window(context.new_page(), demo.address)
    for text in SAID:
        form: dict[str, str | float | bool] = {"from": "22890100001", "device": "sms", "text": text}
        window.page.request.post(f"{demo.address}/simulator/send", form=form)
    found = {shape_of(entry): entry for entry in ENTRIES}
    for entry in [*ENTRIES, *new_places(window, ENTRIES, found)]:
        new_places(window, (entry,), found)
    context.close()
    return tuple(found.values())


def new_places(window: Window, entries: Iterable[str], found: dict[str, str]) -> list[str]:
    """Follow the links of some pages; keep and return the addresses of kinds not met yet."""
    new: list[str] = []
    for entry in entries:
        for href in window.open(entry).locator("main a[href]").evaluate_all(HREFS):
            if PLACE.fullmatch(href) and not href.endswith("/file") and shape_of(href) not in found:
                found[shape_of(href)] = href
                new.append(href)
    return new


def shape_of(path: str) -> str:
    """Return what kind of page an address is of: its numbers, references, languages and keys left out."""
    return OWN_PART.sub("*", path)


def speak(page: Page, language: str) -> None:
    page.locator(f'header button[value="{language}"]').click()
    expect(page.locator("html")).to_have_attribute("lang", language)


@pytest.mark.timeout(900)  # some hundred looks with axe, two a page
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_page_fits_the_window_and_has_no_grave_fault(
    open_window: Callable[..., Window], signed_in: StorageState, places: tuple[str, ...], language: str
) -> None:
    window = open_window(state=signed_in)
    speak(window.open("/panel/account/"), language)
    for place in places:
        page = window.open(place)
        for width in window.at_each_width():
            assert page.locator("main h1").is_visible(), (place, width)
            assert TAG.findall(page.locator("main").inner_text()) == [], (place, width)
            assert window.overflow() <= 0, (place, width)
            assert grave_faults(page) == [], (place, width)
    assert window.complaints == []


def test_there_are_pages_behind_the_pages(places: tuple[str, ...]) -> None:
    shapes = {shape_of(place) for place in places}
    assert set(ENTRIES) < shapes
    for behind in ("requests/*", "requests/desk", "proposals/*", "cycle/*", "cycle/*/plan", "count/*", "budgets/*"):
        assert f"/panel/{behind}" in shapes
    assert len(shapes) > 2 * len(ENTRIES)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_way_in_fits_the_window_and_has_no_grave_fault(
    open_window: Callable[..., Window], demo: Demo, language: str
) -> None:
    window = open_window(NARROW)
    for place in BEFORE_SIGN_IN:
        page = window.open(place)
        if page.locator(f'header button[value="{language}"]').count():
            speak(page, language)
        for width in window.at_each_width():
            assert window.overflow() <= 0, (place, width)
            assert grave_faults(page) == [], (place, width)
    page = window.open("/panel/login")
    page.locator("#email").fill(demo.staff[0].sign_in.email)
    page.locator("#password").fill(demo.staff[0].sign_in.password)
    page.locator("main form button").first.click()
    expect(page.locator("#code")).to_be_visible()
    for width in window.at_each_width():
        assert window.overflow() <= 0, width
        assert grave_faults(page) == [], width


def test_the_second_person_signs_in_reads_and_writes_without_javascript(
    open_window: Callable[..., Window], demo: Demo, places: tuple[str, ...]
) -> None:
    window = open_window(NARROW, javascript=False)
    page = window.sign_in(demo.staff[1])
    for place in places:
        assert window.open(place).locator("main h1").is_visible(), place
        assert all(request.startswith(demo.address) for request in window.requests)
    speak(window.open("/panel/associations/"), "fr")
    page.locator("main input[name=name]").fill("Les amis du puits")
    page.locator("main form").last.locator("button").last.click()
    expect(page.locator("main")).to_contain_text("Les amis du puits")
    expect(page.locator(".notice.done")).to_be_visible()
    assert window.complaints == []


def test_no_code_stands_where_words_should(
    open_window: Callable[..., Window], signed_in: StorageState, places: tuple[str, ...]
) -> None:
    window = open_window(state=signed_in)
    for place in ("/panel/audit/", "/panel/messages/", "/panel/indicators/budget_requests", "/panel/requests/"):
        text = window.open(place).locator("main").inner_text()
        assert re.findall(r"\b[a-z]+_[a-z_]+\b", text) == [], place
