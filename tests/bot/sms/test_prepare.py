from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sms.alphabet import Encoding, is_gsm
from bot.sms.prepare import prepare
from bot.sms.transliterate import transliterate
from budgeting.money import short_amount


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("déjà à l'école où", "déjà à l'école où"),
        ("reçu n° 12 « école » d’août", 'recu no 12 "école" d\'aout'),
        ("ÇA VA ÊTRE À ÉVALUER", "ÇA VA ETRE A ÉVALUER"),
        ("cœur, Œuvre, ŒUVRE", "coeur, Oeuvre, OEUVRE"),
        ("12\u202f500\u202f000\u00a0F\u202fCFA", "12 500 000 F CFA"),
        ("a – b — c… “d” 25 m²", 'a - b - c... "d" 25 m2'),
        ("2½ sacs, 3¼ ha, ½ sac", "2 1/2 sacs, 3 1/4 ha, 1/2 sac"),
        ("10³ litres, 25 m³", "10^3 litres, 25 m3"),
        ("e\u0301cole", "école"),
        ("zéro\u200bespace\ufeff", "zéroespace"),
        ("«\u00a0oui\u00a0»", '"oui"'),
    ],
)
def test_french_typography_is_brought_into_gsm(text: str, expected: str) -> None:
    assert transliterate(text) == expected
    assert is_gsm(transliterate(text))


@pytest.mark.parametrize("text", ["ميزانية الصحة", "Ɛwɔ kɛlɛ", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "Reçu 👍", "30 °C, reçu"])
def test_what_stays_in_ucs2_anyway_is_left_as_it_was_written(text: str) -> None:
    assert transliterate(text) == text


def test_direction_marks_are_not_paid_for() -> None:
    assert prepare("\u200f12\u200f دره‍م").text == "12 دره‍م"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Délai dépassé à Ségou", "Delai depasse a Segou"),
        ("Ɛwɔ ŋ", "Ewo ng"),
        ("10 €", "10 EUR"),
        ("naïf Łódź ñ", "naif Lodz n"),
        ("صحة é", "صحة e"),
    ],
)
def test_a_route_that_garbles_accents_gets_ascii(text: str, expected: str) -> None:
    assert transliterate(text, ascii_only=True) == expected


def test_words_an_operator_filters_are_replaced_whole_and_in_their_case() -> None:
    text = "Votez ! VOTE 3. Le vote, Vote ; pivotement ; ÉLECTION"
    ready = prepare(text, substitutes={"vote": "choix", "élection": "sélection"})
    assert ready.text == "Votez ! CHOIX 3. Le choix, Choix ; pivotement ; SÉLECTION"
    assert ready.changed


def test_a_text_that_needs_nothing_is_handed_back_unchanged() -> None:
    ready = prepare("Merci. Votre choix est noté.")
    assert ready == ("Merci. Votre choix est noté.", "GSM-7", 28, 1, False)


@given(st.text(max_size=300))
def test_preparing_twice_changes_nothing_more(text: str) -> None:
    once = prepare(text)
    assert prepare(once.text).text == once.text
    normal = prepare(unicodedata.normalize("NFC", text))
    assert once.segments == normal.segments


@given(st.text(st.characters(max_codepoint=0x24F), max_size=100))
def test_latin_text_for_an_ascii_route_has_no_accented_letter_left(text: str) -> None:
    ready = transliterate(text, ascii_only=True)
    assert not any("COMBINING" in unicodedata.name(mark, "") for mark in unicodedata.normalize("NFD", ready))


def test_the_space_that_keeps_an_arabic_amount_together_costs_nothing() -> None:
    amount = short_amount(591_000, "XOF", "ar")
    assert amount == "591.000\u00a0F"
    assert prepare(amount).encoding is Encoding.GSM7
    assert prepare(f"كلفة {amount}").units == len(f"كلفة {amount}")
