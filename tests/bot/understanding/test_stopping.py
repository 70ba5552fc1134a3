from __future__ import annotations

import pytest

from bot.understanding.intents import Intent
from bot.understanding.stopping import TAKES_AWAY
from bot.understanding.understand import Understanding, understand

LANGUAGES = ("fr", "ar", "en")


def heard(text: str, language: str) -> Understanding:
    return understand(text, language, (language, *(tag for tag in LANGUAGES if tag != language)))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "je ne veux pas donner mon numéro"),
        ("fr", "je ne veux plus de la guerre"),
        ("fr", "je ne veux pas recevoir la maternité chez moi"),
        ("fr", "je ne veux pas de nouvelles taxes"),
        ("fr", "je ne veux plus payer la taxe"),
        ("fr", "je refuse de payer"),
        ("fr", "arrêtez les travaux"),
        ("fr", "stop à la corruption"),
        ("fr", "enlevez les ordures du marché"),
        ("fr", "trop de bruit la nuit"),
        ("en", "i do not want to give my number"),
        ("en", "i do not want war"),
        ("en", "i do not want new taxes"),
        ("en", "stop corruption"),
        ("en", "stop the works"),
        ("en", "too many mosquitoes"),
        ("ar", "لا أريد إعطاء رقمي"),
        ("ar", "لا أريد الحرب"),
        ("ar", "لا أريد الضرائب"),
        ("ar", "أوقفوا الأشغال"),
        ("ar", "mabghitch n3ti nemerti"),
    ],
)
def test_a_refusal_of_something_else_stops_no_news(language: str, text: str) -> None:
    meaning = heard(text, language)
    assert not (meaning.intent is Intent.STOP and meaning.sure)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "stop"),
        ("fr", "STOP SVP"),
        ("fr", "arrêtez"),
        ("fr", "je ne veux plus de messages"),
        ("fr", "ne m'envoyez plus de sms"),
        ("fr", "je ne veux plus de nouvelles"),
        ("fr", "laissez moi tranquille"),
        ("fr", "désabonnez moi"),
        ("fr", "retirez mon numéro de la liste"),
        ("en", "stop"),
        ("en", "unsubscribe me"),
        ("en", "do not send me messages"),
        ("en", "leave me alone"),
        ("en", "dont text me again"),
        ("en", "take my number off your list"),
        ("ar", "قف"),
        ("ar", "لا أريد رسائل"),
        ("ar", "وقفو عليا الميساجات"),
        ("ar", "mabghitch messages"),
        ("ar", "احذفوا رقمي من اللائحة"),
    ],
)
def test_words_for_it_and_sentences_about_messages_stop_the_news(language: str, text: str) -> None:
    meaning = heard(text, language)
    assert (meaning.intent, meaning.sure) == (Intent.STOP, True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "je veux le pont"),
        ("fr", "il pleut sur le marché"),
        ("en", "i do not want the bridge"),
        ("ar", "سيفط ليا الوثائق"),
        ("ar", "لا بغيت الجسر"),
        ("ar", "لا أريد الجسر"),
    ],
)
def test_what_hardly_resembles_it_is_not_asked_whether_it_stops_the_news_or_erases(language: str, text: str) -> None:
    meaning = heard(text, language)
    assert meaning.intent not in TAKES_AWAY
    assert meaning.sure or meaning.runner_up not in TAKES_AWAY
