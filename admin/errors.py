"""The pages shown when something does not work: what happened and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, g, make_response, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from admin.desk import why_refused
from admin.error_words import GO_ON, TOO_MANY, TOO_OLD, UNSURE, WAIT
from admin.signing_in import in_panel
from admin.throttle import TooManyTries
from admin.tongue import _, choose_language, ngettext, speak
from budgeting.refusal import Refusal
from locales.page_words import chain_of
from services.unit_of_work import Busy, Unsure

Handler = Callable[[Any], Any]


def attach_errors(app: Flask) -> None:
    """Answer errors under the panel's address in the panel's layout, and leave all others to who had them before."""
    for code in GO_ON:
        before = app.error_handler_spec[None].get(code, {})
        app.register_error_handler(code, _for_panel(_show_http, next(iter(before.values()), None)))
    app.register_error_handler(CSRFError, _for_panel(_show_forgery, None))
    app.register_error_handler(Refusal, _show_refusal)
    app.register_error_handler(Busy, _for_panel(_show_busy, None))
    app.register_error_handler(Unsure, _for_panel(_show_unsure, None))
    app.register_error_handler(TooManyTries, _show_waiting)


def show_error(code: int, title: str, advice: str) -> Response:
    """Return an error page; the texts are English msgids."""
    _begin_to_speak()
    return _page(code, _(title), _(advice))


def _begin_to_speak() -> None:
    if "panel_languages" not in g:
        speak(chain_of(choose_language()))  # the error came before the guard had chosen a language


def _page(code: int, title: str, advice: str) -> Response:
    return make_response(render_template("panel/error.html", title=title, advice=advice, code=code), code)


def _for_panel(show: Handler, otherwise: Handler | None) -> Handler:
    def answer(error: Any) -> Any:
        if in_panel():
            return show(error)
        if otherwise is not None:
            return otherwise(error)
        if isinstance(error, HTTPException):
            return error
        raise error

    return answer


def _show_http(error: HTTPException) -> Response:
    code = error.code or 500
    return show_error(code, *GO_ON.get(code, GO_ON[500]))


def _show_forgery(_error: CSRFError) -> Response:
    return show_error(400, *TOO_OLD)


def _show_busy(_error: Busy) -> Response:
    return show_error(503, *GO_ON[503])


def _show_unsure(_error: Unsure) -> Response:
    return show_error(503, *UNSURE)


def _show_refusal(error: Refusal) -> Response:
    if not in_panel():
        raise error
    return _page(409, _("This cannot be done"), why_refused(error))


def _show_waiting(error: TooManyTries) -> Response:
    _begin_to_speak()
    response = _page(429, _(TOO_MANY), ngettext(WAIT.one, WAIT.many, error.seconds))
    response.headers["Retry-After"] = str(error.seconds)
    return response
