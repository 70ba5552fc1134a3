"""A number in words that signs divide, or a word joins, is one project or two: asked about, never guessed."""

from __future__ import annotations

import pytest

from bot.understanding.understand import understand

LANGUAGES = ("fr", "ar", "en")

DIVIDED = {
    "VOTE vingt, trois": ((23,), (20, 3)),
    "VOTE vingt\ntrois": ((23,), (20, 3)),
    "VOTE vingt + trois": ((23,), (20, 3)),
    "VOTE vingt - trois": ((23,), (20, 3)),
    "VOTE twenty, three": ((23,), (20, 3)),
    "VOTE 3, dix, sept": ((3, 17), (3, 10, 7)),
    "dix, sept": ((17,), (10, 7)),
    "VOTE quatre, vingt": ((80,), (4, 20)),
    "VOTE vingt et trois": ((20, 3), (23,)),
    "VOTE twenty and three": ((20, 3), (23,)),
    "صوت عشرون وثلاثة": ((20, 3), (23,)),
    "VOTE soixante et douze": ((60, 12), (72,)),
    "VOTE one hundred and three": ((100, 3), (103,)),
    "VOTE one hundred three": ((100, 3), (103,)),
    "one hundred and twenty three": ((100, 23), (123,)),
}

PLAIN = {
    "VOTE vingt-trois": (23,),
    "VOTE vingt et un": (21,),
    "VOTE vingt-et-un": (21,),
    "VOTE quatre-vingt-dix": (90,),
    "VOTE dix-sept, trois": (17, 3),
    "VOTE trois, sept": (3, 7),
    "VOTE vingt-trois!": (23,),
    "صوت ثلاثة وعشرون": (23,),
    "VOTE 20, 3": (20, 3),
    "VOTE 20 et 3": (20, 3),
}


@pytest.mark.parametrize("text", DIVIDED)
def test_a_number_in_words_that_may_be_two_is_asked_about_with_the_other_reading(text: str) -> None:
    meant = understand(text, "fr", LANGUAGES)
    assert not meant.sure
    assert (meant.numbers, meant.instead) == DIVIDED[text]


@pytest.mark.parametrize("text", PLAIN)
def test_a_number_in_words_that_nothing_divides_is_the_ballot(text: str) -> None:
    meant = understand(text, "fr", LANGUAGES)
    assert meant.sure
    assert meant.numbers == PLAIN[text]
