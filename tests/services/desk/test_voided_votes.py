"""What citizens are told of a vote that was voided: in one SMS, with the reason, until a later vote begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.phrases import Speech
from bot.ports import ReceiptState
from bot.refusals import phrase_of
from bot.sms.prepare import prepare
from budgeting.refusal import Refusal
from services.contacts import Visitor
from services.counting import count_cycle, publish
from services.counting.publish import run_digest
from services.cycles.approve import void_cycle
from services.cycles.draft import start_cycle
from services.desk import Desk
from services.desk.scope import Scope
from services.house import House
from services.public import voided_cycles
from services.voting.log import append_pending
from services.voting.paper import VoteReason
from services.voting.voided import VoidedReason
from tests.conftest import HandClock
from tests.services.cycles.plans import CLOSES, GRACE, OPENS, Plan, draft, plan
from tests.services.townsfolk import NOW, plant_contact, plant_line

NUMBER = "+22901970099"
REASON = "Panne du réseau pendant deux jours de vote, des quartiers entiers n'ont pas pu voter"


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


@dataclass
class Town:
    """A commune whose vote is open, one person at its desk."""

    made: Plan
    desk: Desk
    at: Callable[[datetime], Desk]


def town(session: Session, house: House, clock: Any) -> Town:
    made = Plan(session, house).approved()
    line = plant_line(session, made.commune)
    ali = plant_contact(session, house, made.commune, NUMBER, phone=house.vault.seal(NUMBER, "address"))
    visitor = Visitor(ali, made.commune, None)

    def at(moment: datetime) -> Desk:
        clock.set(moment)
        return Desk(Scope(session, house, line, visitor, None, moment, 1))

    return Town(made, at(OPENS + timedelta(hours=1)), at)


def void_by_both(made: Plan, reason: str = REASON) -> None:
    for person in made.staff:
        void_cycle(made.session, made.house, made.commune.id, made.cycle.id, reason, staff_id=person.id)


def told_of(act: Callable[[], Any]) -> str:
    """Return the SMS in which an act is refused."""
    with pytest.raises(Refusal) as no:
        act()
    sent = prepare(phrase_of(no.value).spoken(Speech(("fr",), is_brief=True)))
    assert sent.segments == 1
    return sent.text


def test_who_asks_about_a_voided_vote_is_told_why_in_one_sms(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        here = town(session, house, clock)
        here.desk.cast_ballot([1])
        void_by_both(here.made)
        said = "Vote annulé, Budget 2026: Panne du réseau pendant deux jours de vote, des... Ses bulletins"
        for act in (
            lambda: here.desk.cast_ballot([2]),
            here.desk.cast_blank,
            here.desk.ballot_paper,
            here.desk.my_ballot,
            here.desk.results,
        ):
            assert told_of(act).startswith(said)
        later = here.at(CLOSES + timedelta(days=30))
        assert told_of(later.my_ballot).startswith("Vote annulé")
        assert told_of(later.results).startswith("Vote annulé")

    run(work)


def test_a_voided_result_is_no_longer_told_and_an_earlier_one_is_not_told_in_its_place(
    house: House, run: Any, clock: Any
) -> None:
    def work(session: Session) -> None:
        here = town(session, house, clock)
        here.desk.cast_ballot([1])
        clock.set(CLOSES + GRACE)
        where = (session, house, here.made.commune.id, here.made.cycle.id)
        digest = run_digest(count_cycle(*where, staff_id=None))
        for person in here.made.staff:
            publish(*where, digest, staff_id=person.id)
        assert here.at(CLOSES + timedelta(days=2)).results().ballots == 1
        void_by_both(here.made)
        assert told_of(here.at(CLOSES + timedelta(days=3)).results).startswith("Vote annulé")

    run(work)


def test_a_later_vote_is_what_there_is_to_say(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        here = town(session, house, clock)
        receipt = here.desk.cast_ballot([1]).receipt
        append_pending(session, house, here.made.cycle.id)
        assert here.desk.receipt_state(receipt) is ReceiptState.STANDS
        void_by_both(here.made)
        next_year = OPENS + timedelta(days=40)
        again = draft(title="Second tour", phases=plan(next_year, next_year + timedelta(days=5)))
        here.made.cycle = start_cycle(session, house, here.made.commune.id, again, staff_id=None)
        here.made.choose(1, 2, 3)
        here.made.approved()
        before = here.at(next_year - timedelta(days=1))
        with pytest.raises(Refusal) as no:
            before.ballot_paper()
        assert no.value.reason == VoteReason.OPENS_LATER
        assert told_of(before.my_ballot).startswith("Vote annulé")  # they may have voted in it
        assert here.at(next_year).ballot_paper().title == "Second tour"
        assert here.at(next_year).my_ballot() is None
        assert told_of(lambda: here.at(next_year).receipt_state(receipt)).startswith("Vote annulé, Budget 2026")
        with pytest.raises(Refusal) as nothing:
            here.at(next_year).results()
        assert nothing.value.reason != VoidedReason.VOIDED  # that one is over and gone

    run(work)


def test_a_reason_that_was_only_proposed_is_told_to_nobody(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        here = town(session, house, clock)
        where = (session, house, here.made.commune.id, here.made.cycle.id)
        void_cycle(*where, REASON, staff_id=here.made.staff[0].id)
        assert here.desk.cast_ballot([1]).receipt
        assert voided_cycles(session, here.made.commune.id) == []
        void_cycle(*where, REASON, staff_id=here.made.staff[1].id)
        (public,) = voided_cycles(session, here.made.commune.id)
        assert (public.reason, public.voided_at) == (REASON, clock.now)

    run(work)
