from __future__ import annotations

from datetime import date, datetime

import pytest
from markupsafe import Markup

from locales.page_words import NOTHING, ListStyle, curled, page_text, say_day, say_list, say_local, say_moment


@pytest.mark.parametrize(
    ("day", "language", "said"),
    [
        (date(2026, 1, 1), "fr", "1er janvier 2026"),
        (date(2026, 1, 11), "fr", "11 janvier 2026"),
        (date(2026, 1, 21), "fr", "21 janvier 2026"),
        (date(2026, 1, 1), "en", "January 1, 2026"),
        (None, "fr", NOTHING),
    ],
)
def test_the_first_day_of_a_month_is_written_as_a_language_writes_it(
    day: date | None, language: str, said: str
) -> None:
    assert say_day(day, language) == said


def test_moments_are_written_like_days() -> None:
    moment = datetime(2026, 12, 1, 8, 5)
    assert say_moment(moment, "fr") == "1er décembre 2026, 08:05"
    assert say_local(moment, "fr", "d MMM y HH:mm") == "1er déc. 2026 08:05"
    assert say_moment(None, "fr") == NOTHING


@pytest.mark.parametrize(
    ("language", "style", "said"),
    [
        ("fr", "standard", "Maire, Adjoint et Agent"),
        ("en", "standard", "Maire, Adjoint, and Agent"),
        ("ar", "standard", "Maire وAdjoint وAgent"),
        ("fr", "or", "Maire, Adjoint ou Agent"),
        ("ar", "or", "Maire أو Adjoint أو Agent"),
    ],
)
def test_words_are_strung_together_as_a_language_does_it(language: str, style: ListStyle, said: str) -> None:
    assert say_list(("Maire", "Adjoint", "Agent"), language, style) == said
    assert say_list(("Maire",), language, style) == "Maire"


def test_html_put_into_a_text_stays_html_and_all_else_is_escaped() -> None:
    said = page_text("%(name)s: %(value)s", ["en"], name="<b>", value=Markup("<i>1</i>"))
    assert isinstance(said, Markup) and said == "&lt;b&gt;: <i>1</i>"
    plain = page_text("%(name)s: %(value)s", ["en"], name="<b>", value="1")
    assert not isinstance(plain, Markup) and plain == "<b>: 1"


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("L'eau d'aujourd'hui", "L’eau d’aujourd’hui"),
        ("l'\u2068école\u2069 : 'oui' ou 'non'", "l’\u2068école\u2069 : 'oui' ou 'non'"),
        ("l’école", "l’école"),
        ("ماء", "ماء"),
    ],
)
def test_pages_write_the_apostrophes_of_messages_curly(sent: str, shown: str) -> None:
    assert curled(sent) == shown


@pytest.mark.parametrize(
    ("country", "july"),
    [
        ("MA", "يوليوز"),
        ("MR", "يوليو"),
        ("DZ", "جويلية"),
        ("TD", "يوليو"),
        ("TG", "يوليو"),
        ("BJ", "يوليو"),
        ("", "يوليوز"),
    ],
)
def test_months_in_arabic_are_those_of_the_commune_s_country_where_cldr_knows_them(country: str, july: str) -> None:
    assert say_day(date(2026, 7, 4), "ar", country) == f"4 {july} 2026"


def test_a_language_that_names_no_country_is_said_alike_everywhere() -> None:
    for language in ("fr", "en"):
        assert {say_day(date(2026, 7, 4), language, country) for country in ("", "MA", "TG", "XX")} == {
            say_day(date(2026, 7, 4), language)
        }
