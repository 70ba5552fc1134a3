from __future__ import annotations

import random
import tracemalloc

import pytest

from bot.understanding.intents import Intent
from bot.understanding.remembered import LONGEST_WORD
from bot.understanding.understand import understand

LANGUAGES = ("fr", "ar", "en")
ALPHABETS = {"letters": "abcdefghijklmnopqrstuvwxyz", "letters and digits": "abcdef0123456789"}


def noise(chance: random.Random, alphabet: str, length: int) -> str:
    return "".join(chance.choices(alphabet, k=length))


@pytest.mark.parametrize("alphabet", ALPHABETS.values(), ids=list(ALPHABETS))
def test_long_words_leave_nothing_behind(alphabet: str) -> None:
    chance = random.Random(7)
    said = [noise(chance, alphabet, 4000) for _ in range(150)]
    for text in said[:20]:
        understand(text, "fr", LANGUAGES)
    tracemalloc.start()
    try:
        for text in said[20:]:
            understand(text, "fr", LANGUAGES)
        kept, _peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 130 * 4000 / 2  # less than half of what came in, which itself is read and dropped


def test_a_word_too_long_to_mean_anything_is_not_understood() -> None:
    assert understand("eau" * LONGEST_WORD, "fr", LANGUAGES).intent is Intent.UNKNOWN
