"""Who asks for the programmes gets their list, though a line of the budget bears the word in its title."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.ports import HitView
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import Talk


class YouthDesk(FakeDesk):
    """A desk with a line that is called by the word for programmes."""

    def lines_named(
        self, words: str, year: int | None = None, side: str | None = None, topic: str | None = None
    ) -> Sequence[HitView]:
        return [HitView("line", "Reserves for youth programmes", "2009", planned=8, source="Budget", status="voted")]


@pytest.mark.parametrize(("language", "said"), [("fr", "PROGRAMMES"), ("en", "programmes"), ("ar", "البرامج")])
def test_the_word_alone_lists_the_programmes(language: str, said: str) -> None:
    answer = Talk(language=language, desk=YouthDesk()).says(said).text
    assert "101 Gouvernance" in answer
    assert "youth" not in answer
