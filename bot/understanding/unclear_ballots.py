"""What nearly is a ballot: a figure written as a letter that looks like it, or a change of the vote that stands.

Both are looked for once everything else has been decided, and neither is ever recorded: they are asked about, and what
somebody refuses or takes out is never offered.
"""

from __future__ import annotations

import re

from bot.understanding.ballots import read_look_alikes
from bot.understanding.deciding import TAKEN
from bot.understanding.decision import UNSURE, Decision
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent
from bot.understanding.refused import Stance, holds_nothing_else, read_stance, refused_by_no, speaks_of_voting
from bot.understanding.said_phrases import says_one_of

DEADLINE = 0.95
MINUS = re.compile(r"\s[-\u2212](\d{1,3})(?!\d)")
VOTES = {Intent.VOTE, Intent.MY_VOTE}


def reconsider(facts: Facts, decision: Decision) -> Decision:
    """Return what a message wants where it looks like a ballot and is none, else what was decided."""
    if facts.reference or _is_ballot(decision):
        return decision
    return (
        _signed_out(facts, decision)
        or _look_alike(facts)
        or _change(facts, decision)
        or _deadline(facts, decision)
        or decision
    )


def doubt_no(facts: Facts, decision: Decision) -> Decision:
    """Return what was decided, where 'no 4' stands in a vote without it and never for sure: it may say 'not 4'.

    'No 4' and nothing else stays a number, which is asked about.
    """
    numbers = decision.numbers if decision.numbers is not None else facts.numbers
    refused = refused_by_no(facts) if decision.intent in {Intent.VOTE, Intent.NUMBER_ONLY} else ()
    wanted = tuple(number for number in numbers if number not in refused)
    if wanted == numbers or not (wanted or decision.intent is Intent.VOTE):
        return decision
    points = dict(zip(numbers, decision.points, strict=False))
    return decision._replace(
        intent=Intent.VOTE, confidence=UNSURE, sure=False, numbers=wanted, refused=(*decision.refused, *refused),
        points=tuple(points[number] for number in wanted) if points else (),
    )  # fmt: skip


def _is_ballot(decision: Decision) -> bool:
    """Is it a ballot beyond doubt, or a blank one, about which people are asked in any case?"""
    if decision.intent is Intent.BLANK_VOTE:
        return True
    return decision.intent is Intent.VOTE and decision.sure and bool(decision.numbers)


def _signed_out(facts: Facts, decision: Decision) -> Decision | None:
    """Return 'VOTE -3' as what it takes out of the vote that stands."""
    if decision.intent is not Intent.VOTE or not TAKEN.match(facts.folded.digits):
        return None
    refused = tuple(dict.fromkeys(int(number) for number in MINUS.findall(facts.folded.digits)))
    wanted = tuple(number for number in facts.numbers if number not in refused)
    return Decision(Intent.VOTE, UNSURE, sure=False, numbers=wanted, refused=refused, keeps=True)


def _look_alike(facts: Facts) -> Decision | None:
    numbers = read_look_alikes(facts.marks, facts.lexicon)
    return Decision(Intent.VOTE, UNSURE, sure=False, numbers=numbers) if numbers else None


def _change(facts: Facts, decision: Decision) -> Decision | None:
    """Return what a message may change of a vote: what it refuses or takes out, and what it wants, never for sure."""
    stance = read_stance(facts.marks, facts.lexicon)
    if not (stance.against or stance.wanted) or not _is_about_votes(facts, decision, stance):
        return None
    if decision.intent is Intent.MY_VOTE and stance.wanted and not stance.keeps:
        return None  # 'I voted 3 and not 7' tells of a vote
    if decision.intent is Intent.VOTE and stance.wanted and not stance.keeps:
        return decision._replace(numbers=stance.wanted, sure=False, refused=stance.against)
    return Decision(Intent.VOTE, UNSURE, sure=False, numbers=stance.wanted, refused=stance.against, keeps=stance.keeps)


def _is_about_votes(facts: Facts, decision: Decision, stance: Stance) -> bool:
    """Does it speak of voting, or hold nothing but what it changes, without plainly asking for something else?

    'I am against project 3' is an opinion, which goes to the town hall; 'not 3' is none, nor is what shows a project.
    """
    changes = stance.keeps or stance.corrects
    if not (changes or stance.against):
        return False
    is_bare = holds_nothing_else(facts.marks, facts.lexicon)
    if decision.sure and decision.intent not in VOTES:
        is_refused = not facts.lexicon.without.isdisjoint(facts.words) or decision.intent is Intent.PROJECT
        return is_bare and (changes or is_refused)
    return is_bare or speaks_of_voting(facts.words, facts.lexicon)


def _deadline(facts: Facts, decision: Decision) -> Decision | None:
    """Read the question until when one may vote, in any words, unless it is put to the town hall by a command."""
    lexicon, words = facts.lexicon, facts.words
    is_sent = decision.sure and decision.length and decision.intent not in VOTES
    if is_sent or facts.numbers or not speaks_of_voting(words, lexicon):
        return None
    asks = says_one_of(words, lexicon.deadline) or (facts.asks and says_one_of(words, lexicon.ends))
    return Decision(Intent.DEADLINE, DEADLINE, sure=True) if asks else None
