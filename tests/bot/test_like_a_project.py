"""An idea that says what a project says is shown that project first; it stays an idea where its author says so."""

from __future__ import annotations

import pytest

from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import CHANNELS, Talk

IDEA = "IDEE un marché couvert"


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_project_is_shown_to_who_wants_to_see_it(channel: str) -> None:
    talk = Talk(CHANNELS[channel], desk=FakeDesk(similar_to=(7,), has_zones=False))
    asked = talk.says(IDEA)
    assert "Nous avons déjà quelque chose" in asked.text
    shown = talk.presses("Voir le projet 7 : Marché couvert")
    assert "Marché couvert (7)" in shown.text
    assert talk.desk.effects == []


@pytest.mark.parametrize("answer", ["non", "1"])
def test_an_idea_that_is_new_all_the_same_is_received(answer: str) -> None:
    talk = Talk(desk=FakeDesk(similar_to=(7,), has_zones=False))
    talk.says(IDEA)
    talk.says(answer)
    assert [effect[0] for effect in talk.desk.effects] == ["submit_proposal"]


def test_an_idea_and_a_project_alike_stand_in_one_list() -> None:
    talk = Talk(desk=FakeDesk(similar_to=(7,), alike=("Marché à couvrir",), has_zones=False))
    asked = talk.says(IDEA)
    assert "Soutenir : Marché à couvrir" in asked.text and "Voir le projet 7" in asked.text
    talk.says("2")
    assert talk.desk.effects[0][0] == "support_proposal"
