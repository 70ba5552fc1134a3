"""Public sessions on the budget: which there are, and of each what was planned, who came and what it recommends."""

from __future__ import annotations

from datetime import date

from flask import Response, abort, request
from sqlalchemy.orm import Session

from bot import session_words as words
from budgeting.refusal import Refusal
from locales.page_words import name_of
from portal.desk import commune, current_house, read, show
from portal.tongue import say_value
from portal.views.documents import leads_somewhere, page_of
from portal.words import FOLLOW_UP_STATES
from services.clock import day_in
from services.printing.session_report import WAYS
from services.public_sessions.attendance import FEWEST
from services.public_sessions.finding import find_session
from services.public_sessions.reading import SessionPage, list_sessions, public_session_page
from services.public_sessions.recommendations import Recommendations, recommendations_of
from services.session_rooms.told import ToldRoom, told_room

ON_A_PAGE = 25


def sessions() -> Response:
    """List the sessions, the latest first."""
    page, house = page_of(request.args.get("page", "")), current_house()
    found, total = read(
        lambda session: list_sessions(session, house, commune().id, limit=ON_A_PAGE, offset=(page - 1) * ON_A_PAGE)
    )
    return show("sessions", rows=found, page=page, pages=max(1, -(-total // ON_A_PAGE)), words=words, say=say_value)


def public_session(number: int) -> Response:
    """Show one session; groups of fewer than five people are no number."""
    page, recommended, room = _found(number)
    return show(
        "session",
        found=page,
        row=page.row,
        recommended=recommended,
        room=room,
        ways=WAYS,
        states=FOLLOW_UP_STATES,
        fewest=FEWEST,
        language_name=name_of,
        leads_somewhere=leads_somewhere,
        words=words,
        say=say_value,
    )


def _found(number: int) -> tuple[SessionPage, Recommendations, ToldRoom]:
    house, place, today = current_house(), commune(), _today()

    def work(session: Session) -> tuple[SessionPage, Recommendations, ToldRoom]:
        row = find_session(session, place.id, number)
        page = public_session_page(session, house, place.id, number)
        room = told_room(session, house, row, today=today)
        return page, recommendations_of(session, row, today=today), room

    try:
        return read(work)
    except Refusal:
        abort(404)


def _today() -> date:
    return day_in(current_house().clock(), commune().time_zone)
