"""What whoever accepts a file must know first is found: amounts multiplied, lines of many communes."""

from __future__ import annotations

import pytest

from budgeting.accounts.faults import Kind, Problem
from services.budgets.job import Job, do_job

INVESTMENT = """BUDGET D'INVESTISSEMENT PUBLIC 2026 (montants en milliers de FCFA);;;;
Région;Commune;Code;Intitulé du projet;CP 2026
Adamaoua;Tignère;1000;Forage;1357
Adamaoua;Ngaoundéré;1001;Pont;1 000 000
Adamaoua;Banyo;1002;École;900 000
"""


def found(content: str, kind: Kind, **job: object) -> list[Problem]:
    reading = do_job(Job("bip.csv", "XAF", 52_000, **job), content.encode())  # type: ignore[arg-type]
    return [each for each in reading.problems if each.kind is kind]


def test_a_multiplication_is_told_with_an_amount_before_and_after() -> None:
    (told,) = found(INVESTMENT, Kind.MULTIPLIED)
    assert dict(told.values) == {"times": "1 000", "written": "1 357", "amount": "1 357 000"}
    assert told.row == 3


def test_amounts_in_units_are_multiplied_by_nothing() -> None:
    assert found(INVESTMENT.replace("en milliers de ", "en "), Kind.MULTIPLIED) == []


def test_one_column_in_thousands_is_told_beside_one_in_units() -> None:
    content = "Code;Libellé;Voté 2025;Voté 2026 (en milliers)\n601;Eau;700 000;1,5\n"
    (told,) = found(content, Kind.MULTIPLIED)
    assert (told.values["written"], told.values["amount"]) == ("1.5", "1 500")
    assert "2026" in told.column


@pytest.mark.parametrize(("title", "count"), [("Commune", 3), ("Communes bénéficiaires", 3), ("Quartier", 0)])
def test_lines_of_many_communes_are_told_and_those_of_neighbourhoods_are_not(title: str, count: int) -> None:
    told = found(INVESTMENT.replace("Région;Commune", f"Sous-titre;{title}"), Kind.MANY_COMMUNES)
    assert [each.values["count"] for each in told] == ([count] if count else [])


def test_lines_of_one_commune_are_its_own() -> None:
    content = INVESTMENT.replace("Ngaoundéré", "TIGNÈRE").replace("Banyo", "Tignere")
    assert found(content, Kind.MANY_COMMUNES) == []


def test_payment_credits_are_held_against_the_number_of_people() -> None:
    (told,) = found(INVESTMENT.replace("900 000", "90 000 000"), Kind.PER_HEAD)
    assert told.values["stage"] == "credit"
