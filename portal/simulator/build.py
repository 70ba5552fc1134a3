"""Puts the phones of the demonstration on the web application; outside a demonstration there are none."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as Answer

from gateways.base import LineView
from portal.build import PANEL
from portal.desk import read
from portal.front import carry_on
from portal.simulator.dialling import Sessions, dial
from portal.simulator.diary import Diary
from portal.simulator.examples import EXAMPLES, TROUBLES
from portal.simulator.phones import Exchange, next_number, numbers_of
from portal.simulator.sending import CHAT, CODE, PROVIDER, SMS, send, wait_for_reply
from portal.simulator.time_machine import TimeMachine, Turn
from portal.tongue import LANGUAGE, speak, wished_language
from services.communes import CommuneView, list_communes
from services.house import House
from services.line_book import LineBook
from services.public import lines_of
from services.public.votes import EndedVote, ended_vote, next_opening, vote_opening

NAME = "simulator"
LARGEST_FORM = 16 * 1024
LOOKS = 60


def attach_simulator(
    app: Flask, house: House, book: LineBook[LineView], *, looks: int = LOOKS, turn: Turn | None = None
) -> None:
    """Add `/simulator` to the app in a demonstration; call it after `attach_portal`, whose layout it uses.

    `looks` is how often a reply is looked for, 30 times a second, before the page is drawn without it. `turn` turns the
    house's clock forward to an instant; None where it cannot be turned, and then no time machine is shown.
    """
    if not house.is_demo:
        return
    machine = TimeMachine(house.clock, turn, partial(_opens_at, house), partial(_count_at, house)) if turn else None
    room = _Room(book, Exchange(Diary()), looks, machine)
    simulator = Blueprint(NAME, __name__, url_prefix=f"/{NAME}")
    simulator.url_defaults(carry_on)
    simulator.before_request(lambda: speak(_demo_commune()))
    simulator.add_url_rule("", "page", room.page)
    simulator.add_url_rule("/screens", "screens", room.screens)
    simulator.add_url_rule("/send", "send", room.send, methods=["POST"])
    simulator.add_url_rule("/time", "time", room.time, methods=["POST"])
    app.register_blueprint(simulator)


class _Room:
    """The table on which the phones lie."""

    def __init__(self, book: LineBook[LineView], exchange: Exchange, looks: int, machine: TimeMachine | None) -> None:
        self.book, self.exchange, self.looks, self.machine = book, exchange, looks, machine
        self.sessions = Sessions()

    def page(self) -> Response:
        """Show the phones that the address names."""
        return self._drawn("simulator/page.html")

    def screens(self) -> Response:
        """Show the phones alone, for a page that looks again and again; 304 while nothing has changed."""
        response = self._drawn("simulator/phones.html")
        response.add_etag()
        response.make_conditional(request)
        return response

    def send(self) -> Answer:
        """Send a message, then show the page again at the phone it was sent from."""
        _take_own_forms_only()
        number, device = numbers_of([request.form.get("from", "")])[0], request.form.get("device", "")
        if device not in {SMS, CHAT, CODE}:
            abort(404)
        trouble = self._sent(number, device)
        numbers = numbers_of(request.form.getlist("phone"))
        address = url_for(f"{NAME}.page", phone=numbers, trouble=trouble, _anchor=f"{device}-{number}")
        return redirect(address, 303)

    def _sent(self, number: str, device: str) -> str | None:
        app: Any = current_app
        product = app._get_current_object()
        if device == CODE:
            return dial(product, self.book, self.sessions, number, request.form)
        trouble = send(product, self.book, self.exchange, number, device, request.form)
        if trouble is None:
            wait_for_reply(self.exchange, number, device, self.looks)
        return trouble

    def time(self) -> Answer:
        """Turn the demonstration's clock forward, then show the page again with the same phones."""
        _take_own_forms_only()
        if self.machine is None or not self.machine.leap(request.form.get("leap", "")):
            abort(404)
        numbers = numbers_of(request.form.getlist("phone"))
        return redirect(url_for(f"{NAME}.page", phone=numbers, _anchor="clock"), 303)

    def _drawn(self, template: str) -> Response:
        numbers, price = numbers_of(request.args.getlist("phone")), self._price()
        response = make_response(
            render_template(
                template,
                phones=[self.exchange.phone(number, price) for number in numbers],
                numbers=numbers,
                next_number=next_number(numbers),
                sms_address=self._address(SMS),
                chat_address=self._address(CHAT),
                code=self._address(CODE),
                dialled={number: self.sessions.shown(number) for number in numbers},
                examples=EXAMPLES,
                trouble=TROUBLES.get(request.args.get("trouble", "")),
                **self._hour(),
            )
        )
        response.cache_control.no_cache = True
        response.vary.add("Accept-Language")
        return response

    def _hour(self) -> dict[str, object]:
        machine = self.machine
        if machine is None:
            return {"now": None}
        now = machine.clock()
        return {"now": now, "step": machine.next_step(), "ended": _ended_at(now), "count_page": count_page}

    def _address(self, key: str) -> str:
        found = self.book.find(PROVIDER, key)
        return found[1].address if found else ""

    def _price(self) -> int:
        commune = _demo_commune()
        lines = read(lambda session: lines_of(session, commune.id)) if commune else []
        return next((line.price for line in lines if (line.provider, line.key) == (PROVIDER, SMS)), 0)


def _demo_commune() -> CommuneView | None:
    return next((commune for commune in read(list_communes) if commune.is_demo), None)


def _opens_at(house: House) -> datetime | None:
    commune, now = _demo_commune(), house.clock()
    return read(lambda session: vote_opening(session, commune.id, now)) if commune else None


def _count_at(house: House) -> datetime | None:
    commune, now = _demo_commune(), house.clock()
    return read(lambda session: next_opening(session, commune.id, now)) if commune else None


def _ended_at(now: datetime) -> EndedVote | None:
    commune = _demo_commune()
    return read(lambda session: ended_vote(session, commune.id, now)) if commune else None


def count_page(ended: EndedVote) -> str:
    """Return the address at which staff count a vote and publish its result."""
    wish = wished_language()
    return f"{PANEL}count/{ended.cycle_id}" + (f"?{LANGUAGE}={wish}" if wish else "")


def _take_own_forms_only() -> None:
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        abort(403)
    request.max_content_length = LARGEST_FORM
