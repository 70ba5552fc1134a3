"""Words that may be an appeal against the result of a vote, by whichever command they were sent."""

from __future__ import annotations

from bot.answers import words_of
from bot.phrases import Speech, _
from bot.understanding.fold import fold

WORDS_OF_A_VOTE = _(
    "vote, votes, voted, voting, election, ballot, ballots, result, results, count, counting, counted, recount, winner"
)
WORDS_OF_A_COMPLAINT = _("complaint, complaints, complain, complaining, contest")


def speaks_of_a_vote(words: str, speech: Speech) -> bool:
    """Do some words name a vote, its count or its result?"""
    return not words_of(WORDS_OF_A_VOTE, speech).isdisjoint(fold(words).split())


def complains(words: str, speech: Speech) -> bool:
    """Does somebody say that they complain?"""
    return not words_of(WORDS_OF_A_COMPLAINT, speech).isdisjoint(fold(words).split())


def may_be_appeal(text: str, speech: Speech) -> bool:
    """May it be an appeal, sent as a complaint: one of a vote, or of nothing that is said?"""
    return complains(text, speech) and (speaks_of_a_vote(text, speech) or len(fold(text).split()) == 1)
