"""A yes to an answer given at once: each kind that can be offered keeps its words with the question."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from models import InformationRequest
from models.request import AnsweredFrom
from services.contacts import Visitor
from services.desk import Desk
from services.desk.scope import Scope
from services.house import House
from services.requests import answer, answer_group, make_group, publish
from services.requests.known import WORDS_OF, Told, find_known
from tests.services.townsfolk import plant_commune, plant_contact, plant_line, plant_staff

OPENS, VOTES = "Quand ouvre le grand marché couvert ?", "qui vote le budget de la commune ?"


def told_by_group(session: Session, desk: Desk, staff_id: int) -> str | None:
    common = {"commune_id": desk.scope.commune.id, "staff_id": staff_id}
    ids = [desk.ask_question(text, None).reference for text in (OPENS, "Le grand marché couvert ouvre quand, svp ?")]
    numbers = [row.id for row in session.query(InformationRequest).where(InformationRequest.reference.in_(ids))]
    group = make_group(session, desk.house, request_ids=numbers, question=OPENS, **common)
    answer_group(session, desk.house, group_id=group.id, text="Le 3 mars.", **common)
    return key_of(session, desk, f"group:{group.id}")


def told_by_request(session: Session, desk: Desk, staff_id: int) -> str | None:
    desk.ask_question(OPENS, None)
    (row,) = session.query(InformationRequest)
    common = {"commune_id": row.commune_id, "request_id": row.id, "staff_id": staff_id}
    answer(session, desk.house, text="Le 3 mars.", **common)
    publish(session, desk.house, text=OPENS, answer="Le 3 mars.", **common)
    return key_of(session, desk, f"request:{row.id}")


def key_of(session: Session, desk: Desk, expected: str) -> str:
    known = find_known(session, desk.scope.commune.id, OPENS, None)
    assert known is not None and known.key == expected
    return known.key


def told_by_lesson(_session: Session, desk: Desk, _staff_id: int) -> str | None:
    lesson = desk.find_lesson(VOTES, ("fr",))
    assert lesson is not None
    return f"lesson:{lesson.key}"


def told_by_budget(_session: Session, _desk: Desk, _staff_id: int) -> str | None:
    return None


Offer = Callable[[Session, Desk, int], str | None]
OFFERS: list[tuple[Offer, str, AnsweredFrom]] = [
    (told_by_group, OPENS, AnsweredFrom.PUBLISHED),
    (told_by_request, OPENS, AnsweredFrom.PUBLISHED),
    (told_by_lesson, VOTES, AnsweredFrom.LESSON),
    (told_by_budget, "combien pour l'eau ?", AnsweredFrom.BUDGET),
]


def test_every_kind_of_answer_that_is_offered_is_said_yes_to_below() -> None:
    assert {source for _offer, _question, source in OFFERS} == set(AnsweredFrom)
    assert {f"told_by_{kind}" for kind in Told} | {"told_by_budget"} == {offer.__name__ for offer, *_ in OFFERS}
    assert set(WORDS_OF) == set(Told)


@pytest.mark.parametrize(("offer", "question", "source"), OFFERS)
def test_a_yes_settles_the_question_with_the_words_that_were_told(
    house: House, offer: Offer, question: str, source: AnsweredFrom
) -> None:
    def work(session: Session) -> None:
        commune = plant_commune(session)
        staff_id = plant_staff(session, commune).id
        line = plant_line(session, commune)
        earlier, asker = (plant_contact(session, house, commune, f"+2299700000{number}") for number in (1, 2))
        first, desk = (
            Desk(Scope(session, house, line, Visitor(one, commune, None), None, house.clock(), 1))
            for one in (earlier, asker)
        )
        key = offer(session, first, staff_id)
        asked = desk.answer_at_once(question, None, source.value)
        told = desk.note_help(asked.reference, helped=True, key=key)
        assert told.state == "answered"
        assert (told.answer is None) == (key is None)

    house.work.write(work)
