"""The State's money is known among receipts by the words of its lines."""

from __future__ import annotations

import pytest

from budgeting.accounts.state_money import is_from_the_state


@pytest.mark.parametrize(
    "label",
    [
        "Dotation de l'État pour les écoles primaires",
        "Autres dotations de l'Etat",
        "Subvention d'équipement de l'État",
        "FACT",
        "Part du produit de la TVA",
        "Equipment grants from FEICOM",
        "Grants from the central government",
        "Transfers received from the State",
        "Rebates granted by the state",
        "Transferts courants reçus de l'Etat",
        "Etat : subvention",
        "État, subventions de fonctionnement",
        "Subventions d'équipement et de fonctionnement de l'État",
        "Ressources transférées par l'État",
        "Ristournes de l'État",
        "Dotation globale de fonctionnement",
        "État",
        "الدولة: منحة",
        "إعانات الدولة",
        "منحة من الدولة",
        "حصة الجماعة من منتوج الضريبة على القيمة المضافة",
    ],
)
def test_what_the_state_gives_is_known(label: str) -> None:
    assert is_from_the_state(label)


@pytest.mark.parametrize(
    "label",
    [
        "Ristournes",
        "Versement état civil",
        "Contribution à l'état civil",
        "Aide à l'état civil",
        "Participation des agents de l'État",
        "Loyers versés par l'État",
        "Dotation en capital de la commune jumelle",
        "Dotation de la région",
        "Dotations, fonds divers et réserves",
        "Dotation aux amortissements",
        "Remboursement de TVA",
        "Grants from other local governments",
        "State school contributions",
        "Droits d'état civil",
        "Subventions reçues pour investir",
        "Taxe de marché",
        "Transfer of sand",
        "Proceeds from business",
        "منح للجمعيات",
    ],
)
def test_taxes_fees_and_what_no_giver_is_named_of_are_not_the_states(label: str) -> None:
    assert not is_from_the_state(label)
