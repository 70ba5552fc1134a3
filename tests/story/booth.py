"""A booth whose phone is offline: it seals ballots, and sends each twice once its line is back, through the panel."""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from passlib.totp import TOTP

from admin.booth_sent import MOST
from palabre.demo.staff import SignIn
from tests.running import Town, insist
from tests.services.booth_phone import BoothPhone
from tests.story.citizens import all_at_once

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
KNOWN = re.compile(r"data-booth='([^']*)'")
FORM = "application/x-www-form-urlencoded"


class Browser:
    """A browser on the panel, which asks again while nobody answers."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        """Return a page."""
        return self._ask(Request(f"http://127.0.0.1:{self.town.port}{path}"))

    def fill(self, page: str, to: str, **fields: str) -> None:
        """Fill the form of a page and send it."""
        found = TOKEN.search(self.get(page))
        assert found, page
        data = urlencode({"csrf_token": found[1], **fields}).encode()
        self._ask(Request(f"http://127.0.0.1:{self.town.port}{to}", data, {"Content-Type": FORM}))

    def send(self, to: str, body: object, token: str) -> Any:
        """Send JSON and return the answer."""
        headers = {"Content-Type": "application/json", "X-CSRFToken": token}
        return json.loads(
            self._ask(Request(f"http://127.0.0.1:{self.town.port}{to}", json.dumps(body).encode(), headers))
        )

    def _ask(self, request: Request) -> str:
        answers: list[str] = []

        def deliver() -> int:
            try:
                with self._opener.open(request, timeout=30) as answer:
                    answers.append(answer.read().decode())
            except HTTPError as error:
                return error.code
            return 200

        assert insist(deliver) == 200, request.full_url
        return answers[-1]


@dataclass
class Booth:
    """A phone that an agent opened as a booth; `sealed` are its envelopes, `shown` the receipt of each by its id."""

    browser: Browser
    cycle: int
    phone: BoothPhone
    clock: Callable[[], Any]
    sealed: list[dict[str, str]] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)
    answered: dict[str, set[tuple[str, str]]] = field(default_factory=dict)

    def vote(self, code: str, choices: Sequence[int]) -> None:
        """Let somebody vote while there is no line."""
        slip = self.phone.slip(code, " ".join(map(str, choices)), self.clock().timestamp())
        envelope = self.phone.seal(slip)
        self.sealed.append(envelope)
        self.shown[envelope["id"]] = slip["receipt"]

    def send_all(self) -> None:
        """Send what waits, in batches, each twice at the same moment; AssertionError where one has no answer."""
        batches = [self.sealed[at : at + MOST] for at in range(0, len(self.sealed), MOST)]
        for batch in batches:
            all_at_once([partial(self._send, batch)] * 2)
        for envelope in self.sealed:
            said = self.answered[envelope["id"]]
            assert {receipt for _state, receipt in said} == {self.shown[envelope["id"]]}, said
        self.sealed.clear()

    def _send(self, batch: Sequence[dict[str, str]]) -> None:
        token = json.loads(self.browser.get(f"/panel/booth/{self.cycle}/line"))["token"]
        told = self.browser.send(f"/panel/booth/{self.cycle}/send", {"envelopes": list(batch)}, token)
        for each in told["answers"]:
            self.answered.setdefault(each["id"], set()).add((each["state"], each["receipt"]))


def open_booth(town: Town, sign_in: SignIn, cycle: int, clock: Callable[[], Any]) -> Booth:
    """Sign in with both factors and open a booth."""
    browser = Browser(town)
    browser.fill("/panel/login", "/panel/login", email=sign_in.email, password=sign_in.password)
    code = str(TOTP(key=sign_in.totp_secret, format="base32").generate(time=clock()).token)
    browser.fill("/panel/tf-validate", "/panel/tf-validate", code=code)
    browser.fill(f"/panel/booth/{cycle}", f"/panel/booth/{cycle}/open")
    found = KNOWN.search(browser.get(f"/panel/booth/{cycle}/vote"))
    assert found, "no booth was opened"
    known = json.loads(unescape(found[1]))
    return Booth(browser, cycle, BoothPhone(cycle, urlsafe_b64decode(known["point"] + "=="), known["pass"]), clock)
