from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from services.cycles.reasons import CycleReason
from services.house import House
from services.staff import Boss, deactivate_staff
from tests.services.cycles.plans import Plan, plan, refused
from tests.services.townsfolk import NOW


def test_who_sends_the_others_away_waits_for_the_notice_from_then_on(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        late = plan(NOW + timedelta(days=10), NOW + timedelta(days=20))
        made = Plan(session, house, phases=late)
        made.freeze()
        made.back_up()
        assert made.approve(0) is False
        clock.wait(hours=72)
        first, second = made.staff
        deactivate_staff(session, house, second.id, Boss(first.id, made.commune.id))
        assert refused(made.approve, 0, alone=True) == CycleReason.NOTICE_RUNS
        clock.wait(hours=48)
        assert made.approve(0, alone=True) is True

    run(work)
