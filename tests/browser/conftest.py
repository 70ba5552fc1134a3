"""A whole demonstration on loopback, and a real browser to look at it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    StorageState,
    sync_playwright,
)
from waitress.server import create_server

from palabre.demo.clock import DemoClock
from palabre.demo.load import load_demo, read_demo
from palabre.demo.staff import demo_sign_ins
from palabre.serving import answer, prepare, working
from palabre.settings import Settings
from palabre.web import make_app
from palabre.wiring import install
from services.house import House
from tests.browser.staff_phone import StaffPhone
from tests.databases import free_port

CHROMIUM = Path("/usr/bin/chromium")
NOTHING_SKIPPED = "PALABRE_NOTHING_SKIPPED"
NARROW, WIDE = 320, 1280


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a screen; where it is missing the tests are skipped, or fail where nothing may be."""
    if not CHROMIUM.exists():
        if os.environ.get(NOTHING_SKIPPED) == "1":
            pytest.fail(f"{CHROMIUM} is missing and nothing may be skipped")
        pytest.skip(f"{CHROMIUM} is missing")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield opened
        opened.close()


@dataclass(frozen=True)
class Demo:
    """A running demonstration: its address, the phones on which its staff read their codes, and its house."""

    address: str
    staff: tuple[StaffPhone, ...]
    house: House


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    """Run a demonstration as `palabre demo` does: web and worker in this process, a fresh SQLite file."""
    settings = Settings(_env_file=None, var_dir=folder, port=free_port())
    installation = install(settings, is_demo=True, clock=DemoClock(folder))
    prepare(installation)
    load_demo(installation)
    people = tuple(StaffPhone(sign_in) for sign_in in demo_sign_ins(installation.house, read_demo()))
    server = create_server(make_app(installation), host="127.0.0.1", port=settings.port, threads=8)
    thread = threading.Thread(target=answer, args=(server,), daemon=True)
    with working(installation):
        thread.start()
        yield Demo(f"http://127.0.0.1:{settings.port}", people, installation.house)
        server.close()
        thread.join(timeout=10)
    installation.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """One demonstration for all tests that leave its clock alone."""
    with running_demo(tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture(scope="session")
def demo_address(demo: Demo) -> str:
    """The address of the demonstration."""
    return demo.address


def press(button: Locator) -> None:
    """Press what leads to another page and wait until all of that page is there: a click alone may end before it."""
    with button.page.expect_navigation():
        button.click()


@dataclass
class Window:
    """A page and what the browser complained of: refused or foreign requests, broken policies, errors of scripts."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a path of the demonstration and wait until all of it is there."""
        self.requests.clear()
        self.page.goto(self.address + path, wait_until="load")
        return self.page

    def watched(self) -> Window:
        """Note from now on whatever the browser complains of."""
        self.page.on("request", self.note_request)
        self.page.on("console", self.note_words)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"dialog {dialog.message}"))
        return self

    def sign_in(self, person: StaffPhone) -> Page:
        """Sign in to the panel as people do: address, password, then the code of the phone."""
        page = self.open("/panel/")
        page.locator("#email").fill(person.sign_in.email)
        page.locator("#password").fill(person.sign_in.password)
        page.locator("main form button").first.click()
        page.locator("#code").fill(person.code())
        page.locator("main form button").first.click()
        page.wait_for_url("**/panel/today/")
        return page

    def at_each_width(self) -> Iterator[int]:
        """Show the page that is open in a narrow and in a wide window: it is served once, no script asks for widths."""
        for width in (NARROW, WIDE):
            self.page.set_viewport_size({"width": width, "height": 800})
            yield width

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        shown = self.page.locator("html")  # waits, where a page that refreshes itself is just being replaced
        wide: int = shown.evaluate("page => page.scrollWidth - page.clientWidth")
        return wide

    def note_request(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith(self.address):
            self.complaints.append(f"foreign request {request.url}")

    def note_words(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)


@pytest.fixture(scope="session")
def signed_in(browser: Browser, demo: Demo) -> StorageState:
    """What a browser keeps once the first member of staff has signed in with password and code."""
    context = browser.new_context(locale="fr-FR")
    context.set_default_timeout(20_000)
    window = Window(context.new_page(), demo.address)
    window.sign_in(demo.staff[0])
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def open_window(browser: Browser, demo_address: str) -> Iterator[Callable[..., Window]]:
    """Open windows of any width, with or without JavaScript; they are closed at the end."""
    contexts: list[BrowserContext] = []

    def make(width: int = WIDE, *, javascript: bool = True, state: StorageState | None = None) -> Window:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript,
            locale="fr-FR",
            storage_state=state,
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        return Window(context.new_page(), demo_address).watched()

    yield make
    for context in contexts:
        context.close()
