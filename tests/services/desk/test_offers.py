"""What the real desk finds in a commune, and what a citizen of one that has nothing is told."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.messages import Inbound
from bot.views.offers import Offer
from models import Commune
from services.contacts import lock_visitor
from services.desk import Desk
from services.desk.scope import Scope
from services.house import House
from services.line_book import remembered_line
from services.turn import take
from tests.conftest import HandClock
from tests.services.budgets.planting import plant_document
from tests.services.budgets.planting import plant_line as plant_budget_line
from tests.services.polling_day import SMS, plant_polling_day
from tests.services.townsfolk import plant_commune, plant_line

AFI = "+22890112233"
SAID = ("PROJETS", "VOTE 3", "VOTE 0", "RESULTATS", "1", "PROJET 3", "IDEE", "SUIVI", "MON VOTE", "xyzzy")


def offers_on(house: House, line_id: int) -> list[Offer]:
    def read(session: Session) -> list[Offer]:
        line = remembered_line(session, house, line_id)
        visitor = lock_visitor(session, house, line, AFI, house.clock(), AFI)
        return Desk(Scope(session, house, line, visitor, None, house.clock(), 1)).offers()

    return house.work.write(read)


def plant_empty_commune(house: House) -> int:
    def plant(session: Session) -> int:
        return plant_line(session, plant_commune(session)).id

    return house.work.write(plant)


def test_a_commune_that_has_nothing_offers_nothing(house: House) -> None:
    assert offers_on(house, plant_empty_commune(house)) == []


def test_a_commune_on_its_polling_day_offers_a_vote_and_projects(house: House, clock: HandClock) -> None:
    day = plant_polling_day(house)
    assert offers_on(house, day.lines["sms"]) == [Offer.PROJECTS, Offer.VOTE]
    clock.wait(hours=2)
    assert offers_on(house, day.lines["sms"]) == [Offer.PROJECTS]


@pytest.mark.parametrize(
    ("side", "stage", "is_offered"),
    [("expenditure", "voted", True), ("expenditure", "modified", False), ("revenue", "voted", False)],
)
def test_a_budget_is_offered_where_there_is_one_to_show(house: House, side: str, stage: str, is_offered: bool) -> None:
    line_id = plant_empty_commune(house)

    def plant(session: Session) -> None:
        sums = [{"stage": stage, "side": side}]
        document = plant_document(session, session.scalars(select(Commune)).one(), report={"sums": sums})
        plant_budget_line(session, document, "water", side=side, **{stage: 5})

    house.work.write(plant)
    assert (Offer.BUDGET in offers_on(house, line_id)) is is_offered


@pytest.mark.parametrize(
    "said", ["PROJETS", "VOTE 3", "VOTE 0", "RESULTATS", "1", "PROJET 3", "IDEE", "SUIVI", "MON VOTE", "xyzzy"]
)
def test_whoever_writes_to_a_commune_that_has_nothing_is_sent_to_nothing(house: House, said: str) -> None:
    line_id = plant_empty_commune(house)
    reply = take(house, line_id, SMS, Inbound("1", AFI, said, phone=AFI)).reply
    assert reply is not None
    words = reply.text.split("DONNEES")[0].replace(".", " ").replace(",", " ").split()
    assert not {"PROJETS", "IDEE", "VOTE", "RESULTATS", "BUDGET"} & set(words)
    assert "QUESTION" in words or "0" in words


def test_the_menu_of_a_commune_that_has_nothing_leads_to_the_town_hall(house: House) -> None:
    line_id = plant_empty_commune(house)
    menu = take(house, line_id, SMS, Inbound("1", AFI, "MENU", phone=AFI)).reply
    assert menu is not None and "1 Question" in menu.text
    asked = take(house, line_id, SMS, Inbound("2", AFI, "1", phone=AFI)).reply
    assert asked is not None and "question" in asked.text
