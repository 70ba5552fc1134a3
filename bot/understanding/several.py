"""Several questions in one message, each of another kind: none is answered for the others."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.understanding.facts import read_facts
from bot.understanding.fold import WORD, fold_word
from bot.understanding.intents import Intent
from bot.understanding.joined import parts_of
from bot.understanding.lexicon import Lexicon, lexicon_of
from bot.understanding.money_lines import AND_WRITTEN_ON
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
        Intent.ACTION_PLAN,
        Intent.VOTE,
        Intent.DEADLINE,
        Intent.RULES,
        Intent.POPULATION,
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
LEAST_WORDS = 2
"""Words of a question that follows another without a mark."""

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
        return _unmarked(meaning, languages)
    read = [understand(piece, languages[0], languages) for piece in pieces[:MOST]]
    if any(piece.looks_like_ballot for piece in read):
        return []
    kinds = {_kind(piece, languages) for piece in read if _is_question(piece, languages)}
    return [piece for piece in read if piece.intent is not Intent.START] if len(kinds) > 1 else []


def things_of_money_in(text: str, languages: Sequence[str]) -> list[Understanding]:
    """Return a question for each of the things of the budget that a message joins, of the year that it names."""
    lexicon = lexicon_of(tuple(languages))
    years = read_money_question(text, languages).years
    found = []
    for part in parts_of(text, lexicon)[:MOST]:
        missing = [str(year) for year in years if str(year) not in part.text]
        said = " ".join([part.text, *missing])
        found.append(replace(understand(said, languages[0], languages), intent=Intent.BUDGET, sure=True))
    return found


def _unmarked(meaning: Understanding, languages: Sequence[str]) -> list[Understanding]:
    """Return the questions that follow one another without a mark, where each begins with a word that asks anew.

    All of them must be plain questions. Two sums that are told together in one answer are one question.
    """
    lexicon = lexicon_of(tuple(languages))
    pieces = _begun_anew(meaning.text, lexicon)
    if not 1 < len(pieces) <= MOST:
        return []
    read = [understand(piece, languages[0], languages) for piece in pieces]
    if any(piece.looks_like_ballot or not _is_question(piece, languages) for piece in read):
        return []
    lines = read_money_question(meaning.text, languages).lines
    if len(read) == 2 and (lines.is_both or lines.both) and {piece.intent for piece in read} == {Intent.BUDGET}:
        return []
    return read if len({_kind(piece, languages) for piece in read}) > 1 else []


def _begun_anew(text: str, lexicon: Lexicon) -> list[str]:
    """Return what stands from one word that asks anew to the next, without the and that joins it."""
    words = list(WORD.finditer(text))
    folded = [fold_word(word.group()) for word in words]
    starts = [at for at, word in enumerate(folded) if word in lexicon.asks_anew]
    if len(starts) < 2:
        return []
    bounds = [0, *starts[1:], len(words)]
    pieces = []
    for first, end in pairwise(bounds):
        last = end - 1 if folded[end - 1] in lexicon.between and end - 1 > first else end
        if last - first < LEAST_WORDS:
            return []
        is_joined = first > 0 and folded[first].startswith(AND_WRITTEN_ON)
        pieces.append(text[words[first].start() + is_joined : words[last - 1].end()])
    return pieces


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
