from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.intents import Intent
from bot.understanding.understand import Understanding, understand

LANGUAGES = ("fr", "ar", "en")


def said(text: str, language: str = "fr") -> Understanding:
    return understand(text, language, LANGUAGES)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("VOTE 3 7", "vote"),
        ("BUDGET SANTE", "budget"),
        ("combien pour l'eau en 2023", "budget"),
        ("IDEE Forage au quartier Zongo", "propose"),
        ("QUESTION pourquoi la mairie est fermée", "ask"),
        ("SUIVI DI-26-0042", "track"),
        ("où en est ma demande", "track"),
        ("PROJET 4", "project"),
        ("PROJETS", "projects"),
        ("LANGUE ar", "language"),
        ("العربية", "language"),
        ("english", "language"),
        ("NOTE 4 3", "feedback"),
        ("le forage 12 ne marche pas", "feedback"),
        ("STOP", "stop"),
        ("ARRET", "stop"),
        ("Arrêt.", "stop"),
        ("توقف", "stop"),
        ("EFFACER", "erase"),
        ("ANNULER", "cancel"),
        ("AIDE", "help"),
        ("?", "help"),
        ("؟", "help"),
        ("0", "menu"),
        ("٠", "menu"),
        ("MENU", "menu"),
        ("قائمة", "menu"),
        ("القائمة", "menu"),
        ("قائمة المشاريع", "projects"),
        ("9", "back"),
        ("RETOUR", "back"),
        ("3 7", "number_only"),
        ("MON VOTE", "my_vote"),
        ("RESULTATS", "results"),
        ("RECU 7K3M-9QXT", "receipt"),
        ("/start", "resume"),
        ("/vote 3", "vote"),
        ("bonjour", "start"),
        ("", "unknown"),
        ("👍", "unknown"),
        ("END", "stop"),
        ("QUIT", "stop"),
        ("CANCEL", "cancel"),
        ("INFO", "help"),
        ("HELP", "help"),
        ("YES", "start"),
        ("I wan vote 3 and 7", "vote"),
        ("wetin dem do with money for water", "budget"),
        ("chhal lmizania dyal sse77a", "budget"),
        ("combien on a mis dans les forages??", "budget"),
    ],
)
def test_one_message_is_enough_for_who_knows_the_word(text: str, intent: str) -> None:
    assert said(text).intent == intent


def test_what_follows_the_command_is_kept_as_it_was_written() -> None:
    assert said("IDEE Forage au quartier Zongo").rest == "Forage au quartier Zongo"
    assert said("Bonjour, IDÉE : Réparer l’école !").rest == "Réparer l’école !"
    assert said("اقتراح: حفر بئر في الحيّ").rest == "حفر بئر في الحيّ"
    assert said("QUESTION\nOù va l'argent ?").rest == "Où va l'argent ?"
    assert said("VOTE12").rest == "VOTE12"


def test_topic_and_year_are_read_from_a_question_about_money() -> None:
    meant = said("combien pour l'eau en 2023")
    assert (meant.topic, meant.year, meant.numbers) == ("water", 2023, ())
    assert said("chhal lmizania dyal sse77a").topic == "health"
    assert said("ميزانية ٢٠٢٤ للتعليم").year == 2024
    assert said("budget").topic is None


def test_the_language_asked_for_is_named() -> None:
    assert said("LANGUE ar").language_asked == "ar"
    assert said("العربية").language_asked == "ar"
    assert said("english please").language_asked == "en"
    assert said("je ne comprends pas le français").language_asked is None


def test_a_word_two_languages_share_means_what_it_means_in_the_contacts_own() -> None:
    assert said("NOTE 4 3", "en").intent == said("NOTE 4 3", "fr").intent == Intent.FEEDBACK


def test_a_code_is_no_project_number() -> None:
    meant = said("VOTE 3 7 CODE 7k3m-9qxt")
    assert (meant.intent, meant.numbers, meant.code, meant.sure) == ("vote", (3, 7), "7K3M9QXT", True)
    assert said("VOTE 3 code 48213").code == "48213"
    assert said("4821").code == "4821"
    assert said("4821").numbers == ()


def test_a_mark_given_to_a_project_is_kept_beside_its_number() -> None:
    assert said("NOTE 4 4").numbers == (4, 4)
    assert said("NOTE 4 3/5").numbers == (4, 3)
    assert said("je donne 4 sur 5 au projet 3").numbers == (3,)
    for text in ("je mets 4 sur 5 au projet 3", "je mets 5 étoiles au projet 3"):
        assert (said(text).intent, said(text).numbers) == (Intent.FEEDBACK, (3,))
    assert (said("je mets le 5 et le 3").intent, said("je mets le 5 et le 3").numbers) == (Intent.VOTE, (5, 3))


def test_a_misspelt_command_is_understood_or_asked_about() -> None:
    assert said("budgett").intent == Intent.BUDGET
    assert said("resutlats").intent == Intent.RESULTS
    near = said("buddgte eau")
    assert near.intent == Intent.BUDGET


def test_unrelated_talk_is_not_acted_on() -> None:
    for text in ("qsdf ghjk", "xyzzy", "je t'aime", "rappelle moi ce soir"):
        meant = said(text)
        assert meant.intent == Intent.UNKNOWN or not meant.sure


@given(st.text(st.characters(exclude_categories=()), max_size=200), st.sampled_from(LANGUAGES))
def test_no_text_is_too_strange(text: str, language: str) -> None:
    meant = understand(text, language, LANGUAGES)
    assert 0 <= meant.confidence <= 1
    assert all(0 < number < 1000 for number in meant.numbers)
    assert meant.runner_up is not meant.intent


def test_a_very_long_message_is_understood_by_its_beginning() -> None:
    assert said("IDEE " + "eau " * 5000).intent == Intent.PROPOSE
