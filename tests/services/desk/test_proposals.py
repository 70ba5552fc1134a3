"""A photo sent with an idea is to be fetched; one of the demonstration is only said to have been sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.messages import Location
from budgeting.phases import PhaseKind
from models import Phase, Proposal
from services.contacts import Visitor
from services.desk.proposals import ProposalDesk
from services.desk.scope import Scope
from services.house import House
from tests.services.townsfolk import plant_commune, plant_contact, plant_cycle, plant_line


@pytest.mark.parametrize(
    ("photo", "is_simulated", "kept"),
    [("AgAD", False, "pending:00:AgAD"), ("photo-1", True, "demonstration"), (None, False, None)],
)
def test_an_idea_remembers_the_photo_that_came_with_it(
    house: House, run: Any, clock: Any, photo: str | None, is_simulated: bool, kept: str | None
) -> None:
    def work(session: Session) -> str | None:
        commune, now = plant_commune(session), clock()
        cycle, line = plant_cycle(session, commune), plant_line(session, commune)
        span = {"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=1)}
        session.add(Phase(cycle_id=cycle.id, kind=PhaseKind.PROPOSALS, **span))
        contact = plant_contact(session, house, commune, "+22997000001", is_simulated=is_simulated)
        scope = Scope(session, house, line, Visitor(contact, commune, None), None, now, 1)
        ProposalDesk(scope).submit_proposal("Un puits", None, "", photo, Location(9.3, 2.3))
        return session.query(Proposal).one().photo

    assert run(work) == kept
