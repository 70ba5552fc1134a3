"""Stopping the news: by its own words, or by a sentence that names messages; 'I no longer want war' is neither.

What takes something away for good, or all news, is no guess at words that hardly resemble it.
"""

from __future__ import annotations

from bot.understanding.commands import whole_command
from bot.understanding.decision import UNSURE, Decision
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent

TAKES_AWAY = frozenset({Intent.STOP, Intent.ERASE})
LIKE_A_COMMAND = 0.95

LIKE_ENOUGH = 0.5
"""Likeness from which it is asked whether something is to be taken away."""


def doubt_stop(facts: Facts, decision: Decision) -> Decision:
    """Return the decision, unsure where it would stop the news of somebody who may refuse something else."""
    if _leaves_idea(facts):
        return Decision(Intent.LEAVE, LIKE_A_COMMAND, sure=True, runner_up=Intent.STOP)
    if _stops_one(facts):
        return Decision(Intent.UNFOLLOW, LIKE_A_COMMAND, sure=True, runner_up=Intent.STOP, numbers=facts.numbers)
    decision = _without_wild_guesses(facts, decision)
    if decision.intent is not Intent.STOP or _is_meant(facts):
        return decision
    return decision._replace(sure=False, confidence=min(decision.confidence, UNSURE))


def _stops_one(facts: Facts) -> bool:
    """Is it a word that stops, and one project behind it: 'stop 7'?"""
    if len(facts.numbers) != 1:
        return False
    lexicon = facts.lexicon
    words = [word for word in facts.words if word not in lexicon.courtesy and word not in lexicon.before]
    is_last = bool(words) and words[-1] == str(facts.numbers[0])
    return is_last and lexicon.alone.get(" ".join(words[:-1])) is Intent.STOP


def _leaves_idea(facts: Facts) -> bool:
    """Is it a word that stops or follows no more, and the reference of one idea beside it: 'stop P-26-0017'?"""
    if not (facts.reference or "").startswith("P"):
        return False
    said = " ".join(mark.word for mark in facts.marks if mark.word not in facts.lexicon.courtesy)
    return Intent.STOP is facts.lexicon.alone.get(said) or Intent.UNFOLLOW is facts.lexicon.openers.get(said)


def _is_meant(facts: Facts) -> bool:
    if " ".join(facts.words) in facts.lexicon.weak_stop:
        return False
    if whole_command(facts.words, facts.lexicon) is Intent.STOP:
        return True
    return not facts.lexicon.sendings.isdisjoint(facts.words)


def _without_wild_guesses(facts: Facts, decision: Decision) -> Decision:
    """Return the decision without what takes something away, where no word says so and it is only a little like it."""
    if decision.sure or not TAKES_AWAY & {decision.intent, decision.runner_up} or _says_so(facts):
        return decision
    runner_up = None if decision.runner_up in TAKES_AWAY else decision.runner_up
    if decision.intent not in TAKES_AWAY or decision.confidence >= LIKE_ENOUGH:
        return decision._replace(runner_up=runner_up)
    return Decision(runner_up or Intent.UNKNOWN, decision.confidence, sure=False)


def _says_so(facts: Facts) -> bool:
    """Is there a word for messages, or one of a command that takes something away?"""
    lexicon = facts.lexicon
    says = {known.get(word) for word in facts.words for known in (lexicon.openers, lexicon.alone)}
    return not (lexicon.sendings.isdisjoint(facts.words) and says.isdisjoint(TAKES_AWAY))
