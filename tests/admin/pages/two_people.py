"""Two people who have the same form open: what the first keeps is shown to the second beside what they typed."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

Sent = dict[str, list[str]]


@dataclass
class Forms(HTMLParser):
    """What each form of a page would send as it stands there, by its action."""

    found: dict[str, Sent] = field(default_factory=dict)
    _form: Sent | None = None
    _text: str | None = None
    _select: str | None = None

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self._form = self.found.setdefault(given.get("action") or "", {})
        if self._form is None:
            return
        if tag == "input" and (given.get("type") not in ("checkbox", "radio") or "checked" in given):
            self._form.setdefault(name, []).append(given.get("value") or "")
        elif tag == "textarea":
            self._text, self._form[name] = name, [""]
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and (self._select not in self._form or "selected" in given):
            self._form[self._select] = [given.get("value") or ""]

    def handle_data(self, data: str) -> None:
        if self._form is not None and self._text:
            self._form[self._text] = [(self._form[self._text][0] + data).removeprefix("\r\n").removeprefix("\n")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._text = None
        elif tag == "select":
            self._select = None


def form_in(page: str, act: str) -> Sent:
    """Return what a form would send, by the address it is sent to; one that names none is the page's own."""
    forms = Forms()
    forms.feed(page)
    return forms.found[act] if act in forms.found else forms.found[""]


def press(browser: FlaskClient, act: str, opened: Sent, **values: Any) -> TestResponse:
    """Send a form as it stood when it was opened, but for these fields."""
    return browser.post(act, data={**opened, **values})


def clash(
    browser: FlaskClient, page: str, act: str, name: str, one: str, two: str, *, blank: bool = False, **also: Any
) -> None:
    """Let two people who opened a form write it one after the other.

    The second is refused and shown what the first kept, loses nothing of what they typed, and keeps it by pressing
    again. `blank` is a form that is not filled in with what stands: that is read on its page instead.
    """
    opened = form_in(browser.get(page).text, act)
    assert any(key.endswith("stood") for key in opened), f"{act} does not tell what stood"

    def stands() -> str:
        now = browser.get(page).text
        return re.sub(r"<[^>]*>", " ", now) if blank else form_in(now, act)[name][0]

    assert press(browser, act, opened, **{name: one, **also}).status_code == 302, act
    refused = press(browser, act, opened, **{name: two, **also})
    assert refused.status_code == 200 and "Somebody else changed this" in refused.text, act
    assert "Another kept meanwhile" in refused.text
    again = form_in(refused.text, act)
    assert again[name] == [two], "what was typed is lost"
    assert one in stands() and two not in stands()
    fields = {key: value for key, value in again.items() if key != "once"}
    assert press(browser, act, fields, **also).status_code == 302, act
    assert two in html.unescape(stands())
