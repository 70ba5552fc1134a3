"""A photo, a voice, a position or a card that comes before it is asked for: taken then, and not asked for again."""

from __future__ import annotations

from typing import Any

from bot.dialogue import Dialogue
from bot.messages import Capabilities
from bot.phrases import Phrase, _
from bot.ports import Desk
from bot.records import plain
from bot.state import State
from bot.steps import Ask, Heard, Question, Wants

PHOTO_KEPT = _("Your photo is kept. Please answer here as well.")
VOICE_KEPT = _("Your voice message is kept. Please answer here as well.")
VOICE_LATER = _("A voice message is no answer here. Please answer first; then send it again, if it is an idea.")
PLACE_KEPT = _("Your position is kept. Please answer here as well.")


CARD_KEPT = _("Thank you, I have your number. Please answer here as well.")
TAKES_CARD = {"vote", "blank_vote"}
"""Dialogues that ask for the sender's card, after what is chosen."""
MOST_VOICES = 3
"""Voice messages kept beside the first; who speaks once more hears that it has to be sent again."""
TAKES_VOICE = {"propose"}
"""Dialogues that pass a voice message on."""


def keep_early(
    heard: Heard, question: Question, state: State, current: Dialogue, can: Capabilities, desk: Desk
) -> Phrase | None:
    """Keep what the question does not ask for with the opening of its dialogue; return what to say of it.

    A number that a card proves is kept at once: it is good beyond this dialogue.
    """
    wants = question.wants if isinstance(question, Ask) else None
    is_card = bool(heard.phone) and not heard.text and can.asks_contact and wants is not Wants.CONTACT
    if is_card and current.name in TAKES_CARD:
        if not desk.has_proven_phone():
            desk.keep_phone(str(heard.phone))
        state.opening["phone"] = heard.phone
        return CARD_KEPT
    if heard.voice and not (isinstance(question, Ask) and question.hears_voice):
        return _keep_voice(heard.voice, state, current)
    if not current.takes_things:
        return None
    things = things_of(heard)
    if "photo" in things and wants is not Wants.PHOTO:
        state.opening["photo"] = things["photo"]
        return PHOTO_KEPT
    if "location" in things and wants is not Wants.LOCATION:
        state.opening["location"] = things["location"]
        return PLACE_KEPT
    return None


def _keep_voice(voice: str, state: State, current: Dialogue) -> Phrase:
    kept = state.opening.get("voices", ())
    if current.name not in TAKES_VOICE or len(kept) >= MOST_VOICES:
        return VOICE_LATER
    state.opening["voices"] = [*kept, voice]
    return VOICE_KEPT


def things_of(heard: Heard) -> dict[str, Any]:
    """Return the photo, the voice message and the position of a message as JSON, as far as they are there."""
    place = plain(heard.location) if heard.location else None
    found = {"photo": heard.photo, "voice": heard.voice, "location": place}
    return {name: thing for name, thing in found.items() if thing}
