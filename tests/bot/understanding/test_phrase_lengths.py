from __future__ import annotations

import pytest

from bot.understanding.lexicon import lexicon_of
from bot.understanding.phrase_lengths import (
    Phrases,
    Tree,
    apart,
    heads_of_all,
    joined,
    one_of_equals,
    tree_of,
    tree_of_longer,
)

WORDS = ["i", "do", "not", "want", "project", "seven"]
LISTED = frozenset({"not", "not want", "not want project nine", "do"})


@pytest.mark.parametrize(("at", "length"), [(0, 0), (1, 1), (2, 2), (3, 0), (5, 0), (6, 0)])
def test_the_longest_phrase_that_begins_at_a_word_is_told(at: int, length: int) -> None:
    assert tree_of(LISTED).longest_at(WORDS, at, 5) == length


def test_no_phrase_is_longer_than_what_is_asked_for() -> None:
    assert tree_of(LISTED).longest_at(WORDS, 2, 1) == 1


def test_a_phrase_that_only_begins_is_none() -> None:
    assert Tree(["not want project nine"]).longest_at(WORDS, 2, 5) == 0


def test_phrases_of_one_word_stand_in_no_tree_of_longer_ones() -> None:
    assert set(tree_of_longer(LISTED)) == {"not"}
    assert tree_of_longer(LISTED).longest_at(["not"], 0, 5) == 0


def test_what_phrases_mean_is_found_beside_their_tree() -> None:
    numbers = Phrases({"twenty": 20, "twenty one": 21})
    assert numbers.tree.longest_at(["twenty", "one"], 0, 5) == 2
    assert numbers["twenty one"] == 21
    assert numbers.heads == {"twenty"}


def test_the_words_with_which_phrases_of_several_lists_begin_are_told_once() -> None:
    assert heads_of_all(LISTED, frozenset({"project seven"})) == {"not", "do", "project"}
    assert heads_of_all(LISTED, frozenset({"project seven"})) is heads_of_all(LISTED, frozenset({"project seven"}))


def test_equal_lists_are_one_and_the_same() -> None:
    first, second = (frozenset(f"word {number}" for number in range(9)) for _ in range(2))
    assert one_of_equals(first) is one_of_equals(second)
    assert joined(frozenset({"a"}), frozenset({"b"})) is joined(frozenset({"b"}), frozenset({"a"}))
    assert apart(frozenset({"a", "b"}), frozenset({"b"})) == {"a"}


def test_lists_that_languages_share_are_the_same_in_whatever_order_they_are_spoken() -> None:
    french, english = lexicon_of(("fr", "ar", "en")), lexicon_of(("en", "fr", "ar"))
    assert french is not english
    assert french.accuses is english.accuses
    assert french.topic_heads is english.topic_heads
