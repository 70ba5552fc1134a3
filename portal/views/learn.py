"""The lessons to read at a go, the same as by SMS, with their questions."""

from __future__ import annotations

from flask import Response

from locales.page_words import direction_of
from portal.desk import commune, read, show
from portal.tongue import spoken_languages
from portal.words import CONFIDENCE
from services.lessons import lessons_of


def learn() -> Response:
    """Show every lesson with its questions, whose answers are folded away."""
    place = commune()
    languages = tuple(dict.fromkeys((*spoken_languages(), *place.languages)))
    lessons = read(lambda session: lessons_of(session, place.id, languages))
    return show("learn", lessons=lessons, confidence=CONFIDENCE, direction_of=direction_of)
