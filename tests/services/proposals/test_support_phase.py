from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from budgeting.phases import PhaseKind
from models import Cycle, Phase
from services.house import House
from services.proposals.support_phase import support_ahead, why_no_support
from tests.services.proposals.test_deciding import Town
from tests.services.townsfolk import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def said(
    session: Session, house: House, after: timedelta, *phases: tuple[PhaseKind, int, int], sent: Any = None
) -> str:
    """Say why an idea is not supported so long after now, where the plan has these phases; "" where it is."""
    town = Town(session, house)
    proposal = town.propose("Un forage")
    assert proposal.cycle_id
    session.get_one(Cycle, proposal.cycle_id).grace_seconds = 7200
    for kind, opens, closes in phases:
        row = Phase(cycle_id=proposal.cycle_id, kind=kind, opens_at=NOW + opens * DAY, closes_at=NOW + closes * DAY)
        session.add(row)
    session.flush()
    no = why_no_support(session, proposal, NOW + sent if sent else None, NOW + after)
    return str(no.reason) if no else ""


SUPPORT, VOTE = (PhaseKind.SUPPORT, 20, 30), (PhaseKind.VOTE, 40, 50)


@pytest.mark.parametrize(
    ("after", "sent", "reason"),
    [
        (DAY, None, "proposal_support_later"),
        (20 * DAY - HOUR, None, "proposal_support_later"),
        (20 * DAY, None, ""),
        (30 * DAY - HOUR, None, ""),
        (30 * DAY, None, "proposal_support_over"),
        (30 * DAY + HOUR, 30 * DAY - HOUR / 2, ""),  # sent in time, delivered within the grace
        (30 * DAY + 4 * HOUR, 30 * DAY - HOUR / 2, "proposal_support_over"),
        (60 * DAY, None, "proposal_support_over"),
    ],
)
def test_the_phase_for_it_opens_and_closes_support(
    house: House, run: Any, after: timedelta, sent: timedelta | None, reason: str
) -> None:
    assert run(lambda session: said(session, house, after, SUPPORT, VOTE, sent=sent)) == reason


@pytest.mark.parametrize(("after", "reason"), [(DAY, ""), (40 * DAY - HOUR, ""), (40 * DAY, "proposal_support_over")])
def test_without_a_phase_for_it_ideas_are_supported_until_the_vote_opens(
    house: House, run: Any, after: timedelta, reason: str
) -> None:
    assert run(lambda session: said(session, house, after, VOTE)) == reason


def test_an_idea_of_no_vote_yet_is_supported(house: House, run: Any) -> None:
    assert run(lambda session: said(session, house, DAY)) == ""


def test_where_an_idea_stands_says_the_days_of_its_support(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        proposal = Town(session, house).propose("Un forage")
        assert proposal.cycle_id
        assert support_ahead(session, proposal, NOW) == (None, None)
        dates = {"opens_at": NOW + 20 * DAY, "closes_at": NOW + 30 * DAY}
        session.add(Phase(cycle_id=proposal.cycle_id, kind=PhaseKind.SUPPORT, **dates))
        session.flush()
        assert support_ahead(session, proposal, NOW) == (NOW + 20 * DAY, None)
        assert support_ahead(session, proposal, NOW + 20 * DAY) == (None, NOW + 30 * DAY)
        assert support_ahead(session, proposal, NOW + 30 * DAY) == (None, None)

    run(work)
