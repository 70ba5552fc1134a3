"""What a vote shares out is the envelope of the cycle whose plan is approved."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models.cycle import CycleState
from services.contacts import Visitor
from services.desk.scope import Scope
from services.desk.votes import VoteDesk
from services.house import House
from tests.conftest import NOW
from tests.services.townsfolk import plant_commune, plant_contact, plant_cycle, plant_line


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine) as opened:
        yield opened


@pytest.mark.parametrize(
    ("state", "shared"),
    [
        (CycleState.DRAFT, None),
        (CycleState.APPROVED, 1000),
        (CycleState.CLOSED, None),
        (CycleState.VOIDED, None),
    ],
)
def test_only_an_open_cycle_has_money_to_share(
    session: Session, house: House, state: CycleState, shared: int | None
) -> None:
    commune = plant_commune(session)
    plant_cycle(session, commune).state = state
    session.flush()
    visitor = Visitor(plant_contact(session, house, commune, "+22990000001"), commune, None)
    desk = VoteDesk(Scope(session, house, plant_line(session, commune), visitor, None, NOW, 1))
    assert desk.money_to_share() == shared
