from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from budgeting.refusal import Refusal
from models import AuditEntry, HeldNumbers, HoldReason, Outbox, OutboxState
from services.held_numbers import HeldView, held_on, release_numbers
from services.house import House
from services.staff import Boss
from tests.conftest import HandClock
from tests.services.other_lines.lines_town import LinesTown, plant_lines_town

MOST = 12


@pytest.fixture
def town(house: House) -> LinesTown:
    return plant_lines_town(replace(house, neighbours=MOST))


def neighbour(place: int) -> str:
    return f"+22890112{place:03}"


def flood(town: LinesTown, text: str = "MENU", start: int = 0, count: int = MOST) -> list[bool]:
    """Let so many neighbours write; return who was answered."""
    return [town.says("sms", neighbour(start + place), text).reply is not None for place in range(count)]


def held(town: LinesTown) -> list[HeldView]:
    return town.house.work.read(lambda session: held_on(session, town.house, tuple(town.lines.values())))


def release(town: LinesTown, commune_id: int | None = None) -> None:
    boss = Boss(None, town.day.commune_id if commune_id is None else commune_id)
    (view,) = held(town)
    town.house.work.write(lambda session: release_numbers(session, town.house, view.id, boss))


def test_neighbours_that_write_all_at_once_get_no_reply_and_staff_see_how_they_begin(town: LinesTown) -> None:
    assert flood(town, count=2 * MOST).count(True) == MOST - 1
    (view,) = held(town)
    assert (view.begins, view.reason, view.numbers) == ("+22890112", HoldReason.ADJACENT, MOST)


def test_everybody_else_is_answered_meanwhile(town: LinesTown) -> None:
    flood(town, count=2 * MOST)
    assert town.says("sms", "+22891445566", "MENU").reply is not None
    assert town.says("sms", "+22890113000", "MENU").reply is not None


def test_what_they_send_is_heard_and_counts(town: LinesTown) -> None:
    flood(town)
    town.says("sms", neighbour(500), "VOTE 3")
    assert town.day.choices() == [[3]]


def test_replies_that_waited_already_go_out_no_more(town: LinesTown) -> None:
    flood(town)
    assert town.claims("sms") == []
    assert {row.state for row in town.outbox()} == {OutboxState.HELD}


def test_one_number_that_writes_often_is_no_neighbourhood(town: LinesTown) -> None:
    for _time in range(3 * MOST):
        town.says("sms", neighbour(1), "MENU")
    assert held(town) == []


def test_neighbours_that_write_over_hours_are_people(town: LinesTown, clock: HandClock) -> None:
    for start in range(0, 3 * MOST, 6):
        flood(town, start=start, count=6)
        clock.wait(minutes=11)
    assert held(town) == []


def test_on_the_day_of_a_vote_neighbours_are_some_of_many(town: LinesTown) -> None:
    for place in range(10 * MOST):
        town.says("sms", f"+2289{place:04}567", "MENU")
    assert all(flood(town))


def test_once_staff_release_them_what_was_confirmed_goes_out_and_they_are_held_no_more(
    town: LinesTown, clock: HandClock
) -> None:
    flood(town)
    town.says("sms", neighbour(500), "VOTE 3")
    town.says("sms", neighbour(501), "MENU")
    town.claims("sms")
    assert held(town)[0].waiting == MOST  # the replies from before, and the one receipt
    release(town)
    town.house.memory.clear()
    assert held(town) == []
    assert neighbour(500) in [message.address for message in town.claims("sms")]
    assert all(flood(town, start=600, count=2 * MOST))


def test_the_release_stands_in_the_trail_without_any_number(town: LinesTown) -> None:
    flood(town)
    release(town)
    entry = town.house.work.read(lambda session: session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()[-1])
    assert (entry.act, entry.details) == ("numbers_released", {"reason": "adjacent"})


def test_a_commune_releases_nothing_on_the_line_of_another(town: LinesTown) -> None:
    flood(town)
    with pytest.raises(Refusal):
        release(town, commune_id=town.day.commune_id + 99)
    assert len(held(town)) == 1


def test_what_is_released_already_is_said_so(town: LinesTown) -> None:
    flood(town)
    (view,) = held(town)
    release(town)
    with pytest.raises(Refusal, match="line_nothing_held"):
        town.house.work.write(
            lambda session: release_numbers(session, town.house, view.id, Boss(None, town.day.commune_id))
        )


def test_a_number_that_is_dear_to_answer_gets_no_reply_from_the_first_message_on(house: House) -> None:
    town = plant_lines_town(house)  # whatever is said of neighbours
    assert town.says("sms", "+88213300021", "MENU").reply is None
    assert [(one.begins, one.reason) for one in held(town)] == [("+88213300", HoldReason.PREMIUM)]
    assert town.says("sms", "+22890112233", "MENU").reply is not None


def test_a_receipt_of_a_held_number_waits_and_costs_nothing(house: House) -> None:
    town = plant_lines_town(house)
    town.says("sms", "+88213300021", "VOTE 3")
    assert town.day.choices() == [[3]]
    (row,) = town.outbox()
    assert row.state == OutboxState.HELD and row.held_id is not None
    assert town.claims("sms") == []


def test_trial_phones_are_never_held(town: LinesTown) -> None:
    answered = [town.day.trial_sms(neighbour(place), "MENU").reply is not None for place in range(2 * MOST)]
    assert all(answered) and held(town) == []


def test_another_process_holds_back_what_one_has_held(town: LinesTown) -> None:
    flood(town)
    town.house.memory.clear()
    assert town.says("sms", neighbour(700), "MENU").reply is None


def test_the_database_knows_no_number_of_who_is_held(town: LinesTown) -> None:
    flood(town)
    (row,) = town.house.work.read(lambda session: list(session.scalars(select(HeldNumbers))))
    assert "90112" not in row.block and b"90112" not in row.shown
    assert town.house.work.read(lambda session: session.scalar(select(Outbox.id).limit(1))) is not None
