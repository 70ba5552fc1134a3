"""The doors: `/webhooks/<provider>/<line>/inbound` and `/status`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

import structlog
from flask import Blueprint, Flask, Response, abort, request
from werkzeug.exceptions import HTTPException

from bot.messages import Screen
from gateways.base import Answer, Call, InSession, LineView, Provider, Unreadable, Unsigned
from services.house import House
from services.line_book import LineBook
from services.reports import record_report
from services.throttle import Throttle, sender_mark
from services.trouble import is_out_of_order
from services.turn import take, take_in_session
from services.unit_of_work import Busy, Unsure

LARGEST_BODY = 64 * 1024
RETRY_SECONDS = "5"
THROTTLED_SECONDS = "60"
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Doors:
    """What the doors need: the house, the providers, the lines, and how often one sender may knock."""

    house: House
    providers: Mapping[str, Provider]
    book: LineBook[LineView]
    throttle: Throttle


@dataclass(frozen=True, slots=True)
class _Knock:
    """A call whose signature is good."""

    line_id: int
    line: LineView
    provider: Provider
    call: Call


def attach_doors(app: Flask, doors: Doors) -> None:
    """Add the doors to the application."""
    blueprint = Blueprint("webhooks", __name__, url_prefix="/webhooks")
    methods = ["GET", "POST"]

    @blueprint.route("/<provider>/<key>/inbound", methods=methods)
    def inbound(provider: str, key: str) -> Response:
        return _answer(doors, provider, key, _take_all)

    @blueprint.route("/<provider>/<key>/status", methods=methods)
    def status(provider: str, key: str) -> Response:
        return _answer(doors, provider, key, _note_all)

    app.register_blueprint(blueprint)


def _answer(doors: Doors, provider: str, key: str, act: Callable[[Doors, _Knock], int | Screen]) -> Response:
    try:
        knock = _let_in(doors, provider, key)
        outcome = act(doors, knock)
    except HTTPException:
        raise
    except Unreadable:
        return _say("unreadable", 400)
    except Exception as error:
        return _why_not_taken(error, provider)
    if outcome == 429:
        return _say("too many", 429, {"Retry-After": THROTTLED_SECONDS})
    return _thank(knock, outcome if isinstance(outcome, Screen) else None)


def _why_not_taken(error: Exception, provider: str) -> Response:
    """Ask to be called again when the database is the trouble; else it is the call, and would be so again."""
    if isinstance(error, (Busy, Unsure)) or is_out_of_order(error):
        log.error("a call could not be kept", provider=provider, error=type(error).__name__)
        return _say("busy", 503, {"Retry-After": RETRY_SECONDS})
    log.exception("a call could not be read", provider=provider, error=type(error).__name__)
    return _say("unreadable", 400)


def _thank(knock: _Knock, screen: Screen | None) -> Response:
    try:
        answer = _answer_of(knock, screen)
    except Exception as error:  # all is kept: anything but a 200 would bring it back
        log.exception("a call was taken and could not be answered", error=type(error).__name__)
        return _say("", 200)
    return Response(answer.body, answer.status, content_type=answer.content_type)


def _answer_of(knock: _Knock, screen: Screen | None) -> Answer:
    if screen is not None and isinstance(knock.provider, InSession):
        return knock.provider.answer_screen(screen)
    return knock.provider.answer(knock.call)


def _say(words: str, code: int, headers: Mapping[str, str] | None = None) -> Response:
    return Response(words, code, headers, content_type="text/plain")


def _let_in(doors: Doors, provider_key: str, line_key: str) -> _Knock:
    provider = doors.providers.get(provider_key)
    found = doors.book.find(provider_key, line_key) if provider else None
    if provider is None or found is None:
        abort(404)
    request.max_content_length = LARGEST_BODY
    call = Call(
        request.method,
        request.path,
        request.query_string.decode("latin-1"),
        {name.lower(): value for name, value in request.headers.items()},
        request.get_data(cache=False),
        request.remote_addr or "",
    )
    try:
        provider.verify(call, found[1])
    except Unsigned:
        log.info("an unsigned call was refused", provider=provider_key, line=line_key)
        abort(403)
    return _Knock(found[0], found[1], provider, call)


def _take_all(doors: Doors, knock: _Knock) -> int | Screen:
    can = knock.provider.capabilities_of(knock.line)
    messages = knock.provider.parse(knock.call, knock.line)
    if not messages:
        with suppress(Unreadable):  # some providers report what became of a message at the same door
            return _note_all(doors, knock)
    for message in messages:
        if not doors.throttle.lets(sender_mark(doors.house.vault, knock.line_id, message.sender)):
            return 429
        if message.session:
            return take_in_session(doors.house, knock.line_id, can, message)  # such a call brings one message
        take(doors.house, knock.line_id, can, message)
    return 200


def _note_all(doors: Doors, knock: _Knock) -> int:
    reports = knock.provider.parse_status(knock.call, knock.line)
    if reports:
        now = doors.house.clock()
        # Repeatable: a status only ever moves forward.
        doors.house.work.write(
            lambda session: [record_report(session, knock.line_id, it, now) for it in reports], is_repeatable=True
        )
    return 200
