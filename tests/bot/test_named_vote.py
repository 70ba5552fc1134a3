from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.ports import ProjectView
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import CHANNELS, Talk


class TwoAtZongo(FakeDesk):
    """A desk on which two projects have one word in their names."""

    def projects_named(self, words: str, *, wholly: bool = False) -> Sequence[ProjectView]:
        return [self.project(1), self.project(8)] if words == "zongo" else []


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(("answer", "cast"), [("8", (8,)), ("1 8", (1, 8)), ("3", (3,))])
def test_of_several_projects_that_words_fit_those_are_asked_for_that_are_meant(
    channel: str, answer: str, cast: tuple[int, ...]
) -> None:
    talk = Talk(CHANNELS[channel], desk=TwoAtZongo())
    asked = talk.says("vote zongo")
    labels = asked.text + " ".join(button.label for row in asked.buttons for button in row)
    assert "Plusieurs projets" in labels
    assert "8 Latrines école" in labels
    assert "Lampadaires" not in labels
    assert talk.desk.effects == []
    talk.says(answer)
    assert talk.desk.effects == [("cast_ballot", cast)]
    assert talk.spoken is not None
    assert talk.spoken.is_private
