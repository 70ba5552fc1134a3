from __future__ import annotations

import pytest

from bot.understanding.facts import read_facts
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.understanding.understand import understand

LEXICON = lexicon_of(("fr", "ar", "en"))


def numbers(text: str) -> tuple[int, ...]:
    return read_facts(text, LEXICON).numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 7", (3, 7)),
        ("3,7", (3, 7)),
        ("3 et 7", (3, 7)),
        ("3;7/9", (3, 7, 9)),
        ("3et7", (3, 7)),
        ("n°12", (12,)),
        ("N° 12", (12,)),
        ("VOTE12", (12,)),
        ("le projet P5", (5,)),
        ("vote 1O", (10,)),
        ("٣ و ٧", (3, 7)),
        ("٣ و٧", (3, 7)),
        ("012", (12,)),
        ("trois et sept", (3, 7)),
        ("projet trois", (3,)),
        ("vingt et un", (21,)),
        ("projet soixante dix sept", (77,)),
        ("projet quatre-vingt-dix-neuf", (99,)),
        ("projet septante deux", (72,)),
        ("project twenty one", (21,)),
        ("المشروع سبعة", (7,)),
        ("المشروع ثلاثة وعشرون", (23,)),
        ("صوت ثلاثة وسبعة", (3, 7)),
        ("صوت 3 وسبعة", (3, 7)),
        ("صوت ثلاثة وعشرين وسبعة", (23, 7)),
        ("machrou3 jouj", (2,)),
        ("machrou3 tlata w 3chrin", (23,)),
        ("tlata w sb3a", (3, 7)),
        ("3 mais pas le 7", (3,)),
        ("3 sauf 7", (3,)),
        ("3 not 7", (3,)),
        ("pas le 3 mais le 7", (7,)),
        ("3 machi 7", (3,)),
        ("le 3e projet", (3,)),
        ("le forage 12 ne marche pas", (12,)),
        ("vote le 31/13", (31, 13)),
        ("les projets 3/7", (3, 7)),
        ("le forage 12 depuis le 3/11", (12,)),
        ("le 3/7", (3, 7)),
    ],
)
def test_numbers_of_projects_are_read(text: str, expected: tuple[int, ...]) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "en 2023",
        "j'ai 35 ans",
        "12 500 000 F CFA",
        "3,5 millions",
        "18 % du budget",
        "le 12/05/2026",
        "à 14h30",
        "à 14 h",
        "+228 90 12 34 56",
        "3/5",
        "3 sur 5",
        "3 étoiles",
        "deux forages en panne",
        "un forage neuf",
        "one borehole",
        "3lach",
        "sse77a",
        "depuis 3 jours",
        "45 personnes",
        "99999",
        "0",
        "اربعة آبار",
        "عندي 40 سنة",
        "je vote le 30/11",
        "la réunion du 3 / 12",
        "I vote on the 30/11/26",
        "أصوت يوم ٣٠/١١",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert numbers(text) == ()


@pytest.mark.parametrize("text", ["3 من فضلك", "3 و 7 من فضلكم", "3 s'il vous plaît", "3 شكرا جزيلا"])
def test_numbers_said_politely_are_numbers_and_nothing_else(text: str) -> None:
    """'3 من' alone is '3 out of'."""
    meaning = understand(text, "fr", ("fr", "ar", "en"))
    assert meaning.intent is Intent.NUMBER_ONLY and meaning.sure
    assert meaning.numbers == ((3, 7) if "7" in text else (3,))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "je note 4 sur 5 le projet 12", (12,)),
        ("fr", "note 3/5 forage 12", (12,)),
        ("en", "I rate project 12 4 out of 5", (12,)),
        ("en", "vote 2 on 14 may", (2,)),
        ("ar", "أصوت للمشروع رقم ٤ قبل ٣٠ يونيو", (4,)),
        ("ar", "nsowet 4 9bel 30 yunyu", (4,)),
        ("fr", "je vote 2 le 14 mai", (2,)),
        ("en", "my son is 15 can he vote", ()),
        ("ar", "kan3ti 4 3la 5 lmachro3 12", (12,)),
        ("en", "give 4/5 to project 12", (12,)),
        ("ar", "المشروع 12 تقييم 4 على 5", (12,)),
        ("ar", "n3ti 4 3la 5 lmachro3 12", (12,)),
        ("fr", "budget de la zone 4", ()),
        ("fr", "les projets de la zone 2", ()),
        ("en", "budget of zone 4", ()),
        ("ar", "ميزانية المنطقة 4", ()),
        ("ar", "f mon9ata3a 4 nsowet 2", (2,)),
        ("fr", "mon âge est 17", ()),
        ("en", "I am 17 can I vote", ()),
        ("ar", "عمري 17 هل يمكنني التصويت", ()),
        ("ar", "3omri 17 wach n9der nsowet", ()),
    ],
)
def test_ratings_zones_and_ages_are_no_projects(language: str, text: str, expected: tuple[int, ...]) -> None:
    assert understand(text, language, ("fr", "ar", "en")).numbers == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NOTE 12 4", (12, 4)),
        ("note 12 4 sur 5", (12, 4)),
        ("NOTE 4 3/5", (4, 3)),
        ("rate 12 4", (12, 4)),
        ("تقييم 12 4", (12, 4)),
        ("note 4 sur 5 le projet 12 et le 3", (12,)),
        ("note 4 sur 5 le projet 4", (4,)),
        ("note 4/5 projet 4", (4,)),
        ("note 4 sur 5", ()),
    ],
)
def test_the_command_to_rate_has_its_project_and_then_its_mark(text: str, expected: tuple[int, ...]) -> None:
    assert understand(text, "fr", ("fr", "ar", "en")).numbers == expected


@pytest.mark.parametrize("text", ["vote 3 3la 5", "أصوت على 3 على 5"])
def test_a_word_between_a_mark_and_its_maximum_leads_to_a_project_in_a_vote(text: str) -> None:
    assert understand(text, "ar", ("fr", "ar", "en")).numbers == (3, 5)


def test_the_number_beside_what_is_broken_may_be_a_projects_and_is_asked_about() -> None:
    assert numbers("les toilettes de la classe 5 sont bouchées") == (5,)
    assert numbers("les toilettes de la classe 5") == ()
