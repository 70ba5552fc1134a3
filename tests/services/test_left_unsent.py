from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import Conversation
from services.house import House
from services.periods import UNSENT
from services.retention import forget_words
from tests.conftest import HandClock
from tests.services.polling_day import PollingDay, plant_polling_day

AFI = "+22890112233"


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


def says(day: PollingDay, text: str) -> str:
    reply = day.sms(AFI, text).reply
    assert reply is not None
    return reply.text


def forget(day: PollingDay) -> None:
    day.house.work.write(lambda session: forget_words(session, day.house.clock()))


@pytest.mark.parametrize("is_swept", [False, True])
@pytest.mark.parametrize("answer", ["oui", "1", "merci"])
def test_who_answers_a_lapsed_question_is_told_that_nothing_was_sent(
    day: PollingDay, clock: HandClock, answer: str, is_swept: bool
) -> None:
    assert "1" in says(day, "Pourquoi le marché est sale")
    written = clock()
    clock.wait(days=2)
    if is_swept:
        forget(day)
    told = says(day, answer)
    assert f"{written:%d/%m/%Y}" in told and "pas été envoyé" in told
    assert len(told) <= 160
    assert "pas été envoyé" not in says(day, answer)


def test_a_number_after_a_lapsed_question_is_not_offered_as_a_ballot(day: PollingDay, clock: HandClock) -> None:
    says(day, "Pourquoi le marché est sale")
    clock.wait(days=2)
    assert "Voter" not in says(day, "3")
    assert day.choices() == []


def test_a_command_of_its_own_is_heard(day: PollingDay, clock: HandClock) -> None:
    says(day, "Pourquoi le marché est sale")
    clock.wait(days=2)
    assert "pas été envoyé" not in says(day, "QUESTION Quand ouvre le marché de Zongo ?")
    assert "pas été envoyé" not in says(day, "oui")


def test_a_ballot_whose_number_was_never_proven_is_said_to_be_lost(day: PollingDay, clock: HandClock) -> None:
    day.telegram("501", "VOTE 3 7")
    clock.wait(days=1, minutes=1)
    forget(day)
    reply = day.telegram("501", "", phone=AFI).reply
    assert reply is not None and "pas été noté" in reply.text
    assert day.choices() == []


def test_what_waited_is_erased_after_a_day_and_that_it_did_after_a_month(day: PollingDay, clock: HandClock) -> None:
    says(day, "Pourquoi le marché est sale")

    def kept() -> tuple[bool, bool]:
        forget(day)
        row = day.house.work.read(lambda session: session.scalars(select(Conversation)).one())
        return row.state is not None, row.unsent is not None

    clock.wait(hours=23)
    assert kept() == (True, True)
    clock.wait(hours=2)
    assert kept() == (False, True)
    clock.now += UNSENT - timedelta(hours=1)
    assert kept() == (False, False)


def test_nothing_is_kept_where_nothing_waits(day: PollingDay, clock: HandClock) -> None:
    says(day, "0")
    row = day.house.work.read(lambda session: session.scalars(select(Conversation)).one())
    assert row.unsent is None
