from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Commune, Cycle, PendingEntry, Turnout
from models.cycle import CycleState
from palabre.demo.ballots import APART, FIRST_VOTER
from palabre.demo.cycle import PLAN
from palabre.demo.load import fill, read_demo
from portal.simulator.phones import FIRST_NUMBER, MOST_PHONES
from services.counting.opening import compare_with_log, open_box
from services.house import House
from services.indicators.turnout import INDICATOR as TURNOUT
from services.voting.log import is_signed, latest_head
from tests.services.indicators.planting import Period

DATA = read_demo()
VOTERS = len(DATA["ballots"])


def vote_of(session: Session) -> tuple[Commune, Cycle]:
    return (
        session.scalars(select(Commune)).one(),
        session.scalars(select(Cycle).where(Cycle.state == CycleState.APPROVED)).one(),
    )


def test_every_ballot_is_sealed_logged_and_counted_once(house: House) -> None:
    def work(session: Session) -> None:
        assert fill(session, house, DATA)
        _commune, cycle = vote_of(session)
        box = open_box(session, cycle.id, house.keyring.load(cycle.id))
        chosen = sorted(tuple(sorted(map(str, choices))) for choices in DATA["ballots"])
        assert sorted(tuple(sorted(choices)) for choices in box.choices) == chosen
        assert compare_with_log(session, cycle.id, box) == {"entries_without_ballot": 0, "ballots_without_entry": 0}
        head = latest_head(session, cycle.id)
        assert head is not None and (head.size, is_signed(head)) == (VOTERS, True)
        assert session.scalars(select(PendingEntry)).all() == []

    house.work.write(work)


def test_they_are_phones_of_the_simulator_and_count_in_the_demonstration_only(house: House) -> None:
    def work(session: Session) -> None:
        fill(session, house, DATA)
        commune, cycle = vote_of(session)
        rows = session.scalars(select(Turnout).where(Turnout.cycle_id == cycle.id)).all()
        assert {row.simulated for row in rows} == {True}
        assert {row.channel for row in rows} == {"sms", "telegram"} and {row.language for row in rows} == {
            "fr",
            "ar",
            "en",
        }
        today = house.clock().date()
        period = Period(today - timedelta(days=8), today)
        assert len(TURNOUT.records(session, commune.id, period)) == VOTERS == 40
        commune.is_demo = False
        session.flush()
        assert TURNOUT.records(session, commune.id, period) == []

    house.work.write(work)


def test_they_came_after_the_vote_opened_and_from_numbers_that_nobody_is_offered() -> None:
    (opened,) = (opens for kind, opens, _closes in PLAN if kind == "vote")
    assert timedelta(days=-opened) > VOTERS * APART
    assert FIRST_VOTER > FIRST_NUMBER + MOST_PHONES
