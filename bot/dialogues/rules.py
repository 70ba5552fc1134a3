"""The rules of the vote, one answer each: asking changes no vote and opens none."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.rule_words import rules_told
from bot.steps import Look, Say
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.understanding.rules_asked import names_blank_vote, rule_asked

BLANK, WHOLE = "blank", "whole"


@dialogue("rules", intents=(Intent.RULES,))
def rules(turn: Turn) -> Talk:
    """Say what was asked of the rules as they were announced, and when the vote is where it is not open."""
    found = yield Look("rules", turn.desk.vote_rules)
    words, lexicon = fold(turn.opening.text or "").split(), lexicon_of(tuple(turn.speech.languages))
    asked = rule_asked(words, lexicon) or (BLANK if names_blank_vote(words, lexicon) else WHOLE)
    yield Say(rules_told(found, asked))
