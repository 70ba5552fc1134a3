"""What citizens are told of two votes, from the approval of the next one until it opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.messages import Inbound
from bot.sms.prepare import prepare
from budgeting.phases import Phase, PhaseKind
from models import Project
from services.counting.count import count_cycle
from services.counting.publish import publish, run_digest
from services.cycles.draft import start_cycle
from services.house import House
from services.line_keeping import LineToKeep, keep_line
from services.turn import take
from tests.conftest import HandClock
from tests.services.cycles.plans import Plan, draft
from tests.services.polling_day import SMS
from tests.services.townsfolk import planted

SENDER = "+22890112233"
OPENS, CLOSES = datetime(2026, 11, 2, 7, tzinfo=UTC), datetime(2026, 11, 20, 17, tzinfo=UTC)
NEXT = datetime(2027, 2, 21, 7, tzinfo=UTC)
CLOSED_ON, NEXT_ON = "20/11 18:00", "21/02/2027 08:00"  # on the clock of Benin, and another year is said


@pytest.fixture
def clock() -> HandClock:
    return HandClock(OPENS - timedelta(days=30))


@dataclass
class Town:
    """A commune whose first vote is over and whose next one is approved, and somebody who writes to it."""

    house: House
    commune_id: int
    cycle_id: int
    line_id: int
    staff: list[int]
    ids: Any

    def say(self, *texts: str) -> str:
        """Say something where nothing is open; return what is said of the last."""
        for text in ("0", *texts):
            message = Inbound(f"m{next(self.ids)}", SENDER, text, phone=SENDER)
            reply = take(self.house, self.line_id, SMS, message).reply
        assert reply is not None
        return reply.text

    def publish(self) -> None:
        def work(session: Session) -> None:
            digest = run_digest(count_cycle(session, self.house, self.commune_id, self.cycle_id, staff_id=None))
            for one in self.staff:
                publish(session, self.house, self.commune_id, self.cycle_id, digest, staff_id=one)

        self.house.work.write(work)


@pytest.fixture
def town(house: House, clock: HandClock) -> Town:
    def plant(session: Session) -> Town:
        plan = Plan(session, house, phases=phases(OPENS, CLOSES))
        plan.choose(1, 2)
        plan.commune.languages = ["fr", "ar", "en"]
        line = keep_line(session, house, LineToKeep("android", "one", "sms", "7070", price=15_000))
        plan.approved()
        first, staff = plan.cycle.id, [one.id for one in plan.staff]
        again = draft(title="Budget 2027", year=2027, phases=phases(NEXT, NEXT + timedelta(days=9)))
        plan.cycle = start_cycle(session, house, plan.commune.id, again, staff_id=None)
        fourth = {"fr": "Projet 4"}
        made = {"titles": fourth, "short_names": fourth, "cost": 2_000, "made_at": OPENS}
        planted(session, Project(commune_id=plan.commune.id, number=4, **made))
        plan.choose(3, 4)
        plan.approved()
        return Town(house, plan.commune.id, first, line.id, staff, count(1))

    return house.work.write(plant)


def phases(opens_at: datetime, closes_at: datetime) -> tuple[Phase, ...]:
    appeal = Phase(PhaseKind.APPEAL, closes_at + timedelta(days=1), closes_at + timedelta(days=15))
    return Phase(PhaseKind.VOTE, opens_at, closes_at), appeal


def voted(town: Town, clock: HandClock) -> None:
    clock.set(OPENS + timedelta(days=1))
    assert "1 Projet 1" in town.say("VOTE 1")


def test_as_long_as_no_result_is_out_it_is_the_vote_that_closed_of_which_one_is_told(
    town: Town, clock: HandClock
) -> None:
    voted(town, clock)
    for moment in (CLOSES + timedelta(hours=4), NEXT - timedelta(days=1)):
        clock.set(moment)
        for said in ("VOTE", "VOTE 3", "VOTE 1 2"):
            assert "clos depuis le 20/11" in town.say(said)
        mine = town.say("MON VOTE")
        assert "il compte" in mine and ("Prochain vote : 21/02 08:00" in mine) == (moment > CLOSES + timedelta(days=9))


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_with_its_result_the_nearer_vote_is_told_each_with_its_year_in_one_sms(
    town: Town, clock: HandClock, language: str
) -> None:
    said = {"fr": ("VOTE 3", "MON VOTE"), "ar": ("صوت 3", "صوتي"), "en": ("VOTE 3", "MY VOTE")}[language]
    results = {"fr": "RESULTATS", "ar": "نتائج", "en": "RESULTS"}[language]
    voted(town, clock)
    clock.set(CLOSES + timedelta(days=3))
    town.publish()
    town.say(language)
    for text in said:
        near = town.say(text)
        assert results in near and (NEXT_ON in near or text != said[1])
        assert CLOSED_ON in near or text == said[1]
        assert prepare(near).segments <= (2 if language == "ar" else 1)
    clock.set(NEXT - timedelta(days=30))
    for text in said:
        assert "21/02 08:00" in town.say(text) and "2026" not in town.say(text)


def test_a_vote_that_closed_in_another_year_is_told_with_it(town: Town, clock: HandClock) -> None:
    voted(town, clock)
    clock.set(datetime(2027, 1, 2, tzinfo=UTC))
    assert "20/11/2026 18:00" in town.say("VOTE 3") and "Prochain vote : 21/02 08:00" in town.say("MON VOTE")
