"""Asking for news by message: in one word, offered once for ever, ended by one word or by STOP."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models import Contact, Staff
from services.broadcasts.notices import broadcast_notices
from services.broadcasts.readers import wants_news
from services.house import House
from tests.services.broadcast_town import BroadcastTown, plant_broadcast_town
from tests.services.polling_day import PollingDay, plant_polling_day

AFI = "+22890112233"
OFFER = "News of votes and meetings: send NEWS"


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house, languages=["en"])


def reads(day: PollingDay) -> bool:
    def work(session: Session) -> bool:
        return wants_news(session, day.commune_id, session.scalars(select(Contact.id)).one())

    return day.house.work.read(work)


def test_one_word_asks_for_it_and_one_ends_it(day: PollingDay) -> None:
    day.sms(AFI, "NEWS")
    assert reads(day)
    day.sms(AFI, "NEWS")
    assert reads(day)
    day.sms(AFI, "NO NEWS")
    assert not reads(day)
    day.sms(AFI, "no news")
    day.sms(AFI, "NEWS")
    assert reads(day)


def test_it_is_offered_once_beside_a_number_and_never_again(day: PollingDay) -> None:
    for _ in range(3):
        day.sms(AFI, "QUESTION why is the town hall closed on Saturdays")
    assert sum(OFFER in text for text in day.texts()) == 1
    assert not reads(day)


def test_who_reads_it_or_has_ended_it_is_not_offered_it(day: PollingDay) -> None:
    day.sms(AFI, "NEWS")
    day.sms(AFI, "NO NEWS")
    day.sms(AFI, "QUESTION why is the town hall closed on Saturdays")
    assert not any(OFFER in text for text in day.texts())


def test_after_stop_nothing_is_offered(day: PollingDay) -> None:
    day.sms(AFI, "STOP")
    day.sms(AFI, "QUESTION why is the town hall closed on Saturdays")
    assert not any(OFFER in text for text in day.texts())


def test_what_one_person_announces_to_send_stands_in_public(house: House) -> None:
    town: BroadcastTown = plant_broadcast_town(house)
    town.staff.pop()
    from_one = town.draft()
    town.write(lambda s: s.execute(update(Staff).where(Staff.name == "Kossi").values(active=False)))
    assert town.read(lambda s: broadcast_notices(s, house, town.day.commune_id)) == []
    town.approve(from_one, 0)
    (notice,) = town.read(lambda s: broadcast_notices(s, house, town.day.commune_id))
    assert notice.title == "Budget 2026-11-20"
    town.end_vote()
    assert town.read(lambda s: broadcast_notices(s, house, town.day.commune_id)) == []
