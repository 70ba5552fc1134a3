from __future__ import annotations

import pytest

from budgeting.refusal import Refusal
from services.requests import Queue, RequestNo, answer, extend, list_requests, may_settle, read_request
from services.requests.queue import RequestRow
from tests.services.requests.conftest import Town
from tests.services.townsfolk import plant_commune


def queue(town: Town, which: Queue, **page: int) -> list[RequestRow]:
    return town.house.work.read(lambda session: list_requests(session, town.house, town.commune_id, which, **page))[0]


def test_what_waits_stands_by_promised_date_and_overdue_is_marked(town: Town) -> None:
    first = town.ask("Un")
    town.clock.wait(days=2)
    second, third = town.ask("Deux"), town.ask("Trois")
    town.house.work.write(
        lambda session: extend(
            session,
            town.house,
            commune_id=town.commune_id,
            request_id=first.id,
            days=15,
            code="many_documents",
            reason="Plus tard",
            staff_id=town.staff_id,
        )
    )
    town.clock.wait(days=16)
    rows = queue(town, Queue.OPEN)
    assert [(row.reference, row.days_left, row.is_overdue) for row in rows] == [
        (second.reference, -1, True),
        (third.reference, -1, True),
        (first.reference, 12, False),
    ]
    assert [row.id for row in queue(town, Queue.OVERDUE)] == [second.id, third.id]


def test_on_the_promised_day_itself_nothing_is_overdue(town: Town) -> None:
    town.ask()
    town.clock.wait(days=15)
    (row,) = queue(town, Queue.OPEN)
    assert (row.days_left, row.is_overdue) == (0, False)


def test_an_answered_question_leaves_the_queue_and_is_never_overdue(town: Town) -> None:
    row = town.ask()
    town.house.work.write(
        lambda session: answer(
            session, town.house, commune_id=town.commune_id, request_id=row.id, text="Oui", staff_id=town.staff_id
        )
    )
    town.clock.wait(days=100)
    assert queue(town, Queue.OPEN) == queue(town, Queue.OVERDUE) == []
    (settled,) = queue(town, Queue.SETTLED)
    assert settled.days_left is None


def test_the_queue_comes_a_page_at_a_time_and_knows_its_length(town: Town) -> None:
    for number in range(5):
        town.ask(f"Question {number}")
    rows, total = town.house.work.read(
        lambda session: list_requests(session, town.house, town.commune_id, Queue.ALL, limit=2, offset=2)
    )
    assert ([row.text for row in rows], total) == (["Question 2", "Question 1"], 5)


def test_a_question_is_read_with_its_history_and_what_can_be_done(town: Town) -> None:
    row = town.ask()
    town.house.work.write(
        lambda session: answer(
            session, town.house, commune_id=town.commune_id, request_id=row.id, text="Oui", staff_id=town.staff_id
        )
    )
    details = town.house.work.read(lambda session: read_request(session, town.house, town.commune_id, row.id))
    assert [(step.state, step.who) for step in details.history] == [("received", ""), ("answered", "Awa")]
    assert (details.next_steps, details.can_be_told, details.answer) == ({"answered", "closed"}, True, "Oui")


def test_a_question_of_another_commune_is_not_read(town: Town) -> None:
    row = town.ask()
    other = town.house.work.write(lambda session: plant_commune(session, "tokan").id)
    with pytest.raises(Refusal) as no:
        town.house.work.read(lambda session: read_request(session, town.house, other, row.id))
    assert no.value.reason == RequestNo.UNKNOWN


@pytest.mark.parametrize(
    ("roles", "on_budget", "on_others"),
    [
        (["administrator"], True, True),
        (["communication_officer"], True, True),
        (["budget_officer"], True, False),
        (["moderator", "observer"], False, False),
        ([], False, False),
    ],
)
def test_the_budget_officer_settles_questions_about_the_budget_alone(
    roles: list[str], on_budget: bool, on_others: bool
) -> None:
    assert may_settle(roles, is_budget=True) is on_budget
    assert may_settle(roles, is_budget=False) is on_others
