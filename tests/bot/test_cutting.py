from __future__ import annotations

import pytest

from bot.cutting import CutAround, cut_name
from bot.phrases import Speech

BRIEF, ROOMY = Speech(("fr",), is_brief=True), Speech(("fr",))
LONG = "Réhabilitation complète et extension du forage du marché de Zongo"


@pytest.mark.parametrize(
    ("title", "other", "said"),
    [
        ("Forage au marché", "un forage", "Forage au marché"),
        ("Forage au marché avec une pompe solaire", "forage", "Forage au marché avec une…"),
        (LONG, "un forage au marché", "… forage du marché de Zongo"),
        ("Reconstruction et agrandissement de l'école", "ÉCOLE neuve", "… l'école"),
        (LONG, "pont", "Réhabilitation complète…"),
        (LONG, "", "Réhabilitation complète…"),
    ],
)
def test_what_two_titles_share_is_shown(title: str, other: str, said: str) -> None:
    assert CutAround(title, 30, other).spoken(BRIEF) == said
    assert len(said) <= 31
    assert CutAround(title, 30, other).spoken(ROOMY) == title


def test_titles_shown_together_are_never_cut_to_the_same() -> None:
    one, two = "Construction d'un nouveau bâtiment pour la clinique", "Construction d'un nouveau bâtiment pour l'école"
    assert CutAround(one, 30, "bâtiment", (two,)).spoken(BRIEF) == "… la clinique"
    assert CutAround(two, 30, "bâtiment", (one,)).spoken(BRIEF) == "… l'école"


@pytest.mark.parametrize(
    ("name", "cut"),
    [
        ("Forage", "Forage"),
        ("ولادة الهضبة", "ولادة اله…"),
        ("Pont du Lac Vert", "Pont du L…"),
        ("ab\u0301" * 8, "ab\u0301" * 3 + "…"),
    ],
)
def test_a_name_is_cut_inside_a_word_but_never_inside_a_letter(name: str, cut: str) -> None:
    assert cut_name(name, 10) == cut
