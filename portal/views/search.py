"""Finding anything published by its words: lines of the budget, programmes, documents, answers."""

from __future__ import annotations

from flask import Response, request

from bot.budget_words import STATUSES
from bot.found_words import title_of_hit
from portal.desk import commune, current_house, read, show
from portal.tongue import LANGUAGE, say_value, wished_language
from portal.words import KINDS
from services.search import search as find

MOST = 30
LONGEST = 120


def search() -> Response:
    """Show what was found, or the form alone."""
    asked = " ".join(request.args.get("q", "").split())[:LONGEST]
    here, memory = commune(), current_house().memory
    hits = read(
        lambda session: find(session, here.id, asked, most=MOST, memory=memory, address=f"/{here.key}") if asked else []
    )
    return show(
        "search",
        asked=asked,
        hits=hits,
        title_of=lambda hit: say_value(title_of_hit(hit)),
        kinds=KINDS,
        in_this_language=in_this_language,
        status_of=lambda status: say_value(STATUSES[status]) if status in STATUSES else status,
    )


def in_this_language(link: str) -> str:
    """Return a link that keeps the language which the address of this page asked for; others are left as they are."""
    wish = wished_language()
    if wish is None or not link.startswith("/"):
        return link
    path, mark, place = link.partition("#")
    return f"{path}{'&' if '?' in path else '?'}{LANGUAGE}={wish}{mark}{place}"
