"""What answers a question at once stands with the question whether it helped in two segments at most."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.ports import KnownAnswer, SessionView
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
MEETS = {
    "fr": "QUESTION quand est la prochaine séance du conseil",
    "en": "QUESTION when is the next council meeting",
    "ar": "سؤال متى الاجتماع القادم",
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


class MeetingDesk(FakeDesk):
    """A commune whose next session has a long name."""

    title = "Débat public sur les orientations du budget"

    def next_session(self) -> SessionView:
        return SessionView(self.title, "Place de la mairie", datetime(2026, 12, 5, 9, 0, tzinfo=UTC))


@pytest.mark.parametrize(("language", "segments"), [("fr", 1), ("en", 1), ("ar", 2)])
def test_a_figure_and_whether_it_helped_fit_one_segment_where_letters_are_cheap(language: str, segments: int) -> None:
    talk = Talk(language=language)
    assert "2025" in talk.says(FIGURE[language]).text
    assert talk.answer.text.count("\n3 ") == 1
    assert prepare(talk.answer.text).segments == segments


@pytest.mark.parametrize(("language", "segments"), [("fr", 1), ("en", 1), ("ar", 2)])
def test_the_next_meeting_is_told_in_short_before_it_costs_another_message(language: str, segments: int) -> None:
    talk = Talk(language=language, desk=MeetingDesk())
    assert "Place de la mairie" in talk.says(MEETS[language]).text
    assert talk.answer.text.count("\n3 ") == 1
    assert prepare(talk.answer.text).segments == segments
    free = Talk(TELEGRAM, language, MeetingDesk()).says(MEETS[language]).text
    assert MeetingDesk.title in free


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
