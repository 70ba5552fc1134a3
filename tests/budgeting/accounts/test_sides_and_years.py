"""How side, section and year of a line are told, wherever a file says them."""

from __future__ import annotations

import pytest

from budgeting.accounts.faults import Kind
from budgeting.accounts.stages import Section, Side, Slot, Stage
from tests.budgeting.accounts.examples import (
    kinds,
    line_named,
    read_sheets,
    read_text,
    total,
    wrong,
)


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


def test_a_file_without_any_year_says_so() -> None:
    reading = read_text("Compte;Libellé;Voté\n601;Eau;10\n")
    assert Kind.YEAR_UNKNOWN in kinds(reading)
    assert line_named(reading, "Eau").amounts == {Slot(None, Stage.VOTED): 10}


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


def sections(rows: str) -> dict[str, Section | None]:
    reading = read_text(f"Budget 2025\nCompte;Libellé;Voté 2025;Sens\n{rows}")
    return {line.code: line.section for line in reading.lines}


def test_codes_of_a_chart_of_accounts_tell_the_section() -> None:
    rows = "6011;Salaires;9;Dépenses\n7511;Dotation;20;Recettes\n2131;Bâtiments;11;Dépenses\n"
    assert sections(rows) == {"6011": Section.OPERATION, "7511": Section.OPERATION, "2131": Section.INVESTMENT}
    alone = "2131;Bâtiments scolaires;11;Dépenses\n2151;Adduction d'eau;3;Dépenses\n2163;Matériel;3;Dépenses\n"
    assert set(sections(alone).values()) == {Section.INVESTMENT}


def test_codes_that_only_number_the_lines_are_no_chart_of_accounts() -> None:
    rows = "1010;Taxes;9;Recettes\n1020;Dons;20;Recettes\n2010;Salaires;21;Dépenses\n2020;Routes;8;Dépenses\n"
    assert set(sections(rows).values()) == {None}


def test_chapters_that_both_sides_have_are_no_classes() -> None:
    receipts = "10;Taxes;9;Recettes\n20;Dons;20;Recettes\n60;Locations;3;Recettes\n"
    rows = f"{receipts}10;Mairie;3;Dépenses\n60;Routes;8;Dépenses\n"
    assert set(sections(rows).values()) == {None}


def test_wages_where_a_chart_has_buildings_belie_the_chart_and_are_pointed_at() -> None:
    rows = "Compte;Libellé;Voté 2025\n2110;أجور الموظفين;21\n2120;صيانة الطرق;9\n2130;بناء مستوصف;6\n"
    reading = read_text(rows)
    assert {line.section for line in reading.lines} == {None}
    found = [each for each in reading.problems if each.kind is Kind.CODE_AGAINST_WORDS]
    assert [(each.row, each.values["code"]) for each in found] == [(2, "2110")]


def test_the_words_of_a_line_win_over_a_code_that_only_suggests() -> None:
    rows = "6011;Salaires;9\n7511;Dotation;20\n2131;Bâtiments;11\n2182;Carburant des véhicules;2\n"
    reading = read_text(f"Compte;Libellé;Voté 2025\n{rows}")
    read = {line.code: line.section for line in reading.lines}
    assert (read["2131"], read["2182"], read["6011"]) == (Section.INVESTMENT, None, Section.OPERATION)
    found = [each for each in reading.problems if each.kind is Kind.CODE_AGAINST_WORDS]
    assert [each.values["label"] for each in found] == ["Carburant des véhicules"]


def test_a_section_that_is_said_is_not_doubted() -> None:
    reading = read_text(
        "Section;Compte;Libellé;Voté 2025\nInvestissement;2110;Carburant du chantier;2\n"
        "Investissement;2131;Bâtiments;3\nFonctionnement;6011;Salaires;3\n"
    )
    assert next(line.section for line in reading.lines) is Section.INVESTMENT
    assert Kind.CODE_AGAINST_WORDS not in kinds(reading)


def test_accounts_of_class_one_alone_are_receipts_of_investment() -> None:
    reading = read_text("Compte;Libellé;2025\n10;Dotations;4\n11;Réserves;1\n13;Subventions;3\n16;Emprunts;2\n")
    read = {(line.side, line.section) for line in reading.lines}
    assert read == {(Side.REVENUE, Section.INVESTMENT)}
    assert Kind.SIDE_GUESSED in kinds(reading)


@pytest.mark.parametrize(
    "labels",
    [
        (
            "Dotations, fonds divers et réserves",
            "Subventions d'investissement",
            "Legs",
            "Emprunts et dettes assimilées",
        ),
        ("Grants", "Loans", "Gifts and bequests", "Other"),
        ("منح الدولة", "قروض", "هبات ووصايا", "أخرى"),
    ],
)
def test_a_list_of_class_one_whose_labels_speak_of_what_is_received_is_of_receipts(labels: tuple[str, ...]) -> None:
    rows = "".join(f"{code};{label};4\n" for code, label in zip(("10", "13", "14", "16"), labels, strict=True))
    reading = read_text(f"Compte;Libellé;2025\n{rows}")
    assert {(line.side, line.section) for line in reading.lines} == {(Side.REVENUE, Section.INVESTMENT)}


def test_givers_under_what_they_give_are_receipts_of_class_one() -> None:
    rows = "13;Subventions;6\n1321;État;3\n1322;Région;2\n1323;Département;1\n16;Emprunts;2\n"
    reading = read_text(f"Compte;Libellé;2025\n{rows}")
    assert {(line.side, line.section) for line in reading.lines} == {(Side.REVENUE, Section.INVESTMENT)}


@pytest.mark.parametrize(
    "rows",
    [
        "10;Administration;4\n12;Voirie;5\n14;Santé;6\n15;Écoles;7\n",
        "101;Construction école;4\n103;Forage;5\n104;Pistes;6\n105;Marché;7\n",
        "10;Administration;4\n12;Subventions aux associations;5\n14;Santé;6\n16;Remboursement des emprunts;7\n",
        "10;Mairie;4\n14;Dotation des écoles;5\n15;Réservoir d'eau;6\n",
        "10;التعليم;4\n12;الصحة;6\n14;منح للجمعيات;7\n",
        "10;Roads;4\n12;Health;6\n14;Grants to associations;7\n",
    ],
)
def test_chapters_and_projects_numbered_from_ten_are_spending(rows: str) -> None:
    reading = read_text(f"Code;Libellé;2025\n{rows}")
    assert {(line.side, line.section) for line in reading.lines} == {(Side.EXPENDITURE, None)}
    assert Kind.SIDE_GUESSED in kinds(reading)


def test_numbers_that_count_the_lines_on_are_no_accounts_of_class_one() -> None:
    reading = read_text("N°;Libellé;2025\n10;Dotations;4\n11;Routes;1\n12;Ponts;3\n13;Écoles;2\n")
    assert {(line.side, line.section) for line in reading.lines} == {(Side.EXPENDITURE, None)}


def test_class_one_says_nothing_of_lines_whose_side_is_said() -> None:
    rows = "1010;Taxes;9;Recettes\n1020;Dons;20;Recettes\n1030;Locations;8;Recettes\n"
    assert set(sections(rows).values()) == {None}


def test_one_odd_line_of_wages_costs_no_other_line_its_side() -> None:
    reading = read_text(
        "Compte;Libellé;2025\n70;Produits des services;5\n71;Taxes;6\n73;Impôts;9\n60;Achats;8\n61;Transports;2\n"
        "66;Charges de personnel;7\n2313;Salaires des maçons du chantier;3\n"
    )
    sides = {line.code: (line.side, line.section) for line in reading.lines}
    assert {sides[code] for code in ("70", "71", "73")} == {(Side.REVENUE, Section.OPERATION)}
    assert {sides[code] for code in ("60", "61", "66")} == {(Side.EXPENDITURE, Section.OPERATION)}
    assert sides["2313"] == (Side.EXPENDITURE, None)
    assert Kind.CODE_AGAINST_WORDS in kinds(reading)


def test_arabic_columns_of_expenditure_and_of_receipts_are_read_with_numbers_as_amounts_with_words_as_names() -> None:
    for out, came in (("النفقات 2025", "المداخيل 2025"), ("مصاريف 2025", "مداخيل 2025"), ("نفقات 2025", "موارد 2025")):
        reading = read_text(f"الرمز;البيان;{out};{came}\n10.10;أجور;11500;\n10.20;رسوم;;2400\n")
        assert {line.label: (line.side, line.amounts) for line in reading.lines} == {
            "أجور": (Side.EXPENDITURE, {Slot(2025, Stage.VOTED): 11500}),
            "رسوم": (Side.REVENUE, {Slot(2025, Stage.VOTED): 2400}),
        }
        assert Kind.HEADER_GUESSED not in kinds(reading)
    named = read_text("الرمز;النفقات;اعتمادات 2025\n10.10;أجور;11500\n10.20;طرق;2400\n")
    assert {(line.label, line.side) for line in named.lines} == {
        ("أجور", Side.EXPENDITURE),
        ("طرق", Side.EXPENDITURE),
    }
