"""An idea whose place nobody said is sent before it is forgotten, and its author is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.phases import PhaseKind
from models import Conversation, Phase, Proposal, ProposalVoice, Zone
from services.house import House
from tests.conftest import HandClock
from tests.services.polling_day import PollingDay, plant_polling_day
from worker.jobs.forget_words import erase_words

AFI = "+22890112233"


@pytest.fixture
def day(house: House) -> PollingDay:
    """A commune with two places, where ideas are taken."""
    found = plant_polling_day(house)

    def plant(session: Session) -> None:
        ends = house.clock() + timedelta(days=30)
        opens = house.clock() - timedelta(days=1)
        session.add_all(
            [
                Phase(cycle_id=found.cycle_id, kind=PhaseKind.PROPOSALS, opens_at=opens, closes_at=ends),
                Zone(commune_id=found.commune_id, name="Centre"),
                Zone(commune_id=found.commune_id, name="Zongo"),
            ]
        )

    house.work.write(plant)
    return found


def says(day: PollingDay, text: str) -> str:
    reply = day.sms(AFI, text).reply
    assert reply is not None
    return reply.text


def ideas(day: PollingDay) -> list[tuple[str, int | None]]:
    return day.house.work.read(lambda session: [(one.title, one.zone_id) for one in session.scalars(select(Proposal))])


def test_an_idea_whose_place_nobody_said_is_sent_for_the_whole_commune(day: PollingDay, clock: HandClock) -> None:
    assert "Où" in says(day, "IDEE une fontaine pour les vieux")
    clock.wait(hours=23)
    erase_words(day.house)
    assert ideas(day) == []
    clock.wait(hours=2)
    erase_words(day.house)
    assert ideas(day) == [("une fontaine pour les vieux", None)]
    told = day.texts()[-1]
    assert "une fontaine pour les vieux" in told and "SUIVI" in told
    erase_words(day.house)
    assert "pas été envoyée" not in says(day, "oui")
    assert len(ideas(day)) == 1


def test_so_it_is_where_its_author_writes_before_the_timer(day: PollingDay, clock: HandClock) -> None:
    says(day, "IDEE une fontaine pour les vieux")
    clock.wait(days=2)
    says(day, "1")
    assert ideas(day) == [("une fontaine pour les vieux", None)]
    assert any("une fontaine pour les vieux" in text for text in day.texts())


def test_who_wants_no_news_is_not_told_but_the_idea_is_sent(day: PollingDay, clock: HandClock) -> None:
    says(day, "STOP")
    says(day, "IDEE une fontaine pour les vieux")
    before = len(day.texts())
    clock.wait(days=2)
    erase_words(day.house)
    assert ideas(day) == [("une fontaine pour les vieux", None)]
    assert len(day.texts()) == before


def test_words_that_wait_for_a_yes_are_not_sent(day: PollingDay, clock: HandClock) -> None:
    says(day, "Pourquoi le marché est sale")
    clock.wait(days=2)
    erase_words(day.house)
    row = day.house.work.read(lambda session: session.scalars(select(Conversation)).one())
    assert (row.state, row.unsent is None) == (None, False)
    assert ideas(day) == []


def speaks(day: PollingDay, text: str = "") -> str:
    reply = day.telegram("12345", text, voice="AwAD").reply
    assert reply is not None
    return reply.text


def voices(day: PollingDay) -> list[tuple[str, str]]:
    query = select(Proposal.reference, ProposalVoice.file).join(ProposalVoice)
    return day.house.work.read(lambda session: [(row[0], row[1]) for row in session.execute(query)])


def test_a_voice_message_that_nobody_named_is_sent_before_it_is_forgotten(day: PollingDay, clock: HandClock) -> None:
    assert "Nous avons votre message vocal" in speaks(day)
    assert ideas(day) == []
    clock.wait(hours=25)
    erase_words(day.house)
    assert ideas(day) == [("Message vocal", None)]
    assert voices(day) == [("P-26-0001", "pending:00:AwAD")]
    assert "La mairie seule" in day.texts()[-1]


def test_a_voice_message_becomes_an_idea_and_another_goes_with_it(day: PollingDay) -> None:
    assert "Où" in speaks(day, "IDEE une fontaine pour les vieux")
    reply = day.telegram("12345", "Centre").reply
    assert reply is not None and "P-26-0001" in reply.text and "La mairie seule" in reply.text
    assert "Votre message vocal accompagne P-26-0001" in speaks(day, "P-26-0001")
    assert len(voices(day)) == 2 and len(ideas(day)) == 1
    assert "n'est pas votre idée" in (day.telegram("777", "P-26-0001", voice="AwAE").reply or day).text
