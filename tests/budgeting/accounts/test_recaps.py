"""The same lines on several sheets: counted once, compared."""

from __future__ import annotations

from budgeting.accounts.faults import Kind
from budgeting.accounts.stages import Side, Stage
from tests.budgeting.accounts.examples import Rows, kinds, labels, read_sheets, read_text, total, wrong

DETAIL: Rows = [
    ["DEPENSES 2023"],
    ["Compte", "Libellé", "Mandatement", "Paiement"],
    [60, "Personnel", 30, 25],
    [6011, "Salaires", 20, 20],
    [6012, "Primes", 10, 5],
    [61, "Achats", 7, 7],
    [6111, "Papier", 7, 7],
]


def recap(*rows: tuple[object, ...], title: str = "RECAPITULATION DES DEPENSES") -> Rows:
    return [[title], ["Compte", "Libellé", "Mandat", "Paiement"], *rows]


def test_a_recapitulation_is_used_as_a_check_and_not_counted_again() -> None:
    reading = read_sheets({"A": recap((60, "Personnel", 30, 25), (61, "Achats", 7, 8)), "B": DETAIL})
    assert {line.sheet for line in reading.lines} == {"B"}
    assert total(reading, Side.EXPENDITURE, Stage.PAID, 2023) == 32
    assert wrong(reading) == [("Achats", 8, 7)]
    assert [s.why for s in reading.skipped if s.sheet == "A" and s.row == 3] == [
        "It repeats lines of B: used as a check, not counted again."
    ]


def test_a_recapitulation_that_leaves_a_chapter_out_is_caught_by_its_total() -> None:
    reading = read_sheets({"B": DETAIL, "A": recap((60, "Personnel", 30, 25), (61, "Achats", None, None),
                                                   (None, "TOTAL", 30, 25))})  # fmt: skip
    assert wrong(reading) == [("TOTAL", 30, 37), ("TOTAL", 25, 32)]


def test_a_sheet_with_the_same_figures_is_a_repetition_whatever_it_is_called() -> None:
    again: Rows = [["DEPENSES 2023"], ["Compte", "Intitulé", "Mandatement", "Paiement"],
                   [6011, "Salaires", 20, 20], [6012, "Primes", 10, 5], [6111, "Papier", 7, 7]]  # fmt: skip
    reading = read_sheets({"A": DETAIL, "Feuil2": again})
    assert {line.sheet for line in reading.lines} == {"A"}


def test_sheets_of_the_same_codes_and_other_figures_are_both_counted() -> None:
    other: Rows = [["DEPENSES 2023"], ["Compte", "Libellé", "Mandatement", "Paiement"],
                   [6011, "Salaires", 1, 2], [6012, "Primes", 3, 4], [6111, "Papier", 5, 6]]  # fmt: skip
    reading = read_sheets({"A": DETAIL, "B": other})
    assert total(reading, Side.EXPENDITURE, Stage.PAID, 2023) == 44


def test_a_balance_sheet_of_both_sides_repeats_both() -> None:
    receipts: Rows = [["RECETTES 2023"], ["Compte", "Libellé", "Recouvrement"], [701, "Taxes", 30], [702, "Dons", 2]]
    balance: Rows = [
        ["TABLEAU D'EQUILIBRE"],
        ["DEPENSES", None, None, "RECETTES", None, None],
        ["Compte", "Libellé", "Paiement", "Compte", "Libellé", "Recouvrement"],
        [60, "Personnel", 25, 70, "Impôts", 32],
        [61, "Achats", 7, None, None, None],
        [None, "TOTAL DEPENSES", 32, None, "TOTAL RECETTES", 32],
    ]
    reading = read_sheets({"A": DETAIL, "B": receipts, "C": balance})
    assert {line.sheet for line in reading.lines} == {"A", "B"}
    assert wrong(reading) == []


def test_an_amount_that_only_the_recapitulation_has_is_pointed_out() -> None:
    reading = read_sheets(
        {"A": DETAIL, "B": recap((60, "Personnel", 30, 25), (61, "Achats", 7, 7), (65, "Dons", 9, 9))}
    )
    assert Kind.ONLY_IN_RECAP in kinds(reading)
    assert "Dons" not in labels(reading)


def test_a_summary_by_service_repeats_the_sheets_of_the_services_by_its_sum() -> None:
    health: Rows = [["DEPENSES 2023"], ["Libellé", "Payé"], ["Vaccins", 10], ["Soins", 20]]
    roads: Rows = [["DEPENSES 2023"], ["Libellé", "Payé"], ["Ponts", 5], ["Pistes", 6]]
    summary: Rows = [["SYNTHESE DES DEPENSES 2023"], ["Service", "Payé"], ["Santé", 30], ["Voirie", 11]]
    reading = read_sheets({"Synthèse": summary, "Santé": health, "Voirie": roads})
    assert total(reading, Side.EXPENDITURE, Stage.PAID, 2023) == 41


def test_a_workbook_with_nothing_but_a_recapitulation_is_counted() -> None:
    assert labels(read_sheets({"A": recap((60, "Personnel", 30, 25), (61, "Achats", 7, 7))})) == ["Personnel", "Achats"]


def test_a_recapitulation_below_the_table_on_the_same_sheet_is_not_counted_again() -> None:
    reading = read_text(
        "DEPENSES 2023\nCompte;Libellé;Payé\n6011;Salaires;20\n6012;Primes;10\n6111;Papier;7\n;TOTAL;37\n;;\n"
        "RECAPITULATION;;\nCompte;Libellé;Payé\n60;Personnel;30\n61;Achats;7\n;TOTAL;37\n"
    )
    assert labels(reading) == ["Salaires", "Primes", "Papier"]
    assert wrong(reading) == []


def test_an_annex_beside_a_budget_is_not_counted() -> None:
    annex: Rows = [
        ["ANNEXE 2 - ENGAGEMENTS NON ORDONNANCES"],
        ["Imputation", "Motif", "Montant"],
        [6011, "Salaires", 9],
    ]
    assert "ANNEXE" not in {line.sheet for line in read_sheets({"A": DETAIL, "ANNEXE": annex}).lines}
