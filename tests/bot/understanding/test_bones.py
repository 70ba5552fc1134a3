from __future__ import annotations

import pytest

from bot.understanding.bones import bones_of
from bot.understanding.fold import fold


@pytest.mark.parametrize(
    "spellings",
    [
        ("ch7al", "chhal", "shhal", "شحال"),
        ("lmizaniya", "lmizania", "الميزانية"),
        ("quoi", "koi", "kwa"),
        ("طريق", "tri9"),
    ],
)
def test_spellings_of_one_word_have_the_same_bones(spellings: tuple[str, ...]) -> None:
    assert len({bones_of(fold(one)) for one in spellings}) == 1


def test_a_word_of_vowels_keeps_its_first_letter() -> None:
    assert (bones_of("eau"), bones_of("oui")) == ("e", "o")
