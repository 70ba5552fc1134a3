"""Commitment 1 asked for by SMS: its activities, one live figure, and which numbers there are."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.messages import Inbound
from bot.sms.prepare import prepare
from models import Ballot, Commune, Line
from services.action_plan.commitments import add_commitment
from services.action_plan.writing import withdraw_plan
from services.desk.action_plan import listed
from services.follow_ups.moving import Move, move
from services.house import House
from services.turn import take
from tests.services.action_plan.planting import COMMITMENT, PlanHall
from tests.services.polling_day import SMS

numbers = count(1)


def say(house: House, text: str) -> str:
    """Say something from a phone that has written before, where nothing is open; return the answer, of one SMS."""
    line = house.work.read(lambda session: session.scalars(select(Line.id)).first())
    assert line is not None
    phone, reply = f"+22897{next(numbers):06}", None
    for words in ("bonjour", text):
        reply = take(house, line, SMS, Inbound(f"m{next(numbers)}", phone, words)).reply
    assert reply is not None and prepare(reply.text).segments == 1, reply and reply.text
    return reply.text


@pytest.fixture
def hall(house: House, run: Any) -> None:
    def plant(session: Session) -> None:
        hall = PlanHall(session, house)
        hall.fill_records()
        move(*hall.keys, 1, Move("done"), **hall.who)

    run(plant)


@pytest.mark.usefixtures("hall")
def test_it_is_told_with_a_live_figure_and_what_does_not_fit(house: House) -> None:
    assert say(house, "ENGAGEMENT 1") == (
        "Engagement 1, Budget citoyen et budget participatif : activités faites 1 sur 5. "
        "Demandes d’information sur le budget : 3, cible 100. Demander : QUESTION"
    )


@pytest.mark.usefixtures("hall")
def test_the_only_one_is_told_where_no_number_is_sent_and_another_number_is_refused(house: House) -> None:
    assert say(house, "plan d'action").startswith("Engagement 1, ")
    said = say(house, "ENGAGEMENT 2")
    assert "pas d'engagement 2, il a : 1." in said and "SUIVI R2" in said
    assert say(house, "ENGAGEMENT R4").startswith("R4, Éditer un guide")


@pytest.mark.usefixtures("hall")
def test_several_are_listed_by_their_numbers_and_nothing_of_it_is_a_vote(house: House, run: Any) -> None:
    def more(session: Session) -> None:
        keys = (session, house, session.scalars(select(Commune.id)).one())
        add_commitment(*keys, 1, replace(COMMITMENT, number=4, titles={"fr": "Bureau du citoyen"}), staff_id=None)

    run(more)
    said = say(house, "ENGAGEMENT")
    assert "1 Budget citoyen" in said and "4 Bureau du citoyen" in said
    assert "il a : 1, 4." in say(house, "ENGAGEMENT 2")
    assert run(lambda session: session.scalar(select(func.count()).select_from(Ballot))) == 0


@pytest.mark.usefixtures("hall")
def test_a_plan_that_was_taken_back_is_told_to_nobody(house: House, run: Any) -> None:
    def back(session: Session) -> None:
        withdraw_plan(session, house, session.scalars(select(Commune.id)).one(), 1, staff_id=None)

    run(back)
    assert "Aucun plan d'action n'est encore publié" in say(house, "ENGAGEMENT 1")


@pytest.mark.parametrize(
    ("given", "said"), [([1], "1"), ([1, 2, 3, 4, 6], "1-4, 6"), ([2, 4], "2, 4"), ([9, 10], "9-10")]
)
def test_numbers_are_listed_in_little_room(given: list[int], said: str) -> None:
    assert listed(given) == said
