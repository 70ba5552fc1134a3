"""Who voted for one project and was answered with another: they are shown what is recorded, and asked nothing."""

from __future__ import annotations

from bot.understanding.decision import Decision
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent
from bot.understanding.phrase_lengths import joined
from bot.understanding.said_phrases import says_one_of

SURE = 0.95
MAY_BE = {Intent.VOTE, Intent.MY_VOTE, Intent.RECEIPT, Intent.REPLY}
"""Commands with whose words such a message begins: 'the answer says 5 but I voted 2'."""


def read_told_otherwise(facts: Facts, decision: Decision) -> Decision | None:
    """Return the wish to see one's own vote in 'I voted 2 but the answer said 5'; None for any other message."""
    lexicon, words = facts.lexicon, facts.words
    is_sent = decision.sure and decision.length and decision.intent not in MAY_BE
    if is_sent or len(set(facts.numbers)) < 2 or not says_one_of(words, lexicon.answered):
        return None
    cast = joined(lexicon.vote_reports, lexicon.own_vote)
    return Decision(Intent.MY_VOTE, SURE, sure=True, numbers=()) if says_one_of(words, cast) else None
