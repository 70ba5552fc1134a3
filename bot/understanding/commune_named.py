"""A commune and its name in one message: 'COMMUNE Bagui'. The names are known to the house alone."""

from __future__ import annotations

from bot.understanding.decision import Decision
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent
from bot.understanding.lexicon import LONGEST_PHRASE, Lexicon
from bot.understanding.topics import is_topic_word

LONGEST_NAME = 5
"""Words of a name."""

SURE = 0.9


def name_commune(facts: Facts, decision: Decision) -> Decision:
    """Return that a commune is chosen by its name where nothing is plainly asked; what else was thought comes next."""
    if decision.sure or decision.intent is Intent.VOTE or facts.reference:
        return decision
    length = _opening_words(facts.words, facts.lexicon)
    rest = facts.words[length:]
    if not length or not 0 < len(rest) <= LONGEST_NAME or not _may_be_name(rest, facts.lexicon):
        return decision
    return Decision(Intent.COMMUNE, SURE, sure=True, runner_up=decision.intent, length=length)


def _opening_words(words: list[str], lexicon: Lexicon) -> int:
    """How many words, politeness before them included, say that a commune follows; 0 where none do."""
    start = next((at for at, word in enumerate(words) if word not in lexicon.courtesy), len(words))
    for length in range(min(LONGEST_PHRASE, len(words) - start), 0, -1):
        if lexicon.alone.get(" ".join(words[start : start + length])) is Intent.COMMUNE:
            return start + length
    return 0


def _may_be_name(words: list[str], lexicon: Lexicon) -> bool:
    """Is there a word that is no small one, and none that asks for something else?"""
    telling = [word for word in words if word not in lexicon.filler and word not in lexicon.courtesy]
    others = (lexicon.openers, lexicon.question, lexicon.programme)
    return bool(telling) and not any(
        is_topic_word(word, lexicon) or any(word in known for known in others) for word in telling
    )
