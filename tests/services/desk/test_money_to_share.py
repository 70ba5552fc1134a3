"""What a vote shares out is the envelope of the vote that is open, else of the one that comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.views.votes import SharedMoney
from budgeting.phases import PhaseKind
from models import Commune, Cycle, Phase
from models.cycle import CycleState
from services.contacts import Visitor
from services.desk.scope import Scope
from services.desk.votes import VoteDesk
from services.house import House
from tests.conftest import NOW
from tests.services.townsfolk import plant_commune, plant_contact, plant_cycle, plant_line, planted


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine) as opened:
        yield opened


@pytest.fixture
def commune(session: Session) -> Commune:
    return plant_commune(session)


def desk_at(session: Session, house: House, commune: Commune, now: timedelta = timedelta(0)) -> VoteDesk:
    visitor = Visitor(plant_contact(session, house, commune, "+22990000001"), commune, None)
    return VoteDesk(Scope(session, house, plant_line(session, commune), visitor, None, NOW + now, 1))


def plant_vote_of(
    session: Session, commune: Commune, envelope: int, days: int, state: CycleState = CycleState.APPROVED
) -> Cycle:
    """Plant a cycle whose vote opens so many days from now and lasts ten; it is for the budget of the year after."""
    opens_at = NOW + timedelta(days=days)
    cycle = plant_cycle(session, commune, f"Budget {envelope}")
    cycle.state, cycle.envelope, cycle.year = state, envelope, opens_at.year + 1
    closes_at = opens_at + timedelta(days=10)
    planted(session, Phase(cycle_id=cycle.id, kind=PhaseKind.VOTE, opens_at=opens_at, closes_at=closes_at))
    return cycle


@pytest.mark.parametrize(
    ("state", "shared"),
    [
        (CycleState.DRAFT, None),
        (CycleState.APPROVED, 1000),
        (CycleState.VOIDED, None),
    ],
)
def test_only_an_approved_cycle_has_money_to_share(
    session: Session, house: House, commune: Commune, state: CycleState, shared: int | None
) -> None:
    plant_vote_of(session, commune, 1000, -1, state)
    assert desk_at(session, house, commune).money_to_share() == (shared and SharedMoney(shared))


def test_the_open_vote_goes_before_the_plan_of_next_year(session: Session, house: House, commune: Commune) -> None:
    plant_vote_of(session, commune, 1000, -1)
    plant_vote_of(session, commune, 2000, 365)
    assert desk_at(session, house, commune).money_to_share() == SharedMoney(1000)


def test_the_next_vote_goes_before_those_after_it(session: Session, house: House, commune: Commune) -> None:
    plant_vote_of(session, commune, 3000, 400)
    plant_vote_of(session, commune, 2000, 30)
    assert desk_at(session, house, commune).money_to_share() == SharedMoney(2000)


def test_after_its_vote_closed_a_cycle_shares_nothing_out(session: Session, house: House, commune: Commune) -> None:
    plant_vote_of(session, commune, 1000, -1)
    assert desk_at(session, house, commune, timedelta(days=11)).money_to_share() is None


def test_a_year_is_that_of_the_vote_or_of_its_budget(session: Session, house: House, commune: Commune) -> None:
    cycle = plant_vote_of(session, commune, 1000, -1)
    desk = desk_at(session, house, commune)
    shared = [desk.money_to_share(cycle.year + away) for away in (-2, -1, 0, 1)]
    assert shared == [None, SharedMoney(1000), SharedMoney(1000), None]
