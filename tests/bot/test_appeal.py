"""An appeal that waits for its author's reply has no day on which it is answered."""

from __future__ import annotations

from datetime import date

import pytest

from bot.views.requests import RequestView
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import CHANNELS, Talk


class PausedDesk(FakeDesk):
    """The same appeal was sent within a day, and staff have asked its author back since."""

    def appeal(self, text: str) -> RequestView:
        self.done("appeal", text)
        return RequestView("DI-26-0042", "paused", date(2026, 12, 13), None)


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    ("language", "words", "end"),
    [
        ("fr", "RECOURS le résultat du vote est faux", "27/12/2026"),
        ("ar", "طعن نتيجة التصويت خاطئة", "27/12/2026"),
        ("en", "APPEAL the result of the vote is wrong", "27/12/2026"),
    ],
)
def test_the_same_appeal_while_its_author_is_asked_back_is_kept_without_a_day(
    language: str, words: str, end: str, channel: str
) -> None:
    one = Talk(CHANNELS[channel], language, PausedDesk(takes_appeals=True))
    told = one.says(words).text
    assert "DI-26-0042" in told and end in told
    assert len(one.desk.effects) == 1
