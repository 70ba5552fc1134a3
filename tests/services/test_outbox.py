from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from bot.messages import DeliveryReport
from bot.phrases import _ as phrase
from models import Contact, EarlyReport, Outbox, OutboxState, Spending
from services.house import House
from services.outbox import BACK_OFF, Claimed, Failed, claim, record_failed, record_sent
from services.reports import forget_early, record_report
from services.telling import PAYLOAD, tell
from services.unit_of_work import UnitOfWork
from tests.conftest import HandClock
from tests.services.polling_day import PollingDay, plant_polling_day

AFI, KOFI = "+22890112233", "+22890445566"


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


def take_some(day: PollingDay, limit: int = 10, line: str = "sms", work: UnitOfWork | None = None) -> list[Claimed]:
    house = day.house
    return (work or house.work).write(lambda session: claim(session, house, day.lines[line], house.clock(), limit))


def sent(day: PollingDay, message: Claimed, provider_id: str = "SM1") -> None:
    day.house.work.write(lambda session: record_sent(session, message, provider_id, day.house.clock()))


def failed(day: PollingDay, message: Claimed, why: Failed) -> None:
    day.house.work.write(lambda session: record_failed(session, message, why, day.house.clock()))


def report(day: PollingDay, state: str, provider_id: str = "SM1", error: str | None = None) -> bool:
    now = day.house.clock()
    return day.house.work.write(
        lambda session: record_report(session, day.lines["sms"], DeliveryReport(provider_id, state, error), now)
    )


def messages(day: PollingDay) -> list[Outbox]:
    return day.house.work.read(lambda session: list(session.scalars(select(Outbox).order_by(Outbox.id))))


def test_the_oldest_of_each_person_goes_first_and_one_at_a_time(day: PollingDay) -> None:
    for sender, text in ((AFI, "VOTE 1"), (AFI, "VOTE 2"), (KOFI, "VOTE 3"), (AFI, "VOTE 4")):
        day.sms(sender, text)
    first = take_some(day)
    assert [(message.id, message.address) for message in first] == [(1, AFI), (3, KOFI)]
    assert take_some(day) == []
    sent(day, first[0])
    assert [message.id for message in take_some(day)] == [2]


def test_a_claim_takes_no_more_than_asked(day: PollingDay) -> None:
    for number in range(5):
        day.sms(f"+2289000000{number}", "VOTE 1")
    assert [message.id for message in take_some(day, limit=2)] == [1, 2]


def test_a_lease_that_runs_out_gives_the_message_to_the_next(day: PollingDay, clock: HandClock) -> None:
    day.sms(AFI, "VOTE 1")
    assert take_some(day)[0].attempt == 1
    clock.wait(seconds=59)
    assert take_some(day) == []
    clock.wait(seconds=1)
    assert take_some(day)[0].attempt == 2


def test_failures_are_tried_again_ever_later_and_given_up_after_a_day(day: PollingDay, clock: HandClock) -> None:
    day.sms(AFI, "VOTE 1")
    start = clock()
    waits = []
    while clock() - start <= timedelta(hours=24):
        (message,) = take_some(day)
        failed(day, message, Failed("server_error", 0))
        (row,) = messages(day)
        waits.append((row.due_at - clock()).total_seconds())
        assert row.state == OutboxState.QUEUED
        clock.set(row.due_at)
    (message,) = take_some(day)
    failed(day, message, Failed("server_error", 0))
    (row,) = messages(day)
    assert (row.state, row.payload, row.error) == (OutboxState.FAILED, None, "server_error")
    assert waits[: len(BACK_OFF)] == list(BACK_OFF)
    assert set(waits[len(BACK_OFF) :]) == {BACK_OFF[-1]}


def test_a_provider_may_say_when_to_try_again(day: PollingDay, clock: HandClock) -> None:
    day.sms(AFI, "VOTE 1")
    failed(day, take_some(day)[0], Failed("busy", 77))
    assert messages(day)[0].due_at == clock() + timedelta(seconds=77)


def test_a_hopeless_failure_is_not_tried_again(day: PollingDay) -> None:
    day.sms(AFI, "VOTE 1")
    failed(day, take_some(day)[0], Failed("refused", None))
    (row,) = messages(day)
    assert (row.state, row.payload) == (OutboxState.FAILED, None)
    assert take_some(day) == []


def test_what_our_own_pace_held_back_was_no_attempt_and_is_never_given_up(day: PollingDay, clock: HandClock) -> None:
    day.sms(AFI, "VOTE 1")
    for _ in range(30):
        (message,) = take_some(day)
        assert message.attempt == 1
        failed(day, message, Failed("paced", 3600, was_tried=False))
        clock.wait(hours=1)
    assert messages(day)[0].state == OutboxState.QUEUED


def test_who_is_gone_gets_no_more_news_here_until_they_write_and_has_not_said_stop(
    day: PollingDay, clock: HandClock
) -> None:
    day.sms(AFI, "VOTE 1")
    failed(day, take_some(day)[0], Failed("blocked", None, gone=True))
    assert contact(day, AFI)[1:] == (True, clock())
    assert not news(day, AFI)
    day.sms(AFI, "0")
    assert contact(day, AFI)[1:] == (True, None)
    assert news(day, AFI)


def contact(day: PollingDay, sender: str) -> Any:
    hashed = day.house.vault.hash("sms", sender)
    query = select(Contact.id, Contact.wants_news, Contact.gone_at).where(Contact.address_hash == hashed)
    return day.house.work.read(lambda session: tuple(session.execute(query).one()))


def news(day: PollingDay, sender: str, due_at: datetime | None = None) -> bool:
    """Write news to somebody that is due later, and return whether it was."""
    house, number, line = day.house, contact(day, sender)[0], day.lines["sms"]
    words = phrase("Send 0 for the menu.")
    return house.work.write(lambda s: tell(s, house, number, line, words, purpose="proposal", due_at=due_at))


def reply_beside_news(day: PollingDay, clock: HandClock) -> datetime:
    """Queue news for the morning (2) and then a reply (3) to one person; return when the morning is."""
    day.sms(AFI, "VOTE 1")
    sent(day, take_some(day)[0])
    morning = clock() + timedelta(hours=9)
    assert news(day, AFI, morning)  # 2
    day.sms(AFI, "VOTE 2")  # 3
    return morning


def test_news_that_waits_for_the_morning_keeps_back_no_reply(day: PollingDay, clock: HandClock) -> None:
    reply_beside_news(day, clock)
    day.sms(AFI, "VOTE 3")  # 4
    (reply,) = take_some(day)
    assert reply.id == 3
    assert take_some(day) == []  # one in flight, and in order
    failed(day, reply, Failed("busy", 60))
    assert take_some(day) == []  # a reply that is tried again keeps its place
    clock.wait(minutes=1)
    assert [message.id for message in take_some(day)] == [3]


def test_news_whose_hour_has_come_waits_for_what_is_in_flight_and_keeps_its_place_before(
    day: PollingDay, clock: HandClock
) -> None:
    morning = reply_beside_news(day, clock)
    clock.set(morning - timedelta(seconds=10))
    (reply,) = take_some(day)
    day.sms(AFI, "VOTE 3")  # 4
    clock.set(morning)
    assert take_some(day) == []
    sent(day, reply, "SM3")
    assert [message.id for message in take_some(day)] == [2]
    assert take_some(day) == []


def test_a_reply_whose_worker_died_and_news_whose_hour_has_come_never_wait_for_each_other(
    day: PollingDay, clock: HandClock
) -> None:
    morning = reply_beside_news(day, clock)
    clock.set(morning - timedelta(seconds=30))
    assert [message.id for message in take_some(day)] == [3]  # and nothing is heard of it any more
    clock.set(morning)
    assert take_some(day) == []
    clock.wait(minutes=2)
    (told,) = take_some(day)
    assert told.id == 2
    sent(day, told, "SM2")
    assert [message.id for message in take_some(day)] == [3]


def test_just_before_its_hour_news_goes_first_whatever_the_clock_of_a_worker_says(
    day: PollingDay, clock: HandClock
) -> None:
    morning = reply_beside_news(day, clock)
    clock.set(morning - timedelta(seconds=2))
    assert take_some(day) == []
    clock.set(morning)
    assert [message.id for message in take_some(day)] == [2]


def test_a_worker_that_comes_back_late_does_not_disturb_who_is_sending_now(day: PollingDay, clock: HandClock) -> None:
    day.sms(AFI, "VOTE 1")
    (slow,) = take_some(day)
    clock.wait(seconds=61)
    (quick,) = take_some(day)
    failed(day, slow, Failed("timeout", 0))
    assert messages(day)[0].state == OutboxState.SENDING
    sent(day, quick, "SM-quick")
    sent(day, slow, "SM-slow")
    assert messages(day)[0].provider_id == "SM-quick"


def test_hand_over_erases_what_names_choices_and_charges_the_day(day: PollingDay, clock: HandClock) -> None:
    day.sms(AFI, "VOTE 1")
    day.sms(KOFI, "MENU")
    for message in take_some(day):
        sent(day, message, f"SM{message.id}")
    secret, plain = messages(day)
    assert (secret.payload, plain.payload is None) == (None, False)
    (spent,) = day.house.work.read(lambda session: list(session.scalars(select(Spending))))
    assert (spent.segments, spent.cost) == (secret.segments + plain.segments, secret.cost + plain.cost)
    assert spent.cost == spent.segments * 15_000


def test_a_message_is_charged_once(day: PollingDay) -> None:
    day.sms(AFI, "VOTE 1")
    (message,) = take_some(day)
    sent(day, message)
    sent(day, message)
    (spent,) = day.house.work.read(lambda session: list(session.scalars(select(Spending))))
    assert spent.segments == messages(day)[0].segments


@pytest.mark.parametrize("states", [("sent", "delivered"), ("delivered",), ("failed", "delivered")])
def test_a_status_moves_forward(day: PollingDay, states: tuple[str, ...]) -> None:
    day.sms(AFI, "VOTE 1")
    sent(day, take_some(day)[0])
    assert [report(day, state) for state in states] == [True] * len(states)
    assert messages(day)[0].state == OutboxState.DELIVERED


def test_a_status_never_moves_back(day: PollingDay) -> None:
    day.sms(AFI, "VOTE 1")
    sent(day, take_some(day)[0])
    assert report(day, "delivered")
    assert [report(day, state) for state in ("sent", "failed", "delivered")] == [False] * 3
    assert messages(day)[0].state == OutboxState.DELIVERED


def test_a_report_of_another_line_moves_nothing(day: PollingDay) -> None:
    day.sms(AFI, "VOTE 1")
    sent(day, take_some(day)[0])
    now = day.house.clock()
    other = day.lines["telegram"]
    day.house.work.write(lambda session: record_report(session, other, DeliveryReport("SM1", "failed"), now))
    assert messages(day)[0].state == OutboxState.HANDED_OVER


def test_a_report_that_comes_before_our_own_note_is_not_lost(day: PollingDay) -> None:
    day.sms(AFI, "VOTE 1")
    (message,) = take_some(day)
    assert not report(day, "delivered")
    assert not report(day, "sent")
    sent(day, message)
    assert messages(day)[0].state == OutboxState.DELIVERED
    assert day.house.work.read(lambda session: session.scalar(select(EarlyReport.state))) is None


def test_a_report_and_our_note_at_the_same_moment_meet(day: PollingDay, engine: Engine) -> None:
    house, other = day.house, UnitOfWork(engine)
    now = house.clock()
    with ThreadPoolExecutor(2) as pool:
        for number in range(10):
            day.sms(f"+2289000000{number}", "VOTE 1")
            (message,) = take_some(day)
            told = DeliveryReport(f"SM{number}", "delivered")
            one = pool.submit(other.write, lambda s, told=told: record_report(s, day.lines["sms"], told, now))
            two = pool.submit(house.work.write, lambda s, m=message, n=number: record_sent(s, m, f"SM{n}", now))
            one.result(20), two.result(20)
    other.close()
    assert {row.state for row in messages(day)} == {OutboxState.DELIVERED}


def test_reports_of_no_message_are_forgotten(day: PollingDay, clock: HandClock) -> None:
    report(day, "delivered", "SM-nobody")
    clock.wait(hours=2)
    day.house.work.write(lambda session: forget_early(session, clock()))
    assert day.house.work.read(lambda session: session.scalar(select(EarlyReport.state))) is None


def test_two_workers_never_take_the_same(day: PollingDay, engine: Engine) -> None:
    for number in range(60):
        day.sms(f"+228900000{number:02}", "VOTE 1")
    works = [UnitOfWork(engine), UnitOfWork(engine), UnitOfWork(engine)]

    def work_all(work: UnitOfWork) -> list[int]:
        found: list[int] = []
        while batch := take_some(day, 7, work=work):
            found += [message.id for message in batch]
        return found

    with ThreadPoolExecutor(3) as pool:
        taken = [number for batch in pool.map(work_all, works) for number in batch]
    for work in works:
        work.close()
    assert sorted(taken) == list(range(1, 61))


def test_a_line_that_is_switched_off_keeps_nothing_back_on_another(day: PollingDay) -> None:
    day.sms(AFI, "VOTE 1")
    day.house.work.write(lambda session: session.execute(update(Outbox).values(line_id=day.lines["trial"])))
    day.sms(AFI, "VOTE 2")
    assert [message.id for message in take_some(day)] == [2]


def test_a_row_that_cannot_be_opened_is_dropped_and_stops_nobody(day: PollingDay) -> None:
    day.sms(AFI, "VOTE 1")
    day.house.work.write(lambda session: session.execute(update(Outbox).values(payload=b"of another secret")))
    day.sms(KOFI, "VOTE 2")
    assert [message.address for message in take_some(day)] == [KOFI]
    assert messages(day)[0].state == OutboxState.DROPPED
    assert messages(day)[1].state == OutboxState.SENDING


@pytest.mark.parametrize("written", [{}, [], "words", {"text": 5, "choices": 7}])
def test_a_row_of_another_shape_is_dropped_and_stops_nobody(day: PollingDay, written: object) -> None:
    day.sms(AFI, "VOTE 1")
    strange = day.house.vault.seal_json(written, PAYLOAD)
    day.house.work.write(lambda session: session.execute(update(Outbox).values(payload=strange)))
    day.sms(KOFI, "VOTE 2")
    assert KOFI in [message.address for message in take_some(day)]


def test_claiming_rings_no_bell_and_posting_does(engine: Engine, clock: HandClock, house: House, tmp_path: Any) -> None:
    rings: list[int] = []
    work = UnitOfWork(engine, after_commit=lambda: rings.append(1))
    day = plant_polling_day(House(work, clock, house.vault, house.keyring, house.files))
    assert rings == []
    day.sms(AFI, "VOTE 1")
    assert rings == [1]
    (message,) = take_some(day)
    sent(day, message)
    work.close()
    assert rings == [1]


def test_an_id_that_names_the_person_is_not_written_down(day: PollingDay) -> None:
    day.telegram("707070707", "MENU")
    (message,) = take_some(day, line="telegram")
    sent(day, message, "707070707:3")
    assert (messages(day)[0].state, messages(day)[0].provider_id) == (OutboxState.HANDED_OVER, None)
