"""What a message wants by what it resembles: the examples, a misspelt command, words of topics alone."""

from __future__ import annotations

from bot.understanding.commands import Opening, is_sure, misspelt_command
from bot.understanding.decision import UNSURE, Decision
from bot.understanding.examples import Examples, Verdict
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent, Topic
from bot.understanding.lexicon import LONGEST_PHRASE
from bot.understanding.plain_words import is_plain

FEW_WORDS = 3
"""In so short a message an unknown first word is more likely a misspelt command than a sentence."""

SURE = 0.62
"""Probability from which resemblance is acted on without asking."""

LEAST_EVIDENCE = 1.6
"""Below this sum of evidence a message resembles nothing we know."""

NEVER_PROPOSED = frozenset({Topic.REVENUE, Topic.DEBT, Topic.TOTAL})
"""Topics of which nobody makes a project: their words alone ask for the figure."""

OVERRULES = 0.8
"""Probability from which the whole sentence overrules the command word it happens to begin with."""


def weigh(facts: Facts, opening: Opening, verdict: Verdict) -> Decision:
    """A command word, and the sentence it begins: which of them tells what is meant?"""
    intent, length, _ = opening
    if verdict.intent is intent:
        confidence = max(0.9, verdict.confidence)
        return Decision(intent, confidence, _may_be_sure(facts, intent), verdict.runner_up, length, guessed=True)
    if verdict.confidence >= OVERRULES and verdict.evidence >= LEAST_EVIDENCE:
        sure = _may_be_sure(facts, verdict.intent)
        return Decision(verdict.intent, verdict.confidence, sure, intent, guessed=True)
    return Decision(intent, UNSURE, sure=False, runner_up=verdict.intent, length=length, guessed=True)


def _may_be_sure(facts: Facts, intent: Intent) -> bool:
    """Resemblance never makes a ballot, nor a vote out of a question."""
    if intent is not Intent.VOTE:
        return True
    return not (facts.numbers or facts.asks)


def judge(facts: Facts, examples: Examples) -> Verdict:
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


OF_IDEAS = frozenset({Intent.SUPPORT, Intent.JOIN, Intent.LEAVE})
"""What is done to an idea by its reference, and is no guess without one."""


def decide_by_resemblance(facts: Facts, examples: Examples) -> Decision:
    """Decide about a message that no rule knows: a misspelt command, topics alone, or what the examples tell."""
    verdict = judge(facts, examples)
    few = len(facts.words) <= FEW_WORDS or verdict.confidence < SURE
    misspelt = misspelt_command(facts.words, facts.lexicon) if few and not examples.knows(facts.words[0]) else None
    if misspelt is not None and misspelt.intent not in OF_IDEAS:
        sure = is_sure(misspelt) and misspelt.intent is not Intent.VOTE
        length, confidence = misspelt.length, misspelt.likeness / 100
        is_guess = not is_plain(facts, length)
        return Decision(misspelt.intent, confidence, sure, verdict.intent, length, guessed=is_guess)
    if _only_topics(facts):
        is_money = facts.topic in NEVER_PROPOSED or any(word in facts.lexicon.natures for word in facts.words)
        sure = len(facts.words) == 1 or facts.year is not None or facts.asks or is_money
        return Decision(Intent.BUDGET, 0.8, sure, Intent.PROPOSE)
    if verdict.evidence < LEAST_EVIDENCE:
        return Decision(Intent.UNKNOWN, 0.3, sure=False, runner_up=verdict.intent, guessed=True)
    sure = verdict.confidence >= SURE and _may_be_sure(facts, verdict.intent)
    return Decision(verdict.intent, verdict.confidence, sure, verdict.runner_up, guessed=True)


def _only_topics(facts: Facts) -> bool:
    return facts.topic is not None and is_plain(facts, 0)
