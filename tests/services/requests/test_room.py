"""What staff may write where the whole message must arrive, to where one may complain and until when."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.sms.prepare import prepare
from budgeting.refusal import Refusal
from models import Commune, Contact, InformationRequest, Line
from services import requests
from services.requests import RequestNo
from tests.services.requests.conftest import Town
from tests.services.townsfolk import told

NAMES = {"fr": "Commission " + "intercommunale " * 7, "ar": "اللجنة " + "الجهوية " * 13}
LETTERS = {"fr": "é", "ar": "ب"}
MOST_PARTS = {"fr": 4, "ar": 8}


def speak(town: Town, language: str) -> None:
    """Let the citizen speak a language, and the commune promise a stage with a long name and days."""
    stage = {"name": NAMES[language].strip(), "complain_days": 10, "answer_days": 0}

    def work(session: Session) -> None:
        commune = session.get_one(Commune, town.commune_id)
        commune.languages = [language]
        commune.commitments = {"promise": {"days": 15, "unit": "calendar", "complaints": [stage]}}
        session.get_one(Contact, town.contact_id).language = language

    town.house.work.write(work)


def refuse(town: Town, request_id: int, reason: str) -> InformationRequest:
    values: dict[str, Any] = {"commune_id": town.commune_id, "request_id": request_id, "staff_id": town.staff_id}
    return town.house.work.write(
        lambda s: requests.refuse(s, town.house, code="being_prepared", reason=reason, **values)
    )


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_refusal_says_how_long_it_may_be_and_then_arrives_whole(town: Town, language: str) -> None:
    speak(town, language)
    row, letter = town.ask(), LETTERS[language]
    with pytest.raises(Refusal) as no:
        refuse(town, row.id, letter * 480)
    assert no.value.reason == RequestNo.TEXT_TOO_LONG
    most = no.value.values["most"]
    assert isinstance(most, int) and 100 < most < 480
    shown = town.house.work.read(lambda s: requests.read_request(s, town.house, town.commune_id, row.id))
    assert 100 < shown.longest_refusal <= most < shown.longest
    refuse(town, row.id, letter * most)
    (message,) = town.house.work.read(lambda s: told(s, town.house))
    assert message.count(letter * most) == 1 and message.rstrip(".").endswith("11/04/2026")
    assert prepare(message).segments == MOST_PARTS[language]


def test_an_answer_in_the_dear_alphabet_is_whole_or_refused_and_never_cut(town: Town) -> None:
    speak(town, "ar")
    row = town.ask()
    common = {"commune_id": town.commune_id, "request_id": row.id, "staff_id": town.staff_id}
    text = "ب" * 480
    town.house.work.write(lambda s: requests.answer(s, town.house, text=text, **common))
    (message,) = town.house.work.read(lambda s: told(s, town.house))
    assert message.endswith(text) and prepare(message).segments == 8


def test_on_whatsapp_staff_write_as_much_as_one_message_holds_beside_the_rest(town: Town) -> None:
    def move(session: Session) -> None:
        session.execute(update(Line).values(channel="whatsapp"))
        session.execute(update(Contact).values(channel="whatsapp"))

    town.house.work.write(move)
    row = town.ask()
    town.house.work.write(lambda session: session.execute(update(InformationRequest).values(channel="whatsapp")))
    shown = town.house.work.read(lambda s: requests.read_request(s, town.house, town.commune_id, row.id))
    assert 1000 < shown.longest_refusal < shown.longest < 1600
    common = {"commune_id": town.commune_id, "request_id": row.id, "staff_id": town.staff_id}
    with pytest.raises(Refusal):
        town.house.work.write(lambda s: requests.answer(s, town.house, text="é" * (shown.longest + 1), **common))
    town.house.work.write(lambda s: requests.answer(s, town.house, text="é" * shown.longest, **common))
    (message,) = town.house.work.read(lambda s: told(s, town.house))
    assert message.endswith("é" * shown.longest) and len(message) <= 1600


def test_at_the_desk_nothing_is_paid_by_the_letter(town: Town) -> None:
    visit = requests.DeskVisit("Combien ?", "fr")
    where = {"commune_id": town.commune_id, "staff_id": town.staff_id}
    row = town.house.work.write(lambda s: requests.enter_at_desk(s, town.house, visit=visit, **where))
    shown = town.house.work.read(lambda s: requests.read_request(s, town.house, town.commune_id, row.id))
    assert (shown.longest, shown.longest_refusal) == (3000, 3000)
