"""What words are about: known by their spelling, without what is written onto them, or by their bones."""

from __future__ import annotations

import pytest

from bot.understanding.fold import fold_text
from bot.understanding.senses import senses_known
from locales.senses import load_senses, sensed_languages


def senses_of(text: str) -> list[tuple[str, ...]]:
    return senses_known().said_by(fold_text(text).words)


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("lampadaires", "built"),
        ("lmedrassa", "built"),
        ("المدرسة", "built"),
        ("وبالطريق", "built"),
        ("puis je", "may"),
        ("ch7al", "how_much"),
        ("12", "#"),
        ("2026", "##"),
    ],
)
def test_a_word_has_its_sense_in_whichever_spelling(text: str, sense: str) -> None:
    assert sense in senses_of(text)[0]


def test_the_longest_phrase_counts() -> None:
    assert senses_of("un acte de naissance") == [senses_of("un")[0], senses_of("acte de naissance")[0]]


def test_a_strange_word_has_none() -> None:
    assert senses_of("grzt plomp") == [(), ()]
    assert not senses_known().is_named("tongue", ["blurb"])


def test_all_languages_have_the_same_senses() -> None:
    names = {frozenset(load_senses(tag)) for tag in sensed_languages()}
    assert sensed_languages() == ("ar", "en", "fr") and len(names) == 1
