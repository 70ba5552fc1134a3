"""A photo or a position that comes before it is asked for: taken when it comes, and not asked for again."""

from __future__ import annotations

from typing import Any

from bot.phrases import Phrase, _
from bot.records import plain
from bot.state import State
from bot.steps import Ask, Heard, Question, Wants

PHOTO_KEPT = _("Your photo is kept. Please answer here as well.")
PLACE_KEPT = _("Your position is kept. Please answer here as well.")


def keep_early(heard: Heard, question: Question, state: State) -> Phrase | None:
    """Keep what the question does not ask for with the opening of its dialogue; return what to say of it."""
    wants = question.wants if isinstance(question, Ask) else None
    things = things_of(heard)
    if "photo" in things and wants is not Wants.PHOTO:
        state.opening["photo"] = things["photo"]
        return PHOTO_KEPT
    if "location" in things and wants is not Wants.LOCATION:
        state.opening["location"] = things["location"]
        return PLACE_KEPT
    return None


def things_of(heard: Heard) -> dict[str, Any]:
    """Return the photo and the position of a message as JSON, as far as they are there."""
    found = {"photo": heard.photo, "location": plain(heard.location) if heard.location else None}
    return {name: thing for name, thing in found.items() if thing}
