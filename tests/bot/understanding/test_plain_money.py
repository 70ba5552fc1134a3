"""The price of a project and the money of one's own area are asked plainly; what only sounds so is not."""

from __future__ import annotations

import pytest

from bot.understanding.intents import Intent
from bot.understanding.money_questions import read_money_question
from bot.understanding.understand import understand

LANGUAGES = ("fr", "ar", "en")


@pytest.mark.parametrize(
    ("said", "language", "name"),
    [
        ("combien coûte le pont", "fr", "pont"),
        ("Combien va coûter la maternité de Zongo ?", "fr", "maternite zongo"),
        ("prix du pont", "fr", "pont"),
        ("le pont coûte combien", "fr", "pont"),
        ("how much is the bridge", "en", "bridge"),
        ("what does the bridge cost?", "en", "bridge"),
        ("price of the bridge", "en", "bridge"),
        ("بكم الجسر", "ar", "الجسر"),
        ("كم يكلف الجسر", "ar", "الجسر"),
        ("كم ثمن الجسر؟", "ar", "الجسر"),
    ],
)
def test_the_name_of_what_is_priced_is_read(said: str, language: str, name: str) -> None:
    meaning = understand(said, language, LANGUAGES)
    assert (meaning.intent, meaning.sure) == (Intent.BUDGET, True)
    assert read_money_question(said, LANGUAGES).priced == name


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("combien coûte le 7 ?", "fr"), ("prix du 7", "fr"), ("le 7 coûte combien", "fr"), ("c'est combien le 7", "fr"),
        ("what does 7 cost", "en"), ("price of 7", "en"), ("how much 7 dey cost", "en"),
        ("بكم المشروع 7", "ar"), ("بكم 7", "ar"), ("ch7al taman dyal 7", "ar"), ("bch7al 7", "ar"),
    ],
)  # fmt: skip
def test_the_price_of_a_number_asks_for_the_project_that_has_it(said: str, language: str) -> None:
    meaning = understand(said, language, LANGUAGES)
    assert (meaning.intent, meaning.sure, meaning.numbers) == (Intent.PROJECT, True, (7,))


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("combien coûtent les 7 forages", "fr"), ("prix de 7 moulins", "fr"), ("combien coûte la zone 2", "fr"),
        ("combien coûte le programme 017", "fr"), ("prix du forage en 2026", "fr"), ("cost of 7 classrooms", "en"),
        ("QUESTION combien coûte le 7", "fr"), ("je vote 7 combien ça coûte", "fr"),
    ],
)  # fmt: skip
def test_the_price_of_so_many_things_is_of_no_project(said: str, language: str) -> None:
    assert understand(said, language, LANGUAGES).intent is not Intent.PROJECT


@pytest.mark.parametrize(
    "said", ["BUDGET PONT", "combien pour le pont", "c'est combien le budget du marché", "how much for the bridge"]
)
def test_money_that_the_budget_is_asked_for_is_no_price(said: str) -> None:
    assert read_money_question(said, LANGUAGES).priced == ""


@pytest.mark.parametrize(
    "said",
    ["pourquoi le prix de l'eau a augmenté", "QUESTION combien coûte un acte", "IDEE baisser le prix de l'eau",
     "IDEE un forage dans mon quartier", "pourquoi il n'y a pas d'eau dans notre quartier",
     "PROJETS de mon quartier"],
)  # fmt: skip
def test_a_price_or_an_area_that_is_only_spoken_of_asks_for_no_money(said: str) -> None:
    meaning = understand(said, "fr", LANGUAGES)
    assert meaning.intent is not Intent.BUDGET or not meaning.sure


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("ma zone", "fr"),
        ("MON QUARTIER", "fr"),
        ("budget de ma zone", "fr"),
        ("combien pour mon quartier ?", "fr"),
        ("my area", "en"),
        ("how much for my neighbourhood", "en"),
        ("حينا", "ar"),
        ("ميزانية حينا", "ar"),
        ("كم خصص لحينا", "ar"),
    ],
)
def test_the_own_area_is_asked_for_without_its_name(said: str, language: str) -> None:
    meaning, asked = understand(said, language, LANGUAGES), read_money_question(said, LANGUAGES)
    assert (meaning.intent, meaning.sure, asked.is_own_place, asked.has_place) == (Intent.BUDGET, True, True, False)


def test_an_area_that_is_named_is_not_the_own_one() -> None:
    asked = read_money_question("budget eau quartier Zongo", LANGUAGES)
    assert (asked.is_own_place, asked.place) == (False, "zongo")


@pytest.mark.parametrize("said", ["CHANGER ZONE", "change zone", "تغيير الحي"])
def test_another_area_is_asked_for(said: str) -> None:
    asked = read_money_question(said, LANGUAGES)
    assert asked.is_own_place and asked.moves_elsewhere


@pytest.mark.parametrize("said", ["merci", "Merci Monsieur le Maire", "thank you very much", "شكراً جزيلاً", "ok merci"])
def test_thanks_are_thanks(said: str) -> None:
    meaning = understand(said, "fr", LANGUAGES)
    assert (meaning.intent, meaning.sure) == (Intent.THANKS, True)


@pytest.mark.parametrize("said", ["merci de réparer la route", "merci pour le forage il marche bien", "non merci"])
def test_who_asks_or_tells_something_beside_thanks_is_heard(said: str) -> None:
    assert understand(said, "fr", LANGUAGES).intent is not Intent.THANKS


@pytest.mark.parametrize(("said", "language"), [("RECOURS", "fr"), ("appeal", "en"), ("طعن", "ar")])
def test_a_complaint_is_no_request_to_follow(said: str, language: str) -> None:
    assert understand(said, language, LANGUAGES).intent is Intent.COMPLAIN
    assert understand(f"{said} DI-26-0042", language, LANGUAGES).intent is Intent.COMPLAIN


@pytest.mark.parametrize(
    "said", ["aide sociale", "investissement", "travaux et équipements", "running costs", "الاستثمار", "Fonctionnement"]
)
def test_the_name_of_what_money_is_spent_on_is_asked_for_where_it_stands_alone(said: str) -> None:
    meaning = understand(said, "fr", LANGUAGES)
    assert (meaning.intent, meaning.sure) == (Intent.BUDGET, True)


@pytest.mark.parametrize("said", ["aide", "aide moi", "aide svp"])
def test_who_needs_help_gets_it(said: str) -> None:
    assert understand(said, "fr", LANGUAGES).intent is Intent.HELP


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("قارن الصحة 2008 و 2009", "ar"),
        ("قارن الصحة 2008 و2009", "ar"),
        ("قارن الصحة بين 2008 و 2009", "ar"),
        ("comparer santé 2008 et 2009", "fr"),
        ("compare health 2008 and 2009", "en"),
    ],
)
def test_two_years_that_are_to_be_compared_are_money_in_every_language(said: str, language: str) -> None:
    meaning = understand(said, language, LANGUAGES)
    asked = read_money_question(said, LANGUAGES)
    assert (meaning.intent, asked.topic, asked.years, asked.compares) == (Intent.BUDGET, "health", (2008, 2009), True)
    assert meaning.confidence > 0.62


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("culture et santé", "fr"),
        ("santé, culture", "fr"),
        ("water and roads", "en"),
        ("الثقافة والصحة", "ar"),
    ],
)
def test_two_bare_topics_are_both_asked_for(said: str, language: str) -> None:
    meaning = understand(said, language, LANGUAGES)
    assert (meaning.intent, meaning.sure) == (Intent.BUDGET, True)
    assert len(read_money_question(said, LANGUAGES).lines.both) == 2


@pytest.mark.parametrize("said", ["la culture et la santé", "le marché et le pont svp"])
def test_two_things_that_may_be_projects_are_not_taken_for_topics_alone(said: str) -> None:
    meaning = understand(said, "fr", LANGUAGES)
    assert (meaning.intent, meaning.sure) != (Intent.BUDGET, True)


@pytest.mark.parametrize("said", ["pas d'eau et pas de santé", "eau 3 et routes 5", "l'école et la route sont cassées"])
def test_topics_among_other_words_are_not_both_asked_for(said: str) -> None:
    meaning = understand(said, "fr", LANGUAGES)
    assert (meaning.intent, meaning.sure) != (Intent.BUDGET, True)
