"""Votes in free words: which projects are offered, and that none is recorded by them."""

from __future__ import annotations

import pytest

from bot.understanding.asked_numbers import read_asked
from bot.understanding.facts import read_facts
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.understanding.understand import understand

LANGUAGES = ("fr", "ar", "en")


def asked(text: str, language: str = "fr") -> tuple[int, ...]:
    order = (language, *(tag for tag in LANGUAGES if tag != language))
    return read_asked(read_facts(text, lexicon_of(order))).numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("j'ai 51 ans, zone 2, je vote projet 5", (5,)),
        ("ni le 2 ni le 3, je vote le 4", (4,)),
        ("le 3 non, le 5 oui", (5,)),
        ("remplacez le 4 par le 11", (11,)),
        ("l'an passé c'était 3, vote 14", (14,)),
        ("sept et neuf, que Dieu bénisse la commune", (7, 9)),
        ("le cinquième, celui de la maternité", (5,)),
        ("vote 2 mais plutôt 6", (6,)),
        ("je vote 3 pas 7 plutôt 8", (3, 8)),
        ("vote7svp", (7,)),
        ("mes deux votes, 3 et 7", (3, 7)),
    ],
)
def test_of_many_numbers_the_projects_are_read(text: str, numbers: tuple[int, ...]) -> None:
    assert asked(text) == numbers


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("not 13 oh, 14, my vote na 14", "en", (14,)),
        ("I am 30 I vote 9", "en", (9,)),
        ("ساكن فالمنطقة 5 وصوتي على 3", "ar", (3,)),
        ("٢ و ٨ من فضلكم", "ar", (2, 8)),
        ("ana m3a tlata w machi sb3a", "ar", (3,)),
    ],
)
def test_so_they_are_in_other_languages(text: str, language: str, numbers: tuple[int, ...]) -> None:
    assert asked(text, language) == numbers


def test_one_s_own_vote_with_other_words_is_asked_about() -> None:
    meant = understand("VOTE 3 c'est bon", "fr", LANGUAGES)
    assert (meant.intent, meant.numbers, meant.sure, meant.runner_up) == (Intent.VOTE, (3,), False, Intent.MY_VOTE)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("vote the two", "en"),
        ("vote 3 1/2", "fr"),
        ("vote dix et sept", "fr"),
        ("vote cent trois", "fr"),
        ("vot4 15", "en"),
        ("je vote 17 dix-sept un sept", "fr"),
        ("taswit m3a 8", "ar"),
    ],
)
def test_what_may_be_read_in_two_ways_is_no_ballot(text: str, language: str) -> None:
    meant = understand(text, language, LANGUAGES)
    assert not (meant.sure and meant.numbers)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("votez 3 !!!", "fr"), ("VOTEZ LE 3", "fr"), ("svp votez 3", "fr"), ("allez voter 3", "fr"), ("votons 3", "fr"),
        ("il faut voter 3", "fr"), ("let's vote 3", "en"), ("everyone vote 3", "en"), ("go vote 3", "en"),
        ("صوتوا 3 !!!", "ar"), ("هيا نصوت 3", "ar"), ("khas nsowto 3", "ar"),
    ],
)  # fmt: skip
def test_a_vote_that_others_are_told_to_cast_is_asked_about(text: str, language: str) -> None:
    meant = understand(text, language, (language, *(tag for tag in LANGUAGES if tag != language)))
    assert (meant.intent, meant.sure, meant.numbers) == (Intent.VOTE, False, (3,))


@pytest.mark.parametrize("text", ["Votez 3", "VOTE 3 !!!", "je vote 3 !", "I go vote 3", "صوت 3 !"])
def test_a_vote_of_ones_own_is_one_however_loud(text: str) -> None:
    meant = understand(text, "fr", LANGUAGES)
    assert (meant.intent, meant.sure, meant.numbers) == (Intent.VOTE, True, (3,))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("j'ai voté 2 mais la réponse dit 5", "fr"), ("j'ai choisi 2, le reçu dit 5", "fr"),
        ("la réponse dit 5 mais j'ai voté 2", "fr"), ("I voted 2 but the answer said 5", "en"),
        ("I chose 2, the receipt says 5", "en"), ("صوتت على 2 لكن الرد قال 5", "ar"),
        ("اخترت 2 لكنكم سجلتم 5", "ar"), ("sewett 2 w jawabkom gal 5", "ar"),
        ("I sent 2 but your SMS says 5", "en"), ("i sent 2, your text says 5", "en"),
        ("i texted 2 and you replied 5", "en"),
        ("j'ai envoyé 2 mais votre sms dit 5", "fr"), ("j'ai mis 2 et vous m'avez répondu 5", "fr"),
        ("votre réponse dit 5 alors que j'ai envoyé 2", "fr"), ("le sms dit 5 mais moi j'ai mis 2 svp", "fr"),
        ("أرسلت 2 لكن رسالتكم تقول 5", "ar"), ("كتبت 2 وأنتم سجلتم 5", "ar"), ("بعثت رقم 2 وجاني 5", "ar"),
        ("sift 2 walakin sms dyalkom fih 5", "ar"), ("ana sifett 2 o jawabtoni b 5", "ar"),
    ],
)  # fmt: skip
def test_who_was_answered_with_another_vote_is_shown_what_is_recorded(text: str, language: str) -> None:
    meant = understand(text, language, (language, *(tag for tag in LANGUAGES if tag != language)))
    assert (meant.intent, meant.sure, meant.numbers) == (Intent.MY_VOTE, True, ())


@pytest.mark.parametrize(
    "text",
    [
        "QUESTION j'ai voté 2 mais la réponse dit 5", "votre sms dit 3 ou 7 ?", "vote 3 7", "j'ai envoyé 2 et 3",
        "QUESTION j'ai envoyé 2 mais votre sms dit 5", "j'ai envoyé 2 photos, j'ai reçu 3 réponses",
        "I sent 2 messages and you answered 5 days later", "i sent 2 and you said 2", "كتبت 2 رسائل وأجبتم على 5",
    ],
)  # fmt: skip
def test_other_words_about_an_answer_stay_what_they_are(text: str) -> None:
    assert understand(text, "fr", LANGUAGES).intent is not Intent.MY_VOTE
