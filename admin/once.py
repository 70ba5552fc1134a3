"""The mark of a form: pressed twice it is taken once, and filled in otherwise it is another one."""

from __future__ import annotations

import hashlib
import json
import secrets

from flask import g, request
from flask.globals import request_ctx
from werkzeug.datastructures import FileStorage

FIELD, LONGEST = "once", 64
_TAKEN = "panel_form_taken"
_PART = 2**16


def fresh_mark() -> str:
    """Return what stands in one form of one page alone."""
    return secrets.token_hex(16)


def key_of_sent() -> str | None:
    """Return under which key the form that was sent is taken once.

    None where it bears no mark, or is taken already in this request.
    """
    mark = request.form.get(FIELD, "")[:LONGEST] if request.method == "POST" else ""
    if not mark or g.get(_TAKEN):
        return None
    said = sorted((name, value) for name, value in request.form.items(multi=True) if name != "csrf_token")
    files = sorted((name, file.filename or "", _digest(file)) for name, file in request.files.items(multi=True))
    whole = json.dumps([mark, request.path, said, files])
    return hashlib.sha256(whole.encode()).hexdigest()


def _digest(file: FileStorage) -> str:
    """Return what tells a file from another of its name; it is read on from where it was."""
    place = file.stream.tell()
    file.stream.seek(0)
    digest = hashlib.sha256()
    for part in iter(lambda: file.stream.read(_PART), b""):
        digest.update(part)
    file.stream.seek(place)
    return digest.hexdigest()


def note_taken() -> None:
    """Let whatever else this request writes be part of the same form."""
    setattr(g, _TAKEN, True)


def page_above() -> str:
    """Return the page on which the form stood, or the nearest above it that can be looked at."""
    path, adapter = request.path, request_ctx.url_adapter
    while adapter is not None and not path.endswith("/"):
        path = path.rpartition("/")[0]
        if path and adapter.test(path, "GET"):
            break
    return f"{request.script_root}{path}"
