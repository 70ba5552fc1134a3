"""A vote among other words: its writer is asked about the projects that it names, before anything is recorded."""

from __future__ import annotations

from bot.understanding.asked_numbers import read_asked
from bot.understanding.decision import UNSURE, Decision
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent
from bot.understanding.phrase_lengths import joined
from bot.understanding.said_phrases import says_one_of

TOLD = frozenset({Intent.MY_VOTE, Intent.PRIVACY, Intent.RECEIPT, Intent.CANCEL})
"""What words that speak of one's own vote resemble, though a vote is cast by them: 'c'est mon vote, le 5'."""


def ask_about(facts: Facts, decision: Decision) -> Decision:
    """Return a vote that is asked about with the projects that it names, and what is one beside a word for one's own.

    What is sure stays, and so does what was read with points, places or another reading.
    """
    if (decision.sure and not decision.guessed) or decision.points or decision.places:
        return decision
    if decision.intent is Intent.VOTE and not decision.sure:
        return _read_anew(facts, decision)
    if decision.short is not Intent.VOTE or decision.intent not in TOLD or _is_only_told(facts):
        return decision
    asked, _is_own = read_asked(facts)
    if not asked:
        return decision
    told = decision.intent
    return Decision(Intent.VOTE, UNSURE, sure=False, runner_up=told, numbers=asked, guessed=True, short=Intent.VOTE)


def _read_anew(facts: Facts, decision: Decision) -> Decision:
    names_none = decision.guessed and decision.numbers == () and not decision.refused
    if names_none or decision.keeps or (decision.instead and not decision.guessed):
        return decision
    asked, is_own = read_asked(facts)
    if decision.refused and not decision.numbers and is_own:
        refused = tuple(number for number in decision.refused if number not in asked)
        return decision._replace(numbers=asked, refused=refused)
    if not (asked and decision.guessed):
        return decision
    known = decision.numbers if decision.numbers is not None else facts.numbers
    return decision._replace(numbers=asked, instead=decision.instead if set(asked) == set(known) else ())


def _is_only_told(facts: Facts) -> bool:
    """Does it ask about a vote, or tell of one that was cast?"""
    said = joined(facts.lexicon.vote_reports, facts.lexicon.earlier)
    return facts.asks or says_one_of(facts.words, said)
