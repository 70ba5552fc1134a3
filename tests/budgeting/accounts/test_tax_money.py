"""A line of receipts is a tax by its words; what the State shares or gives is none, nor what is sold."""

from __future__ import annotations

import pytest

from budgeting.accounts.tax_money import is_a_tax


@pytest.mark.parametrize(
    "label",
    [
        "Impôt sur les terrains",
        "Autres taxes sur les biens",
        "Patentes",
        "Property rates",
        "الضريبة المهنية",
        "رسوم الذبح",
    ],
)
def test_taxes_are_known_by_their_words(label: str) -> None:
    assert is_a_tax(label)


@pytest.mark.parametrize(
    "label",
    ["Dotation de l'État", "Taxe sur la valeur ajoutée", "Locations", "Services rendus aux habitants", "إعانات الدولة"],
)
def test_other_receipts_are_none(label: str) -> None:
    assert not is_a_tax(label)
