from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from palabre.demo.money import SOURCE, load_budget
from services.budgets.answers import topic_answer
from services.budgets.menu import programmes, topics
from services.budgets.opening import read_file
from services.house import House
from tests.services.budgets.planting import TODAY
from tests.services.townsfolk import plant_commune, plant_staff


def test_the_demonstration_budget_reads_without_a_problem() -> None:
    reading = read_file(SOURCE.read_bytes(), SOURCE.name, currency="XOF")
    assert reading.problems == ()
    assert reading.document.years == (2023,)


def test_a_newcomer_sees_planned_and_done_of_every_topic_and_programme(engine: Engine, house: House) -> None:
    with Session(engine) as session:
        commune = plant_commune(session, population=18_400)
        load_budget(session, house, commune, plant_staff(session, commune).id)
        whole = topic_answer(session, commune, None, None, None, today=TODAY)
        assert (whole.year, whole.status, whole.amount, whole.planned) == (2023, "executed", 43_072_000, 120_854_702)
        assert whole.per_head == 2341
        assert topic_answer(session, commune, "water", None, None, today=TODAY).done == 1_500_000
        assert topic_answer(session, commune, "revenue", None, None, today=TODAY).amount == 51_988_701
        named = [view.topic for view in topics(session, commune, 2023, today=TODAY)]
        assert {"water", "health", "education", "administration"} <= set(named) and named[-1] == "revenue"
        assert [view.code for view in programmes(session, commune, 2023, today=TODAY)] == ["001", "002", "003"]
        assert sum(view.amount for view in programmes(session, commune, 2023, today=TODAY)) == whole.amount
