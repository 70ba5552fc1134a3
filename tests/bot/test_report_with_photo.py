"""A photo or a position that comes with the words goes with them; one that comes to a mark is not said to be kept."""

from __future__ import annotations

from bot.messages import Location
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


HERE = Location(8.98, 1.13)
PLACED = ("add_report_place", 5, HERE)


def test_a_position_sent_while_the_words_are_asked_is_kept_with_the_report() -> None:
    talk = Talk(TELEGRAM, "fr", FakeDesk())
    talk.says("PANNE 5")
    assert "position" in talk.says("", location=HERE).text
    talk.says("la pompe fuit")
    assert talk.desk.effects == [("report_works", 5, "la pompe fuit", None), PLACED]


def test_a_position_sent_in_place_of_the_photo_is_kept_at_once() -> None:
    talk = Talk(TELEGRAM, "fr", FakeDesk())
    talk.says("PANNE 5 la pompe fuit")
    said = talk.says("", location=HERE)
    assert "position est gardée" in said.text and "photo" in said.text
    assert talk.desk.effects == [("report_works", 5, "la pompe fuit", None), PLACED]
    talk.says("", photo="AgAD")
    assert talk.desk.effects[2:] == [("add_report_photo", 5, "AgAD")]


def test_a_position_with_words_on_what_is_broken_goes_with_the_report() -> None:
    talk = Talk(TELEGRAM, "fr", FakeDesk())
    talk.says("le 5 est en panne", location=HERE)
    assert talk.desk.effects == [("report_works", 5, "le 5 est en panne", None), PLACED]
