from __future__ import annotations

import pytest

from budgeting.accounts.natures import Nature, nature_of, plain_nature
from budgeting.accounts.stages import Section, Side


@pytest.mark.parametrize(
    ("label", "nature"),
    [
        ("Salaires du personnel permanent", Nature.PERSONNEL),
        ("أجور الموظفين", Nature.PERSONNEL),
        ("Fuel and lubricants", Nature.GOODS_SERVICES),
        ("Entretien des écoles", Nature.GOODS_SERVICES),
        ("Secours aux indigents", Nature.TRANSFERS),
        ("Intérêts des emprunts", Nature.DEBT),
        ("Divers", None),
    ],
)
def test_the_nature_of_a_line_is_told_by_its_words(label: str, nature: Nature | None) -> None:
    assert nature_of(label, side=Side.EXPENDITURE, section=Section.OPERATION) is nature


def test_words_above_tell_where_the_line_is_silent() -> None:
    assert nature_of("Divers", ["Chapitre 62 : Carburant"], side=Side.EXPENDITURE) is Nature.GOODS_SERVICES


@pytest.mark.parametrize("label", ["Indemnité de mission intérieure", "Habillement du personnel"])
def test_what_is_bought_for_the_staff_is_no_salary(label: str) -> None:
    assert nature_of(label, ["Achats de biens", "Charges"], side=Side.EXPENDITURE) is Nature.GOODS_SERVICES


def test_investment_is_works_unless_it_repays() -> None:
    about = {"side": Side.EXPENDITURE, "section": Section.INVESTMENT}
    assert nature_of("Achat de tables-bancs", **about) is Nature.WORKS
    assert nature_of("Remboursement d'emprunt", **about) is Nature.DEBT


def test_receipts_have_no_nature_of_spending() -> None:
    assert nature_of("Subvention de l'État", side=Side.REVENUE) is None


def test_only_running_costs_are_plainly_no_investment() -> None:
    assert plain_nature("أجور الموظفين") is plain_nature("Salaires du personnel") is Nature.PERSONNEL
    assert plain_nature("Carburant") is Nature.GOODS_SERVICES
    bought = (
        "Achat de tables-bancs",
        "Indemnités d'expropriation",
        "Mobilier du personnel",
        "Imprimante",
        "Frais d'études",
    )
    assert [plain_nature(label) for label in bought] == [None] * len(bought)


@pytest.mark.parametrize(
    ("label", "heading", "nature"),
    [
        ("Contribution to the NSIF", "Staff costs (19)", Nature.PERSONNEL),
        ("Cotisation syndicale", "Autres charges de personnel", Nature.PERSONNEL),
        ("Fixed asset transfer fees", "Other services used (18)", Nature.GOODS_SERVICES),
        ("Bonuses and allowances for tax collectors", "Other services used (18)", Nature.GOODS_SERVICES),
        ("Sitting allowances for municipal councilors", "Other expenses and sundry loses (24)", None),
        ("Gifts and relief assistance", "Other expenses and sundry loses (24)", Nature.TRANSFERS),
        ("Salaires", "Services administratifs", Nature.PERSONNEL),
    ],
)
def test_the_heading_of_an_account_outranks_a_word_of_a_label(label: str, heading: str, nature: Nature | None) -> None:
    assert nature_of(label, [heading], side=Side.EXPENDITURE, section=Section.OPERATION) is nature
