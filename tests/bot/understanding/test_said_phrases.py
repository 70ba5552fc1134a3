from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.fold import fold
from bot.understanding.said_phrases import as_written, says_one_of

PHRASES = frozenset({"fire", "help me"})


@pytest.mark.parametrize(
    ("said", "of_one_word", "is_said"),
    [("a fire", True, True), ("a fire", False, False), ("please help me now", False, True), ("help them", True, False)],
)
def test_a_phrase_is_found_whole(said: str, *, of_one_word: bool, is_said: bool) -> None:
    assert says_one_of(said.split(), PHRASES, of_one_word=of_one_word) is is_said


@pytest.mark.parametrize(
    ("phrase", "text", "written"),
    [
        ("راتب الرييس", "كم راتب الرئيس ؟", "راتب الرئيس"),
        ("indemnites du maire", "L'Indemnité, les Indemnités du maire", "Indemnités du maire"),
        ("mayor s salary", "The mayor's salary?", "mayor's salary"),
        ("budget 2026", "Budget ٢٠٢٦", "Budget ٢٠٢٦"),
        ("forage", "école", "forage"),
        ("", "école", ""),
    ],
)
def test_words_are_said_back_as_they_were_written(phrase: str, text: str, written: str) -> None:
    assert as_written(phrase, text) == written


@given(st.text(), st.integers(0, 5), st.integers(1, 5))
def test_what_is_said_back_folds_to_what_was_looked_for(text: str, start: int, length: int) -> None:
    phrase = " ".join(fold(text).split()[start : start + length])
    assert fold(as_written(phrase, text)) == phrase
