"""Invitations reach people before the session begins, or two people are told before they agree that they cannot."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Commune, PublicSession
from palabre.demo.load import fill, read_demo
from services.broadcasts.purpose import Standing
from services.broadcasts.purposes import purpose_of
from services.broadcasts.reading import broadcast_page
from services.broadcasts.reasons import BroadcastNo
from services.house import House
from tests.services.broadcast_town import BroadcastTown, plant_broadcast_town


@pytest.fixture
def town(house: House) -> BroadcastTown:
    return plant_broadcast_town(house)


def test_nobody_agrees_to_an_invitation_that_could_leave_only_after_its_session_began(town: BroadcastTown) -> None:
    soon = town.session(starts_at=town.day.closes_at - timedelta(minutes=5))
    number = town.draft("session_invitation", soon)
    page = town.read(lambda db: broadcast_page(db, town.house, town.day.commune_id, number))
    assert page.standing is Standing.TOO_LATE and page.estimate is not None
    with pytest.raises(Refusal) as no:
        town.approve(number)
    assert no.value.reason == BroadcastNo.TOO_LATE


def test_one_announced_before_the_vote_leaves_while_people_vote(town: BroadcastTown) -> None:
    before = {"made_at": town.day.opens_at - timedelta(days=1), "starts_at": town.day.closes_at - timedelta(minutes=5)}
    number = town.agreed("session_invitation", town.session(**before))
    town.minute()
    assert len(town.listed(number)) == len(town.people)


def test_what_runs_waits_when_the_vote_goes_on_longer_than_was_thought(town: BroadcastTown) -> None:
    later = town.session(starts_at=town.day.closes_at + timedelta(days=1))
    number = town.agreed("session_invitation", later)
    town.write(lambda db: setattr(db.get_one(PublicSession, later), "starts_at", town.day.closes_at))
    town.minute()
    assert town.listed(number) == [] and town.row(number).state == "running"


def test_people_are_invited_to_the_next_session_of_the_demonstration_while_its_vote_is_open(house: House) -> None:
    house.work.write(lambda db: fill(db, house, read_demo()))

    def standing(db: Session) -> Standing:
        commune = db.scalars(select(Commune)).one()
        invitation = purpose_of("session_invitation")
        (about,) = invitation.subjects(db, commune, house.clock())
        return invitation.standing(db, commune, about.id, house.clock())

    assert house.work.read(standing) is Standing.NOW
