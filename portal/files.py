"""How files are sent to anybody: never run, never guessed at by the browser, kept for a minute."""

from __future__ import annotations

from flask import Response, make_response

from portal.desk import FRESH_SECONDS, cacheable
from services.printing.papers import Paper

NOTHING_RUNS = "default-src 'none'; sandbox"


def harmless(response: Response) -> Response:
    """Return a file's response with the headers under which nothing in it is ever run, to be kept for a minute."""
    response.headers["Content-Security-Policy"] = NOTHING_RUNS
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.cache_control.no_cache = None
    response.cache_control.public = True
    response.cache_control.max_age = FRESH_SECONDS
    return response


def shown_paper(paper: Paper) -> Response:
    """Return a pressed sheet, to be shown or printed by the browser."""
    response = make_response(paper.content)
    response.content_type = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{paper.file_name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return cacheable(response)
