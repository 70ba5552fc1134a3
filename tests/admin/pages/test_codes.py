"""The page of voting codes: a batch is made and sent once, a code or a batch is voided, observers only read."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.code_words import REFUSALS, VOID_REASONS
from budgeting.voting_codes import find_code
from models import Commune, Cycle, VotingCode
from models.cycle import IdentityLevel
from models.voting_code import VoidReason
from services.codes.reasons import CodeReason
from services.cycles.rules import write_rules
from services.roles import RoleName
from tests.admin.conftest import NOW, Panel
from tests.printing.sheets_of import text_of
from tests.services.polling_day import plant_vote
from tests.services.townsfolk import plant_line


@pytest.fixture
def cycle(panel: Panel) -> int:
    """A vote by codes that opens tomorrow, and one by numbers in the other commune."""

    def plant(db: Session) -> int:
        commune = db.get_one(Commune, panel.communes[0].id)
        plant_line(db, commune)
        found = plant_vote(db, panel.house, commune, NOW + timedelta(days=1), NOW + timedelta(days=9))
        row = db.get_one(Cycle, found)
        row.identity_level = IdentityLevel.VOTING_CODE
        write_rules(db, row)
        return found

    return panel.house.work.write(plant)


def post(browser: FlaskClient, path: str, on: str, **values: Any) -> Any:
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(on).text)
    form = {name.replace("__", "-"): value for name, value in values.items()}
    return browser.post(path, data={"csrf_token": found[1] if found else "", **form}, follow_redirects=True)


def make(browser: FlaskClient, cycle: int, **values: Any) -> Any:
    number = re.search(r'name="batch-number"[^>]* value="(\d+)"', browser.get(f"/panel/codes/{cycle}").text)
    form = {
        "batch__number": number and number[1],
        "batch__size": 3,
        "batch__label": "Zongo",
        "batch__handed_out_by": "Awa",
        "batch__language": "fr",
        **values,
    }
    return post(browser, f"/panel/codes/{cycle}/make", f"/panel/codes/{cycle}", **form)


def codes_in(answer: Any) -> list[str]:
    """The codes of a sheet, as their large digits and their examples say them."""
    found = re.findall(r"\d{5} \d{5}", text_of(answer.data))
    return list(dict.fromkeys(code.replace(" ", "") for code in found))


def test_slips_are_offered_in_the_languages_of_the_commune_and_no_other(
    panel: Panel, officer: FlaskClient, cycle: int
) -> None:
    panel.house.work.write(lambda db: setattr(db.get_one(Commune, panel.communes[0].id), "languages", ["fr"]))
    field = officer.get(f"/panel/codes/{cycle}").text.partition('name="batch-language"')[2].partition("</select>")[0]
    assert re.findall(r'value="([a-z]+)"', field) == ["fr"]


def test_a_batch_is_made_sent_once_and_left_nowhere(panel: Panel, officer: FlaskClient, cycle: int) -> None:
    answer = make(officer, cycle)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert "no-store" in answer.headers["Cache-Control"]
    codes = codes_in(answer)
    assert len(codes) == 3
    page = officer.get(f"/panel/codes/{cycle}").text
    assert "Zongo" in page
    assert not any(find_code(part) for part in re.findall(r">([^<]*)<", page))
    key = panel.house.keyring.load(cycle)
    marks = panel.house.work.read(lambda db: set(db.scalars(select(VotingCode.mark))))
    assert marks == {key.mark(code) for code in codes}
    for path in (path for path in panel.house.files.parent.rglob("*") if path.is_file()):
        assert not any(code.encode() in path.read_bytes() for code in codes), path


def test_a_form_sent_twice_makes_one_batch_and_says_where_its_sheet_is(officer: FlaskClient, cycle: int) -> None:
    assert make(officer, cycle).mimetype == "application/pdf"
    again = make(officer, cycle, batch__number=1)
    assert again.mimetype == "text/html" and "Batch 1 is made already" in again.text
    assert "<dt>Codes made</dt><dd>3</dd>" in again.text
    assert make(officer, cycle).mimetype == "application/pdf"  # the page now asks for the second


@pytest.mark.parametrize(
    "wrong", [{"batch__size": 0}, {"batch__size": 9999}, {"batch__label": ""}, {"batch__size": "x"}]
)
def test_a_wrong_batch_makes_nothing(officer: FlaskClient, cycle: int, wrong: dict[str, Any]) -> None:
    answer = make(officer, cycle, **wrong)
    assert answer.mimetype == "text/html"
    assert "<dt>Codes made</dt><dd>0</dd>" in answer.text


def test_a_code_and_a_batch_are_voided_with_a_reason(officer: FlaskClient, cycle: int) -> None:
    code = codes_in(make(officer, cycle))[0]
    path = f"/panel/codes/{cycle}"
    assert "The code is voided" in post(officer, f"{path}/void", path, one__code=code, one__reason="lost").text
    assert "voided already" in post(officer, f"{path}/void", path, one__code=code, one__reason="lost").text
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    assert "a digit is wrong" in post(officer, f"{path}/void", path, one__code=wrong, one__reason="lost").text
    page = post(officer, f"{path}/void-batch", path, all__number=1, all__reason="stolen").text
    assert "<dt>Codes voided</dt><dd>3</dd>" in page
    assert "all of them: stolen" in page


def test_an_observer_reads_and_another_commune_finds_nothing(panel: Panel, cycle: int) -> None:
    observer = panel.browser(panel.person(RoleName.OBSERVER))
    assert "Make the codes" not in observer.get(f"/panel/codes/{cycle}").text
    assert observer.post(f"/panel/codes/{cycle}/make").status_code in {400, 403}
    other = panel.browser(panel.person(RoleName.ADMINISTRATOR, 1))
    assert other.get(f"/panel/codes/{cycle}").status_code == 404
    assert "No vote uses codes" in other.get("/panel/codes/").text


def test_the_only_vote_by_codes_is_shown_at_once(officer: FlaskClient, cycle: int) -> None:
    assert officer.get("/panel/codes/").headers["Location"].endswith(f"/panel/codes/{cycle}")


def test_every_reason_has_its_words() -> None:
    assert set(VOID_REASONS) == {reason.value for reason in VoidReason}
    assert {reason.value for reason in CodeReason} <= set(REFUSALS)
