from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from models import Inbound
from models.message import InboundState
from services.first_steps import FirstStep, first_steps
from services.house import House
from services.lines import deaf_lines
from services.roles import RoleName, ensure_roles
from tests.services.budgets.planting import plant_document
from tests.services.townsfolk import plant_commune, plant_cycle, plant_line, plant_staff, plant_zone


def open_steps(session: Session, house: House, commune_id: int) -> list[FirstStep]:
    return [taken.step for taken in first_steps(session, house, commune_id) if not taken.is_done]


def test_each_step_is_done_by_what_is_there_and_at_last_none_is_left(house: House, run: Any) -> None:
    house = replace(house, public_url="https://zio.example")

    def work(session: Session) -> None:
        plant_line(session, plant_commune(session, "kozah"))  # another commune's
        commune = plant_commune(session)
        assert open_steps(session, house, commune.id) == list(FirstStep)
        plant_zone(session, commune, "Centre")
        assert FirstStep.ZONES not in open_steps(session, house, commune.id)
        line = plant_line(session, commune)
        assert FirstStep.LINE not in open_steps(session, house, commune.id)
        document = plant_document(session, commune, 2025, status="executed")
        assert FirstStep.BUDGET not in open_steps(session, house, commune.id)
        for name in ("Awa", "Bio"):
            plant_staff(session, commune, name).roles = [ensure_roles(session)[RoleName.ADMINISTRATOR]]
        session.flush()
        assert open_steps(session, house, commune.id) == [FirstStep.CYCLE]
        plant_cycle(session, commune)
        assert first_steps(session, house, commune.id) == ()
        line.enabled, document.published = False, False
        session.flush()
        assert open_steps(session, house, commune.id) == [FirstStep.LINE, FirstStep.BUDGET]

    run(work)


def test_a_number_that_nothing_reaches_is_no_way_to_write_until_a_message_came(house: House, run: Any) -> None:
    house = replace(house, public_url="")

    def work(session: Session) -> None:
        commune = plant_commune(session)
        line = plant_line(session, commune)
        assert FirstStep.LINE in open_steps(session, house, commune.id)
        assert [deaf.number for deaf in deaf_lines(session, house, commune.id)] == ["7070"]
        assert deaf_lines(session, replace(house, public_url="https://zio.example"), commune.id) == []
        session.add(Inbound(line_id=line.id, provider_id="m1", state=InboundState.DONE, arrived_at=house.clock()))
        assert FirstStep.LINE not in open_steps(session, house, commune.id)
        assert deaf_lines(session, house, commune.id) == []

    run(work)


def test_a_line_that_is_off_or_has_no_number_is_named_nowhere_and_warned_of_nowhere(house: House, run: Any) -> None:
    house = replace(house, public_url="")

    def work(session: Session) -> None:
        commune = plant_commune(session)
        off, nameless = plant_line(session, commune, key="off"), plant_line(session, commune, key="nameless")
        off.enabled, nameless.address = False, ""
        session.flush()
        assert deaf_lines(session, house, commune.id) == []
        assert FirstStep.LINE in open_steps(session, house, commune.id)

    run(work)
