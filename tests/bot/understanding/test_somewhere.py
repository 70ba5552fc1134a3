"""A place that nobody has heard of is read as a name, small words inside it included; what else follows is none."""

from __future__ import annotations

import pytest

from bot.understanding.money_questions import read_money_question

LANGUAGES = ("fr", "ar", "en")


@pytest.mark.parametrize(
    ("said", "somewhere"),
    [
        ("argent de l'État pour Dar es Salam", "Dar es Salam"),
        ("argent de l'état pour dar es salam", "dar es salam"),
        ("ARGENT DE L'ETAT POUR DAR ES SALAM", "DAR ES SALAM"),
        ("combien l'etat donne à tokoin svp", "tokoin"),
        ("combien l'État a donné à la commune en 2023", ""),
        ("argent de l'État", ""),
        ("carburant à Galim", "Galim"),
        ("carburant a galim", ""),
        ("how much did the state give to Tokoin", "Tokoin"),
        ("كم أعطت الدولة لطوكوين", "طوكوين"),
        ("كم تدفع الدولة للبلدية", ""),
        ("كم للماء في دار السلام", "دار السلام"),
        ("كم للماء في زونغو شكرا", "زونغو"),
        ("كم ميزانية دار السلام", "دار السلام"),
        ("budget Dar Salam", "Dar Salam"),
        ("ميزانية دار الشباب", ""),
        ("كم ميزانية الماء من فضلكم", ""),
        ("ميزانية السوق شكرا", ""),
        ("budget centre svp", ""),
    ],
)
def test_the_place_behind_a_word_such_as_at_is_read(said: str, somewhere: str) -> None:
    assert read_money_question(said, LANGUAGES).somewhere == somewhere
