"""A person who asks again is led to the question of theirs that waits already."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import InformationRequest
from models.request import RequestState
from services.contacts import Visitor
from services.desk import Desk
from services.desk.scope import Scope
from services.house import House
from tests.services.townsfolk import plant_commune, plant_contact, plant_line

ASKED = "Quand ouvre le grand marché ?"


@pytest.mark.parametrize(
    ("helped", "state", "was_put_to_staff"),
    [(False, RequestState.RECEIVED, True), (None, RequestState.RECEIVED, True), (True, RequestState.ANSWERED, False)],
)
def test_a_question_that_waits_is_not_filed_again_when_a_published_answer_does_not_help(
    house: House, helped: bool | None, state: str, was_put_to_staff: bool
) -> None:
    def work(session: Session) -> None:
        commune = plant_commune(session)
        visitor = Visitor(plant_contact(session, house, commune, "+22997000001"), commune, None)
        desk = Desk(Scope(session, house, plant_line(session, commune), visitor, None, house.clock(), 1))
        first = desk.ask_question(ASKED, None)
        again = desk.answer_at_once("quand ouvre le grand MARCHE", None, "published")
        assert again.reference == first.reference
        if helped is not None:
            assert desk.note_help(again.reference, helped=helped).due_on == first.due_on
        (row,) = session.scalars(select(InformationRequest))
        assert (row.state, row.was_put_to_staff, row.text) == (state, was_put_to_staff, ASKED)

    house.work.write(work)
