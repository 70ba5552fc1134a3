"""The messes of real files, each in a small one: what becomes of every row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from budgeting.accounts.faults import Kind
from budgeting.accounts.naming import Head
from budgeting.accounts.read import read_budget
from budgeting.accounts.stages import Section, Side, Slot, Stage
from tests.budgeting.accounts.examples import (
    fates,
    kinds,
    labels,
    line_named,
    open_document,
    read_sheets,
    read_text,
    table,
    total,
    workbook,
    wrong,
)

ACCOUNT = """\
COMPTE ADMINISTRATIF 2023
SECTION FONCTIONNEMENT;;;;;
Compte;Libellé;Primitif;Définitif;Mandatement;Paiement
60;Charges du personnel;1 500;1 500;1 200;1 200
6011;Salaires;1 000;1 000;900;900
6012;Primes; ;;;
6061;Cotisations;500;500;300;300
61;Achats;700;700;#DIV/0!;-
6111;Fournitures;" 700 ";700;;-
;TOTAL DÉPENSES DE FONCTIONNEMENT;2 200;2 200;1 200;1 200
"""


def test_chapters_above_their_articles_are_checked_and_not_counted() -> None:
    reading = read_text(ACCOUNT)
    assert labels(reading) == ["Salaires", "Cotisations", "Fournitures"]
    assert total(reading, Side.EXPENDITURE, Stage.VOTED, 2023) == 2200
    assert total(reading, Side.EXPENDITURE, Stage.PAID, 2023) == 1200
    assert wrong(reading) == []


def test_every_row_has_a_fate() -> None:
    assert fates(read_text(ACCOUNT)) == {
        1: "title", 2: "title", 3: "column_titles", 4: "subtotal", 5: "line", 6: "no_amount", 7: "line",
        8: "subtotal", 9: "line", 10: "total",
    }  # fmt: skip


def test_a_formula_error_is_reported_where_it_stands() -> None:
    (found,) = (problem for problem in read_text(ACCOUNT).problems if problem.kind is Kind.FORMULA_ERROR)
    assert (found.row, found.column) == (8, "E")
    assert "#DIV/0!" in found.text


def test_a_line_knows_its_chapter_section_and_programme() -> None:
    line = line_named(read_text(ACCOUNT.replace("SECTION", "Programme II : Santé\nSECTION")), "Salaires")
    assert line.parents == (Head("60", "Charges du personnel"),)
    assert line.section is Section.OPERATION
    assert line.programme is not None
    assert (line.programme.code, line.programme.name) == ("2", "Santé")


def test_a_chapter_whose_articles_have_no_amounts_is_the_line_itself() -> None:
    reading = read_text("Compte;Libellé;Budget 2023\n60;Personnel;500\n6011;Salaires;\n6012;Primes;\n61;Achats;20\n")
    assert labels(reading) == ["Personnel", "Achats"]
    assert total(reading, Side.EXPENDITURE, Stage.VOTED, 2023) == 520


def test_a_chapter_that_follows_its_articles_is_a_subtotal_too() -> None:
    reading = read_text(
        "Compte;Libellé;Budget 2023\n6011;Salaires;300\n6012;Primes;200\n60;Personnel;500\n61;Achats;20\n"
    )
    assert labels(reading) == ["Salaires", "Primes", "Achats"]
    assert wrong(reading) == []


def test_a_code_that_stands_twice_is_reported_and_both_lines_counted() -> None:
    reading = read_text("Compte;Libellé;Budget 2023\n6111;Papier;300\n6112;Encre;50\n6111;Papier du bureau;200\n")
    (found,) = (problem for problem in reading.problems if problem.kind is Kind.CODE_TWICE)
    assert (found.row, found.values["code"], found.values["first"]) == (4, "6111", 2)
    assert total(reading, Side.EXPENDITURE, Stage.VOTED, 2023) == 550


def test_headings_between_rows_give_the_side_and_the_section_of_what_follows() -> None:
    reading = read_text(
        "BUDGET 2025\nRubrique;Montant\nRECETTES;\nTaxes;10\nDÉPENSES DE FONCTIONNEMENT;\nÉcoles;4\n"
        "DÉPENSES D'INVESTISSEMENT;\nRoutes;6\n"
    )
    read = {line.label: (line.side, line.section) for line in reading.lines}
    assert read == {
        "Taxes": (Side.REVENUE, None),
        "Écoles": (Side.EXPENDITURE, Section.OPERATION),
        "Routes": (Side.EXPENDITURE, Section.INVESTMENT),
    }


def test_a_total_that_names_a_side_tells_it_of_the_lines_above() -> None:
    reading = read_text(
        "Budget 2024\n;Prévisions\nImpôts;10\nDons;5\nTotal des recettes;15\nSalaires;7\nEau;8\nTotal des dépenses;15\n"
    )
    assert total(reading, Side.REVENUE, Stage.VOTED, 2024) == total(reading, Side.EXPENDITURE, Stage.VOTED, 2024) == 15
    assert wrong(reading) == []


def test_a_row_that_says_what_part_of_another_it_is_counts_with_that_other() -> None:
    reading = read_text("Compte;Libellé;Voté 2023\n601;Eau;10\n;dont eau des écoles;4\n602;Bois;5\n;Total;15\n")
    assert (labels(reading), fates(reading)[3], wrong(reading)) == (["Eau", "Bois"], "part", [])


def test_years_over_stages_are_read_without_any_merged_cell() -> None:
    reading = read_text("Compte;Libellé;2022;;2023;\n;;Voté;Réalisé;Voté;Réalisé\n601;Eau;1;2;3;4\n602;Sel;1;1;1;1\n")
    assert line_named(reading, "Eau").amounts == {
        Slot(2022, Stage.VOTED): 1,
        Slot(2022, Stage.PAID): 2,
        Slot(2023, Stage.VOTED): 3,
        Slot(2023, Stage.PAID): 4,
    }


def test_sides_and_sections_in_letters_are_understood() -> None:
    reading = read_text(
        "annee;section;sens;chapitre;libelle_chapitre;nature;libelle_nature;montant_vote\n"
        "2021;F;D;011;Charges générales;60611;Eau;12\n2021;I;R;13;Subventions;1321;État;7\n"
    )
    read = [(line.side, line.section, line.code, line.label, line.parents[0].code) for line in reading.lines]
    assert read == [
        (Side.EXPENDITURE, Section.OPERATION, "60611", "Eau", "011"),
        (Side.REVENUE, Section.INVESTMENT, "1321", "État", "13"),
    ]


def test_shortened_names_of_sheets_tell_the_side() -> None:
    rows = [["Compte", "Libellé", "Prévisions 2024"], ["A1", "Divers", 5], ["A2", "Autres", 6]]
    reading = read_sheets({"REC": rows, "DEP INV": [rows[0], ["B1", "Puits", 7], ["B2", "Pont", 8]]})
    assert [(line.side, line.section) for line in reading.lines[::2]] == [
        (Side.REVENUE, None),
        (Side.EXPENDITURE, Section.INVESTMENT),
    ]


def test_two_years_side_by_side_are_kept_apart() -> None:
    reading = read_text('Code,Label,2008 Budget,2008 Actual,2009 Budget\n610,Fuel," 7,000 ", -   ,"5,000"\n')
    assert line_named(reading, "Fuel").amounts == {
        Slot(2008, Stage.VOTED): 7000,
        Slot(2008, Stage.PAID): 0,
        Slot(2009, Stage.VOTED): 5000,
    }


def test_years_relative_to_the_documents_are_counted_from_it() -> None:
    reading = read_text("Exercice 2024\nCompte;Libellé;Réalisations N-1;Prévisions N\n601;Eau;10;12\n")
    assert set(line_named(reading, "Eau").amounts) == {Slot(2023, Stage.PAID), Slot(2024, Stage.VOTED)}


def test_the_year_of_whoever_imports_holds_where_the_columns_name_none() -> None:
    assert read_text("Compte;Libellé;Budget\n601;Eau;10\n", year=2021).document.years == (2021,)
    reading = read_text("Budget 2022\nCompte;Libellé;Voté\n601;Eau;10\n", year=2021)
    assert (reading.document.years, Kind.YEAR_DIFFERS in kinds(reading)) == ((2021,), True)


def test_each_sheet_has_the_year_its_own_titles_name_and_no_year_of_a_law() -> None:
    def sheet(title: str) -> list[list[object]]:
        return [[title], ["Vu la loi 2017-051"], ["Compte", "Libellé", "Prévisions"], [601, "Eau", 1], [602, "Sel", 2]]

    reading = read_sheets({"A": sheet("BUDGET DE L'EXERCICE 2022"), "B": sheet("BUDGET DE L'EXERCICE 2023")})
    assert reading.document.years == (2022, 2023)
    assert total(reading, Side.EXPENDITURE, Stage.VOTED, 2022) == 3


def test_labels_that_only_begin_like_totals_and_results_are_lines() -> None:
    reading = read_text(
        "Compte;Libellé;Budget 2023\n6021;Soldes et accessoires;10\n2132;Ensemble scolaire du Centre;20\n"
        "002;Report;5\n1064;Excédent de fonctionnement capitalisé;7\n"
    )
    assert total(reading, Side.EXPENDITURE, Stage.VOTED, 2023) + total(reading, Side.REVENUE, Stage.VOTED, 2023) == 42


def test_a_file_without_any_year_says_so() -> None:
    reading = read_text("Compte;Libellé;Voté\n601;Eau;10\n")
    assert Kind.YEAR_UNKNOWN in kinds(reading)
    assert line_named(reading, "Eau").amounts == {Slot(None, Stage.VOTED): 10}


def test_one_amount_a_row_is_folded_into_one_line_per_code() -> None:
    reading = read_text(
        "Code,Label,Year,Reporting Type,Amount,Revenue/Expenditure\n"
        "610,Fuel,2008,Budget,700,EXPENDITURE\n610,Fuel,2008,Actual,650,EXPENDITURE\n"
        "610,Fuel,2009,Budget,800,EXPENDITURE\n710,Taxes,2008,Budget,900,REVENUE\n710,Taxes,2008,Actual,0,REVENUE\n"
    )
    fuel, taxes = reading.lines
    assert (fuel.rows, fuel.amounts[Slot(2009, Stage.VOTED)]) == ((2, 3, 4), 800)
    assert taxes.amounts == {Slot(2008, Stage.VOTED): 900, Slot(2008, Stage.COLLECTED): 0}


def test_two_amounts_for_one_line_year_and_stage_stay_two_lines() -> None:
    reading = read_text("Code,Label,Year,Budget\n610,Fuel,2008,700\n610,Fuel,2008,5\n611,Pens,2008,1\n612,Ink,2008,1\n")
    assert [line.amounts[Slot(2008, Stage.VOTED)] for line in reading.lines] == [700, 5, 1, 1]
    assert Kind.CODE_TWICE in kinds(reading)


def test_chapters_articles_and_paragraphs_in_columns_of_their_own_are_filled_down() -> None:
    reading = read_text(
        "Chapitre;Article;Paragraphe;Intitulés;Prévisions 2022\n71;;;IMPOTS;\n;711;01;Taxe;20\n;;02;Patentes;5\n"
        ";;;Total chapitre 71;25\n"
    )
    assert [line.code for line in reading.lines] == ["71-711-01", "71-711-02"]
    assert wrong(reading) == []


def test_a_code_and_its_label_in_one_cell_are_told_apart() -> None:
    reading = read_text("Libellé;Voté 2023\n60 - Personnel;30\n6011 - Salaires;20\n6012 - Primes;10\n")
    assert [(line.code, line.label) for line in reading.lines] == [("6011", "Salaires"), ("6012", "Primes")]


def test_programmes_and_actions_that_state_their_sums_are_not_counted_twice() -> None:
    reading = read_text(
        "Code;Libellé;AE 2024;CP 2024\n;PROGRAMME 017 : APPUI;300;250\n;Action 01 : Coordination;300;250\n"
        "01;Personnel;100;100\n02;Matériel;200;150\n;PROGRAMME 018 : SANTE;500;400\n01;Vaccins;500;400\n"
    )
    programmes = {line.label: line.programme.code for line in reading.lines if line.programme}
    assert programmes == {"Personnel": "017", "Matériel": "017", "Vaccins": "018"}
    assert total(reading, Side.EXPENDITURE, Stage.AUTHORISED, 2024) == 800
    assert wrong(reading) == []


def test_subtotals_in_capitals_without_codes_are_found_by_their_sums() -> None:
    reading = read_text(
        "Item,Budget 2022\nPERSONNEL,300\nSalaries,200\nAllowances,100\nGOODS,150\nFuel,50\nPens,100\nTOTAL,450\n"
    )
    assert labels(reading) == ["Salaries", "Allowances", "Fuel", "Pens"]
    assert wrong(reading) == []


def test_rows_that_state_a_section_above_its_lines_are_not_counted_twice() -> None:
    reading = read_text(
        "Compte;Libellé;Voté 2023\n;DEPENSES DE FONCTIONNEMENT;30\n601;Eau;10\n602;Bois;20\n"
        ";DEPENSES D'INVESTISSEMENT;5\n213;Puits;5\n"
    )
    assert [(line.label, line.section) for line in reading.lines] == [
        ("Eau", Section.OPERATION), ("Bois", Section.OPERATION), ("Puits", Section.INVESTMENT),
    ]  # fmt: skip
    assert wrong(reading) == []


def test_receipts_and_expenditure_side_by_side_are_both_read() -> None:
    reading = read_text(
        "DEPENSES;;;RECETTES;;\nArt.;Libellé;Prévisions 2020;Art.;Libellé;Prévisions 2020\n"
        "60;Achats;10;70;Ventes;20\n61;Services;5;71;Impôts;1\n;TOTAL;15;;TOTAL;21\n"
    )
    assert total(reading, Side.EXPENDITURE, Stage.VOTED, 2020) == 15
    assert total(reading, Side.REVENUE, Stage.VOTED, 2020) == 21
    assert wrong(reading) == []


def test_receipts_and_expenditure_as_columns_are_both_read() -> None:
    reading = read_text("Service,Recettes 2023,Dépenses 2023\nÉtat civil,100,300\nMarché,900,500\nTotal,1000,800\n")
    assert total(reading, Side.REVENUE, Stage.VOTED, 2023) == 1000
    assert total(reading, Side.EXPENDITURE, Stage.VOTED, 2023) == 800


def test_programmes_as_columns_give_a_line_for_each_and_the_sum_is_a_check() -> None:
    reading = read_sheets({
        "A": [
            ["DEPENSES 2023"],
            [None, None, "PAIEMENT", None, None],
            ["Compte", "Libellé", "Prog 1", "Prog 2", "TOTAL"],
            [601, "Eau", 10, 20, 31],
            [602, "Bois", 1, 2, 3],
        ]
    }, merges={"A": ["C2:E2"]})  # fmt: skip
    programmes = [(line.label, line.programme.code) for line in reading.lines if line.programme]
    assert programmes == [("Eau", "1"), ("Bois", "1"), ("Eau", "2"), ("Bois", "2")]
    assert total(reading, Side.EXPENDITURE, Stage.PAID, 2023) == 33
    assert wrong(reading) == [("Eau", 31, 30)]


def test_an_arabic_budget_is_read_with_its_digits() -> None:
    reading = read_text(
        "ميزانية سنة 2023\nالمداخيل\nالرمز;البيان;التقديرات;المقبوضات\n10.10;الرسم على الأراضي;١٢٠٠٠٠٫٠٠;٨٠٠٠٠٫٥٠\n"
        "10.20;مداخيل الأسواق;٥٠٠٠٠٫٠٠;٤٠٠٠٠٫٠٠\n;المجموع;١٧٠٠٠٠٫٠٠;١٢٠٠٠٠٫٥٠\n",
        decimals=2,
    )
    assert total(reading, Side.REVENUE, Stage.VOTED, 2023) == 17_000_000
    assert total(reading, Side.REVENUE, Stage.COLLECTED, 2023) == 12_000_050
    assert wrong(reading) == []


def test_a_large_investment_budget_in_thousands_and_latin_letters_is_read() -> None:
    rows = "".join(
        f"36;Travaux publics;Extrême-Nord;Diamaré;Réhabilitation n°{n};{'' if n % 3 else f'{n}000'}\n"
        for n in range(1, 10_001)
    )
    reading = read_text(
        "BUDGET D'INVESTISSEMENT PUBLIC 2012;;;;;\n(en milliers de FCFA);;;;;\n"
        f"Chapitre;Libellé chapitre;Région;Département;Projet;Montant\n{rows}",
        encoding="latin-1",
    )
    amounts = [n * 1000 * 1000 for n in range(3, 10_001, 3)]
    assert total(reading, Side.EXPENDITURE, Stage.VOTED, 2012) == sum(amounts)
    assert (len(reading.lines), len(reading.skipped)) == (3333, 6670)
    assert reading.document.multiplier == 1000
    assert reading.lines[0].place == "Diamaré"
    assert reading.lines[0].section is Section.INVESTMENT


@pytest.mark.parametrize("title", ["Montant (en milliers)", "Montant en milliers de F CFA", "Amount in thousands"])
def test_a_unit_in_the_title_of_a_column_multiplies_that_column(title: str) -> None:
    assert line_named(read_text(f"Libellé;{title}\nEau;12,5\nBois;3\n", year=2024), "Eau").amounts == {
        Slot(2024, Stage.VOTED): 12_500
    }


def test_an_open_document_and_a_workbook_of_the_same_rows_read_alike() -> None:
    rows = [["BUDGET PRIMITIF 2024"], ["Compte", "Libellé", "Prévisions"], [601, "Eau", 1000], [602, "Bois", 12]]
    first = read_budget(workbook({"Dépenses": rows}), "a.xlsx")
    second = read_budget(open_document(table("Dépenses", rows)), "a.ods")
    assert first.lines == second.lines
    assert first.skipped == second.skipped


def test_amounts_that_are_words_or_dates_are_reported_with_row_and_column() -> None:
    reading = read_text(
        "Compte;Libellé;Budget 2023;Paiements 2023\n601;Eau;1 000;x\n602;Bois;voir annexe;500\n603;Fer;30;12/05/2023\n"
        "604;Sel;10;#REF!\n"
    )
    found = [(problem.kind, problem.row, problem.column) for problem in reading.problems]
    assert (Kind.NOT_AN_AMOUNT, 3, "C") in found
    assert (Kind.NOT_AN_AMOUNT, 4, "D") in found
    assert (Kind.FORMULA_ERROR, 5, "D") in found


def test_a_row_whose_only_amount_cannot_be_read_is_no_line() -> None:
    reading = read_text("Compte;Libellé;Budget 2023\n601;Eau;1 000\n602;Bois;#REF!\n603;Fer;30\n")
    assert fates(reading)[3] == "unreadable"


def test_columns_of_numbers_that_nothing_names_are_pointed_out() -> None:
    reading = read_text("Compte;Libellé;Budget 2023;Truc\n601;Eau;10;7\n602;Bois;20;8\n")
    (found,) = (problem for problem in reading.problems if problem.kind is Kind.COLUMN_IGNORED)
    assert (found.column, found.values["title"]) == ("D", "Truc")


def test_columns_read_another_way_by_a_person_are_read_that_way() -> None:
    data = "Compte;Libellé;Budget 2023;Truc\n601;Eau;10;7\n".encode()
    first = read_budget(data, "a.csv")
    changed = [
        replace(each, column=replace(each.column, role=first.columns[2].column.role, stage=Stage.PAID, year=2023))
        if each.column.title == "Truc"
        else each
        for each in first.columns
    ]
    second = read_budget(data, "a.csv", columns=changed)
    assert line_named(second, "Eau").amounts == {Slot(2023, Stage.VOTED): 10, Slot(2023, Stage.PAID): 7}


def test_the_document_says_what_it_seems_to_be() -> None:
    facts = read_text(
        "COMMUNE DE KOLLE\nPROJET DE BUDGET 2025 (en F CFA)\nCompte;Libellé;Prévisions\n601;Eau;10\n"
    ).document
    assert (facts.title, facts.authority) == ("PROJET DE BUDGET 2025 (en F CFA)", "COMMUNE DE KOLLE")
    assert (facts.kind, facts.status, facts.currency, facts.years) == ("budget", "draft", "CFA", (2025,))
    account = read_text(ACCOUNT).document
    assert (account.kind, account.status) == ("account", "executed")


def test_what_is_no_budget_gives_no_lines_and_a_problem() -> None:
    assert kinds(read_budget(b"%PDF-1.7", "a.pdf")) == {Kind.UNREADABLE}
    reading = read_text("Bonjour,\nvoici le budget.\n")
    assert (reading.lines, Kind.NO_TABLE in kinds(reading)) == ((), True)
