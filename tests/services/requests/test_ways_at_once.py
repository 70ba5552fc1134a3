"""Where a law gives its stages of complaint no order, everybody hears of each that is open, in one SMS."""

from __future__ import annotations

from datetime import date

import pytest

from bot.law_words import BODIES
from bot.phrases import Speech, say
from bot.sms.prepare import prepare
from services import requests
from services.house import House
from tests.conftest import HandClock
from tests.services.requests.test_complaints import tracked
from tests.services.requests.test_lives import Office, office_in

DAY = date(2026, 3, 2)


@pytest.fixture
def togo(house: House, clock: HandClock) -> Office:
    return office_in(house, clock, "TG", "Africa/Lome")


def names(office: Office, request_id: int, language: str = "fr") -> list[str]:
    """Whom the law names, as they are said."""
    rungs = office.house.work.read(
        lambda s: requests.read_dossier(s, office.house, office.commune_id, request_id)
    ).rungs
    return [rung.stage.name or say(BODIES[rung.stage.body], Speech((language,))) for rung in rungs]


def test_a_refusal_and_a_silence_name_every_way(togo: Office) -> None:
    refused, silent = togo.deposit(), togo.deposit()
    togo.do(requests.refuse, refused.id, code="deliberation", reason="Séance à huis clos.")
    ways = names(togo, refused.id)
    assert len(ways) == 4 and all(way in togo.messages()[-1] for way in ways)
    togo.go_to(2026, 4, 20)
    togo.remind()
    assert silent.reference in togo.messages()[-1] and all(way in togo.messages()[-1] for way in ways)
    assert prepare(togo.messages()[-1]).segments == 1


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_who_follows_it_reads_every_way(togo: Office, language: str) -> None:
    row = togo.deposit()
    togo.do(requests.refuse, row.id, code="deliberation", reason="Non.")
    for contact_id in (togo.contact_id, None):
        told = tracked(togo, row.id, contact_id, language=language)
        assert all(way in told for way in names(togo, row.id, language))
    assert prepare(told).segments <= (3 if language == "ar" else 2)


def test_after_a_decision_the_ways_that_are_left_are_named_whichever_it_was(togo: Office) -> None:
    row = togo.deposit()
    togo.do(requests.refuse, row.id, code="deliberation", reason="Séance à huis clos.")
    togo.do(requests.file_complaint, row.id, stage=2, filed_on=DAY)
    togo.do(requests.note_complaint_answer, row.id, stage=2, answered_on=DAY, verdict="against")
    *left, decided, last = names(togo, row.id)
    told = tracked(togo, row.id, togo.contact_id)
    assert all(way in togo.messages()[-1] and way in told for way in (*left, last)) and decided not in told
