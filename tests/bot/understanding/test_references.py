from __future__ import annotations

import pytest

from bot.understanding.intents import Intent
from bot.understanding.references import find_reference
from bot.understanding.understand import understand


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("DI-26-0042", "DI-26-0042"),
        ("di 26 42", "DI-26-0042"),
        ("di26-42", "DI-26-0042"),
        ("Di.26.0042", "DI-26-0042"),
        ("DI/26/42", "DI-26-0042"),
        ("di260042", "DI-26-0042"),
        ("suivi DI-26-12345 svp", "DI-26-12345"),
        ("P-26-17", "P-26-0017"),
        ("p26-017", "P-26-0017"),
        ("P 26 17", "P-26-0017"),
        ("S-26-0003", "S-26-0003"),
        ("suivi s26-3", "S-26-0003"),
        ("S 26 3", "S-26-0003"),
    ],
)
def test_references_are_normalised(text: str, reference: str) -> None:
    found = find_reference(text)
    assert found is not None
    assert found[0] == reference


@pytest.mark.parametrize(
    "text", ["vote P 26 17", "VOTE P3 P7", "di 3", "lundi 26 42", "DI-2026", "26-42", "it's 26-11", "vote S 26 3"]
)
def test_what_is_no_reference_is_not_taken_for_one(text: str) -> None:
    assert find_reference(text) is None


def test_a_reference_in_the_digits_of_another_script_is_found() -> None:
    meant = understand("تتبع DI-٢٦-٠٠٤٢", "ar", ("ar", "fr"))
    assert (meant.intent, meant.reference, meant.numbers) == ("track", "DI-26-0042", ())


@pytest.mark.parametrize(
    "text", ["أؤيد P-26-0002", "أساند الفكرة P-26-0002", "أنا أؤيد P-26-0002", "أنا أساند P-26-0002"]
)
def test_support_said_in_arabic_is_support_and_not_tracking(text: str) -> None:
    meant = understand(text, "ar", ("fr", "ar", "en"))
    assert (meant.intent, meant.sure, meant.reference) == (Intent.SUPPORT, True, "P-26-0002")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "ma demande 26-42"),
        ("fr", "où en est mon dossier n° 26 42"),
        ("en", "my request number 26-42"),
        ("ar", "أين طلبي رقم ٢٦-٤٢"),
        ("ar", "fin wslat talab dyali 26/42"),
    ],
)
def test_a_request_is_found_by_its_figures_behind_a_word_for_it(language: str, text: str) -> None:
    meaning = understand(text, language, ("fr", "ar", "en"))
    assert (meaning.intent, meaning.reference, meaning.numbers) == (Intent.TRACK, "DI-26-0042", ())


@pytest.mark.parametrize(
    "text", ["vote 26-42", "projet 26 42", "je demande 26 000", "je demande 26 42", "ma demande 26 42 57", "26-42"]
)
def test_no_other_pair_of_numbers_is_a_request(text: str) -> None:
    assert understand(text, "fr", ("fr", "ar", "en")).reference is None
