"""A promise asked for and followed by message, on every channel of one phone; what is not public is not there."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from services.follow_ups.making import NewFollowUp, add_follow_up
from services.follow_ups.moving import Move, move, show_to
from services.house import House
from tests.services.polling_day import PollingDay, plant_polling_day
from tests.services.townsfolk import told

AFI, KOFI = "+22890112233", "+22890112244"


@pytest.fixture
def day(house: House) -> PollingDay:
    day = plant_polling_day(house)

    def work(session: Session) -> None:
        for text, visibility in (("Former les citoyens", "public"), ("Contrat de la voirie", "staff")):
            new = NewFollowUp(
                "recommendation", text, "Mairie", due_on=date(2031, 5, 1), occasion="Séance", visibility=visibility
            )
            add_follow_up(session, house, day.commune_id, new, staff_id=None)

    house.work.write(work)
    return day


def said(day: PollingDay, text: str, sender: str = AFI) -> str:
    reply = day.sms(sender, text).reply
    assert reply is not None
    return reply.text


def test_a_promise_is_told_followed_and_heard_of_until_that_is_ended(day: PollingDay, house: House) -> None:
    answer = said(day, "suivi r 1")
    assert "R1, Former les citoyens" in answer and "01/05/2031" in answer and "SUIVRE R1" in answer
    assert "R1" in said(day, "SUIVRE R1")
    assert "SUIVRE R1" not in said(day, "SUIVI R1")
    assert said(day, "SUIVI").startswith("R1, Former les citoyens")  # the one that is followed

    def work(session: Session) -> list[str]:
        move(session, house, day.commune_id, 1, Move("in_progress"), staff_id=None)
        return [text for text in told(session, house) if text.startswith("R1, Former les citoyens : en cours")]

    assert len(house.work.write(work)) == 1
    assert "plus de nouvelles de R1" in said(day, "NE PLUS SUIVRE R1")
    assert "Vous ne suivez pas R1" in said(day, "NE PLUS SUIVRE R1")


def test_what_is_not_public_and_what_is_hidden_are_not_there(day: PollingDay, house: House) -> None:
    for text in ("SUIVI R2", "SUIVRE R2", "SUIVI R9"):
        assert "Je ne connais pas d'engagement R" in said(day, text)
    assert "R1" in said(day, "SUIVRE R1", KOFI)
    house.work.write(lambda session: show_to(session, house, day.commune_id, 1, "staff", staff_id=None))
    assert "Je ne connais pas d'engagement R1" in said(day, "SUIVI R1", KOFI)
