"""Searching everything that is published: projects, lines of the budget, programmes, documents, answers."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.found_lines import tell_found
from bot.found_words import nothing_found
from bot.phrases import _
from bot.steps import Ask, Heard, Look, Misread, Say
from bot.understanding.fold import fold
from bot.understanding.intents import Intent

SHORTEST = 2
"""Letters below which nothing is looked for."""


@dialogue("search", intents=(Intent.SEARCH,), leads_back=True)
def search(turn: Turn) -> Talk:
    """Look for words; one thing found is told at once, several are a list to choose from."""
    prompt = _("What are you looking for? Send one or two words.")
    words = yield Ask("words", prompt, read=_words, given=turn.opening.rest or None, is_free=True, is_any_word=True)
    hits = yield Look("hits", lambda: turn.desk.search(words, turn.opening.year))
    if hits:
        yield from tell_found(hits)
    else:
        yield Say(nothing_found(words))


def _words(heard: Heard) -> str:
    text = " ".join(heard.text.split())[:80]
    if len(fold(text)) < SHORTEST:
        raise Misread(_("Please send a word to look for."))
    return text
