"""A photo that comes with the words goes with them; one that comes to a mark is not said to be kept."""

from __future__ import annotations

from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import TELEGRAM, Talk


def test_a_photo_with_words_on_what_is_broken_goes_with_the_report() -> None:
    talk = Talk(TELEGRAM, "fr", FakeDesk())
    talk.says("le 5 est en panne", photo="AgAD")
    assert talk.desk.effects == [("report_works", 5, "le 5 est en panne", "AgAD")]
    assert talk.state.open is None


def test_a_photo_sent_while_a_mark_is_asked_is_not_said_to_be_kept() -> None:
    talk = Talk(TELEGRAM, "fr", FakeDesk())
    talk.says("le projet 5 est un bon travail")
    said = talk.says("", photo="AgAD")
    assert "gardée" not in str(said)
    assert talk.desk.effects == []
