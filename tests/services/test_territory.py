"""A country is known by its name in every language we have, unless several are called so."""

from __future__ import annotations

import pytest

from services.territory import country_called


@pytest.mark.parametrize(
    ("name", "code"),
    [("Togo", "TG"), ("bénin", "BJ"), ("BENIN", "BJ"), ("Maroc", "MA"), ("المغرب", "MA"), ("Madagascar", "MG")],
)
def test_a_country_is_found_by_its_whole_name(name: str, code: str) -> None:
    assert country_called(name) == code


@pytest.mark.parametrize("name", ["", "Congo", "Guin", "Atlantis", "TG", "الكونغو"])
def test_what_names_no_one_country_finds_none(name: str) -> None:
    assert country_called(name) is None
