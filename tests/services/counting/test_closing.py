"""A cycle that is over closes by itself, and what reads cycles goes on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import AuditEntry
from models.cycle import CycleState
from services.counting import count_cycle, count_page, publish, results_view
from services.counting.publish import run_digest
from services.cycles.approve import void_cycle
from services.cycles.close import close_finished
from services.cycles.key import destroy_key
from services.cycles.reasons import CycleReason
from services.house import House
from services.probes import cycles_without_key
from services.public import public_results
from services.voting.paper import VoteReason, poll_at, polls_of
from tests.services.cycles.plans import APPEAL_ENDS, CLOSES, GRACE, OPENS, Plan


def refused(act: Any, *args: Any, **values: Any) -> str:
    with pytest.raises(Refusal) as no:
        act(*args, **values)
    return str(no.value.reason)


def published(session: Session, house: House, clock: Any) -> Plan:
    made = Plan(session, house).approved()
    clock.set(OPENS + timedelta(hours=1))
    made.vote(1, 1, 2)
    clock.set(CLOSES + GRACE)
    where = (session, house, made.commune.id, made.cycle.id)
    digest = run_digest(count_cycle(*where, staff_id=made.staff[0].id))
    for person in made.staff:
        publish(*where, digest, staff_id=person.id)
    return made


def over(session: Session, house: House, clock: Any) -> Plan:
    made = published(session, house, clock)
    clock.set(APPEAL_ENDS)
    assert close_finished(session, house) == 1
    return made


def test_a_cycle_closes_at_the_end_of_its_last_phase_and_not_before(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = published(session, house, clock)
        clock.set(APPEAL_ENDS - timedelta(seconds=1))
        assert (close_finished(session, house), made.cycle.state) == (0, CycleState.APPROVED)
        clock.set(APPEAL_ENDS)
        revision = made.commune.revision
        assert (close_finished(session, house), made.cycle.state) == (1, CycleState.CLOSED)
        assert made.commune.revision > revision

    run(work)


def test_closing_stands_in_the_trail_once_as_done_by_nobody(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = over(session, house, clock)
        assert close_finished(session, house) == 0
        (entry,) = session.scalars(select(AuditEntry).where(AuditEntry.act == "cycle_closed")).all()
        assert (entry.staff_id, entry.commune_id, entry.subject_id) == (None, made.commune.id, str(made.cycle.id))
        assert entry.details["state"] == "closed"

    run(work)


def test_a_cycle_without_a_published_result_stays_open_for_its_count(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house).approved()
        clock.set(APPEAL_ENDS + timedelta(days=400))
        assert close_finished(session, house) == 0
        assert count_cycle(session, house, made.commune.id, made.cycle.id, staff_id=None).ballots == 0

    run(work)


def test_drafts_and_voided_cycles_are_left_alone(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = published(session, house, clock)
        for person in made.staff:
            void_cycle(session, house, made.commune.id, made.cycle.id, "Erreur de liste", staff_id=person.id)
        clock.set(APPEAL_ENDS)
        assert (close_finished(session, house), made.cycle.state) == (0, CycleState.VOIDED)

    run(work)


def test_the_result_of_a_closed_cycle_stays_where_it_was(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = over(session, house, clock)
        assert [line.number for line in results_view(session, made.commune).lines if line.won] == [2, 1]
        assert public_results(session, made.commune.id) is not None
        page = count_page(session, house, made.commune.id, made.cycle.id)
        assert page.run is not None and page.run.published_at is not None

    run(work)


def test_a_closed_cycle_is_neither_counted_again_nor_voided(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = over(session, house, clock)
        where, staff = (session, house, made.commune.id, made.cycle.id), made.staff[0].id
        assert refused(count_cycle, *where, staff_id=staff) == CycleReason.OVER
        assert refused(void_cycle, *where, "Trop tard", staff_id=staff) == CycleReason.OVER

    run(work)


def test_the_key_of_a_closed_cycle_is_missed_until_two_people_destroy_it(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = over(session, house, clock)
        clock.wait(hours=3)
        assert cycles_without_key(session, house.keyring) == []
        house.keyring.destroy(made.cycle.id)
        assert cycles_without_key(session, house.keyring) == [made.cycle.title]
        where = (session, house, made.commune.id, made.cycle.id)
        assert [destroy_key(*where, staff_id=person.id) for person in made.staff] == [False, True]
        assert cycles_without_key(session, house.keyring) == []

    run(work)


def test_who_votes_after_all_is_over_hears_when_the_vote_closed(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = over(session, house, clock)
        assert [poll.cycle_id for poll in polls_of(session, house, made.commune)] == [made.cycle.id]
        no = poll_at(session, house, made.commune, house.clock()).why_not_at(house.clock())
        assert no is not None and no.reason == VoteReason.HAS_CLOSED

    run(work)
