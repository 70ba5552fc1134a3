"""Who voted for one project and was answered with another: they are shown what is recorded, and asked nothing."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.decision import Decision
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon
from bot.understanding.numbers import Mark, longest_phrase
from bot.understanding.phrase_lengths import apart, joined
from bot.understanding.said_phrases import says_one_of

SURE = 0.95
MAY_BE = {Intent.VOTE, Intent.MY_VOTE, Intent.RECEIPT, Intent.REPLY}
"""Commands with whose words such a message begins: 'the answer says 5 but I voted 2'."""

NEAR = 4
"""Words within which the number stands that somebody sent, or that they were answered with."""


def read_told_otherwise(facts: Facts, decision: Decision) -> Decision | None:
    """Return the wish to see one's own vote in 'I voted 2 but the answer said 5'; None for any other message.

    'I sent 2 but your SMS says 5' is one as well, where each of the two has its number and counts nothing else.
    """
    lexicon, words = facts.lexicon, facts.words
    is_sent = decision.sure and decision.length and decision.intent not in MAY_BE
    if is_sent or not says_one_of(words, lexicon.answered):
        return None
    cast = joined(lexicon.vote_reports, lexicon.own_vote)
    is_told = len(set(facts.numbers)) > 1 and says_one_of(words, cast)
    return Decision(Intent.MY_VOTE, SURE, sure=True, numbers=()) if is_told or _is_sent_and_answered(facts) else None


def _is_sent_and_answered(facts: Facts) -> bool:
    """Does one number follow words for sending, and another one words for what was answered?"""
    lexicon = facts.lexicon
    sent = _numbers_after(facts, lexicon.sent)
    answered = _numbers_after(facts, apart(lexicon.answered, lexicon.sent))
    return bool(sent and answered) and not sent & answered


def _numbers_after(facts: Facts, phrases: frozenset[str]) -> set[int]:
    """Return the first number that stands near behind each of some phrases, where it counts nothing: no 2 messages."""
    words = [mark.word for mark in facts.marks]
    ends = [at + length for at in range(len(words)) if (length := longest_phrase(words, at, phrases))]
    return {number for at in ends if (number := _first_number(facts.marks[at:], facts)) is not None}


def _first_number(marks: Sequence[Mark], facts: Facts) -> int | None:
    at = next((at for at, mark in enumerate(marks[:NEAR]) if mark.value is not None), None)
    return None if at is None or _counts(marks[at + 1 :], facts.lexicon) else marks[at].value


def _counts(behind: Sequence[Mark], lexicon: Lexicon) -> bool:
    """Does a word stand behind a number that it may count, and none that goes on: 'but', 'and', 'you wrote'?"""
    words = [mark.word for mark in behind]
    goes_on = joined(lexicon.but, lexicon.between, lexicon.before, lexicon.filler, lexicon.turns, lexicon.polite)
    said = joined(lexicon.answered, lexicon.sent)
    return bool(words) and words[0] not in goes_on and not longest_phrase(words, 0, said)
