"""What happens while a count begins: ballots of the last second, corrections, a second count, a voiding."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Ballot, Commune, CountRun, Cycle, Outbox
from models.cycle import CycleState
from services.counting import count_beside, count_cycle, publish
from services.counting.publish import run_digest
from services.cycles.approve import void_cycle
from services.cycles.reasons import CycleReason
from services.house import House
from services.projects import follow
from services.voting.cast import cast_ballot
from services.voting.paper import VoteReason, poll_at
from services.voting.voided import VoidedReason
from services.voting.voter import Voting
from tests.services.at_once import Act, at_once
from tests.services.cycles.plans import CLOSES, GRACE, OPENS, Plan
from tests.services.interrupted import Interrupted
from tests.services.townsfolk import plant_contact, plant_line

LAST_SECOND = CLOSES - timedelta(seconds=1)


class Box:
    """A vote in which two people have voted, one second before the ballots may be opened."""

    def __init__(self, house: House, clock: Any) -> None:
        self.house = house
        house.work.write(lambda session: self._plant(session, clock))
        clock.set(CLOSES + GRACE)

    def _plant(self, session: Session, clock: Any) -> None:
        made = Plan(session, self.house).approved()
        clock.set(OPENS + timedelta(hours=1))
        made.vote(1, 1)
        made.vote(2, 3)
        contact = plant_contact(session, self.house, made.commune, "+2290197000009")
        follow(session, self.house, made.projects[0], contact.id, plant_line(session, made.commune).id)
        self.commune_id, self.cycle_id = made.commune.id, made.cycle.id
        self.people = [person.id for person in made.staff]

    def voting(self, phone: int, *numbers: int) -> Act:
        """A ballot that arrived in time and is written only now: the writers were busy."""

        def act(session: Session) -> str:
            poll = poll_at(session, self.house, session.get_one(Commune, self.commune_id), LAST_SECOND)
            voting = Voting(f"+2290197{phone:06d}", "sms", "fr", None, LAST_SECOND, phone + 100)
            return cast_ballot(session, self.house, poll, voting, list(numbers)).receipt

        return act

    def count(self, session: Session) -> CountRun:
        return count_cycle(session, self.house, self.commune_id, self.cycle_id, staff_id=self.people[0])

    def voiding(self, who: int) -> Act:
        where = (self.house, self.commune_id, self.cycle_id)
        return lambda session: void_cycle(session, *where, "Erreur de liste", staff_id=self.people[who])

    def publishing(self, who: int, digest: str) -> Act:
        where = (self.house, self.commune_id, self.cycle_id)
        return lambda session: publish(session, *where, digest, staff_id=self.people[who])

    def runs(self) -> list[CountRun]:
        return self.house.work.read(lambda session: list(session.scalars(select(CountRun))))

    def ballots(self) -> int:
        return self.house.work.read(lambda session: session.query(Ballot).count())


@pytest.fixture
def box(house: House, clock: Any) -> Box:
    return Box(house, clock)


def is_clean(run: CountRun) -> bool:
    """Do the box and the log of this count agree?"""
    beside = run.parameters
    return beside["entries_without_ballot"] == beside["ballots_without_entry"] == 0


@pytest.mark.parametrize("phone", [7, 1], ids=["first ballot", "correction"])
def test_a_ballot_that_is_being_written_is_waited_for_and_counted(box: Box, engine: Engine, phone: int) -> None:
    receipt, run = at_once(engine, box.voting(phone, 2), box.count)
    assert isinstance(receipt, str)
    assert run.outcome["votes"]["2"] == 1
    assert run.ballots == box.ballots()
    assert is_clean(run)


@pytest.mark.parametrize("phone", [7, 1], ids=["first ballot", "correction"])
def test_a_ballot_that_comes_after_the_count_gets_no_receipt(box: Box, engine: Engine, phone: int) -> None:
    run, no = at_once(engine, box.count, box.voting(phone, 2))
    assert isinstance(no, Refusal) and no.reason == VoteReason.HAS_CLOSED
    assert (run.ballots, run.outcome["votes"]) == (2, {"1": 1, "2": 0, "3": 1})
    assert box.ballots() == 2
    again = box.house.work.write(box.count)
    assert (again.id, is_clean(again)) == (run.id, True)


@pytest.mark.parametrize("phone", [7, 1], ids=["first ballot", "correction"])
def test_a_ballot_that_comes_after_the_voiding_gets_no_receipt(
    box: Box, house: House, engine: Engine, clock: Any, phone: int
) -> None:
    clock.set(LAST_SECOND)
    house.work.write(box.voiding(0))
    voided, no = at_once(engine, box.voiding(1), box.voting(phone, 2))
    assert voided is True
    assert isinstance(no, Refusal) and no.reason == VoidedReason.VOIDED
    assert box.ballots() == 2


def test_a_ballot_before_the_voiding_is_kept_and_never_counted(box: Box, engine: Engine, clock: Any) -> None:
    clock.set(LAST_SECOND)
    box.house.work.write(box.voiding(0))
    receipt, voided = at_once(engine, box.voting(7, 2), box.voiding(1))
    assert isinstance(receipt, str) and voided is True
    clock.set(CLOSES + GRACE)
    with pytest.raises(Refusal, match=CycleReason.NOT_APPROVED):
        box.house.work.write(box.count)


def test_two_counts_at_once_are_one_run(box: Box, engine: Engine) -> None:
    first, second = at_once(engine, box.count, box.count)
    assert first.id == second.id
    assert len(box.runs()) == 1


def test_a_count_while_the_cycle_is_voided_opens_nothing(box: Box, engine: Engine) -> None:
    box.house.work.write(box.voiding(0))
    voided, no = at_once(engine, box.voiding(1), box.count)
    assert voided is True
    assert isinstance(no, Refusal) and no.reason == CycleReason.NOT_APPROVED
    assert box.runs() == []


def test_two_who_publish_at_once_publish_once_and_tell_once(box: Box, engine: Engine) -> None:
    digest = run_digest(box.house.work.write(box.count))
    assert at_once(engine, box.publishing(0, digest), box.publishing(1, digest)) == (False, True)
    assert len(box.house.work.read(lambda session: list(session.scalars(select(Outbox.id))))) == 1


def test_a_result_is_published_or_its_cycle_voided_never_half_of_both(box: Box, engine: Engine) -> None:
    digest = run_digest(box.house.work.write(box.count))
    box.house.work.write(box.publishing(0, digest))
    box.house.work.write(box.voiding(0))
    voided, no = at_once(engine, box.voiding(1), box.publishing(1, digest))
    assert voided is True
    assert isinstance(no, Refusal) and no.reason == CycleReason.NOT_APPROVED
    state = box.house.work.read(lambda session: session.get_one(Cycle, box.cycle_id).state)
    assert (state, [run.published_at for run in box.runs()]) == (CycleState.VOIDED, [None])


@pytest.mark.parametrize("late", [0, 1, 3, 4])
def test_ballots_written_while_a_count_is_worked_out_are_counted(box: Box, house: House, late: int) -> None:
    acts = [box.voting(number, 2) for number in range(10, 10 + late)]
    beside = replace(house, work=Interrupted(house.work, acts))
    run_id = count_beside(beside, box.commune_id, box.cycle_id, staff_id=box.people[0])
    (run,) = box.runs()
    assert (run.id, run.ballots, run.outcome["votes"]["2"]) == (run_id, 2 + late - len(acts), late - len(acts))
    assert run.ballots == box.ballots()
    assert is_clean(run)


def test_a_count_that_is_worked_out_beside_is_the_one_made_at_once(box: Box) -> None:
    run_id = count_beside(box.house, box.commune_id, box.cycle_id, staff_id=box.people[0])
    assert box.house.work.write(box.count).id == run_id


def test_a_cycle_voided_while_its_count_is_worked_out_gets_no_result(box: Box, house: House) -> None:
    house.work.write(box.voiding(0))
    beside = replace(house, work=Interrupted(house.work, [box.voiding(1)]))
    with pytest.raises(Refusal, match=CycleReason.NOT_APPROVED):
        count_beside(beside, box.commune_id, box.cycle_id, staff_id=None)
    assert box.runs() == []


def test_a_ballot_written_just_before_a_count_is_worked_out_is_in_the_log_of_its_run(box: Box, house: House) -> None:
    beside = replace(house, work=Interrupted(house.work, [], [box.voting(10, 2)]))
    count_beside(beside, box.commune_id, box.cycle_id, staff_id=None)
    (run,) = box.runs()
    assert run.ballots == box.ballots() == 3
    assert is_clean(run)
