"""The page of the list of voters: a file is read, looked at and accepted, people are decided about, observers read."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.roll_words import FAULTS, REFUSALS, STATES
from models import Commune, Contact, Cycle, RollEntry, UnmatchedVoter
from models.cycle import IdentityLevel
from models.roll import UnmatchedState
from services.cycles.rules import write_rules
from services.roles import RoleName
from services.roll.reasons import RollReason, RowFault
from tests.admin.conftest import NOW, Panel
from tests.admin.pages.test_codes import post
from tests.services.polling_day import plant_vote
from tests.services.townsfolk import plant_contact, plant_line

LIST = "Téléphone;Naissance\n90 11 22 33;1980\n12;1980\n90445566;\n"


@pytest.fixture
def cycle(panel: Panel) -> int:
    """A vote of a closed list that opens tomorrow."""

    def plant(db: Session) -> int:
        commune = db.get_one(Commune, panel.communes[0].id)
        plant_line(db, commune)
        found = plant_vote(db, panel.house, commune, NOW + timedelta(days=1), NOW + timedelta(days=9))
        row = db.get_one(Cycle, found)
        row.identity_level, row.minimum_age, row.age_on = IdentityLevel.CLOSED_ROLL, 18, NOW.date()
        write_rules(db, row)
        return found

    return panel.house.work.write(plant)


def send(browser: FlaskClient, cycle: int, content: bytes, name: str = "liste.csv") -> str:
    return str(
        post(browser, f"/panel/roll/{cycle}/read", f"/panel/roll/{cycle}", file=(io.BytesIO(content), name)).text
    )


def test_every_reason_fault_and_state_has_its_words() -> None:
    assert {reason.value for reason in RollReason} <= set(REFUSALS)
    assert {fault.value for fault in RowFault} == set(FAULTS)
    assert {state.value for state in UnmatchedState} == set(STATES)


def test_a_file_is_read_looked_at_and_accepted_and_lies_nowhere(
    panel: Panel, officer: FlaskClient, cycle: int, tmp_path: Path
) -> None:
    page = send(officer, cycle, LIST.encode())
    assert "Rows kept: 1." in page
    assert "Row 3" in page
    assert "Row 4" in page
    assert "90" not in re.sub(r"<[^>]+>", " ", page).replace("1990", "")
    batch = re.search(r'name="batch" value="(\d+)"', page)
    assert batch is not None
    for where in ("/panel/today/", f"/panel/cycle/{cycle}"):
        assert "a file of voters was read and is not on the list yet" in officer.get(where).text, where
    post(officer, f"/panel/roll/{cycle}/accept", f"/panel/roll/{cycle}", batch=batch[1])
    assert "file of voters was read" not in officer.get("/panel/today/").text
    assert "on the list" in officer.get(f"/panel/roll/{cycle}").text
    assert len(panel.house.work.read(lambda db: list(db.scalars(select(RollEntry))))) == 1
    for path in tmp_path.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert b"90 11 22 33" not in content and b"22890112233" not in content, path


def test_a_spreadsheet_is_read_too(officer: FlaskClient, cycle: int) -> None:
    book, content = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in (("Liste 2026", None), ("Phone", "Birth date"), (90112233, NOW.replace(year=1980, tzinfo=None))):
        sheet.append(row)
    book.save(content)
    assert "Rows kept: 1." in send(officer, cycle, content.getvalue(), "liste.xlsx")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"rien;de tel\n1;2\n"])
def test_what_is_no_list_is_refused_in_words(officer: FlaskClient, cycle: int, content: bytes) -> None:
    page = send(officer, cycle, content)
    assert 'class="notice wrong"' in page or "cannot be read" in page or "names a column" in page
    assert "Rows kept" not in page


def test_who_was_not_found_is_shown_by_reference_alone_and_refused_with_a_reason(
    panel: Panel, officer: FlaskClient, cycle: int
) -> None:
    def plant(db: Session) -> None:
        commune = db.get_one(Commune, panel.communes[0].id)
        contact: Contact = plant_contact(db, panel.house, commune, "+22890998877")
        contact.phone = panel.house.vault.seal("+22890998877", "address")
        line = plant_line(db, commune, key="second")
        row = UnmatchedVoter(cycle_id=cycle, contact_id=contact.id, line_id=line.id, reference="K7M3P", day=NOW.date())
        db.add(row)

    panel.house.work.write(plant)
    page = officer.get(f"/panel/roll/{cycle}").text
    assert "K7M3P" in page
    assert "998877" not in page
    values = {"refuse__reference": "k7m3p", "refuse__reason": "Lives elsewhere"}
    page = post(officer, f"/panel/roll/{cycle}/refuse", f"/panel/roll/{cycle}", **values).text
    assert "Lives elsewhere" in page
    assert panel.house.work.read(lambda db: db.scalars(select(UnmatchedVoter)).one().state) == UnmatchedState.REFUSED


def test_an_observer_reads_and_changes_nothing(panel: Panel, cycle: int) -> None:
    observer = panel.browser(panel.person(RoleName.OBSERVER))
    assert "<form" not in observer.get(f"/panel/roll/{cycle}").text.split("<main")[1]
    answer = post(observer, f"/panel/roll/{cycle}/drop", f"/panel/roll/{cycle}", batch="1")
    assert answer.status_code == 403


def test_the_list_of_another_commune_is_not_found(panel: Panel, officer: FlaskClient) -> None:
    assert officer.get("/panel/roll/999").status_code == 404
