"""Several questions in one message, each of another kind: none is answered for the others."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence

from bot.understanding.facts import read_facts
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.understanding.money_questions import read_money_question
from bot.understanding.understand import Understanding, understand

ASKED = frozenset(
    {
        Intent.BUDGET,
        Intent.MEETINGS,
        Intent.RESULTS,
        Intent.PROJECTS,
        Intent.PROJECT,
        Intent.LEARN,
        Intent.DOCUMENTS,
        Intent.VOTE,
        Intent.HELP,
        Intent.FEEDBACK,
    }
)
"""What a question is of a kind by; what is told to people whole (a question, an idea) is not taken apart."""

TOLD_WHOLE = frozenset({Intent.ASK, Intent.PROPOSE, Intent.FORMAL, Intent.REPLY, Intent.COMPLAIN})

SENTENCE = re.compile(r"[^?؟!;؛\n.]+[?؟!;؛.]*")
COMMA = re.compile("[,،]")
LEAST_COMMAS = 2
"""Between so many and more commas stand questions of their own; one alone parts a greeting from what is asked."""

MARKS = "?؟"
LEAST_LETTERS = 3
MOST = 6
"""Questions of one message that are told apart."""


def questions_in(meaning: Understanding, languages: Sequence[str]) -> list[Understanding]:
    """Return what a message says piece by piece where it asks two things of different kinds or more, else nothing.

    A message that may be a ballot is never taken apart, nor what is begun for people to read.
    """
    if meaning.numbers or meaning.refused or (meaning.sure and meaning.intent in TOLD_WHOLE):
        return []
    pieces = _pieces(meaning.text)
    if len(pieces) < 2:
        return []
    read = [understand(piece, languages[0], languages) for piece in pieces[:MOST]]
    if any(piece.looks_like_ballot for piece in read):
        return []
    kinds = {_kind(piece, languages) for piece in read if _is_question(piece, languages)}
    return [piece for piece in read if piece.intent is not Intent.START] if len(kinds) > 1 else []


def _pieces(text: str) -> list[str]:
    """Return the sentences of a message; a single one with commas by its commas."""
    found = _said(SENTENCE.findall(text))
    if len(found) == 1 and len(COMMA.findall(text)) >= LEAST_COMMAS and any(mark in text for mark in MARKS):
        return [f"{piece.rstrip(MARKS).rstrip()} ?" for piece in _said(COMMA.split(text))]
    return found


def _said(pieces: Sequence[str]) -> list[str]:
    return [piece.strip() for piece in pieces if sum(map(str.isalpha, piece)) >= LEAST_LETTERS]


def _is_question(piece: Understanding, languages: Sequence[str]) -> bool:
    return piece.sure and piece.intent in ASKED and read_facts(piece.text, lexicon_of(tuple(languages))).asks


def _kind(piece: Understanding, languages: Sequence[str]) -> Hashable:
    """Return what it asks for: of money, for which."""
    if piece.intent is not Intent.BUDGET:
        return piece.intent
    asked = read_money_question(piece.text, languages)
    return asked.topic, asked.nature, asked.things, asked.place
