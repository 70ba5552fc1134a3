"""News that was written and waits, while its person says that it is wanted no more."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import _ as phrase
from models import Contact, Document, Outbox, OutboxState, Project
from services.documents.follow import follow_documents, unfollow_documents
from services.documents.spreading import purpose_of as news_of_document
from services.dropping import NOT_WANTED
from services.erasure import erase_contact, forget_addresses
from services.house import House
from services.outbox import Failed, claim, record_failed, record_sent
from services.projects.follow import follow, tell_followers, unfollow
from services.telling import tell
from tests.conftest import HandClock
from tests.services.polling_day import PollingDay, plant_polling_day
from tests.services.townsfolk import planted

AFI, KOFI = "+22890112233", "+22890445566"


class Town:
    """Two people who follow the documents and project 3, each with news that waits for the morning."""

    def __init__(self, day: PollingDay) -> None:
        self.day, self.house, self.line = day, day.house, day.lines["sms"]
        for sender in (AFI, KOFI):
            day.sms(sender, "0")
        self.send()
        self.morning = self.house.clock() + timedelta(hours=9)
        for contact_id in self.contacts():
            self.house.work.write(lambda s, one=contact_id: self._follow(s, one))

    def _follow(self, session: Session, contact_id: int) -> None:
        follow_documents(session, self.house, self.day.commune_id, contact_id, self.line)
        follow(session, self.house, self.project(session), contact_id, self.line)

    def project(self, session: Session) -> Project:
        found = session.scalar(select(Project).where(Project.number == 3))
        assert isinstance(found, Project)
        return found

    def contacts(self) -> list[int]:
        return self.house.work.read(lambda s: list(s.scalars(select(Contact.id).order_by(Contact.id))))

    def tell(self, purpose: str, due_at: datetime | None = None) -> None:
        words = phrase("Send 0 for the menu.")
        for one in self.contacts():
            self.house.work.write(
                lambda s, one=one: tell(s, self.house, one, self.line, words, purpose=purpose, due_at=due_at)
            )

    def send(self) -> list[str]:
        """Send what is due and return to whom."""
        house, sent = self.house, []
        while found := house.work.write(lambda s: claim(s, house, self.line, house.clock(), 100)):
            for one in found:
                sent.append(one.address)
                house.work.write(lambda s, one=one: record_sent(s, one, f"SM{one.id}", house.clock()))
        return sent

    def dropped(self) -> list[tuple[int, str | None, bytes | None]]:
        query = select(Outbox.contact_id, Outbox.error, Outbox.payload).where(Outbox.state == OutboxState.DROPPED)
        return self.house.work.read(lambda s: [tuple(row) for row in s.execute(query)])

    def forget_first(self) -> None:
        first, now = self.contacts()[0], self.house.clock()
        self.house.work.write(lambda s: erase_contact(s, s.get_one(Contact, first), now))


@pytest.fixture
def town(house: House) -> Town:
    return Town(plant_polling_day(house))


@pytest.mark.parametrize("purpose", [news_of_document(7), "proposal", "request"])
def test_who_says_stop_at_night_is_told_nothing_in_the_morning(town: Town, clock: HandClock, purpose: str) -> None:
    town.tell(purpose, town.morning)
    town.day.sms(AFI, "STOP")
    assert town.send() == [AFI]  # that it stops
    clock.set(town.morning)
    assert town.send() == [KOFI]
    assert town.dropped() == [(town.contacts()[0], NOT_WANTED, None)]


def test_who_wants_news_again_before_the_morning_is_told(town: Town, clock: HandClock) -> None:
    town.tell(news_of_document(7), town.morning)
    town.day.sms(AFI, "STOP")
    town.day.sms(AFI, "START")
    assert town.send() == [AFI, AFI]
    clock.set(town.morning)
    assert sorted(town.send()) == [AFI, KOFI]


def test_who_follows_documents_no_more_is_told_of_none_and_of_other_things_still(town: Town, clock: HandClock) -> None:
    town.tell(news_of_document(7), town.morning)
    town.tell("proposal", town.morning)
    first, commune = town.contacts()[0], town.day.commune_id
    assert town.house.work.write(lambda s: unfollow_documents(s, commune, first))
    clock.set(town.morning)
    assert sorted(town.send()) == [AFI, KOFI, KOFI]
    assert town.dropped() == [(first, NOT_WANTED, None)]


def test_news_of_a_document_withdrawn_while_it_was_being_sent_is_not_sent_again(town: Town, clock: HandClock) -> None:
    house, now = town.house, clock()
    said = {"title": "Budget", "category": "budget", "language": "fr", "dated_on": now.date()}
    document = Document(commune_id=town.day.commune_id, published_at=now, told_at=now, **said)
    number = house.work.write(lambda s: planted(s, document).id)
    town.tell(news_of_document(number))
    flying = house.work.write(lambda s: claim(s, house, town.line, clock(), 100))
    house.work.write(lambda s: setattr(s.get_one(Document, number), "withdrawn_at", now))
    for one in flying:
        house.work.write(lambda s, one=one: record_failed(s, one, Failed("busy", 60), clock()))
    clock.wait(minutes=2)
    assert town.send() == []
    assert sorted(town.dropped()) == [(contact, NOT_WANTED, None) for contact in town.contacts()]


def test_who_follows_a_project_no_more_is_not_told_of_it(town: Town) -> None:
    words = phrase("Send 0 for the menu.")
    first = town.contacts()[0]
    assert town.house.work.write(lambda s: tell_followers(s, town.house, town.project(s).id, words)) == 2
    assert town.house.work.write(lambda s: unfollow(s, town.project(s), first))
    assert town.send() == [KOFI]
    assert town.dropped() == [(first, NOT_WANTED, None)]


def test_who_is_not_reached_here_is_told_nothing_more_here(town: Town) -> None:
    town.tell("proposal")
    first, now = town.contacts()[0], town.house.clock()
    town.house.work.write(lambda s: setattr(s.get_one(Contact, first), "gone_at", now))
    assert town.send() == [KOFI]


def test_who_is_forgotten_at_night_gets_no_news_and_keeps_no_address_for_it(town: Town, clock: HandClock) -> None:
    town.tell(news_of_document(7), town.morning)
    town.forget_first()
    assert town.house.work.write(lambda session: forget_addresses(session, town.house.clock())) == 1
    assert town.dropped() == [(town.contacts()[0], NOT_WANTED, None)]
    clock.set(town.morning)
    assert town.send() == [KOFI]


def test_an_answer_that_is_due_still_goes_to_who_is_forgotten(town: Town) -> None:
    town.tell("request")
    town.forget_first()
    assert town.house.work.write(lambda session: forget_addresses(session, town.house.clock())) == 0
    assert sorted(town.send()) == [AFI, KOFI]
