from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import BudgetInquiry
from services.budgets.inquiries import Inquiry, count_inquiry
from services.house import House
from tests.services.townsfolk import plant_commune, plant_contact


def test_the_same_person_topic_and_day_count_once(house: House) -> None:
    def count(session: Session) -> int:
        commune = plant_commune(session)
        awa = plant_contact(session, house, commune, "+22890000001")
        ben = plant_contact(session, house, commune, "+22890000002")
        first = Inquiry(commune.id, awa.id, "water", date(2026, 3, 1), "sms", "fr")
        for inquiry in (
            first,
            first,
            replace(first, topic="roads"),
            replace(first, day=date(2026, 3, 2)),
            replace(first, contact_id=ben.id),
        ):
            count_inquiry(session, inquiry)
        return len(session.scalars(select(BudgetInquiry.id)).all())

    assert house.work.write(count) == 4


def test_an_answer_later_that_day_makes_the_request_answered(house: House) -> None:
    def count(session: Session) -> list[tuple[bool, int | None]]:
        commune = plant_commune(session)
        awa = plant_contact(session, house, commune, "+22890000001")
        first = Inquiry(commune.id, awa.id, "water", date(2026, 3, 1), "sms", "fr", answered=False)
        for inquiry in (first, replace(first, answered=True, year=2025), first):
            count_inquiry(session, inquiry)
        return [(row.answered, row.year) for row in session.scalars(select(BudgetInquiry))]

    assert house.work.write(count) == [(True, 2025)]
