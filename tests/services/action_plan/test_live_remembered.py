"""The live figures of a plan are made of all their records: who asks from outside gets those of the minute."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from services.action_plan.live import FRESH
from services.action_plan.reading import commitment_page
from services.house import House
from services.revision import grow_revision
from tests.services.action_plan.planting import PlanHall
from tests.services.follow_ups.planting import TODAY
from tests.services.indicators.planting import plant_inquiry


def test_a_figure_is_remembered_for_a_minute_or_until_something_is_published(
    house: House, run: Any, clock: Any
) -> None:
    def work(session: Session) -> None:
        hall = PlanHall(session, house)
        hall.fill_records()

        def asked(house: House | None) -> int | None:
            page = commitment_page(session, hall.commune.id, hall.commitment, today=TODAY, house=house)
            return next(one.figure.value for one in page.indicators if one.key == "budget_requests" and one.figure)

        assert (asked(house), asked(None)) == (3_000, 3_000)
        plant_inquiry(session, hall.commune, topic="water")
        assert (asked(house), asked(None)) == (3_000, 4_000)
        clock.now += timedelta(seconds=FRESH)
        assert asked(house) == 4_000
        plant_inquiry(session, hall.commune, topic="roads")
        grow_revision(session, hall.commune.id)
        session.refresh(hall.commune)
        assert asked(house) == 5_000

    run(work)
