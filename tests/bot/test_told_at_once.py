"""What answers a question at once stands with the question whether it helped in two segments at most."""

from __future__ import annotations

import pytest

from bot.ports import KnownAnswer
from bot.sms.prepare import prepare
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import TELEGRAM, Talk

FIGURE = {
    "fr": "QUESTION combien pour l'eau en 2025",
    "en": "QUESTION how much for water in 2025",
    "ar": "سؤال كم للماء سنة 2025",
}
OPENS = {
    "fr": "QUESTION à quelle heure ouvre la mairie",
    "en": "QUESTION when does the town hall open",
    "ar": "سؤال متى تفتح البلدية أبوابها",
}
LONG = {
    "fr": "La mairie ouvre à huit heures le lundi. ",
    "en": "The town hall opens at eight on Monday. ",
    "ar": "تفتح البلدية على الساعة الثامنة يوم الاثنين. ",
}


class LongDesk(FakeDesk):
    """A commune whose published answers are long."""

    words = ""

    def known_answer(self, text: str, topic: str | None) -> KnownAnswer:
        return KnownAnswer("request:7", self.words)


@pytest.mark.parametrize(("language", "segments"), [("fr", 1), ("en", 1), ("ar", 2)])
def test_a_figure_and_whether_it_helped_fit_one_segment_where_letters_are_cheap(language: str, segments: int) -> None:
    talk = Talk(language=language)
    assert "2025" in talk.says(FIGURE[language]).text
    assert talk.answer.text.count("\n3 ") == 1
    assert prepare(talk.answer.text).segments == segments


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_a_long_answer_is_cut_to_two_segments_and_said_whole_where_text_is_free(language: str) -> None:
    desk = LongDesk()
    desk.words = 20 * LONG[language]
    talk = Talk(language=language, desk=desk)
    assert LONG[language].strip() in talk.says(OPENS[language]).text
    assert "…" in talk.answer.text and talk.answer.text.count("\n3 ") == 1
    assert prepare(talk.answer.text).segments == 2
    assert desk.words.strip() in Talk(TELEGRAM, language, desk).says(OPENS[language]).text


def test_the_keys_are_named_where_they_cost_nothing() -> None:
    talk = Talk(desk=FakeDesk(answers_at_once=True))
    assert talk.says(OPENS["fr"]).text.endswith("0 menu, 9 retour, ? aide")
