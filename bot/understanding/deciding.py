"""Rules that decide what a message wants, from certainty to resemblance; the first that knows has the last word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.understanding.ballots import read_ballot, read_blank
from bot.understanding.commands import (
    Opening,
    is_sure,
    language_named,
    misspelt_command,
    opening_command,
    whole_command,
)
from bot.understanding.examples import Examples, Verdict
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent, Topic
from bot.understanding.lexicon import LONGEST_PHRASE, Lexicon
from bot.understanding.money_questions import find_programme
from bot.understanding.named import read_named
from bot.understanding.plain_money import is_plainly_of_money
from bot.understanding.said_phrases import says_one_of
from bot.understanding.topics import is_topic_word

ADDED = re.compile(r"\D*\+\s*\d")
"""A number with a plus before it is added to something."""

# Whatever follows these words is what the citizen wants to tell; nothing is done before a blank vote is confirmed.
FREE = frozenset(
    {
        Intent.PROPOSE,
        Intent.ASK,
        Intent.FEEDBACK,
        Intent.CANCEL,
        Intent.BLANK_VOTE,
        Intent.SEARCH,
        Intent.FORMAL,
        Intent.REPLY,
        Intent.DOCUMENTS,
    }
)

TRACKED = frozenset({Intent.ASK, Intent.TRACK, Intent.PROPOSE, Intent.PROJECT})
"""Commands that with a reference behind them ask where it stands."""

FEW_WORDS = 3
"""In so short a message an unknown first word is more likely a misspelt command than a sentence."""

UNSURE = 0.6
"""Confidence of what is asked about first."""

SURE = 0.62
"""Probability from which resemblance is acted on without asking."""

LEAST_EVIDENCE = 1.6
"""Below this sum of evidence a message resembles nothing we know."""

NEVER_PROPOSED = frozenset({Topic.REVENUE, Topic.DEBT, Topic.TOTAL})
"""Topics of which nobody makes a project: their words alone ask for the figure."""

OVERRULES = 0.8
"""Probability from which the whole sentence overrules the command word it happens to begin with."""


class Decision(NamedTuple):
    """An intent, how sure, what it might be instead, and how many opening words were the command.

    `refused` are the projects that somebody says they do not vote for, `points` stand beside `numbers`, `keeps` is
    whether the rest of the vote that stands is to stay.
    """

    intent: Intent
    confidence: float
    sure: bool
    runner_up: Intent | None = None
    length: int = 0
    numbers: tuple[int, ...] | None = None
    language: str | None = None
    refused: tuple[int, ...] = ()
    points: tuple[int | None, ...] = ()
    keeps: bool = False


def decide(facts: Facts, examples: Examples) -> Decision:
    """What the message wants."""
    return (
        _nothing_said(facts)
        or _whole_message(facts)
        or _bare_numbers(facts)
        or _blank(facts)
        or _ballot(facts)
        or _programme_named(facts)
        or _plain_money(facts, examples)
        or _opened(facts, examples)
        or _reference_given(facts)
        or _resembles(facts, examples)
    )


def _nothing_said(facts: Facts) -> Decision | None:
    if facts.words:
        return None
    return Decision(Intent.HELP, 1.0, sure=True) if facts.folded.asks else Decision(Intent.UNKNOWN, 0.0, sure=False)


def _whole_message(facts: Facts) -> Decision | None:
    lexicon, words = facts.lexicon, facts.words
    intent = whole_command(words, lexicon)
    if intent is not None:
        sure = intent is not Intent.VOTE or not facts.folded.asks
        return Decision(intent, 1.0, sure=sure, length=0 if _says_what(intent, words, lexicon) else len(words))
    tag = language_named(words, lexicon) or language_named([w for w in words if w not in lexicon.courtesy], lexicon)
    return None if tag is None else Decision(Intent.LANGUAGE, 1.0, sure=True, length=len(words), language=tag)


def _bare_numbers(facts: Facts) -> Decision | None:
    lexicon = facts.lexicon
    found = False
    for mark in facts.marks:
        if mark.value is not None or mark.word.isdecimal():
            found = True
        elif mark.word not in lexicon.beside_numbers or mark.word in lexicon.openers or mark.word in lexicon.vote:
            return None
    if not found or facts.reference:
        return None
    return Decision(Intent.NUMBER_ONLY, 1.0, sure=not facts.folded.asks)


def _blank(facts: Facts) -> Decision | None:
    """A nought after a vote word. It is sure even with a question mark: what is one is asked about, or not recorded."""
    numbers = None if facts.reference else read_blank(facts.marks, facts.lexicon)
    if numbers is None:
        return None
    return Decision(Intent.BLANK_VOTE, 1.0, sure=True, length=length_of_vote_words(facts), numbers=numbers)


def _ballot(facts: Facts) -> Decision | None:
    numbers = () if facts.reference or ADDED.match(facts.folded.digits) else read_ballot(facts.marks, facts.lexicon)
    if not numbers:
        return None
    asks = facts.folded.asks
    length = length_of_vote_words(facts)
    return Decision(Intent.VOTE, UNSURE if asks else 1.0, sure=not asks, length=length, numbers=numbers)


def length_of_vote_words(facts: Facts) -> int:
    """How many words as typed precede the object of the vote; 0 when vote word and number are glued (VOTE12)."""
    heads = facts.lexicon.vote_heads
    return next((at for at, word in enumerate(facts.words, start=1) if word in heads), 0)


def _programme_named(facts: Facts) -> Decision | None:
    """PROGRAMME 017 is about money wherever it stands, unless somebody is asking, proposing or voting."""
    if facts.lexicon.programme.isdisjoint(facts.words) or find_programme(facts.words, facts.lexicon)[1] is None:
        return None
    opening = opening_command(facts.words, facts.lexicon)
    if opening is not None and (opening.intent in FREE or opening.intent is Intent.VOTE):
        return None
    return Decision(Intent.BUDGET, 0.97, sure=True)


def _plain_money(facts: Facts, examples: Examples) -> Decision | None:
    opening = opening_command(facts.words, facts.lexicon)
    if facts.reference or not is_plainly_of_money(facts, opening and opening.intent, lambda: _judged(facts, examples)):
        return None
    return Decision(Intent.BUDGET, 0.95, sure=True, length=opening.length if opening else 0)


def _reference_given(facts: Facts) -> Decision | None:
    return None if facts.reference is None else Decision(Intent.TRACK, 0.95, sure=True)


def _opened(facts: Facts, examples: Examples) -> Decision | None:
    opening = opening_command(facts.words, facts.lexicon)
    if opening is None:
        return None
    intent, length, _ = opening
    if intent is Intent.SUPPORT:
        return _supported(facts, length)
    if intent is Intent.COMPLAIN:
        return Decision(intent, 0.97, sure=True, length=length)
    if facts.reference is not None and intent in TRACKED:
        return Decision(Intent.TRACK, 0.98, sure=True, length=length)
    if intent in FREE:
        is_told = _says_what(intent, facts.words[:length], facts.lexicon)
        return Decision(intent, 0.95, sure=True, length=0 if is_told else length)
    if intent is Intent.RECEIPT and facts.code is not None:
        return Decision(intent, 0.98, sure=True, length=length)
    if intent is Intent.PROJECT and facts.numbers and len(facts.words) <= length + 2:
        if says_one_of(facts.words, facts.lexicon.broken) and not facts.folded.asks:
            return Decision(Intent.FEEDBACK, 0.95, sure=True)  # the project and what is wrong with it
        return Decision(intent, 0.97, sure=True, length=length)
    if intent is not Intent.VOTE and intent is not Intent.PROJECT and _is_plain(facts, length):
        return Decision(intent, 0.97, sure=True, length=length)
    if intent is Intent.BUDGET and (_names_something(facts, length, examples) or _is_told_of_money(facts, length)):
        return Decision(intent, 0.95, sure=True, length=length)
    return _weighed(facts, opening, _judged(facts, examples))


def _says_what(intent: Intent, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Is the command part of what is asked: 'request a meeting', which is a question and no request under the law?"""
    return intent is Intent.ASK and Intent.FORMAL in {lexicon.openers.get(word) for word in words[:-1]}


def _supported(facts: Facts, length: int) -> Decision | None:
    """Support goes to an idea by its reference; to a project it is a vote, never guessed; to farmers it is a topic."""
    if facts.reference is not None:
        return Decision(Intent.SUPPORT, 0.98, sure=True, length=length)
    if facts.numbers and _is_plain(facts, length):
        return Decision(Intent.VOTE, UNSURE, sure=False, runner_up=Intent.PROJECT, length=length)
    return None


def _names_something(facts: Facts, start: int, examples: Examples) -> bool:
    """BUDGET and a word or two that nobody has an example of: a place, a misspelt topic, a line of the budget."""
    rest = facts.words[start:]
    return len(rest) <= FEW_WORDS and all(_is_plain_word(word, facts) or not examples.knows(word) for word in rest)


def _is_told_of_money(facts: Facts, length: int) -> bool:
    """Is it the very command that people are told to send, and what follows something that money is spent on?"""
    lexicon = facts.lexicon
    is_named = facts.topic is not None or read_named(facts.words[length:], lexicon).nature is not None
    return is_named and " ".join(facts.words[:length]) in lexicon.told


def _weighed(facts: Facts, opening: Opening, verdict: Verdict) -> Decision:
    """A command word, and the sentence it begins: which of them tells what is meant?"""
    intent, length, _ = opening
    if verdict.intent is intent:
        confidence = max(0.9, verdict.confidence)
        return Decision(intent, confidence, _may_be_sure(facts, intent), verdict.runner_up, length)
    if verdict.confidence >= OVERRULES and verdict.evidence >= LEAST_EVIDENCE:
        return Decision(verdict.intent, verdict.confidence, _may_be_sure(facts, verdict.intent), intent)
    return Decision(intent, UNSURE, sure=False, runner_up=verdict.intent, length=length)


def _is_plain(facts: Facts, start: int) -> bool:
    """Whether only topics, years, numbers, names of languages and small words follow the command."""
    return all(_is_plain_word(word, facts) for word in facts.words[start:])


def _is_plain_word(word: str, facts: Facts) -> bool:
    lexicon = facts.lexicon
    return (
        word in lexicon.filler or word in lexicon.courtesy or word.isdecimal() or word in lexicon.number_heads
        or word in lexicon.called or word in lexicon.before or is_topic_word(word, lexicon) or word in lexicon.natures
    )  # fmt: skip


def _may_be_sure(facts: Facts, intent: Intent) -> bool:
    """Resemblance never makes a ballot, nor a vote out of a question."""
    if intent is not Intent.VOTE:
        return True
    return not (facts.numbers or facts.asks)


def _judged(facts: Facts, examples: Examples) -> Verdict:
    """Judge by resemblance; a blank vote is meant by its own words only, whatever else a message resembles."""
    verdict = examples.judge(facts.words)
    if Intent.BLANK_VOTE not in verdict[:2] or _names_blank_vote(facts):
        return verdict
    if verdict.runner_up is Intent.BLANK_VOTE:
        return verdict._replace(runner_up=verdict.intent)
    return verdict._replace(intent=verdict.runner_up, confidence=min(verdict.confidence, 1 - verdict.confidence))


def _names_blank_vote(facts: Facts) -> bool:
    """Do the words for it stand somewhere in the message: a blank vote, or one taken back?"""
    lexicon, words = facts.lexicon, facts.words
    if not lexicon.blank.isdisjoint(words):
        return True
    runs = (words[at : at + length] for at in range(len(words)) for length in range(2, LONGEST_PHRASE + 1))
    return Intent.BLANK_VOTE in (lexicon.openers.get(" ".join(run)) for run in runs)


def _resembles(facts: Facts, examples: Examples) -> Decision:
    verdict = _judged(facts, examples)
    few = len(facts.words) <= FEW_WORDS or verdict.confidence < SURE
    misspelt = misspelt_command(facts.words, facts.lexicon) if few and not examples.knows(facts.words[0]) else None
    if misspelt is not None and misspelt.intent is not Intent.SUPPORT:
        sure = is_sure(misspelt) and misspelt.intent is not Intent.VOTE
        return Decision(misspelt.intent, misspelt.likeness / 100, sure, verdict.intent, misspelt.length)
    if _only_topics(facts):
        is_money = facts.topic in NEVER_PROPOSED or any(word in facts.lexicon.natures for word in facts.words)
        sure = len(facts.words) == 1 or facts.year is not None or facts.asks or is_money
        return Decision(Intent.BUDGET, 0.8, sure, Intent.PROPOSE)
    if verdict.evidence < LEAST_EVIDENCE:
        return Decision(Intent.UNKNOWN, 0.3, sure=False, runner_up=verdict.intent)
    sure = verdict.confidence >= SURE and _may_be_sure(facts, verdict.intent)
    return Decision(verdict.intent, verdict.confidence, sure, verdict.runner_up)


def _only_topics(facts: Facts) -> bool:
    return facts.topic is not None and _is_plain(facts, 0)
