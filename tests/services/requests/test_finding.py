from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.ports import RequestView
from budgeting.refusal import Refusal
from models import Commune, Contact
from services.requests import RequestNo, answer, close, extend, find_request, publish, refuse
from services.requests.finding import complained_of
from tests.services.requests.conftest import Town
from tests.services.townsfolk import NOW, plant_commune, plant_contact


def find(town: Town, reference: str, contact_id: int | None, commune_id: int | None = None) -> RequestView:
    def work(session: Session) -> RequestView:
        commune = session.get_one(Commune, commune_id or town.commune_id)
        contact = session.get(Contact, contact_id) if contact_id else None
        return find_request(session, town.house, commune, reference, contact)

    return town.house.work.read(work)


def answered(town: Town) -> str:
    row = town.ask()
    town.house.work.write(
        lambda session: answer(
            session,
            town.house,
            commune_id=town.commune_id,
            request_id=row.id,
            text="12 millions.",
            staff_id=town.staff_id,
        )
    )
    return row.reference


@pytest.mark.parametrize("written", ["DI-26-0001", "di 26 1", "DI26-0001", " di-26-0001 "])
def test_the_author_sees_the_question_and_the_answer_however_the_reference_is_written(town: Town, written: str) -> None:
    answered(town)
    view = find(town, written, town.contact_id)
    assert (view.state, view.text, view.answer) == ("answered", "Combien pour l'eau ?", "12 millions.")


@pytest.mark.parametrize("who", ["another phone", "nobody"])
def test_anybody_else_sees_only_the_state_and_the_dates(town: Town, who: str) -> None:
    reference = answered(town)
    view = find(town, reference, town.other_contact_id if who == "another phone" else None)
    assert (view.state, view.text, view.answer, view.reason) == ("answered", None, None, None)
    assert (str(view.received_on), str(view.due_on)) == ("2026-04-01", "2026-04-16")


PUBLIC = {"text": "Combien pour l'eau ?", "answer": "Douze millions en 2026."}


@pytest.mark.parametrize("is_public", [False, True])
def test_whoever_has_the_number_reads_of_an_answer_what_staff_made_public(town: Town, *, is_public: bool) -> None:
    reference, common = answered(town), {"commune_id": town.commune_id, "request_id": 1, "staff_id": town.staff_id}
    if is_public:
        town.house.work.write(lambda session: publish(session, town.house, **common, **PUBLIC))
    view = find(town, reference, None)
    assert (view.text, view.answer, view.reason) == (None, PUBLIC["answer"] if is_public else None, None)
    assert view.is_withheld is not is_public
    assert find(town, reference, town.contact_id).is_withheld is False
    if is_public:
        town.house.work.write(lambda session: answer(session, town.house, **common, text="Treize millions."))
        assert (find(town, reference, None).answer, find(town, reference, None).is_withheld) == (None, True)


@pytest.mark.parametrize("is_public", [False, True])
def test_whoever_has_the_number_reads_the_ground_of_a_refusal_and_its_reason_once_public(
    town: Town, *, is_public: bool
) -> None:
    row = town.ask()
    common = {"commune_id": town.commune_id, "request_id": row.id, "staff_id": town.staff_id}
    said = {"code": "being_prepared", "reason": "Afi sait que le compte est en cours."}
    town.house.work.write(lambda session: refuse(session, town.house, **common, **said))
    if is_public:
        words = {"text": "Où est le compte ?", "answer": "Le compte est en cours."}
        town.house.work.write(lambda session: publish(session, town.house, **common, **words))
    view = find(town, row.reference, None)
    assert (view.state, view.ground, view.answer) == ("refused", "being_prepared", None)
    assert view.reason == ("Le compte est en cours." if is_public else None)
    assert view.is_withheld is not is_public


def test_whoever_has_the_number_is_sent_to_the_town_hall_for_why_an_answer_takes_longer(town: Town) -> None:
    row = town.ask()
    assert find(town, row.reference, None).is_withheld is False
    common = {"commune_id": town.commune_id, "request_id": row.id, "staff_id": town.staff_id}
    town.house.work.write(
        lambda session: extend(session, town.house, **common, days=5, code="many_documents", reason="Afi est absente.")
    )
    view = find(town, row.reference, None)
    assert (view.state, view.reason, view.is_withheld) == ("extended", None, True)


def test_the_author_is_known_on_another_channel_by_the_same_proven_phone(town: Town) -> None:
    reference = answered(town)

    def on_telegram(session: Session, **values: Any) -> int:
        commune, author = session.get_one(Commune, town.commune_id), session.get_one(Contact, town.contact_id)
        author.phone_hash = "proven"
        fields = {"channel": "telegram", "phone_hash": "proven", **values}
        return plant_contact(session, town.house, commune, f"chat {fields}", **fields).id

    same, other, forgotten = (
        town.house.work.write(lambda session, values=values: on_telegram(session, **values))
        for values in ({}, {"phone_hash": "another"}, {"erased_at": NOW})
    )
    assert find(town, reference, same).answer == "12 millions."
    assert (find(town, reference, other).text, find(town, reference, forgotten).text) == (None, None)


@pytest.mark.parametrize("reference", ["DI-26-0002", "P26-1", "", "'; DROP TABLE", "x" * 500, "DI-26-\ud800"])
def test_an_unknown_reference_is_refused_with_its_name(town: Town, reference: str) -> None:
    answered(town)
    with pytest.raises(Refusal) as no:
        find(town, reference, town.contact_id)
    assert no.value.reason == RequestNo.NO_SUCH_REFERENCE


def test_a_reference_of_another_commune_is_not_found(town: Town) -> None:
    reference = answered(town)
    other = town.house.work.write(lambda session: plant_commune(session, "tokan").id)
    with pytest.raises(Refusal):
        find(town, reference, town.contact_id, other)


def test_an_answered_question_is_asked_again_and_not_complained_of(town: Town) -> None:
    answered(town)
    contact = town.house.work.read(lambda session: session.get_one(Contact, town.contact_id))
    commune = town.house.work.read(lambda session: session.get_one(Commune, town.commune_id))
    assert town.house.work.read(lambda session: complained_of(session, town.house, commune, contact)) == []


def test_a_question_closed_without_an_answer_may_be_complained_of_at_once(town: Town) -> None:
    row = town.ask("Quand ouvre le marché ?")
    common = {"commune_id": town.commune_id, "request_id": row.id, "staff_id": town.staff_id}
    town.house.work.write(lambda s: close(s, town.house, reason="Doublon.", **common))

    def look(session: Session) -> list[str]:
        contact = session.get_one(Contact, town.contact_id)
        return complained_of(session, town.house, session.get_one(Commune, town.commune_id), contact)

    assert town.house.work.read(look) == [row.reference]
