"""Every number that is said stands in what is recorded or offered, whatever is written onto it."""

from __future__ import annotations

import pytest

from bot.understanding.intents import Intent
from bot.understanding.understand import understand

LANGUAGES = ("ar", "fr", "en")
PLAIN = {
    "أصوت لـ4 و6": (4, 6),
    "أصوت ل4 و6": (4, 6),
    "نصوت لـ٤ ولـ٦": (4, 6),
    "صوتي لـ4 ولـ6": (4, 6),
    "صوت ل٤و٦": (4, 6),
    "أصوت لـ4، 6، 2": (4, 6, 2),
    "صوت لأربعة وستة": (4, 6),
    "صوت للأربعة وللستة": (4, 6),
    "أصوت للمشروع4 وللمشروع6": (4, 6),
    "صوت على4 وعلى6 وعلى2": (4, 6, 2),
}
ASKED = {
    "4 6 صوت": (4, 6),
    "4 و6 صوت": (4, 6),
    "٤، ٦، ٢ صوت": (4, 6, 2),
    "أربعة وستة صوت": (4, 6),
    "4 و 6 نصوت من فضلك": (4, 6),
    "صوت ب4 و6": (4, 6),
    "أصوت لـ4، لـ6": (4, 6),
    "4 w 6 sewt": (4, 6),
    "4 w 6 w 2 nvoti": (4, 6, 2),
    "sewt l4 w l6": (4, 6),
    "nsewet l4 w 6": (4, 6),
    "6 4 vote": (6, 4),
    "4 and 6 i vote": (4, 6),
    "le 4 et le 6 je vote": (4, 6),
}


@pytest.mark.parametrize(("text", "numbers"), PLAIN.items())
def test_small_words_written_onto_numbers_hide_none_of_a_ballot(text: str, numbers: tuple[int, ...]) -> None:
    meaning = understand(text, "ar", LANGUAGES)
    assert (meaning.intent, meaning.sure, meaning.numbers) == (Intent.VOTE, True, numbers)


@pytest.mark.parametrize(("text", "numbers"), ASKED.items())
def test_a_vote_word_behind_the_numbers_is_asked_about_with_all_of_them(text: str, numbers: tuple[int, ...]) -> None:
    meaning = understand(text, "ar", LANGUAGES)
    assert (meaning.intent, meaning.sure, meaning.numbers) == (Intent.VOTE, False, numbers)


@pytest.mark.parametrize(
    "text", ["حصل المشروع 4 على 6 صوت", "المشروع 4 عنده 6 أصوات", "كم صوت للمشروع 4", "le 4 a 6 voix"]
)
def test_votes_that_are_counted_are_no_ballot(text: str) -> None:
    assert understand(text, "ar", LANGUAGES).intent is not Intent.VOTE


def test_a_letter_is_a_figure_unless_the_language_of_the_vote_word_has_it_for_a_word() -> None:
    for text, numbers in (("vote l4", (14,)), ("sewt l4", (4,))):
        meaning = understand(text, "fr", ("fr", "ar", "en"))
        assert not meaning.sure and meaning.numbers == numbers
