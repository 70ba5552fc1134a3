"""The empty count sheet of a show of hands: every project, room for hands and for those who sign."""

from __future__ import annotations

from dataclasses import replace

import pytest

from budgeting.refusal import Refusal
from budgeting.ways_in import PHONES_ONLY
from services.house import House
from services.printing.count_sheet import CountSheetPaper, count_sheet, press_count_sheet
from services.printing.reasons import PaperNo
from tests.conftest import HandClock
from tests.printing.sheets_of import is_accessible, text_of
from tests.services.meeting_town import MeetingDay, plant_meeting_day
from tests.services.townsfolk import NOW

LONG = "Construction de deux salles de classe et de latrines à l'école publique du quartier du Grand Marché central"


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


def sheet_of(day: MeetingDay, language: str = "fr") -> CountSheetPaper:
    return day.house.work.read(lambda db: count_sheet(db, day.house, day.commune_id, day.cycle_id, language))


def test_it_has_every_project_of_the_vote_and_asks_who_was_there_and_who_signs(house: House) -> None:
    sheet = sheet_of(plant_meeting_day(house))
    assert [number for number, _title in sheet.projects] == ["1", "2", "3"]
    paper = press_count_sheet(sheet)
    words = " ".join(text_of(paper.content).split())
    for said in (
        "Projet 2",
        "3 projets au plus",
        "ne vote pas aussi par téléphone",
        "Personnes présentes (",
        "Fonction",
    ):
        assert said in words
    assert words.count("Signature") == 3 and is_accessible(paper.content)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_long_list_goes_on_on_the_next_page(house: House, language: str) -> None:
    sheet = sheet_of(plant_meeting_day(house), language)
    many = tuple((str(number), LONG) for number in range(1, 41))
    paper = press_count_sheet(replace(sheet, projects=many))
    words = " ".join(text_of(paper.content).split())
    assert "40" in words and is_accessible(paper.content)


def test_where_no_hands_are_raised_there_is_no_sheet(house: House) -> None:
    with pytest.raises(Refusal) as no:
        sheet_of(plant_meeting_day(house, PHONES_ONLY))
    assert no.value.reason is PaperNo.NO_BALLOT
