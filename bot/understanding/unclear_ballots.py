"""What nearly is a ballot: a figure written as a letter that looks like it, or a project that somebody refuses.

Both are looked for once everything else has been decided, and neither is ever recorded: the first is asked about, the
second is no vote and its opposite least of all.
"""

from __future__ import annotations

from bot.understanding.ballots import read_look_alikes
from bot.understanding.deciding import UNSURE, Decision
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent
from bot.understanding.refused import holds_nothing_else, read_stance, speaks_of_voting

VOTES = {Intent.VOTE, Intent.MY_VOTE}


def reconsider(facts: Facts, decision: Decision) -> Decision:
    """Return what a message wants where it looks like a ballot and is none, else what was decided."""
    if facts.reference or _is_ballot(decision):
        return decision
    return _look_alike(facts) or _refusal(facts, decision) or decision


def _is_ballot(decision: Decision) -> bool:
    """Is it a ballot beyond doubt, or a blank one, about which people are asked in any case?"""
    if decision.intent is Intent.BLANK_VOTE:
        return True
    return decision.intent is Intent.VOTE and decision.sure and bool(decision.numbers)


def _look_alike(facts: Facts) -> Decision | None:
    numbers = read_look_alikes(facts.marks, facts.lexicon)
    return Decision(Intent.VOTE, UNSURE, sure=False, numbers=numbers) if numbers else None


def _refusal(facts: Facts, decision: Decision) -> Decision | None:
    """Return what is left of the numbers of a message that refuses some of them."""
    against, wanted = read_stance(facts.marks, facts.lexicon)
    if not against or not _is_about_votes(facts, decision):
        return None
    if wanted:
        return decision._replace(numbers=wanted) if decision.intent is Intent.VOTE else None
    return Decision(Intent.VOTE, UNSURE, sure=False, numbers=(), refused=against)


def _is_about_votes(facts: Facts, decision: Decision) -> bool:
    """Does it speak of voting, or hold nothing but what it refuses, without plainly asking for something else?

    'I am against project 3' is an opinion, which goes to the town hall; 'not 3' is none.
    """
    is_bare = holds_nothing_else(facts.marks, facts.lexicon)
    if decision.sure and decision.intent not in VOTES:
        return is_bare and not facts.lexicon.without.isdisjoint(facts.words)
    return is_bare or speaks_of_voting(facts.words, facts.lexicon)
