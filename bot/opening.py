"""What a message opens when nothing else is open, and what the dialogue may know of it."""

from __future__ import annotations

from typing import Any

from bot.answers import is_yes_or_no
from bot.dialogue import dialogue_for, find_dialogues
from bot.early import things_of
from bot.phrases import Speech
from bot.state import State
from bot.steps import Heard
from bot.understanding.intents import Intent
from bot.understanding.several import questions_in
from bot.understanding.typical import typical_question
from bot.understanding.understand import Understanding
from bot.urgent import is_urgent, question_of

LEADS_TO_A_REPORT = {"feedback"}
"""Dialogues that hand a photo on which came with the first words, and take none later."""


def dialogue_named(meaning: Understanding) -> str:
    """Return the dialogue that a message opens."""
    if meaning.changes:
        return "not_for"
    if meaning.intent is Intent.NUMBER_ONLY:
        return "numbers"
    if meaning.intent is Intent.UNKNOWN:
        return "unknown"
    found = dialogue_for(meaning.intent)
    if found is None:
        return "menu"
    if meaning.sure:
        return found.name
    return "numbers" if meaning.intent is Intent.VOTE and meaning.numbers else "clarify"


def opening_of(meaning: Understanding) -> dict[str, object]:
    """Return what a dialogue may know of the message that opened it."""
    return {
        "text": meaning.text,
        "rest": meaning.rest,
        "is_whole": meaning.is_whole,
        "is_likely": meaning.likely,
        "intent": str(meaning.intent),
        "runner_up": str(meaning.runner_up) if meaning.runner_up else None,
        "numbers": list(meaning.numbers),
        "points": list(meaning.points),
        "refused": list(meaning.refused),
        "keeps": meaning.keeps,
        "beside": meaning.beside,
        "instead": list(meaning.instead),
        "places": list(meaning.places),
        "reference": meaning.reference,
        "topic": meaning.topic and str(meaning.topic),
        "year": meaning.year,
        "code": meaning.code,
        "language": meaning.language_asked,
    }


def opened_by_words(heard: Heard, speech: Speech, state: State) -> tuple[str, dict[str, Any]]:
    """Return the dialogue that words open and its opening; a yes or no to nothing opens none but a friendly word."""
    things = things_of(heard)
    if heard.voice and not heard.text:
        return "propose", things
    if things and not heard.text:
        return "unknown", {"alone": next(iter(things))}
    if is_yes_or_no(heard.text, speech):
        return "thanks", {"closes": True}
    if is_urgent(heard, speech):
        return "ask", question_of(heard.text)
    name, opening = dialogue_named(heard.meaning), opening_of(heard.meaning)
    if heard.voice:
        return "propose", {**opening, **things, "intent": str(Intent.PROPOSE)}  # what stands under it is its name
    if name == "cancel":
        return name, {"sent": state.sent_just_now(), "is_begun": state.dialogue is not None}
    if not things and questions_in(heard.meaning, speech.languages):
        return "several", opening
    if not things and asks_typically(heard.meaning):
        return "ask", question_of(heard.text)
    takes_things = find_dialogues()[name].takes_things or name in LEADS_TO_A_REPORT
    return name, {**opening, **things} if takes_things else opening


def asks_typically(meaning: Understanding) -> bool:
    """Are the words, behind no command, one of the questions that every session on a budget hears?"""
    is_command = meaning.rest != meaning.text or meaning.is_whole
    return not (is_command or meaning.looks_like_ballot) and typical_question(meaning.text) is not None


def is_numbers(heard: Heard) -> bool:
    """Are they numbers of things, 9 among them, which goes back elsewhere?"""
    return bool(heard.meaning.numbers) and (
        heard.meaning.intent is Intent.NUMBER_ONLY or heard.text.strip().isdecimal()
    )
