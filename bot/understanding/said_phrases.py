"""Phrases in a message: whether one of a list stands in it, and how folded words were written there."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.fold import WORD, ascii_digits, fold_word
from bot.understanding.phrase_lengths import heads_of_all, tree_of_longer


def says_one_of(words: Sequence[str], phrases: frozenset[str], *, of_one_word: bool = True) -> bool:
    """Do folded words hold one of some folded phrases? `of_one_word` where one of a single word is enough."""
    if heads_of_all(phrases).isdisjoint(words):
        return False
    if of_one_word and not phrases.isdisjoint(words):
        return True
    longer = tree_of_longer(phrases)
    return any(word in longer and longer.longest_at(words, at, len(words)) for at, word in enumerate(words))


def as_written(phrase: str, text: str) -> str:
    """Return the words of a text that fold to a phrase, as they were written; the phrase where none do."""
    wanted, found = phrase.split(), list(WORD.finditer(ascii_digits(text)))
    folded = [fold_word(word.group()) for word in found]
    for at in range(len(found) - len(wanted) + 1 if wanted else 0):
        if folded[at : at + len(wanted)] == wanted:
            return text[found[at].start() : found[at + len(wanted) - 1].end()]
    return phrase
