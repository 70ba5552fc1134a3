"""A whole demonstration on loopback, and a real browser to look at it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright
from waitress.server import create_server

from palabre.demo.load import load_demo
from palabre.serving import prepare, working
from palabre.settings import Settings
from palabre.web import make_app
from palabre.wiring import install
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


@pytest.fixture(scope="session")
def demo_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running demonstration: web and worker in this process, a fresh SQLite file."""
    settings = Settings(_env_file=None, var_dir=tmp_path_factory.mktemp("demo"), port=free_port())
    installation = install(settings, is_demo=True)
    prepare(installation)
    load_demo(installation)
    server = create_server(make_app(installation), host="127.0.0.1", port=settings.port, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    with working(installation):
        thread.start()
        yield f"http://127.0.0.1:{settings.port}"
        server.close()
        thread.join(timeout=10)
    installation.close()


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

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        wide: int = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return wide

    def note_request(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith(self.address):
            self.complaints.append(f"foreign request {request.url}")

    def note_words(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)


@pytest.fixture
def open_window(browser: Browser, demo_address: str) -> Iterator[Callable[..., Window]]:
    """Open windows of any width, with or without JavaScript; they are closed at the end."""
    contexts: list[BrowserContext] = []

    def make(width: int = WIDE, *, javascript: bool = True) -> Window:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=javascript, locale="fr-FR"
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        window = Window(context.new_page(), demo_address)
        window.page.on("request", window.note_request)
        window.page.on("console", window.note_words)
        window.page.on("pageerror", lambda error: window.complaints.append(str(error)))
        window.page.on("dialog", lambda dialog: window.complaints.append(f"dialog {dialog.message}"))
        return window

    yield make
    for context in contexts:
        context.close()
