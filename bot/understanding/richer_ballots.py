"""Ballots that say more than which projects: their points, or their places. Decided before everything else."""

from __future__ import annotations

from bot.understanding.deciding import ADDED, length_of_vote_words
from bot.understanding.decision import UNSURE, Decision
from bot.understanding.facts import Facts
from bot.understanding.fold import has_digit
from bot.understanding.intents import Intent
from bot.understanding.pointed_ballots import read_pointed
from bot.understanding.ranked_ballots import PLACE, place_marks, read_ranked


def decide_richer(facts: Facts) -> Decision | None:
    """Return the ballot with points or places that a message is, or the numbers with points; None where it is none."""
    if not facts.words or not _says_numbers(facts) or ADDED.match(facts.folded.digits):
        return None
    confidence, sure = (UNSURE, False) if facts.folded.asks else (1.0, True)
    if pointed := read_pointed(facts):
        length = length_of_vote_words(facts)
        return Decision(Intent.VOTE, confidence, sure, None, length, pointed.numbers, points=pointed.points)
    has_places = any(mark.word.startswith(PLACE) for mark in place_marks(facts.folded.digits, facts.lexicon))
    if has_places and (ranked := read_ranked(facts)):
        return Decision(Intent.VOTE, confidence, sure, None, length_of_vote_words(facts), ranked)
    if has_places and (ranked := read_ranked(facts, is_vote=False)):
        return Decision(Intent.NUMBER_ONLY, 1.0, sure, numbers=ranked)
    if alone := read_pointed(facts, is_vote=False):
        return Decision(Intent.NUMBER_ONLY, 1.0, sure, numbers=alone.numbers, points=alone.points)
    return None


def _says_numbers(facts: Facts) -> bool:
    return has_digit(facts.folded.digits) or any(mark.value is not None for mark in facts.marks)
