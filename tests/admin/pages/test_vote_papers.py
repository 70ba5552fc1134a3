"""The page of a vote's papers: symbols are chosen, the sheet and the words for the radio are sent."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from models import Commune, LineCommune
from services.projects.symbols import symbols_of
from services.roles import RoleName
from tests.admin.conftest import NOW, Panel
from tests.printing.sheets_of import text_of
from tests.services.polling_day import plant_vote
from tests.services.townsfolk import plant_line

INDEX = "/panel/vote-papers/"


@pytest.fixture
def cycle(panel: Panel) -> int:
    def plant(db: Session) -> int:
        commune = db.get_one(Commune, panel.communes[0].id)
        line = plant_line(db, commune)
        line.address = "+22870700000"
        if not db.query(LineCommune).count():
            db.add(LineCommune(line_id=line.id, commune_id=commune.id))
        return plant_vote(db, panel.house, commune, NOW + timedelta(days=1), NOW + timedelta(days=9))

    return panel.house.work.write(plant)


def keep(browser: Any, cycle: int, **values: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(INDEX).text)
    form = {"csrf_token": found[1] if found else "", **values}
    return str(browser.post(f"{INDEX}{cycle}/symbols", data=form, follow_redirects=True).text)


@pytest.mark.parametrize("paper", ["ballot", "radio"])
@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_both_papers_come_in_each_language_of_the_commune(panel: Panel, cycle: int, paper: str, language: str) -> None:
    answer = panel.browser(panel.person(RoleName.OBSERVER)).get(f"{INDEX}{cycle}/{paper}/{language}.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert "Projet 10" in text_of(answer.data)


def test_a_symbol_is_chosen_and_stands_on_the_sheet(panel: Panel, cycle: int) -> None:
    browser = panel.browser(panel.person(RoleName.COMMUNICATION_OFFICER))
    keep(browser, cycle, **{"3": "water", "nonsense": "water", "٣": "health"})
    assert panel.house.work.read(lambda db: symbols_of(db, cycle)) == {3: "water"}
    assert re.search(r'name="3">.*?<option value="water" selected>', browser.get(INDEX).text, re.DOTALL)


def test_what_is_no_symbol_is_refused_in_words(panel: Panel, cycle: int) -> None:
    said = keep(panel.browser(panel.person(RoleName.ADMINISTRATOR)), cycle, **{"3": "../../press"})
    assert 'class="notice wrong"' in said
    assert panel.house.work.read(lambda db: symbols_of(db, cycle)) == {}


def test_another_commune_gets_no_papers(panel: Panel, cycle: int) -> None:
    browser = panel.browser(panel.person(RoleName.ADMINISTRATOR, 1))
    assert browser.get(f"{INDEX}{cycle}/ballot/fr.pdf").status_code == 302
    assert f"/{cycle}/ballot" not in browser.get(INDEX).text
