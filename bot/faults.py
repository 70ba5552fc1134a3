"""Is something said to be broken? Then the staff are told of it, and nobody is asked for a mark."""

from __future__ import annotations

from bot.phrases import Speech
from bot.records import Record
from bot.understanding.fold import fold
from bot.understanding.lexicon import lexicon_of
from bot.understanding.said_phrases import says_one_of

WITH_WORKS = {"funded", "under_way", "done", "abandoned"}
"""States of a project that got its money: only there something can be broken, late or left undone."""


def tells_a_fault(text: str, speech: Speech) -> bool:
    """Do some words say that something does not work?"""
    return says_one_of(fold(text).split(), lexicon_of(tuple(speech.languages)).broken)


def asks_to_report(opening: Record, speech: Speech) -> bool:
    """Was it the command to report a fault, PANNE or BROKEN, and not the one to rate?"""
    text, rest = opening.text or "", opening.rest or ""
    command = text[: len(text) - len(rest)] if text.endswith(rest) else text
    return bool(command.strip()) and rest != text and tells_a_fault(command, speech)
