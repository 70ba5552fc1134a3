from __future__ import annotations

from collections import defaultdict

import pytest

from bot.understanding.claims import Claim, claim_of, opens_command, says_something
from bot.understanding.fold import fold
from locales.words import load_words
from tests.bot.test_words_told import LANGUAGES, TOLD

SURE = {
    "fr": """
PROJETS
budget
svp SUIVI
Suivi.
/projets
SUIVI DI-26-0042
suivre di 26 42 svp
soutenir P-26-17
résultats
LANGUE anglais
idée
Question ?
""",
    "en": """
PROJECTS
track
TRACK DI-26-0042
follow DI-26-0042
please budget
language french
results
""",
    "ar": """
مشاريع
تتبع
تتبع DI-26-0042
متابعة DI-26-0042
سؤال
ميزانية
لغة الفرنسية
""",
}
DOUBTFUL = {
    "fr": """
IDEE un robinet au marché
budget eau
Budget de la commune
projet 4
note 4 5
formation
SUIVI DI-26-0042 toujours sans réponse
DI-26-0042
question de sécurité
demande de logement
""",
    "en": """
IDEA A tap near the market
budget water
project 4
request for housing
training
DI-26-0042
""",
    "ar": """
فكرة حنفية في السوق
ميزانية الماء
مشروع 4
متابعة
طلب السكن
سؤال عن الطريق
""",
}
PROSE = {
    "fr": """
Vote: combien de gens ont voté ?
Budget de la santé, pourquoi est-il si bas ?
suivi des travaux
projet de forage à Zongo
aide aux personnes âgées
je demande le compte de 2025
apprendre à lire
notre budget est trop petit
une bibliothèque pour tous
documents du conseil de 2024
3 7
2025
""",
    "en": """
Vote: how many people voted?
projects for young mothers
help for old people
learn to read
track the works at the school
the budget is too small
stop the noise at night
""",
    "ar": """
التصويت: كم عدد المصوتين؟
مشاريع للشباب في الحي
مساعدة كبار السن
تعلم القراءة
الميزانية قليلة جدا لماذا
""",
}
CASES = [
    (claim, language, text)
    for claim, texts in ((Claim.SURE, SURE), (Claim.DOUBTFUL, DOUBTFUL), (Claim.NONE, PROSE))
    for language, lines in texts.items()
    for text in lines.split("\n")[1:-1]
]


def spoken(language: str) -> tuple[str, ...]:
    return (language, *(tag for tag in LANGUAGES if tag != language))


@pytest.mark.parametrize(("claim", "language", "text"), CASES)
def test_how_plainly_a_message_is_a_command(claim: Claim, language: str, text: str) -> None:
    assert claim_of(text, spoken(language)) is claim


@pytest.mark.parametrize("language", LANGUAGES)
def test_capitals_change_nothing(language: str) -> None:
    for _claim, _language, text in (case for case in CASES if case[1] == language):
        assert claim_of(text.upper(), spoken(language)) is claim_of(text.lower(), spoken(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_that_messages_tell_come_first_in_their_lists(language: str) -> None:
    """`Lexicon.told` is read off the lists: the words that texts say must be those."""
    commands, told = load_words(language).commands, defaultdict[str, set[str]](set)
    for intent, french, arabic in TOLD.values():
        told[intent] |= {fold(word) for word in {"fr": french, "ar": arabic}.get(language, ())}
    for intent, words in told.items():
        if intent in commands and intent != "budget" and words:
            assert fold(commands[intent][0]) in words


@pytest.mark.parametrize("text", ["IDEE", "budget", "merci beaucoup", "argent", "42", "3 7", "", "?", "bonjour"])
def test_a_bare_word_says_nothing(text: str) -> None:
    assert not says_something(text, spoken("fr"))


@pytest.mark.parametrize("text", ["Qui répare le pont ?", "lampadaire cassé Zongo", "IDEE un robinet", "eau coupée"])
def test_a_sentence_says_something(text: str) -> None:
    assert says_something(text, spoken("fr"))


@pytest.mark.parametrize("text", ["IDEE une école à Azrou", "فكرة مدرسة في أزرو", "PROJETS Azrou", "svp budget Azrou"])
def test_a_command_with_words_of_its_own_is_one(text: str) -> None:
    assert opens_command(text, LANGUAGES)


@pytest.mark.parametrize("text", ["IDEE", "au quartier Azrou", "près du marché", "VOTE 3 7", "projets svp", ""])
def test_a_place_or_a_command_alone_has_none(text: str) -> None:
    assert not opens_command(text, LANGUAGES)


def test_the_name_that_was_asked_for_is_no_word_of_its_own() -> None:
    assert not opens_command("idée pour Azrou", LANGUAGES, {"azrou"})
