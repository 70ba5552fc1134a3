from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.axe import grave_faults
from tests.browser.conftest import NARROW, Window, press

PAGES = (
    "/demo/",
    "/demo/budget",
    "/demo/projects",
    "/demo/projects/3",
    "/demo/results",
    "/demo/requests",
    "/demo/contracts",
    "/demo/contracts/1",
    "/demo/documents",
    "/demo/learn",
    "/demo/indicators",
    "/demo/indicators/frozen/1",
)
LARGEST = 50 * 1024
MOST_REQUESTS = 4


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_pages_fit_the_window_and_have_no_grave_fault(open_window: Callable[..., Window], language: str) -> None:
    window = open_window()
    for path in PAGES:
        page = window.open(f"{path}?lang={language}")
        for width in window.at_each_width():
            assert window.overflow() <= 0, (path, width)
            assert grave_faults(page) == [], (path, width)
    assert window.complaints == []


def test_a_page_is_small_and_asks_for_little(open_window: Callable[..., Window]) -> None:
    for path in PAGES:
        window = open_window()
        sizes: list[int] = []
        window.page.on("response", lambda answer, sizes=sizes: sizes.append(len(answer.body())))
        window.open(path)
        assert len(window.requests) <= MOST_REQUESTS, window.requests
        assert sum(sizes) <= LARGEST, path


def test_pages_say_all_without_javascript_and_keep_no_cookie(open_window: Callable[..., Window]) -> None:
    window = open_window(NARROW, javascript=False)
    page = window.open("/demo/?lang=fr")
    press(page.get_by_role("link", name="العربية"))
    assert page.locator("html").get_attribute("dir") == "rtl"
    press(page.locator(".tabs a").nth(2))
    assert page.url.endswith("/demo/projects?lang=ar")
    press(page.locator("main h2 a").first)
    assert page.locator("main dl").is_visible()
    assert page.context.cookies() == []
    assert window.complaints == []


def test_a_lost_visitor_is_led_back(open_window: Callable[..., Window]) -> None:
    window = open_window(NARROW)
    page = window.open("/nowhere/?lang=en")
    assert grave_faults(page) == []
    press(page.locator("main .button"))
    assert page.url.startswith(f"{window.address}/demo/")


def test_every_answer_carries_the_strict_headers(open_window: Callable[..., Window]) -> None:
    page = open_window().page
    address = open_window().address
    for path in (*PAGES, "/nowhere/", "/simulator", "/assets/public.css", "/demo/data/projects.csv"):
        headers = page.request.get(address + path).headers
        assert "default-src 'self'" in headers["content-security-policy"], path
        assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "same-origin"), path
        assert "set-cookie" not in headers, path
