"""What citizens are told of projects, vote and result from before the vote until after its publication."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.messages import Inbound
from bot.sms.prepare import prepare
from budgeting.phases import Phase, PhaseKind
from services.counting.count import count_cycle, latest_run
from services.counting.publish import publish, run_digest
from services.house import House
from services.line_keeping import LineToKeep, keep_line
from services.public import public_projects, stages_of
from services.public.votes import next_opening
from services.turn import take
from tests.conftest import HandClock
from tests.services.cycles.plans import Plan
from tests.services.polling_day import SMS
from tests.services.townsfolk import NOW

SENDER = "+22890112233"
DAY = timedelta(days=1)
VOTE = Phase(PhaseKind.VOTE, NOW + 2 * DAY, NOW + 9 * DAY)
COUNT = Phase(PhaseKind.COUNT, NOW + 9 * DAY, NOW + 12 * DAY)
APPEAL = Phase(PhaseKind.APPEAL, NOW + 12 * DAY, NOW + 20 * DAY)
TELLING = {
    "fr": {"closed": "clos", "due": "au plus tard", "projects": "PROJET 1", "results": "RESULTATS", "vote": "VOTE 1",
           "mine": "MON VOTE", "on": "au vote", "counted": "comptage"},
    "ar": {"closed": "أغلق", "due": "قبل", "projects": "مشروع 1", "results": "نتائج", "vote": "صوت 1",
           "mine": "صوتي", "on": "معروض للتصويت", "counted": "الفرز"},
    "en": {"closed": "closed", "due": "by", "projects": "PROJECT 1", "results": "RESULTS", "vote": "VOTE 1",
           "mine": "MY VOTE", "on": "on the ballot", "counted": "counted"},
}  # fmt: skip


@dataclass
class Town:
    """A commune with a plan, and somebody who writes to it."""

    house: House
    clock: HandClock
    commune_id: int
    cycle_id: int
    line_id: int
    staff: list[int]
    ids: Any

    def say(self, text: str) -> str:
        message = Inbound(f"m{next(self.ids)}", SENDER, text, phone=SENDER)
        reply = take(self.house, self.line_id, SMS, message).reply
        assert reply is not None
        return reply.text

    def asks(self, text: str) -> str:
        """Say something where nothing is open."""
        self.say("0")
        return self.say(text)

    def publish(self) -> None:
        work = self.house.work
        work.write(lambda session: count_cycle(session, self.house, self.commune_id, self.cycle_id, staff_id=None).id)
        for one in self.staff:
            work.write(lambda session, one=one: self._say_yes(session, one))

    def _say_yes(self, session: Session, staff_id: int) -> bool:
        run = latest_run(session, self.cycle_id)
        assert run is not None
        return publish(session, self.house, self.commune_id, self.cycle_id, run_digest(run), staff_id=staff_id)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


@pytest.fixture
def found(house: House, clock: HandClock) -> Callable[..., Town]:
    """Founds the town with a plan of these phases."""

    def plant(session: Session, phases: tuple[Phase, ...], ballot: tuple[int, ...]) -> Town:
        plan = Plan(session, house, phases=phases)
        plan.choose(*ballot)
        plan.commune.languages = ["fr", "ar", "en"]
        line = keep_line(session, house, LineToKeep("android", "one", "sms", "7070", price=15_000))
        plan.approved()
        staff = [one.id for one in plan.staff]
        return Town(house, clock, plan.commune.id, plan.cycle.id, line.id, staff, count(1))

    return lambda *phases, ballot=(1, 2, 3): house.work.write(lambda session: plant(session, phases, ballot))


def told(moment: datetime) -> str:
    return f"{moment + timedelta(hours=1):%d/%m %H:%M}"  # the clock of Benin


@pytest.mark.parametrize("language", TELLING)
def test_between_closing_and_publication_the_vote_is_closed_and_counted_with_the_day_of_the_result(
    found: Callable[..., Town], clock: HandClock, language: str
) -> None:
    town, words = found(VOTE, COUNT, APPEAL), TELLING[language]
    town.say(language)
    for wait in (timedelta(minutes=30), timedelta(hours=5), 2 * DAY):
        clock.set(VOTE.closes_at + wait)
        project = town.asks(words["projects"])
        assert words["counted"] in project and told(COUNT.closes_at) in project and words["on"] not in project
        for asked in (words["vote"], words["results"]):
            answer = town.asks(asked)
            assert words["due"] in answer and told(COUNT.closes_at) in answer
            assert words["closed"] in answer and words["results"] not in answer
        assert told(COUNT.closes_at) in town.asks(words["mine"])
        assert prepare(project).segments <= (2 if language == "ar" else 1)


def test_the_list_of_projects_begins_with_those_of_the_vote_that_is_open_or_ahead(
    found: Callable[..., Town], clock: HandClock
) -> None:
    town = found(VOTE, COUNT, APPEAL, ballot=(2, 3))
    order = {}
    for moment in (NOW, VOTE.opens_at + DAY, COUNT.opens_at + DAY):
        clock.set(moment)
        order[moment] = [line[0] for line in town.asks("PROJETS").splitlines() if line[:1] in {"1", "2", "3"}]
    assert [*order.values()] == [["2", "3", "1"], ["2", "3", "1"], ["1", "2", "3"]]


def test_a_result_that_is_late_is_promised_for_no_day(found: Callable[..., Town], clock: HandClock) -> None:
    town = found(VOTE, COUNT, APPEAL)
    clock.set(COUNT.closes_at + DAY)
    assert "comptage en cours." in town.asks("PROJET 1")
    for asked in ("VOTE 1", "RESULTATS"):
        assert "pas encore publié" in town.asks(asked)
        assert told(COUNT.closes_at) not in town.asks(asked)


def test_before_and_during_the_vote_projects_and_results_say_what_comes(
    found: Callable[..., Town], clock: HandClock
) -> None:
    town = found(VOTE, COUNT, APPEAL)
    assert f"au vote à partir du {told(VOTE.opens_at)}" in town.asks("PROJET 1")
    assert "Pas encore de résultats" in town.asks("RESULTATS")
    clock.set(VOTE.opens_at + DAY)
    assert "au vote." in town.asks("PROJET 1")
    assert "ouvert jusqu'au" in town.asks("RESULTATS") and told(VOTE.closes_at) in town.asks("RESULTATS")


def test_once_the_result_is_out_everybody_is_sent_to_it(found: Callable[..., Town], clock: HandClock) -> None:
    town = found(VOTE, COUNT, APPEAL)
    clock.set(VOTE.opens_at + DAY)
    town.say("VOTE 1")
    clock.set(COUNT.opens_at + DAY)
    town.publish()
    assert "retenu" in town.asks("PROJET 1")
    assert "RESULTATS" in town.asks("VOTE 2") and "RESULTATS" in town.asks("MON VOTE")
    assert "1 Projet 1" in town.asks("RESULTATS")


@pytest.mark.parametrize("planned", [timedelta(0), timedelta(days=1)])
def test_the_public_page_and_the_phones_of_the_demonstration_name_one_day_for_the_count(
    found: Callable[..., Town], clock: HandClock, planned: timedelta
) -> None:
    town = found(VOTE, Phase(PhaseKind.COUNT, VOTE.closes_at + planned, COUNT.closes_at), APPEAL)
    clock.set(VOTE.opens_at + DAY)
    read = town.house.work.read
    (stage,) = [one for one in read(lambda session: stages_of(session, town.commune_id)) if one.kind == PhaseKind.COUNT]
    assert stage.opens_at == read(lambda session: next_opening(session, town.commune_id, clock()))
    clock.set(VOTE.closes_at + timedelta(hours=3))
    views = read(lambda session: public_projects(session, town.house, town.commune_id))
    assert {(view.state, view.awaited_at) for view in views} == {("being_counted", stage.closes_at)}
