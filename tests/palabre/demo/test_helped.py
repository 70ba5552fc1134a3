"""A yes to what the demonstration answers at once, said to the real desk."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import select

from bot.messages import Inbound
from locales.words import load_words
from models import Line
from palabre.demo.load import fill, read_demo
from services.house import House
from services.turn import take
from tests.bot.talking import SMS


@pytest.mark.parametrize(
    ("question", "told", "kept"),
    [
        ("QUESTION qui vote le budget de la commune ?", "conseil", "Réponse :"),
        ("QUESTION combien pour l'eau ?", "Eau", ""),
    ],
)
def test_who_says_that_it_helped_is_thanked_and_reads_it_again(
    house: House, question: str, told: str, kept: str
) -> None:
    house.work.write(lambda session: fill(session, house, read_demo()))
    line = house.work.read(lambda session: session.scalars(select(Line.id).where(Line.key == "sms")).one())

    def say(text: str) -> str:
        reply = take(house, line, SMS, Inbound(uuid.uuid4().hex, "+22890000001", text)).reply
        assert reply is not None
        return reply.text

    say(load_words("fr").name)
    asked = say(question)
    assert told in asked and "1 oui" in asked
    thanks = say("1")
    assert "compte" in thanks and "DI-" in thanks
    reference = next(word.strip(".,") for word in thanks.split() if word.startswith("DI-"))
    assert kept in say(f"SUIVRE {reference}")
