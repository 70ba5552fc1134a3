"""Who asks how many people live here is told so; how many voted, or what is spent on each, is another question."""

from __future__ import annotations

import pytest

from bot.understanding.intents import Intent
from bot.understanding.understand import understand

LANGUAGES = ("fr", "ar", "en")


@pytest.mark.parametrize(
    "said",
    [
        "combien d'habitants",
        "combien d'habitants dans la commune ?",
        "combien y a-t-il d'habitants",
        "combien y a-t-il d'habitants ici",
        "combien de personnes y a-t-il ici",
        "population de Zongo",
        "combien de gens vivent ici",
        "population",
        "quelle est la population de Dar es Salam",
        "how many people live here",
        "how many inhabitants are there in the commune",
        "how many inhabitants here",
        "كم عدد السكان هنا",
        "كم عدد السكان",
        "كم عدد سكان زونغو",
        "شحال ديال السكان",
    ],
)
def test_who_asks_how_many_people_live_here_is_heard(said: str) -> None:
    meaning = understand(said, "fr", LANGUAGES)
    assert (meaning.intent, meaning.sure) == (Intent.POPULATION, True)


@pytest.mark.parametrize(
    "said",
    [
        "combien d'habitants ont voté",
        "combien d'argent par habitant",
        "combien de gens vivent sans eau",
        "budget de la population",
        "how many people voted",
        "كم عدد السكان الذين صوتوا",
        "combien d'habitants malades",
        "la population doit payer moins",
        "الساكنة تريد الماء",
        "كم عدد السكان بدون ماء",
        "les projets choisis par la population",
        "rencontre avec la population",
    ],
)
def test_what_else_is_said_of_people_is_not(said: str) -> None:
    assert understand(said, "fr", LANGUAGES).intent is not Intent.POPULATION


@pytest.mark.parametrize(
    "said",
    [
        "combien d'habitants paient la taxe",
        "combien d'habitants n'ont pas d'eau",
        "nombre de familles sans électricité",
        "how many people pay the tax",
        "how many inhabitants have no water",
        "كم عدد السكان الذين لا ماء لهم",
        "شحال ديال الناس ما عندهمش الماء",
    ],
)
def test_how_many_people_do_or_lack_something_is_for_the_town_hall(said: str) -> None:
    assert understand(said, "fr", LANGUAGES).intent is Intent.ASK


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("combien de gens ont voté", Intent.RESULTS),
        ("how many people voted", Intent.RESULTS),
        ("combien de personnes travaillent à la mairie", Intent.BUDGET),
        ("combien d'argent pour les familles pauvres", Intent.BUDGET),
    ],
)
def test_who_counts_voters_staff_or_money_is_answered_as_before(said: str, meant: Intent) -> None:
    assert understand(said, "fr", LANGUAGES).intent is meant
