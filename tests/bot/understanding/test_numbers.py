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
