"""Real accounts, where a folder of them is at hand: from the file to the answer, on both databases."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy.orm import Session

from bot.ports import BudgetView
from models import Commune
from palabre.demo.signs import ORDERED_ONLY, STATED
from services.budgets.answers import topic_answer
from services.budgets.importing import Source, import_budget
from services.budgets.menu import programmes
from services.budgets.opening import read_file
from services.house import House
from services.search import search
from tests.services.budgets.planting import TODAY
from tests.services.townsfolk import plant_commune

FOLDER = Path(os.environ["PALABRE_REAL_DATA"], "budgets")
CENTIMES = 100


def load(session: Session, house: House, commune: Commune, name: str) -> None:
    content = (FOLDER / name).read_bytes()
    reading = read_file(content, name, currency=commune.currency)
    import_budget(session, house, commune, reading, source=Source.of(name, content))


def ask(session: Session, commune: Commune, topic: str | None = None, year: int | None = None) -> BudgetView:
    return topic_answer(session, commune, topic, year, None, today=TODAY)


def test_the_account_of_andrafiabe_answers_in_ariary(session: Session, house: House) -> None:
    commune = plant_commune(session, "andrafiabe", currency="MGA", population=10_000)
    load(session, house, commune, "andrafiabe_2023.xlsx")
    whole = ask(session, commune)
    # The file's own totals: 38 352 400 + 1 200 000 and their like for three programmes, voted.
    assert (whole.year, whole.status, whole.source) == (2023, "executed", "andrafiabe 2023")
    assert whole.planned == 121_131_902 * CENTIMES
    # One payment of 700 000 stands in the file as ordered and, on its own sheet, not as paid.
    assert whole.done == (STATED - ORDERED_ONLY) * CENTIMES
    receipts = ask(session, commune, "revenue")
    assert (receipts.done, receipts.planned) == (51_988_701 * CENTIMES, 120_984_806 * CENTIMES)
    assert ask(session, commune, "water").done == 1_500_000 * CENTIMES
    found = programmes(session, commune, None, today=TODAY)
    assert len(found) == 3
    assert sum(view.amount for view in found) == whole.amount


def test_the_salaries_and_the_fuel_of_andrafiabe_are_told_by_their_own_lines(session: Session, house: House) -> None:
    commune = plant_commune(session, "andrafiabe", currency="MGA", population=10_000)
    load(session, house, commune, "andrafiabe_2023.xlsx")
    salaries = topic_answer(session, commune, "administration", None, None, today=TODAY, nature="personnel")
    # Salaries of three programmes and the allowances of who holds an office, as the file states them paid.
    paid = (5_100_000 + 10_220_000) + (5_100_000 + 2_400_000) + 3_600_000
    assert (salaries.nature, salaries.done) == ("personnel", paid * CENTIMES)
    (fuel,) = [hit for hit in search(session, commune.id, "carburant") if hit.kind == "line"]
    assert (fuel.lines, fuel.planned, fuel.done) == (3, 9_153_000 * CENTIMES, 1_935_000 * CENTIMES)
    assert (sum(part.planned or 0 for part in fuel.parts), len(fuel.parts)) == (fuel.planned, 3)


def test_both_files_of_tignere_answer_alike(session: Session, house: House) -> None:
    answers = []
    for name in ("tignere_2008_2009_long.csv", "tignere_2008_2009_wide.csv"):
        commune = plant_commune(session, name.split(".")[0].replace("_", "-"), currency="XAF")
        load(session, house, commune, name)
        answers.append([ask(session, commune, topic, year) for topic in (None, "revenue") for year in (2008, 2009)])
    for long, wide in zip(*answers, strict=True):
        assert (long.amount, long.total, long.planned, long.done) == (wide.amount, wide.total, wide.planned, wide.done)
    # The road networks list electricity and water in a bracket; the town hall's own bills are no topic of citizens.
    assert ask(session, commune, "roads", 2009).planned == 500_000 + 13_110_000 + 500_000
    assert [view.planned for view in answers[0]] == [110_000_000, 118_536_734, 110_000_000, 120_000_000]
    assert (answers[0][1].last_year, answers[0][1].last_amount) == (2008, answers[0][0].amount)
