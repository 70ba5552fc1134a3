"""The public register: what was asked, what was answered and in how many days; never who asked."""

from __future__ import annotations

from flask import Response, request

from bot.law_words import GROUNDS
from bot.sms.clean import clean_text
from bot.topics import topic_phrase
from portal.desk import commune, current_house, read, show
from portal.tongue import say_value
from portal.views.documents import page_of
from portal.words import REQUEST_KINDS, REQUEST_STATES
from services.public.requests import figures_of, list_public

ON_A_PAGE = 25
LONGEST = 100
"""Characters of a search."""


def requests() -> Response:
    """Show a page of the register, what the search finds where the address asks for words, and its figures."""
    page, house = page_of(request.args.get("page", "")), current_house()
    wanted = clean_text(request.args.get("q", ""))[:LONGEST].strip()
    found, total = read(
        lambda session: list_public(
            session,
            commune().id,
            words=wanted,
            limit=ON_A_PAGE,
            offset=(page - 1) * ON_A_PAGE,
            memory=house.memory,
        )
    )
    return show(
        "requests",
        rows=found,
        total=total,
        wanted=wanted,
        page=page,
        pages=max(1, -(-total // ON_A_PAGE)),
        figures=read(lambda session: figures_of(session, house, commune().id)),
        states=REQUEST_STATES,
        kinds=REQUEST_KINDS,
        ground_of=lambda code: say_value(GROUNDS[code]) if code in GROUNDS else "",
        topic_of=lambda topic: say_value(topic_phrase(topic)),
    )
