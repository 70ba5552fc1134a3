from __future__ import annotations

import pytest

from services.projects import ProjectReason, check_names, short_name_from, why_not_short_name


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("Forage Zongo", "fr"),
        ("a" * 18, "fr"),
        ("Façade, l'école", "fr"),  # ç becomes c on the way out, é is in the alphabet
        ("بئر حي الزنقو", "ar"),
        ("ب" * 14, "ar"),
        ("Forage 12", "ar"),
    ],
)
def test_a_short_name_within_its_measure_fits(name: str, language: str) -> None:
    assert why_not_short_name(name, language) is None


@pytest.mark.parametrize(
    ("name", "reason", "length"),
    [
        ("a" * 19, ProjectReason.NAME_TOO_LONG, 19),
        ("[abcdefghijklmnop]", ProjectReason.NAME_TOO_LONG, 20),  # brackets cost two each
        ("ب" * 15, ProjectReason.NAME_TOO_LONG, 15),
        ("Ɖɔkpɛ", ProjectReason.NAME_LETTERS, None),
    ],
)
def test_a_short_name_that_would_cost_a_second_sms_says_why(
    name: str, reason: ProjectReason, length: int | None
) -> None:
    no = why_not_short_name(name, "xx")
    assert no is not None
    assert (no.reason, no.values.get("length")) == (reason, length)


def test_names_are_cleaned_and_other_languages_left_out() -> None:
    titles, short = check_names(["fr", "ar"], {"fr": " Un \x00 forage ", "en": "A well"}, {"fr": "Forage", "ar": " "})
    assert (titles, short) == ({"fr": "Un forage"}, {"fr": "Forage"})


@pytest.mark.parametrize(
    ("title", "language", "name"),
    [
        ("éclairage des rues", "fr", "Éclairage des rues"),
        ("Un robinet au marché de Zongo", "fr", "Robinet marché"),
        ("A well for the new school near the market", "en", "Well new school"),
        ("بئر في حي زنقو قرب السوق الكبير", "ar", "بئر حي زنقو"),
        ("Anticonstitutionnellement", "fr", "Anticonstitutionne"),
        ("pour la de", "fr", "Pour la de"),
        ("Ɖɔkpɛ", "fr", ""),
        ("", "fr", ""),
    ],
)
def test_a_short_name_is_cut_from_a_title_after_a_whole_word_small_words_first(
    title: str, language: str, name: str
) -> None:
    assert short_name_from(title, language) == name
    assert not name or why_not_short_name(name, language) is None
