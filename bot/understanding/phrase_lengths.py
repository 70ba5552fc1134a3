"""How long the phrases of a list are that begin at a word: their words are a tree, which a message is followed along.

Most words of a message begin no phrase, and are passed by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

Value = TypeVar("Value")


class Tree(dict[str, "Tree"]):
    """The words that may come next, and what behind each; `ends` where a phrase ends here."""

    __slots__ = ("ends",)

    def __init__(self, phrases: Iterable[str] = ()) -> None:
        super().__init__()
        self.ends = False
        for phrase in phrases:
            node = self
            for word in phrase.split(" "):
                node = node.setdefault(word, Tree())
            node.ends = True

    def longest_at(self, words: Sequence[str], at: int, most: int) -> int:
        """Return how many words from here, `most` at most, are the longest phrase; 0 where none begins."""
        found, node = 0, self
        for length, word in enumerate(words[at : at + most], start=1):
            following = node.get(word)
            if following is None:
                break
            node = following
            if node.ends:
                found = length
        return found


class Phrases(dict[str, Value]):
    """What phrases mean, the words that they begin with, and the tree of them."""

    def __init__(self, table: Mapping[str, Value]) -> None:
        super().__init__(table)
        self.heads = heads_of(table)
        self.tree = Tree(table)


@lru_cache(maxsize=4096)
def one_of_equals(words: frozenset[str]) -> frozenset[str]:
    """Return the first list that was equal to this one.

    What is remembered of a list is found by the list: of two equal ones each word would be compared, every time.
    """
    return words


@lru_cache(maxsize=512)
def heads_of_all(*lists: frozenset[str]) -> frozenset[str]:
    """Return the words that phrases of any of some lists begin with, made once: where none stands no list is asked."""
    return heads_of(frozenset().union(*lists))


def heads_of(phrases: Iterable[str]) -> frozenset[str]:
    """Return the first words of some phrases."""
    return one_of_equals(frozenset(phrase.partition(" ")[0] for phrase in phrases))


@lru_cache(maxsize=512)
def tree_of(phrases: frozenset[str]) -> Tree:
    """Return the tree of a list."""
    return Tree(phrases)


@lru_cache(maxsize=512)
def tree_of_longer(phrases: frozenset[str]) -> Tree:
    """Return the tree of those phrases of a list that have more than one word."""
    return Tree(phrase for phrase in phrases if " " in phrase)


@lru_cache(maxsize=512)
def joined(*lists: frozenset[str]) -> frozenset[str]:
    """Return what stands in any of some lists, made once: lists that are joined for each message cost its time."""
    return one_of_equals(frozenset().union(*lists))


@lru_cache(maxsize=512)
def apart(words: frozenset[str], *others: frozenset[str]) -> frozenset[str]:
    """Return what stands in a list and in none of some others, made once for the same reason."""
    return one_of_equals(words.difference(*others))
