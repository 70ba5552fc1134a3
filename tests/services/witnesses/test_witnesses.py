"""A commune with one member of staff and an outside witness: named in public, asked by a link, seen by everybody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Approval, AuditEntry, Cycle, Witness, WitnessLink
from models.cycle import CycleState
from services.approvals import approve
from services.audit import check_chain
from services.counting import count_cycle, publish
from services.counting.publish import run_digest
from services.cycles.approve import void_cycle
from services.cycles.consent import Matter, consent_of, say_yes
from services.cycles.result import has_result
from services.house import House
from services.proof import bundles_of
from services.voting.log import append_pending
from services.watching.heads import publish_heads
from services.watching.published import SEEN, heads_page
from services.witnesses.links import MOST_TRIES, make_accept_link, make_link
from services.witnesses.matters import open_matters
from services.witnesses.naming import NewWitness, end_witness, name_witness, witnesses_of
from services.witnesses.saying import accept, answer, asked_by, voices_of
from tests.conftest import HandClock
from tests.services.cycles.plans import CLOSES, GRACE, OPENS, Plan, refused

IMAM = NewWitness("Mariam Issa", "association", "Union of the women of Zongo", "the council, on 3 March")


class Small:
    """A commune of one decider, a vote that one person votes in, and a witness who has accepted."""

    def __init__(self, session: Session, house: House, clock: HandClock, **values: Any) -> None:
        self.made = Plan(session, house, deciders=1, **values)
        self.session, self.house, self.clock = session, house, clock
        self.here = (session, house, self.made.commune.id)
        self.staff = self.made.staff[0].id
        clock.wait(hours=-72)
        self.witness = name_witness(*self.here, IMAM, staff_id=self.staff).id
        self.code = accept(*self.here, make_accept_link(*self.here, self.witness, staff_id=self.staff))
        clock.wait(hours=72)

    def ask(self, matter: str) -> str:
        return make_link(*self.here, self.witness, self.made.cycle.id, matter, staff_id=self.staff)

    def approved(self) -> Small:
        self.made.freeze()
        self.made.back_up()
        self.made.approve(0)
        assert answer(*self.here, self.ask(Matter.PLAN), self.code) == Matter.PLAN
        return self

    def counted(self) -> str:
        self.approved()
        self.clock.set(OPENS + timedelta(minutes=40))
        self.made.vote(1, 1, 2)
        append_pending(self.session, self.house, self.made.cycle.id)
        self.clock.set(CLOSES + GRACE)
        return run_digest(count_cycle(*self.here, self.made.cycle.id, staff_id=self.staff))


@pytest.fixture
def small(house: House, clock: HandClock) -> Any:
    """Runs work in a small commune, in one transaction."""
    return lambda work: house.work.write(lambda session: work(Small(session, house, clock)))


def test_a_witness_is_the_second_for_the_plan(small: Any) -> None:
    def work(town: Small) -> None:
        town.approved()
        assert (town.made.cycle.state, town.made.cycle.one_person) == (CycleState.APPROVED, False)

    small(work)


def test_a_result_is_published_by_one_of_the_staff_and_a_witness_and_says_so(small: Any) -> None:
    def work(town: Small) -> None:
        digest, cycle = town.counted(), town.made.cycle
        assert not publish(*town.here, cycle.id, digest, staff_id=town.staff)
        link = town.ask(Matter.RESULT)
        seen = asked_by(*town.here, link)
        assert (seen.ballots, {line.number for line in seen.lines if line.won}) == (1, {1, 2})
        assert answer(*town.here, link, town.code) == Matter.RESULT
        assert has_result(town.session, cycle.id) and not cycle.one_person
        assert [(one.name, one.matter) for one in voices_of(town.session, cycle.id)][-1] == (IMAM.name, Matter.RESULT)
        assert bundles_of(town.session, cycle.commune_id)

    small(work)


def test_a_vote_is_voided_with_a_witness_for_the_reason_that_was_read(small: Any) -> None:
    def work(town: Small) -> None:
        cycle = town.approved().made.cycle
        void_cycle(*town.here, cycle.id, "The list was wrong", staff_id=town.staff)
        link = town.ask(Matter.VOID)
        assert asked_by(*town.here, link).reason == "The list was wrong"
        void_cycle(*town.here, cycle.id, "Another reason", staff_id=town.staff)
        assert asked_by(*town.here, link).has_changed
        assert refused(answer, *town.here, link, town.code) == "witness_nothing_waits"
        assert answer(*town.here, town.ask(Matter.VOID), town.code) == Matter.VOID
        assert (cycle.state, cycle.voided_reason) == (CycleState.VOIDED, "Another reason")

    small(work)


def test_the_witness_never_comes_first_and_never_alone(small: Any) -> None:
    def work(town: Small) -> None:
        digest, cycle = town.counted(), town.made.cycle
        assert refused(town.ask, Matter.RESULT) == "witness_nothing_waits"
        by = {"staff_id": None, "witness_id": town.witness}
        assert refused(say_yes, town.session, town.house, cycle, Matter.RESULT, digest, **by) == "cycle_staff_first"
        other = name_witness(*town.here, NewWitness("Ali Bio", "mayor", "Zongo", "council"), staff_id=town.staff).id
        for one in (town.witness, other):  # two witnesses, nobody of the staff
            approve(town.session, town.house, Matter.RESULT, cycle.id, digest, None, witness_id=one)
        assert not consent_of(town.session, cycle, Matter.RESULT, digest).is_given

    small(work)


def test_a_link_opens_once(small: Any) -> None:
    def work(town: Small) -> None:
        cycle = town.approved().made.cycle
        void_cycle(*town.here, cycle.id, "Why", staff_id=town.staff)
        link = town.ask(Matter.VOID)
        answer(*town.here, link, town.code)
        assert refused(answer, *town.here, link, town.code) == "witness_link_dead"
        assert refused(asked_by, *town.here, link) == "witness_link_dead"

    small(work)


def test_a_link_is_nothing_without_the_code_and_dies_of_wrong_ones(small: Any) -> None:
    def work(town: Small) -> None:
        cycle = town.approved().made.cycle
        void_cycle(*town.here, cycle.id, "Why", staff_id=town.staff)
        link, wrong = town.ask(Matter.VOID), f"{(int(town.code) + 1) % 10**8:08d}"
        for left in range(MOST_TRIES, 0, -1):
            assert asked_by(*town.here, link).tries_left == left
            assert answer(*town.here, link, wrong) == ""
        assert refused(answer, *town.here, link, town.code) == "witness_link_dead"
        assert cycle.state == CycleState.APPROVED

    small(work)


@pytest.mark.parametrize("written", ["{0} {1}", "{0}-{1}", " {0}{1} ", "arabic"])
def test_the_code_may_be_written_as_people_write(small: Any, written: str) -> None:
    def work(town: Small) -> None:
        cycle = town.approved().made.cycle
        void_cycle(*town.here, cycle.id, "Why", staff_id=town.staff)
        typed = written.format(town.code[:4], town.code[4:])
        if written == "arabic":
            typed = town.code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
        assert answer(*town.here, town.ask(Matter.VOID), typed) == Matter.VOID

    small(work)


def test_a_link_is_good_for_seven_days(small: Any) -> None:
    def work(town: Small) -> None:
        cycle = town.approved().made.cycle
        void_cycle(*town.here, cycle.id, "Why", staff_id=town.staff)
        link = town.ask(Matter.VOID)
        town.clock.wait(days=7)
        assert refused(answer, *town.here, link, town.code) == "witness_link_dead"

    small(work)


def test_a_witness_made_up_today_cannot_say_yes_today(house: House, clock: HandClock) -> None:
    def work(session: Session) -> None:
        town = Small(session, house, clock).approved()
        void_cycle(*town.here, town.made.cycle.id, "Why", staff_id=town.staff)
        new = name_witness(*town.here, NewWitness("Ali Bio", "mayor", "Zongo", "council"), staff_id=town.staff).id
        asks = (*town.here, new, town.made.cycle.id, Matter.VOID)
        assert refused(make_link, *asks, staff_id=town.staff) == "witness_not_accepted"
        accept(*town.here, make_accept_link(*town.here, new, staff_id=town.staff))
        assert refused(make_link, *asks, staff_id=town.staff) == "witness_not_yet"
        clock.wait(hours=48)
        assert make_link(*asks, staff_id=town.staff)

    house.work.write(work)


def test_a_member_of_staff_is_no_outside_witness(small: Any) -> None:
    def work(town: Small) -> None:
        awa = NewWitness(" awa ", "other", "Herself", "herself")
        assert refused(name_witness, *town.here, awa, staff_id=town.staff) == "witness_is_staff"
        for lacks in (
            ("", "mayor", "a", "b"),
            ("a", "mayor", " ", "b"),
            ("a", "king", "b", "c"),
            ("a", "mayor", "b", ""),
        ):
            assert refused(name_witness, *town.here, NewWitness(*lacks), staff_id=town.staff) == "witness_name_missing"

    small(work)


def test_who_is_ended_says_nothing_more_and_what_they_said_stays(small: Any) -> None:
    def work(town: Small) -> None:
        cycle = town.approved().made.cycle
        void_cycle(*town.here, cycle.id, "Why", staff_id=town.staff)
        link = town.ask(Matter.VOID)
        end_witness(*town.here, town.witness, staff_id=town.staff)
        assert refused(answer, *town.here, link, town.code) == "witness_link_dead"
        assert witnesses_of(town.session, cycle.commune_id) == []
        assert [one.name for one in voices_of(town.session, cycle.id)] == [IMAM.name]

    small(work)


def test_a_witness_notes_that_they_saw_the_log(small: Any) -> None:
    def work(town: Small) -> None:
        cycle = town.approved().made.cycle
        town.clock.set(OPENS + timedelta(minutes=40))
        town.made.vote(1, 1)
        append_pending(town.session, town.house, cycle.id)
        town.clock.wait(hours=1)
        publish_heads(town.session, town.house, cycle.id)
        assert answer(*town.here, town.ask(SEEN), town.code) == SEEN
        page = heads_page(town.session, cycle.commune_id, cycle.id, town.clock())
        assert page is not None and [one.name for one in page.heads[0].seen] == [IMAM.name]
        assert cycle.state == CycleState.APPROVED

    small(work)


def test_a_link_of_another_commune_is_none(small: Any) -> None:
    def work(town: Small) -> None:
        cycle = town.approved().made.cycle
        void_cycle(*town.here, cycle.id, "Why", staff_id=town.staff)
        link = town.ask(Matter.VOID)
        for other in (town.made.commune.id + 1, 0):
            assert refused(asked_by, town.session, town.house, other, link) == "witness_link_dead"
            assert refused(answer, town.session, town.house, other, link, town.code) == "witness_link_dead"
            assert open_matters(town.session, other) == []

    small(work)


def test_neither_link_nor_code_stands_in_the_database_or_the_trail(small: Any) -> None:
    def work(town: Small) -> None:
        cycle = town.approved().made.cycle
        void_cycle(*town.here, cycle.id, "Why", staff_id=town.staff)
        link = town.ask(Matter.VOID)
        town.session.flush()
        tables = (Witness, WitnessLink, Approval, AuditEntry, Cycle)
        rows = [
            str(row) for table in tables for row in town.session.execute(text(f"SELECT * FROM {table.__tablename__}"))
        ]
        assert not [row for row in rows if link in row or town.code in row]
        trail = [row.details for row in town.session.scalars(select(AuditEntry))]
        assert not [details for details in trail if IMAM.name in str(details)]
        assert check_chain(town.session).is_whole

    small(work)


@pytest.mark.parametrize("token", ["", "x", "a" * 32, "\x00", "é" * 32, "' OR 1=1 --"])
def test_a_strangers_link_is_refused(small: Any, token: str) -> None:
    def work(town: Small) -> None:
        with pytest.raises(Refusal):
            answer(*town.here, token, town.code)

    small(work)
