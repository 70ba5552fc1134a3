"""Taught words in a conversation: they are heard where nothing is at stake."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.knowing import accuses
from bot.phrases import Speech
from bot.steps import Heard
from bot.understanding.taught import with_taught
from bot.understanding.understand import Understanding
from bot.urgent import calls_for_help


def hear_taught(heard: Heard, speech: Speech, is_free: Callable[[], bool]) -> Heard:
    """Return a message with what the commune's taught words tell of it; the same message unless `is_free`.

    It is where nothing is open that a taught word could take from somebody.
    """
    if not speech.taught or heard.button or heard.has_code or heard.is_ballot:
        return heard
    meaning = meaning_by_taught(heard.meaning, speech)
    return replace(heard, meaning=meaning) if meaning is not heard.meaning and is_free() else heard


def meaning_by_taught(meaning: Understanding, speech: Speech) -> Understanding:
    """Return what a message means by the taught words too; by the house's alone where it calls for help or accuses."""
    found = with_taught(meaning, speech.taught, speech.languages)
    if found is meaning or calls_for_help(meaning.text, speech) or accuses(meaning.text, speech):
        return meaning
    return found
