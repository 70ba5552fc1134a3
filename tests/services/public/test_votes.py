from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from budgeting.phases import PhaseKind
from models import Commune, Phase
from models.cycle import CycleState
from services.cycles.standing import Standing
from services.public.votes import ended_vote, next_opening
from tests.services.townsfolk import NOW, plant_cycle, planted

DAY, GRACE = timedelta(days=1), timedelta(hours=2)


def plant_vote(session: Session, commune: Commune, days: int, state: CycleState = CycleState.APPROVED) -> None:
    cycle = plant_cycle(session, commune, f"Vote {days}")
    cycle.state = state
    closes = NOW + days * DAY
    planted(session, Phase(cycle_id=cycle.id, kind=PhaseKind.VOTE, opens_at=closes - DAY, closes_at=closes))


def test_the_next_ballots_open_when_closing_and_grace_are_over(session: Session, commune: Commune) -> None:
    plant_vote(session, commune, 9)
    plant_vote(session, commune, 3)
    plant_vote(session, commune, -3)
    assert next_opening(session, commune.id, NOW) == NOW + 3 * DAY + GRACE
    assert next_opening(session, commune.id, NOW + 3 * DAY + GRACE) == NOW + 9 * DAY + GRACE


@pytest.mark.parametrize("state", [CycleState.DRAFT, CycleState.VOIDED])
def test_a_vote_that_is_not_approved_is_not_ahead(session: Session, commune: Commune, state: CycleState) -> None:
    plant_vote(session, commune, 3, state)
    assert next_opening(session, commune.id, NOW) is None


def test_the_vote_that_ended_last_is_told_once_its_ballots_may_be_opened(session: Session, commune: Commune) -> None:
    assert ended_vote(session, commune.id, NOW) is None
    plant_vote(session, commune, -3)
    plant_vote(session, commune, -9)
    plant_vote(session, commune, 0)  # closed, its grace still runs
    found = ended_vote(session, commune.id, NOW)
    assert found and (found.title, found.standing) == ("Vote -3", Standing.VOTED)
