"""No paper names a number that no message reaches: it names another that is heard, or says to ask at the town hall."""

from __future__ import annotations

import re
from dataclasses import asdict, replace

import pytest
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from budgeting.voting_codes import write_code
from models import Commune, Line
from printing.press import overflows
from services.codes.making import NewBatch
from services.house import House
from services.printing.papers import poster, press_poster
from services.printing.reasons import PaperNo
from services.printing.slips import press_slips, say_slips
from services.printing.vote_papers import (
    ballot_sheet,
    press_ballot_sheet,
    press_radio_script,
    radio_script,
)
from tests.printing.sheets_of import is_accessible, order, text_of
from tests.services.codes_town import plant_code_day
from tests.services.polling_day import PollingDay

OFFICE = "Mairie de Zongo, route du marché"
DEAF = "+22870707070"


@pytest.fixture
def day(house: House) -> PollingDay:
    """A vote by codes in a commune whose one line is a number that no message reaches, and whose office is known."""
    day = plant_code_day(replace(house, public_url=""))

    def deafen(session: Session) -> None:
        for line in session.query(Line):
            line.address, line.enabled = DEAF, line.provider == "twilio"
        session.get_one(Commune, day.commune_id).commitments = {"office": {"place": OFFICE, "hours": "8 h - 12 h"}}

    day.house.work.write(deafen)
    return day


def papers(day: PollingDay, house: House, language: str) -> tuple[bytes, ...]:
    where, new = (house, day.commune_id, day.cycle_id), NewBatch(2, "Zongo", "Awa")
    drawn, slips = house.work.read(lambda db: say_slips(db, *where, new, language))
    return (
        press_slips(slips, drawn.number).content,
        press_ballot_sheet(house.work.read(lambda db: ballot_sheet(db, *where, language))).content,
        press_radio_script(house.work.read(lambda db: radio_script(db, *where, language))).content,
    )


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_slips_sheet_and_radio_name_no_deaf_number_and_send_people_to_the_town_hall(
    day: PollingDay, language: str
) -> None:
    for content in papers(day, day.house, language):
        words = text_of(content).replace("\n", " ")
        assert "70 70" not in words and "7070" not in words
        assert OFFICE in words and "8 h - 12 h" in words
        assert is_accessible(content)


def test_the_same_papers_name_the_number_once_it_takes_messages_in(day: PollingDay) -> None:
    heard = replace(day.house, public_url="https://zio.example")
    for content in papers(day, heard, "fr"):
        words = re.sub("[\u2068\u2069]", "", text_of(content))
        assert OFFICE not in words and "70 70 70 70" in words


def test_a_bot_that_is_heard_is_named_in_place_of_a_number_that_is_not(day: PollingDay) -> None:
    def connect(session: Session) -> None:
        for line in session.query(Line).filter(Line.provider == "telegram"):
            line.address, line.enabled = "zongo_bot", True

    day.house.work.write(connect)
    sheet = day.house.work.read(lambda db: ballot_sheet(db, day.house, day.commune_id, day.cycle_id, "fr"))
    assert "@zongo_bot" in sheet.how and not sheet.square
    wall = day.house.work.read(lambda db: poster(db, day.house, day.commune_id, "fr"))
    assert [line.value for line in wall.lines] == ["@zongo_bot"]
    assert "70 70" not in text_of(press_poster(wall).content)


def test_a_slip_without_a_number_still_says_how_its_code_is_written(day: PollingDay) -> None:
    where, new = (day.house, day.commune_id, day.cycle_id), NewBatch(1, "Zongo", "Awa")
    drawn, slips = day.house.work.read(lambda db: say_slips(db, *where, new, "fr"))
    french = next(column for column in slips.columns if column.language == "fr")
    assert french.how == (
        "Aucun numéro ne reçoit encore les votes : demandez à la mairie "
        f"(\u2068{OFFICE} · 8 h - 12 h\u2069). Un vote s’écrit ainsi :"
    )
    assert f"VOTE {write_code(drawn.codes[0])}" in text_of(press_slips(slips, drawn.number).content)
    assert slips.line == ""


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_longest_office_fits(day: PollingDay, language: str) -> None:
    def lengthen(session: Session) -> None:
        office = {"place": "Ancien bâtiment de la préfecture " * 9, "hours": "du lundi au vendredi " * 9}
        session.get_one(Commune, day.commune_id).commitments = {"office": office}

    day.house.work.write(lengthen)
    where, new = (day.house, day.commune_id, day.cycle_id), NewBatch(2, "Zongo", "Awa")
    _drawn, slips = day.house.work.read(lambda db: say_slips(db, *where, new, language))
    sheet = day.house.work.read(lambda db: ballot_sheet(db, *where, language))
    assert overflows(order("voting_codes", asdict(slips), language)) == []
    assert overflows(order("ballot_sheet", asdict(sheet), language)) == []


def test_no_poster_is_made_while_no_number_takes_messages_in(day: PollingDay) -> None:
    with pytest.raises(Refusal) as no:
        day.house.work.read(lambda db: poster(db, day.house, day.commune_id, "fr"))
    assert no.value.reason == PaperNo.DEAF_LINE
