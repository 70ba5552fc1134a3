"""The people of a demonstration: citizens at the phones of the simulator, staff at the panel, without JavaScript."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Locator, Page

from tests.browser.axe import grave_faults
from tests.browser.conftest import Demo, Window, press

PATIENCE = 20.0


@dataclass
class Town:
    """What people do there; each member of staff has a browser of their own."""

    browser: Browser
    demo: Demo
    first_day: str
    last_day: str
    _windows: dict[str, Window] = field(default_factory=dict)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def close(self) -> None:
        """Close every browser."""
        for context in self._contexts:
            context.close()

    def complaints(self) -> list[str]:
        """Return what the browsers complained of."""
        return [complaint for window in self._windows.values() for complaint in window.complaints]

    # citizens

    def say(self, number: str, text: str) -> str:
        """Send an SMS from a phone and return the answer."""
        before = len(self.heard(number))
        page = self._phone(number)
        page.locator(f"#text-sms-{number}").fill(text)
        with page.expect_navigation():
            page.locator(f"#text-sms-{number}").press("Enter")
        return self.hear(number, before)

    def heard(self, number: str) -> list[str]:
        """Return the messages a phone has received."""
        return self._phone(number).locator(f"#talk-sms-{number} .theirs p").all_inner_texts()

    def hear(self, number: str, before: int) -> str:
        """Wait until a phone has received more than so many messages, and return the next one."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if len(heard := self.heard(number)) > before:
                return heard[before]
            time.sleep(0.2)
        raise AssertionError(f"{number} heard nothing more: {self.heard(number)}")

    def turn_clock(self, leap: str) -> str:
        """Turn the clock on the simulator's page and return the day it shows then."""
        page = self._window("street").open("/simulator?lang=en")
        press(page.get_by_role("button", name=leap))
        return str(page.locator(".clock time").get_attribute("datetime"))[:10]

    def read(self, path: str) -> str:
        """Return what a public page says in English."""
        return self._window("street").open(f"{path}?lang=en").locator("main").inner_text()

    def look(self, path: str) -> None:
        """Look at a public page in each language and width: nothing hangs over, and no grave fault."""
        window = self._stranger()
        for language in ("fr", "ar", "en"):
            page = window.open(f"{path}?lang={language}")
            for width in window.at_each_width():
                assert window.overflow() <= 0, (path, language, width)
                assert grave_faults(page) == [], (path, language, width)

    def weigh(self, path: str) -> tuple[int, int]:
        """Return how many bytes a page takes for who never came before, and how many requests."""
        window, sizes = self._stranger(), list[int]()
        window.page.on("response", lambda answer: sizes.append(len(answer.body())))
        window.open(path)
        return sum(sizes), len(sizes)

    def _stranger(self) -> Window:
        """Return the window of somebody who never came before, with JavaScript."""
        context = self.browser.new_context()
        self._contexts.append(context)
        return Window(context.new_page(), self.demo.address)

    # staff

    def desk(self, person: int, path: str) -> Page:
        """Open a page of the panel as a member of staff, who signs in where asked to."""
        window = self._window(f"staff {person}")
        page = window.open(path)
        if "/panel/login" in page.url:
            window.sign_in(self.demo.staff[person])
            press(page.locator('header button[value="en"]'))
            page = window.open(path)
        return page

    def fill(self, page: Page, button: str, values: dict[str, str]) -> None:
        """Fill the form that has this button, open where it was folded, and send it."""
        form = self._form(page, button)
        for name, value in values.items():
            box = form.locator(f'[name="{name}"]')
            if box.evaluate("box => box.tagName") == "SELECT":
                box.select_option(value)
            else:
                box.fill(value)
        press(form.get_by_role("button", name=button, exact=True))
        assert page.locator(".notice.wrong, .errors").all_inner_texts() == [], page.url

    def figures(self) -> dict[str, str]:
        """Return what the panel says of every indicator, by its name: a count, a share, an amount, or no data."""
        page = self.desk(0, f"/panel/indicators/?first={self.first_day}&last={self.last_day}")
        names = page.locator(".cards h2").all_inner_texts()
        return dict(zip(names, page.locator(".cards .number").all_inner_texts(), strict=True))

    def _form(self, page: Page, button: str) -> Locator:
        return page.locator("main form").filter(has=page.get_by_role("button", name=button, exact=True))

    def _phone(self, number: str) -> Page:
        return self._window("street").open(f"/simulator?phone={number}&lang=fr")

    def _window(self, name: str) -> Window:
        if name not in self._windows:
            context = self.browser.new_context(java_script_enabled=False, locale="fr-FR")
            context.set_default_timeout(20_000)
            self._contexts.append(context)
            self._windows[name] = Window(context.new_page(), self.demo.address).watched()
        return self._windows[name]


def reference_in(text: str) -> str:
    """Return the number of a question or a proposal that a message tells."""
    found = re.search(r"(?:DI|P)-\d\d-\d{4}", text)
    assert found, text
    return found[0]
