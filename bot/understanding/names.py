"""The words of a message in which something may be named, without the command and the small words around them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot.understanding.fold import fold_text
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of

SHORTEST = 3
"""Letters of a word that may name something."""

ABOUT_PROJECTS = (Intent.PROJECT, Intent.PROJECTS, Intent.UNFOLLOW, Intent.TRACK)


def words_of_a_name(text: str, languages: Sequence[str], intents: Sequence[Intent] = ABOUT_PROJECTS) -> str:
    """Return the words of a message, folded, in which a thing may be named that these intents are about."""
    small = _small(tuple(languages), tuple(intents))
    return " ".join(word for word in fold_text(text).words if len(word) >= SHORTEST and word not in small)


@lru_cache(maxsize=64)
def _small(languages: tuple[str, ...], intents: tuple[Intent, ...]) -> frozenset[str]:
    lexicon = lexicon_of(languages)
    commands = {word for phrase, intent in lexicon.openers.items() if intent in intents for word in phrase.split()}
    return lexicon.filler | lexicon.courtesy | lexicon.question | lexicon.before | lexicon.place | commands
