"""What a message tells people to send does what it says, in every language: word by word, text by text."""

from __future__ import annotations

import re

import pytest

from bot.phrases import Speech, _
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.understand import understand
from locales.catalogue import CITIZEN
from tests.bot.talking import SMS, Talk
from tests.collected import collected

LANGUAGES = ("fr", "ar", "en")
TOLD: dict[str, tuple[Intent, tuple[str, ...], tuple[str, ...]]] = {
    "BUDGET": (Intent.BUDGET, ("BUDGET",), ("ميزانية",)),
    "QUESTION": (Intent.ASK, ("QUESTION",), ("سؤال",)),
    "IDEA": (Intent.PROPOSE, ("IDEE",), ("فكرة",)),
    "PROJECTS": (Intent.PROJECTS, ("PROJETS",), ("مشاريع",)),
    "PROJECT": (Intent.PROJECT, ("PROJET",), ("مشروع",)),
    "PROGRAMMES": (Intent.BUDGET, ("PROGRAMMES",), ("برامج",)),
    "VOTE": (Intent.VOTE, ("VOTE",), ("صوت",)),
    "MY VOTE": (Intent.MY_VOTE, ("MON VOTE",), ("صوتي",)),
    "RESULTS": (Intent.RESULTS, ("RESULTATS",), ("نتائج",)),
    "CHANGE ZONE": (Intent.BUDGET, ("CHANGER ZONE",), ("تغيير الحي",)),
    "TRACK": (Intent.TRACK, ("SUIVI",), ("تتبع",)),
    "FOLLOW": (Intent.TRACK, ("SUIVRE",), ("تابع",)),
    "UNFOLLOW": (Intent.UNFOLLOW, ("NE PLUS SUIVRE",), ("إلغاء متابعة",)),
    "SUPPORT": (Intent.SUPPORT, ("SOUTENIR",), ("دعم",)),
    "COAUTHOR": (Intent.JOIN, ("COAUTEUR",), ("انضم",)),
    "LEAVE": (Intent.LEAVE, ("QUITTER",), ("غادر",)),
    "APPEAL": (Intent.COMPLAIN, ("RECOURS",), ("طعن",)),
    "REPLY": (Intent.REPLY, ("REP",), ("رد",)),
    "BROKEN": (Intent.FEEDBACK, ("PANNE",), ("عطب",)),
    "RATE": (Intent.FEEDBACK, ("NOTE", "NOTER"), ("تقييم",)),
    "LEARN": (Intent.LEARN, ("APPRENDRE",), ("تعلم",)),
    "COMMITMENT": (Intent.ACTION_PLAN, ("ENGAGEMENT",), ("التزام",)),
    "DOCUMENTS": (Intent.DOCUMENTS, ("DOCUMENTS",), ("وثائق",)),
    "FOLLOW DOCUMENTS": (Intent.FOLLOW_DOCUMENTS, ("SUIVRE DOCUMENTS",), ("تابع الوثائق",)),
    "NO DOCUMENTS": (Intent.UNFOLLOW_DOCUMENTS, ("PLUS DE DOCUMENTS",), ("بدون وثائق",)),
    "NEWS": (Intent.FOLLOW_NEWS, ("NOUVELLES",), ("أخبار",)),
    "NO NEWS": (Intent.UNFOLLOW_NEWS, ("PAS DE NOUVELLES",), ("بدون أخبار",)),
    "MEETINGS": (Intent.MEETINGS, ("REUNION",), ("اجتماع",)),
    "COMING": (Intent.COMING, ("JE VIENS",), ("سآتي",)),
    "NOT COMING": (Intent.NOT_COMING, ("JE NE VIENS PAS",), ("لن آتي",)),
    "LANGUAGE": (Intent.LANGUAGE, ("LANGUE",), ("لغة", "اللغة")),
    "COMMUNE": (Intent.COMMUNE, ("COMMUNE",), ("البلدية",)),
    "PRIVACY": (Intent.PRIVACY, ("CONFIDENTIALITE", "DONNEES"), ("خصوصية",)),
    "ERASE": (Intent.ERASE, ("EFFACER",), ("حذف",)),
    "START": (Intent.RESUME, ("START",), ("ابدأ",)),
    "STOP": (Intent.STOP, ("STOP",), ("توقف",)),
    "BACK": (Intent.BACK, ("RETOUR",), ("رجوع",)),
}
"""Words that texts tell people to send: what they do, and the words for them in French and in Arabic."""

NO_COMMANDS = {"ALL", "CHOSEN", "SMS", "TOUS", "RETENU", "PV", "CDAI"}
"""Words in capitals that nobody is told to send."""

ARGUMENTS = {"WATER", "HEALTH", "EAU", "SANTE"}
LEFT_OUT = {("ar", "LANGUAGE")}
"""A short text may leave a word out where letters are dear."""

_CAPITALS = re.compile(r"(?<![\w%(])[A-ZÉÈ]{2,}(?: [A-ZÉÈ]{2,})*(?!\w)")
_NAME = re.compile(r"%\(\w+\)s")


def capitals_in(text: str) -> list[str]:
    """Return the words in capitals that a text tells people to send, topics behind them left out."""
    found = [
        " ".join(word for word in phrase.split() if word not in ARGUMENTS)
        for phrase in _CAPITALS.findall(_NAME.sub("", text))
    ]
    return [phrase for phrase in found if phrase and phrase not in NO_COMMANDS]


TEXTS = {str(m.id): capitals_in(str(m.id)) for m in collected(CITIZEN) if m.id and isinstance(m.id, str)}
INSTRUCTIONS = {text: words for text, words in TEXTS.items() if words}


def words_for(word: str, language: str) -> tuple[str, ...]:
    _intent, french, arabic = TOLD[word]
    return {"fr": french, "ar": arabic, "en": (word,)}[language]


def holds(text: str, word: str) -> bool:
    return f" {fold(word)} " in f" {fold(text)} "


def test_every_word_that_is_told_is_known_to_this_test() -> None:
    assert INSTRUCTIONS
    assert {word for words in INSTRUCTIONS.values() for word in words} <= set(TOLD)


@pytest.mark.parametrize("alone", [True, False], ids=["alone", "among three"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_is_told_does_what_it_says(language: str, alone: bool) -> None:
    spoken = (language,) if alone else LANGUAGES
    for name, (intent, _french, _arabic) in TOLD.items():
        for word in words_for(name, language):
            for said in (word, word.lower()):
                meaning = understand(said, language, spoken)
                assert (meaning.intent, meaning.sure) == (intent, True), f"{said} in {spoken}"


@pytest.mark.parametrize("word", ["START", "STOP"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_every_telephone_knows_works_where_one_language_alone_is_spoken(language: str, word: str) -> None:
    assert understand(word, language, (language,)).intent is TOLD[word][0]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_translation_tells_the_words_of_its_own_language(language: str) -> None:
    speech = Speech((language,))
    for text, names in INSTRUCTIONS.items():
        said = _spoken(text, speech)
        for name in names:
            if (language, name) not in LEFT_OUT or len(names) < 9:
                assert any(holds(said, word) for word in words_for(name, language)), f"{name} is not in: {said}"


def _spoken(text: str, speech: Speech) -> str:
    return _(text).spoken(speech)


def test_a_translation_tells_no_word_of_another_language() -> None:
    for text in INSTRUCTIONS:
        assert capitals_in(_spoken(text, Speech(("ar",)))) == []
        french = {word for _intent, words, _arabic in TOLD.values() for word in words}
        assert set(capitals_in(_spoken(text, Speech(("fr",))))) <= french


@pytest.mark.parametrize(
    ("language", "word"),
    [("fr", "START"), ("fr", "reprendre"), ("en", "START"), ("en", "subscribe"), ("ar", "START")]
    + [("ar", word) for word in ("ابدأ", "ابدا", "إبدأ", "أبدأ", "بداية", "بدأ")],
)
def test_news_comes_back_by_the_word_that_stop_tells(language: str, word: str) -> None:
    talk = Talk(SMS, language)
    talk.says("STOP")
    talk.says(word)
    assert talk.desk.effects[1:] == [("start_news",)]


@pytest.mark.parametrize(("language", "word"), [("fr", "bonjour"), ("en", "hello"), ("ar", "سلام"), ("ar", "نعم")])
def test_a_greeting_brings_no_news_back(language: str, word: str) -> None:
    talk = Talk(SMS, language)
    talk.says("STOP")
    talk.says(word)
    assert talk.desk.effects == [("stop_news",)]


@pytest.mark.parametrize(("language", "words"), [("fr", ("blanc",)), ("ar", ("بيضاء", "أبيض")), ("en", ("blank",))])
def test_a_blank_vote_has_one_name_wherever_it_is_told(language: str, words: tuple[str, ...]) -> None:
    texts = [text for text in TEXTS if "VOTE 0" in text]
    assert len(texts) > 3
    for text in texts:
        said = _spoken(text, Speech((language,)))
        assert any(word in said for word in words), said


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "je ne veux plus recevoir les nouvelles"),
        ("fr", "je veux encore recevoir vos messages"),
        ("en", "dont send me news again"),
        ("en", "please send me the news again"),
        ("ar", "لا أريد الأخبار"),
        ("ar", "أريد الأخبار من جديد"),
    ],
)
def test_no_sentence_brings_news_back_by_resemblance(language: str, text: str) -> None:
    talk = Talk(SMS, language)
    talk.says("STOP")
    talk.says(text)
    assert ("start_news",) not in talk.desk.effects
