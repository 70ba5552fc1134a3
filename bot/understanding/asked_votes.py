"""A vote among other words: its writer is asked about the projects that it names, before anything is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.understanding.asked_numbers import read_asked
from bot.understanding.deciding import is_signed
from bot.understanding.decision import UNSURE, Decision
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent
from bot.understanding.joining import has_too_many_figures
from bot.understanding.own_no import refused_by_no
from bot.understanding.phrase_lengths import joined
from bot.understanding.said_phrases import says_one_of

TOLD = frozenset({Intent.MY_VOTE, Intent.PRIVACY, Intent.RECEIPT, Intent.CANCEL})
"""What words that speak of one's own vote resemble, though a vote is cast by them: 'c'est mon vote, le 5'."""


def ask_about(facts: Facts, decision: Decision) -> Decision:
    """Return a vote that is asked about with the projects that it names, and what is one beside a word for one's own.

    What is sure stays but for a vote without numbers, and so does what was read with points, places or another reading.
    """
    if decision.points or decision.places:
        return decision
    if decision.intent is Intent.VOTE and not (decision.sure and _known(facts, decision)):
        return _named(facts, decision) if decision.sure else _read_anew(facts, decision)
    if decision.sure and not decision.guessed:
        return decision
    if decision.short is not Intent.VOTE or decision.intent not in TOLD:
        return decision
    asked, _weight, is_apart = read_asked(facts)
    if not asked or _is_only_told(facts, is_apart=is_apart):
        return decision
    told = decision.intent
    return Decision(Intent.VOTE, UNSURE, sure=False, runner_up=told, numbers=asked, guessed=True, short=Intent.VOTE)


def _known(facts: Facts, decision: Decision) -> tuple[int, ...]:
    return decision.numbers if decision.numbers is not None else facts.numbers


def _named(facts: Facts, decision: Decision) -> Decision:
    """Return the wish to vote, asked about with the projects that it may name: 'I choose the eleventh'."""
    asked = read_asked(facts).numbers
    return decision._replace(numbers=asked, sure=False, confidence=UNSURE) if asked else decision


def _read_anew(facts: Facts, decision: Decision) -> Decision:
    names_none = decision.guessed and decision.numbers == () and not decision.refused
    if names_none and _only_speaks_of_voting(facts):
        return decision
    if decision.instead and not decision.guessed:
        return decision
    if not decision.guessed and (decision.instead or _is_read_otherwise(facts, decision)):
        return decision
    asked, weight, _is_apart = read_asked(facts)
    if decision.refused and not decision.numbers:
        return _wanted_beside_refused(facts, decision, asked, weight)
    if asked and decision.numbers and set(asked) <= set(decision.refused):  # 'le 3 non, le 5 oui'
        return decision._replace(numbers=asked, refused=decision.numbers)
    asked = tuple(number for number in asked if number not in decision.refused)
    if not asked or (decision.keeps and not weight) or _puts_back(facts, decision, asked):
        return decision
    instead = decision.instead if set(asked) == set(_known(facts, decision)) else ()
    return decision._replace(numbers=asked, instead=instead)


def _is_read_otherwise(facts: Facts, decision: Decision) -> bool:
    """Was a number read from what is none as it stands: a letter for a figure, keys side by side?"""
    return not set(decision.numbers or ()) <= {mark.value for mark in facts.marks}


def _puts_back(facts: Facts, decision: Decision, asked: Sequence[int]) -> bool:
    """Are there numbers among those asked about that a rule has seen and left out?"""
    if decision.guessed or not decision.numbers or not set(decision.numbers) < set(asked):
        return False
    seen = {mark.value for mark in facts.marks}
    return not seen.isdisjoint(set(asked) - set(decision.numbers))


def _wanted_beside_refused(facts: Facts, decision: Decision, asked: Sequence[int], weight: int) -> Decision:
    """Return what is refused, and what is plainly wanted in its place, by a word or as one for one: 'not 3, 4'."""
    wanted = tuple(number for number in asked if number not in refused_by_no(facts))
    refused = tuple(number for number in decision.refused if number not in wanted)
    if is_signed(facts):
        return decision
    is_plain = weight > 0 or (not decision.keeps and len(wanted) == 1)
    return decision._replace(numbers=wanted, refused=refused) if wanted and is_plain else decision


def _only_speaks_of_voting(facts: Facts) -> bool:
    """May its numbers be no ballot that anybody might be asked about: a question, a supposition, one of two?"""
    lexicon, words = facts.lexicon, facts.words
    if facts.folded.asks or says_one_of(words, joined(lexicon.votes_counted, lexicon.either)):
        return True
    first = next((word for word in words if word not in lexicon.courtesy), "")
    supposed = any(one in lexicon.supposes and other in lexicon.vote_heads for one, other in pairwise(words))
    return supposed or first in lexicon.question or has_too_many_figures(facts.plain)


def _is_only_told(facts: Facts, *, is_apart: bool) -> bool:
    """Does it ask about a vote, or tell of one that was cast, but by others beside one's own: 'he voted 5, me 6'?"""
    said = joined(facts.lexicon.vote_reports, facts.lexicon.earlier)
    return facts.asks or (not is_apart and says_one_of(facts.words, said))
