"""A country is known by its name in every language we have, in full and as people say it, unless several are so."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from services.territory import countries_called, currency_of, is_country, time_zones_of


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("TG", ("Togo", "Le Togo", "République togolaise", "الطوغو", "الجمهورية التوغولية")),
        ("BJ", ("bénin", "BENIN", "République du Bénin", "البنين")),
        ("MA", ("Maroc", "Royaume du Maroc", "المغرب", "المملكة المغربية")),
        ("MG", ("Madagascar", "République de Madagascar")),
        ("CD", ("RDC", "R.D.C.", "DRC", "République démocratique du Congo", "Congo-Kinshasa", "الكونغو الديمقراطية")),
        ("CG", ("République du Congo", "Congo Brazzaville", "Republic of the Congo")),
        ("BF", ("Burkina", "Burkina Faso", "بوركينا")),
        ("CI", ("Côte d'Ivoire", "Cote d’Ivoire", "Ivory Coast", "RCI", "ساحل العاج", "كوت ديفوار")),
        ("GM", ("The Gambia", "Gambie")),
        ("CF", ("RCA", "Centrafrique", "Central African Republic", "أفريقيا الوسطى")),
    ],
)
def test_a_country_is_found_by_its_name_in_full_and_as_people_say_it(code: str, names: tuple[str, ...]) -> None:
    assert {name: countries_called(name) for name in names} == dict.fromkeys(names, (code,))


@pytest.mark.parametrize("name", ["Congo", "Le Congo", "الكونغو"])
def test_a_name_of_two_countries_tells_both(name: str) -> None:
    assert countries_called(name) == ("CD", "CG")


@pytest.mark.parametrize("name", ["", "Guin", "Atlantis", "TG", "République", "le", "ال"])
def test_what_names_no_country_finds_none(name: str) -> None:
    assert countries_called(name) == ()


def test_every_name_that_is_written_down_names_its_country_and_none_but_congo_two() -> None:
    names = tomllib.loads((files("services") / "countries.toml").read_text(encoding="utf-8"))
    assert all(is_country(code) and time_zones_of(code) and currency_of(code) for code in names)
    found = {
        name: countries_called(name) for code in names for name in names[code] if countries_called(name) != (code,)
    }
    assert set(found) == {"Congo", "الكونغو"}
