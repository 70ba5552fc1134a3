"""Somebody who needs help at once: this is no emergency line, and they hear so before anything else."""

from __future__ import annotations

from bot.phrases import Speech
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.understanding.said_phrases import says_one_of

FEW_WORDS = 3
"""In so short a message one word is enough; in a longer one it may be about a fire station."""


def calls_for_help(text: str, speech: Speech) -> bool:
    """Do some words call for help?"""
    words = fold(text).split()
    urgent = lexicon_of(tuple(speech.languages)).urgent
    return says_one_of(words, urgent, of_one_word=len(words) <= FEW_WORDS)


def question_of(text: str) -> dict[str, str]:
    """Return the opening with which a call for help is put to the town hall, once the person says so."""
    return {"text": text, "rest": text, "intent": str(Intent.ASK)}
