"""Stopping the news: by its own words, or by a sentence that names messages; 'I no longer want war' is neither."""

from __future__ import annotations

from bot.understanding.commands import whole_command
from bot.understanding.decision import UNSURE, Decision
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent


def doubt_stop(facts: Facts, decision: Decision) -> Decision:
    """Return the decision, unsure where it would stop the news of somebody who may refuse something else."""
    if decision.intent is not Intent.STOP or _is_meant(facts):
        return decision
    return decision._replace(sure=False, confidence=min(decision.confidence, UNSURE))


def _is_meant(facts: Facts) -> bool:
    if whole_command(facts.words, facts.lexicon) is Intent.STOP:
        return True
    return not facts.lexicon.sendings.isdisjoint(facts.words)
