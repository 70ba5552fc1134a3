"""What last year's vote gave its money: a newcomer finds it by SMS, on the public page and in the indicators."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.messages import Inbound
from models import Commune, Line
from models.project import EventKind
from palabre.demo.load import fill, read_demo
from palabre.demo.works import VOTED
from services.house import House
from services.indicators.projects_carried_out import INDICATOR
from services.projects.overview import works_page
from services.public.projects import PublicProject, project_page
from services.turn import take
from services.voting.paper import poll_at
from tests.bot.talking import SMS
from tests.services.indicators.planting import Period

FINISHED, LATE = 11, 12
DATA = read_demo()


@pytest.fixture
def town(house: House) -> House:
    house.work.write(lambda session: fill(session, house, DATA))
    return house


def commune_of(session: Session) -> Commune:
    return session.scalars(select(Commune)).one()


def page_of(house: House, number: int) -> PublicProject:
    return house.work.read(lambda session: project_page(session, commune_of(session).id, number, house))


def test_a_phone_hears_how_works_go(town: House) -> None:
    line = town.work.read(lambda session: session.scalars(select(Line.id).where(Line.key == "sms")).one())

    def say(text: str) -> str:
        reply = take(town, line, SMS, Inbound(uuid.uuid4().hex, "+22890000001", text)).reply
        assert reply is not None
        return reply.text

    say("FRANCAIS")
    assert "terminé" in say(f"PROJET {FINISHED}")
    assert "60%" in say(f"PROJET {LATE}")
    assert str(LATE) in say(f"VOTE {LATE}") and "Pas dans ce vote" in say(f"VOTE {LATE}")


def test_the_page_of_each_tells_its_steps_its_money_and_why_it_is_late(town: House) -> None:
    finished, late = page_of(town, FINISHED), page_of(town, LATE)
    voted = f"Voté au budget participatif {(town.clock() - VOTED).year}."
    assert finished.view.description.endswith(voted) and late.view.description.endswith(voted)
    assert [one.done_on is not None and bool(one.proof) for one in finished.milestones] == [True, True]
    assert [one.done_on is not None for one in late.milestones] == [True, False, False]
    for page in (finished, late):
        assert 0 < page.view.spent <= (page.contract or 0) <= page.view.cost
    (delay,) = [one for one in late.history if one.kind == EventKind.DELAY]
    assert delay.details["code"] == "weather" and delay.reason
    assert [one.happened_at for one in late.history] == sorted((one.happened_at for one in late.history), reverse=True)


def test_the_finished_one_alone_is_carried_out(town: House) -> None:
    def work(session: Session) -> tuple[list[str], list[bool]]:
        commune, today = commune_of(session), town.clock().date()
        found = INDICATOR.records(session, commune.id, Period(today - timedelta(days=365), today))
        rows, _total = works_page(session, commune.id, today)
        return [one.label for one in found], [one.lacks_proof for one in rows]

    titles, lacking = town.work.read(work)
    assert [title.split(".")[0] for title in titles] == [str(FINISHED)]
    assert lacking == [False, False]


def test_the_vote_that_is_open_has_none_of_them(town: House) -> None:
    def work(session: Session) -> set[int]:
        poll = poll_at(session, town, commune_of(session), town.clock())
        return {one.number for one in poll.projects}

    assert town.work.read(work) == set(range(1, 11))
