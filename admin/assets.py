"""The panel's own files, at addresses that change with their content: a browser asks for each once and keeps it."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, request

from admin.signing_in import PREFIX

FOLDER = Path(__file__).parent / "static"
YEAR = 31_536_000


def attach_assets(app: Flask) -> None:
    """Let browsers and caches keep a file for ever under the address that holds its digest, and only under that."""

    def keep(response: Response) -> Response:
        if response.status_code == 200 and request.endpoint == "panel.static" and _is_this_one():
            response.cache_control.no_cache = None
            response.cache_control.public = True
            response.cache_control.max_age = YEAR
            response.cache_control.immutable = True
        return response

    app.after_request(keep)


def asset_address(name: str) -> str:
    """Return the address of a file as it is now, such as `/panel/static/palabre.css?v=3f2a…`."""
    return f"{PREFIX}/static/{name}?v={_digest(name)}"


def _is_this_one() -> bool:
    return request.args.get("v") == _digest((request.view_args or {})["filename"])


@cache
def _digest(name: str) -> str:
    return sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
