"""The addresses of the public pages, each bound to one commune before its page runs."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, current_app, g
from werkzeug.routing import BaseConverter

from portal.desk import read
from portal.tongue import LANGUAGE, speak, wished_language
from services.communes import TAKEN_KEYS, CommuneView
from services.public import find_by_key

PORTAL = "portal"
KEY = "key"


class CommuneConverter(BaseConverter):
    """A commune's public name in an address."""

    regex = rf"(?!(?:{'|'.join(TAKEN_KEYS)})\Z)[a-z][a-z0-9-]{{1,47}}"


def make_portal() -> Blueprint:
    """Return the blueprint of the public pages, still without views."""
    portal = Blueprint(PORTAL, __name__, template_folder="templates", static_folder="static", static_url_path="/assets")
    portal.url_value_preprocessor(open_commune)
    portal.url_defaults(carry_on)
    return portal


def open_commune(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Find the commune that the address names; 404 where there is none."""
    key = (values or {}).pop(KEY, None)
    if key is None:
        speak(None)
        return
    found = read(lambda session: find_by_key(session, key))
    speak(found)
    if found is None:
        abort(404)


def carry_on(endpoint: str, values: dict[str, Any]) -> None:
    """Keep the commune and the language that the address asked for in every link."""
    found: CommuneView | None = g.get("portal_commune")
    if found and current_app.url_map.is_endpoint_expecting(endpoint, KEY):
        values.setdefault(KEY, found.key)
    if endpoint != f"{PORTAL}.static" and LANGUAGE not in values and (wish := wished_language()):
        values[LANGUAGE] = wish
