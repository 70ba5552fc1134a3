"""Who says that money was taken speaks to people, in whatever order and words; what is only eaten or lost does not."""

from __future__ import annotations

import pytest

from bot.understanding.intents import Intent
from bot.understanding.understand import understand

LANGUAGES = ("fr", "ar", "en")


@pytest.mark.parametrize(
    "said",
    [
        "ils bouffent notre argent",
        "le maire a bouffé le budget",
        "l'argent de la route a disparu",
        "où est passé l'argent, il a été volé",
        "les fonds de l'école ont été détournés",
        "voleurs",
        "ils volent",
        "the money for health was stolen",
        "who ate the money of the road",
        "dem chop our money",
        "thieves",
        "البلدية سرقت أموالنا",
        "وسرقوا المال",
        "اختفت أموال الطريق",
        "كلاو فلوسنا",
        "klaw flousna",
        "سرقة",
        "فساد",
        "combien le maire a volé",
        "combien d'argent ont-ils mangé",
        "le budget pour l'école a disparu",
        "pour l'école combien d'argent ont-ils volé",
        "how much money did the mayor steal",
        "شحال سرق الرئيس من الفلوس",
        "combien d'argent pour l'école a été volé",
        "combien d'argent pour la cantine a été mangé",
        "combien d'argent pour le forage a disparu",
        "how much money for the school was stolen",
        "how much school money was stolen",
        "how much money for health has been eaten",
        "كم من المال للمدرسة سرق",
        "كم من المال من أجل المدرسة سرق",
        "شحال من الفلوس على المدرسة تسرقات",
        "qui a volé l'argent du marché",
        "who stole the market money",
        "شكون سرق فلوس السوق",
        "l'argent a été utilisé pour sa maison",
        "tout l'argent a été dépensé par le maire",
        "l'argent est dans sa poche",
        "l'argent est dans leurs poches",
        "enveloppe pour voter distribuée",
        "des enveloppes pour le vote ont été distribuées",
        "l'argent de la route est parti dans sa poche",
        "le maire a construit sa villa avec notre argent",
        "the money was spent on his own house",
        "the money is in his pocket",
        "the road money is in their pockets",
        "all the money was spent by the mayor",
        "envelopes to vote were distributed",
        "money don enter him pocket",
        "المال في جيبه",
        "الأموال في جيوبهم",
        "المال صرف على داره",
        "استعمل المال لبناء بيته",
        "صرف الرئيس كل المال",
        "وزعوا أظرفة للتصويت",
        "لفلوس فجيبو",
        "flous f jibo",
    ],
)
def test_money_that_was_taken_is_told_to_people(said: str) -> None:
    meaning = understand(said, "fr", LANGUAGES)
    assert (meaning.intent, meaning.sure) == (Intent.ASK, True)


def test_money_asked_for_a_free_act_may_be_a_complaint_and_is_never_a_figure() -> None:
    said = "pourquoi on demande de l'argent pour l'acte de naissance"
    assert understand(said, "fr", LANGUAGES).intent is Intent.ASK


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("combien d'argent pour la cantine", Intent.BUDGET),
        ("combien a été dépensé par la mairie", Intent.BUDGET),
        ("combien a dépensé le maire", Intent.BUDGET),
        ("how much was spent on houses", Intent.BUDGET),
        ("how much money to eat at the canteen", Intent.BUDGET),
        ("كم صرفت البلدية على الماء", Intent.BUDGET),
        ("on m'a volé mon téléphone", Intent.LOST_PHONE),
        ("IDEE des lampadaires contre les voleurs", Intent.PROPOSE),
        ("le forage est volé", Intent.FEEDBACK),
        ("combien d'argent pour que les enfants mangent à la cantine", Intent.BUDGET),
        ("Combien de budget pour remplacer les lampes volées ?", Intent.BUDGET),
        ("budget police contre les voleurs", Intent.BUDGET),
        ("combien d'argent pour les enfants disparus", Intent.BUDGET),
        ("how much money to replace the stolen lamps", Intent.BUDGET),
        ("combien d'argent pour remplacer les lampes qui ont été volées", Intent.BUDGET),
        ("how much money for the lamps that were stolen", Intent.BUDGET),
        ("budget for police against thieves", Intent.BUDGET),
        ("ميزانية الشرطة ضد اللصوص", Intent.BUDGET),
        ("شحال ديال الفلوس ضد السراق", Intent.BUDGET),
    ],
)
def test_what_is_eaten_or_stolen_beside_is_no_accusation(said: str, meant: Intent) -> None:
    assert understand(said, "fr", LANGUAGES).intent is meant
