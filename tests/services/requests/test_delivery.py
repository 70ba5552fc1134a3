"""Staff see what became of an answer: under way, arrived, lost, or never sent because the person wants no messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Contact, Outbox, OutboxState
from services.erasure import erase_contact, forget_addresses
from services.requests import DeskVisit, RequestDetails, answer, close, enter_at_desk, read_request, refuse
from tests.services.requests.conftest import Town


def details(town: Town, request_id: int) -> RequestDetails:
    return town.house.work.read(lambda session: read_request(session, town.house, town.commune_id, request_id))


def deliveries(town: Town, request_id: int) -> list[str | None]:
    return [step.delivery for step in details(town, request_id).history]


def reply(town: Town, request_id: int, text: str = "Oui") -> None:
    where = {"commune_id": town.commune_id, "request_id": request_id, "staff_id": town.staff_id}
    town.house.work.write(lambda session: answer(session, town.house, text=text, **where))


def change_contact(town: Town, change: Callable[[Contact], None]) -> None:
    town.house.work.write(lambda session: change(session.get_one(Contact, town.contact_id)))


def send_stop(contact: Contact) -> None:
    contact.wants_news = False


@pytest.mark.parametrize("state", list(OutboxState))
def test_the_history_follows_the_message_that_told_the_answer(town: Town, state: OutboxState) -> None:
    row = town.ask()
    reply(town, row.id)
    assert deliveries(town, row.id) == [None, "queued"]

    def move(session: Session) -> None:
        session.scalars(select(Outbox)).one().state = state

    town.house.work.write(move)
    assert deliveries(town, row.id) == [None, state.value]


def test_each_step_follows_its_own_message(town: Town) -> None:
    row, other = town.ask(), town.ask("Et pour la route ?")
    reply(town, row.id)
    reply(town, other.id)
    reply(town, row.id, "Non")

    def lose_first(session: Session) -> None:
        session.scalars(select(Outbox).order_by(Outbox.id)).first().state = OutboxState.FAILED  # type: ignore[union-attr]

    town.house.work.write(lose_first)
    assert deliveries(town, row.id) == [None, "failed", "queued"]
    assert deliveries(town, other.id) == [None, "queued"]


def test_who_sent_stop_is_not_told_and_staff_see_it_before_and_after(town: Town) -> None:
    row = town.ask()
    assert details(town, row.id).can_be_told
    change_contact(town, send_stop)
    assert not details(town, row.id).can_be_told and not details(town, row.id).is_from_desk
    reply(town, row.id)
    assert deliveries(town, row.id) == [None, "not_told"]


def test_what_was_not_told_stays_so_when_the_person_comes_back(town: Town) -> None:
    row = town.ask()
    change_contact(town, send_stop)
    reply(town, row.id)
    change_contact(town, lambda contact: setattr(contact, "wants_news", True))
    reply(town, row.id, "Non")
    assert deliveries(town, row.id) == [None, "not_told", "queued"]


def test_who_asked_to_be_forgotten_still_gets_the_answer_and_nothing_after(town: Town) -> None:
    row = town.ask()
    town.house.work.write(
        lambda session: erase_contact(session, session.get_one(Contact, town.contact_id), town.clock.now)
    )
    reply(town, row.id)
    assert deliveries(town, row.id) == [None, "queued"]

    def pass_on(session: Session) -> None:
        session.scalars(select(Outbox)).one().state = OutboxState.DELIVERED
        session.flush()
        forget_addresses(session, town.clock.now)

    town.house.work.write(pass_on)
    reply(town, row.id, "Non")
    assert deliveries(town, row.id) == [None, "delivered", "not_told"]


def test_a_visitor_at_the_desk_is_told_by_nobody_and_that_is_no_fault(town: Town) -> None:
    visit = DeskVisit("Quand ouvre le marché ?", "fr")
    row = town.house.work.write(
        lambda session: enter_at_desk(
            session, town.house, commune_id=town.commune_id, visit=visit, staff_id=town.staff_id
        )
    )
    where: dict[str, Any] = {"commune_id": town.commune_id, "request_id": row.id, "staff_id": town.staff_id}
    town.house.work.write(lambda session: refuse(session, town.house, code="not_clear", reason="Pas clair", **where))
    town.house.work.write(lambda session: close(session, town.house, **where))
    assert deliveries(town, row.id) == [None, None, None]
    assert details(town, row.id).is_from_desk and not details(town, row.id).can_be_told
