from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from services.first_steps import FirstStep, first_steps
from services.house import House
from services.roles import RoleName, ensure_roles
from tests.services.budgets.planting import plant_document
from tests.services.townsfolk import plant_commune, plant_cycle, plant_line, plant_staff, plant_zone


def open_steps(session: Session, commune_id: int) -> list[FirstStep]:
    return [taken.step for taken in first_steps(session, commune_id) if not taken.is_done]


def test_each_step_is_done_by_what_is_there_and_at_last_none_is_left(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        plant_line(session, plant_commune(session, "kozah"))  # another commune's
        commune = plant_commune(session)
        assert open_steps(session, commune.id) == list(FirstStep)
        plant_zone(session, commune, "Centre")
        assert FirstStep.ZONES not in open_steps(session, commune.id)
        line = plant_line(session, commune)
        assert FirstStep.LINE not in open_steps(session, commune.id)
        document = plant_document(session, commune, 2025, status="executed")
        assert FirstStep.BUDGET not in open_steps(session, commune.id)
        for name in ("Awa", "Bio"):
            plant_staff(session, commune, name).roles = [ensure_roles(session)[RoleName.ADMINISTRATOR]]
        session.flush()
        assert open_steps(session, commune.id) == [FirstStep.CYCLE]
        plant_cycle(session, commune)
        assert first_steps(session, commune.id) == ()
        line.enabled, document.published = False, False
        session.flush()
        assert open_steps(session, commune.id) == [FirstStep.LINE, FirstStep.BUDGET]

    run(work)
