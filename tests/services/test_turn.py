from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from bot.messages import Inbound as Message
from bot.messages import Note
from models import Ballot, Contact, Conversation, Inbound, InformationRequest, Outbox, PendingEntry, Redaction, Turnout
from models.message import InboundState
from services.contacts import STATE
from services.house import House
from services.keyring import Keyring
from services.turn import BODY, guess_language
from services.unit_of_work import UnitOfWork
from tests.conftest import HandClock
from tests.lost_commits import lost_commits
from tests.services.polling_day import PollingDay, plant_polling_day

VOTER = "+22890112233"


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


def size(house: House, table: Any) -> int:
    return house.work.read(lambda session: session.scalar(select(func.count()).select_from(table)) or 0)


def rows(house: House, table: Any) -> list[Any]:
    return house.work.read(lambda session: list(session.scalars(select(table).order_by(table.id))))


def test_a_thousand_replays_from_twenty_threads_are_one_ballot_and_one_reply(day: PollingDay) -> None:
    with ThreadPoolExecutor(20) as pool:
        taken = list(pool.map(lambda _: day.sms(VOTER, "VOTE 3", "the-same"), range(1000)))
    assert sum(not one.is_repeat for one in taken) == 1
    assert [size(day.house, table) for table in (Ballot, Turnout, Outbox, Inbound)] == [1, 1, 1, 1]
    assert day.choices() == [[3]]


def test_a_repeat_stops_in_another_process_and_after_a_restart_too(day: PollingDay, clock: HandClock) -> None:
    day.sms(VOTER, "VOTE 3", "the-same")
    house = day.house
    other = House(UnitOfWork(house.work._engine), clock, house.vault, Keyring(house.keyring._folder), house.files)
    clock.wait(hours=49)
    restarted = PollingDay(other, day.commune_id, day.cycle_id, day.opens_at, day.closes_at, day.lines)
    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(lambda _: restarted.sms(VOTER, "VOTE 5", "the-same"), range(20)))
    other.work.close()
    assert all(one.is_repeat for one in taken)
    assert day.choices() == [[3]]
    assert size(house, Outbox) == 1


def test_a_turn_whose_commit_got_no_answer_counts_once(day: PollingDay, engine: Engine) -> None:
    with lost_commits(engine, 1):
        taken = day.sms(VOTER, "VOTE 3", "the-same")
    assert taken.is_repeat  # it was kept, and so were its reply and its ballot
    assert [size(day.house, table) for table in (Ballot, Turnout, Outbox, Inbound)] == [1, 1, 1, 1]


def test_the_same_id_on_another_line_is_another_message(day: PollingDay) -> None:
    assert not day.sms(VOTER, "VOTE 3", "1").is_repeat
    assert not day.telegram("501", "menu", "1").is_repeat


@pytest.mark.parametrize(
    "said",
    ["VOTE 3", "3 7", "vote trois et sept", "je vote pour le 3", "VOTE 99", "MON VOTE", "تصويت 3", "VOTE 1 2 3 4 5 6"],
)
def test_the_body_of_a_ballot_or_an_attempt_at_one_is_never_written(day: PollingDay, said: str) -> None:
    day.sms(VOTER, said)
    assert [row.body for row in rows(day.house, Inbound)] == [None]


def test_no_step_of_the_vote_dialogue_is_written(day: PollingDay) -> None:
    for said in ("VOTE", "3", "le 7", "MENU"):
        day.telegram("501", said)
    bodies = [row.body for row in rows(day.house, Inbound)]
    assert bodies[:3] == [None, None, None]


def test_other_words_are_kept_as_ciphertext(day: PollingDay) -> None:
    day.sms(VOTER, "QUESTION Combien coûte la route du marché ?")
    (row,) = rows(day.house, Inbound)
    assert "route" not in str(row.body)
    assert "route" in day.house.vault.open(row.body, BODY)


def test_a_turn_that_fails_is_put_aside_with_a_reply_and_without_its_body(day: PollingDay) -> None:
    day.sms(VOTER, "VOTE 3")
    # The ballot that stands cannot be opened any more: an accident no dialogue knows of.
    day.house.work.write(lambda session: session.execute(Ballot.__table__.update().values(sealed=b"damaged")))
    taken = day.sms(VOTER, "VOTE 5")
    assert taken.reply is not None
    last = rows(day.house, Inbound)[-1]
    assert (last.state, last.body, last.contact_id) == (InboundState.QUARANTINED, None, None)
    assert last.id in [row.inbound_id for row in rows(day.house, Redaction)]  # its company erases it too
    assert size(day.house, PendingEntry) == 1  # nothing of the failed turn was kept
    assert not day.sms("+22890445566", "MENU").is_repeat


def test_a_conversation_that_cannot_be_played_shuts_nobody_out(day: PollingDay) -> None:
    day.sms(VOTER, "VOTE")
    strange = day.house.vault.seal_json({"dialogue": "vote", "open": {"name": 5, "offered": 7}, "answers": 3}, STATE)
    day.house.work.write(lambda session: session.execute(Conversation.__table__.update().values(state=strange)))
    day.sms(VOTER, "MENU")
    assert day.sms(VOTER, "VOTE 3").reply is not None
    assert day.choices() == [[3]]


def test_a_conversation_under_another_secret_begins_anew(day: PollingDay) -> None:
    day.sms(VOTER, "VOTE")
    day.house.work.write(
        lambda session: session.execute(Conversation.__table__.update().values(state=b"no ciphertext"))
    )
    assert day.sms(VOTER, "VOTE 3").reply is not None
    assert day.choices() == [[3]]


def test_a_conversation_is_written_only_when_it_changed(day: PollingDay, clock: HandClock) -> None:
    def state() -> tuple[Any, Any]:
        return day.house.work.read(
            lambda session: session.execute(select(Conversation.state, Conversation.updated_at)).one()
        )  # type: ignore[return-value]

    day.sms(VOTER, "QUESTION")
    before = state()
    clock.wait(minutes=1)
    take_note(day, Note.UNSUPPORTED)
    assert state() == before
    day.sms(VOTER, "Qui répare le forage du quartier ?")
    assert state() != before


def take_note(day: PollingDay, note: Note) -> None:
    day.sms(VOTER, "", note=note)


def test_an_open_question_is_forgotten_after_a_day(day: PollingDay, clock: HandClock) -> None:
    day.sms(VOTER, "VOTE")
    clock.wait(minutes=30)
    day.sms(VOTER, "3")
    assert day.choices() == [[3]]
    day.sms(VOTER, "QUESTION")
    clock.wait(hours=25)
    day.sms(VOTER, "1")
    assert size(day.house, Conversation) == 1
    assert size(day.house, InformationRequest) == 0


@pytest.mark.parametrize(
    ("message", "language"),
    [
        (Message("1", "x", "أريد أن أصوت"), "ar"),
        (Message("1", "x", "menu", language="en-GB"), "en"),
        (Message("1", "x", "menu", language="de"), None),
        (Message("1", "x", "menu"), None),
        (Message("1", "x", "Bonjour"), "fr"),
        (Message("1", "x", "hello"), "en"),
        (Message("1", "x", "salam"), None),
        (Message("1", "x", "slm"), None),
        (Message("1", "x", "allo"), None),
        (Message("1", "x", "Allô ?"), None),
    ],
)
def test_a_first_message_tells_the_language_only_when_it_is_sure(message: Message, language: str | None) -> None:
    assert guess_language(message, ["fr", "ar", "en"]) == language
    assert guess_language(message, ["fr"]) is None


def test_messages_of_one_person_are_taken_one_after_the_other(day: PollingDay) -> None:
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda number: day.sms(VOTER, f"VOTE {number}", f"v{number}"), range(1, 11)))
    assert [size(day.house, table) for table in (Ballot, Turnout, Contact)] == [1, 1, 1]
    (record,) = day.records()
    assert record["seq"] == max(row.id for row in rows(day.house, Inbound))


def test_an_outbox_row_stands_for_every_reply_and_the_contact_is_kept_as_ciphertext(day: PollingDay) -> None:
    day.sms(VOTER, "VOTE 3")
    (contact,) = rows(day.house, Contact)
    assert VOTER.encode() not in contact.address + contact.phone
    (row,) = rows(day.house, Outbox)
    assert (row.is_secret, row.contact_id, row.cost > 0) == (True, contact.id, True)
    assert b"Projet" not in row.payload


def test_a_question_that_names_choices_is_as_secret_as_the_echo(day: PollingDay) -> None:
    day.sms(VOTER, "3 7")
    offered = day.telegram("501", "VOTE").reply
    assert offered is not None
    (fourth,) = [button.data for row in offered.buttons for button in row if "Projet 4" in button.label]
    day.telegram("501", "", button=fourth)
    texts = day.texts()
    assert "3 7" in texts[0] or "3, 7" in texts[0]
    assert "4" in texts[2].splitlines()[0]
    assert [row.is_secret for row in rows(day.house, Outbox)] == [True, True, True]


def test_who_rings_is_told_once_a_day_that_they_may_write(day: PollingDay, clock: HandClock) -> None:
    day.sms(VOTER, "VOTE")
    (before,) = day.house.work.read(lambda session: session.scalars(select(Conversation.state)).all())
    answers = []
    for hours in (0, 1, 22, 2, 1):
        clock.wait(hours=hours)
        answers.append(day.sms(VOTER, "", note=Note.MISSED_CALL).reply is not None)
    assert answers == [True, False, False, True, False]
    assert day.house.work.read(lambda session: session.scalars(select(Conversation.state)).all()) == [before]
    assert day.sms("+22890777777", "", note=Note.MISSED_CALL).reply is not None
    assert "SMS" in day.texts()[1]


def test_a_note_says_what_to_do_and_who_blocked_the_bot_is_not_reached_there_and_has_not_said_stop(
    day: PollingDay,
) -> None:
    assert day.telegram("501", "", note=Note.EDITED).reply is not None
    assert day.telegram("501", "", note=Note.BLOCKED).reply is None
    (contact,) = rows(day.house, Contact)
    assert (contact.wants_news, contact.gone_at) == (True, day.house.clock())
    assert [row.state for row in rows(day.house, Inbound)] == [InboundState.IGNORED] * 2


def test_two_people_at_once_get_two_contacts(day: PollingDay) -> None:
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda n: day.sms(f"+2289011{n % 4:04}", f"VOTE {n % 9 + 1}"), range(64)))
    assert [size(day.house, table) for table in (Contact, Ballot, Turnout)] == [4, 4, 4]
    assert size(day.house, Inbound) == 64


def test_the_arrival_sequence_never_goes_backwards(day: PollingDay) -> None:
    def forget_last(session: Session) -> None:
        for table in (Redaction, Outbox):
            session.execute(table.__table__.delete())
        session.execute(Inbound.__table__.delete())

    day.sms(VOTER, "VOTE 3")
    (before,) = rows(day.house, Inbound)
    day.house.work.write(forget_last)
    day.sms(VOTER, "VOTE 5")
    assert rows(day.house, Inbound)[0].id > before.id
