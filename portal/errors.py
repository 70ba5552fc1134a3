"""What a public page says when it cannot be shown: what happened and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from portal.tongue import _
from portal.words import GO_ON

Handler = Callable[[Any], Any]
OF_OTHERS = ("/panel/", "/webhooks/", "/healthz/")


def attach_errors(app: Flask) -> None:
    """Answer errors under public addresses in their layout, and leave all others to who had them before."""
    for code in GO_ON:
        before = app.error_handler_spec[None].get(code, {})
        app.register_error_handler(code, _for_public(next(iter(before.values()), None)))


def is_public() -> bool:
    """Is the request for an address of the public pages?"""
    return not f"{request.path}/".startswith(OF_OTHERS)


def _for_public(otherwise: Handler | None) -> Handler:
    def answer(error: HTTPException) -> Any:
        if is_public():
            return _show(error)
        return otherwise(error) if otherwise else error

    return answer


def _show(error: HTTPException) -> Any:
    code = error.code or 500
    title, advice = GO_ON.get(code, GO_ON[500])
    response = make_response(render_template("portal/error.html", title=_(title), advice=_(advice)), code)
    if code == 405:
        response.headers.extend(error.get_headers())
        response.content_type = "text/html; charset=utf-8"
    return response
