"""The first answer anybody gets, as it is sent and paid."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.sms.prepare import prepare
from models import Outbox
from services.house import House
from tests.services.polling_day import plant_polling_day

LONGEST_NAME = "Commune de Ouagadougou 12"
GREETINGS = {"fr": ["bonjour", "START", "salut"], "en": ["hi", "good morning"], "ar": ["مرحبا", "السلام عليكم"]}
SEGMENTS = {"fr": 1, "en": 1, "ar": 2}
PRIVACY = {"fr": "DONNEES", "en": "PRIVACY", "ar": "خصوصية"}


@pytest.mark.parametrize(("language", "greeting"), [(tag, said) for tag, all_ in GREETINGS.items() for said in all_])
def test_the_welcome_with_the_line_on_privacy_is_cheap(house: House, language: str, greeting: str) -> None:
    assert len(LONGEST_NAME) == 25
    day = plant_polling_day(house, name=LONGEST_NAME)
    reply = day.sms("+22890112233", greeting).reply
    assert reply is not None
    assert LONGEST_NAME in reply.text
    assert PRIVACY[language] in reply.text
    sent = prepare(reply.text)
    assert sent.segments <= SEGMENTS[language], f"{sent.units} {sent.encoding}: {sent.text}"
    paid = house.work.read(lambda session: session.scalars(select(Outbox.segments)).one())
    assert paid == sent.segments


@pytest.mark.parametrize("message", ["VOTE", "PROJETS", "RESULTATS"])
def test_a_first_list_and_the_line_on_privacy_cost_one_message(house: House, message: str) -> None:
    reply = plant_polling_day(house, name=LONGEST_NAME).sms("+22890112233", message).reply
    assert reply is not None
    assert PRIVACY["fr"] in reply.text
    assert prepare(reply.text).segments == 1, reply.text
