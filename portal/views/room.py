"""The screen of a session's room: one question or one vote in big letters; no phone, no name, no cache."""

from __future__ import annotations

from flask import Response, abort, make_response, render_template

from bot.messages import Channel
from bot.phrases import Speech
from bot.room_vote import CHOICES, word_told
from portal.desk import commune, current_house, read
from portal.tongue import spoken_languages
from services.public import heard_lines
from services.session_rooms.reading import ScreenView, read_screen
from services.session_rooms.rooms import session_on_screen

EVERY = 10
"""Seconds after which the page is asked for anew; a header does it, so that no script is needed."""
MOST_SHOWN = 8
"""Questions that wait, on the screen."""


def room(token: str) -> Response:
    """Show what stands before the room; 404 for any other address."""
    house, place = current_house(), commune()
    screen: ScreenView | None = read(
        lambda db: read_screen(db, house, row) if (row := session_on_screen(db, house, place.id, token)) else None
    )
    if screen is None:
        abort(404)
    lines = read(lambda db: heard_lines(db, house, place.id))
    told = [word_told(choice, Speech(spoken_languages())) for choice in CHOICES]
    numbers = [line.written for line in lines if line.channel == Channel.SMS]
    response = make_response(
        render_template("portal/room.html", screen=screen, most=MOST_SHOWN, words=told, numbers=numbers)
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Refresh"] = str(EVERY)
    return response
