"""The pages of ballot boxes: sheets entered one by one, void ones with a reason, closed by a second person."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from admin.hand_words import REFUSALS, VOIDS
from bot.typed_ballot import TypedReason
from budgeting.ballot import BallotReason
from budgeting.voting_codes import new_code
from budgeting.ways_in import PHONES_ONLY, SheetVoid, WaysIn
from models import BallotBox
from services.by_hand.reasons import HandReason
from services.roles import RoleName
from tests.admin.conftest import Panel
from tests.admin.pages.test_assisted import plant_hand_vote, post


@pytest.fixture
def vote(panel: Panel) -> tuple[int, tuple[str, ...]]:
    return plant_hand_vote(panel, WaysIn(on_paper=True))


def open_box(browser: FlaskClient, cycle: int, found: int = 2) -> str:
    """Open a box and return its address."""
    page = f"/panel/boxes/{cycle}"
    assert "The box is open." in post(browser, f"{page}/open", page, place="Mairie", found=found).text
    return f"{page}/1"


def sheet(browser: FlaskClient, box: str, code: str, choices: str, **more: Any) -> Any:
    """Type a sheet and say yes to it; the page that refuses it where it is none."""
    shown = post(browser, f"{box}/look", box, code=code, choices=choices, **more)
    token = re.search(r'name="ballot" value="([^"]+)"', shown.text)
    return post(browser, f"{box}/enter", box, ballot=token[1]) if token else shown


def void(browser: FlaskClient, box: str, reason: str, words: str = "") -> Any:
    sheet_id = re.search(r'name="void-sheet"[^>]* value="([0-9a-f]{32})"', browser.get(box).text)
    assert sheet_id
    values = {"void-sheet": sheet_id[1], "void-reason": reason, "void-words": words}
    return post(browser, f"{box}/void", box, **values)


def test_a_box_goes_from_its_first_sheet_to_its_second_person(panel: Panel, vote: Any) -> None:
    cycle, codes = vote
    first = panel.browser(panel.person(RoleName.BUDGET_OFFICER))
    second = panel.browser(panel.person(RoleName.MODERATOR))
    box = open_box(first, cycle)
    assert "The sheet is entered." in sheet(first, box, codes[0], "3 4").text
    assert "The sheet is put right." in sheet(first, box, codes[0], "3", corrects="y").text
    assert "Sheets not entered yet: 1" in post(second, f"{box}/close", box).text
    assert "Void: the same code twice on paper." in sheet(first, box, codes[0], "5").text
    assert "is taken back" in post(first, f"{box}/take-back", box, reason="twice").text
    assert "The void sheet is entered." in void(first, box, "no_code").text
    assert "A second person closes the box" in post(first, f"{box}/close", box).text
    closed = post(second, f"{box}/close", box)
    assert "The box is closed." in closed.text and "The next sheet" not in closed.text
    assert "1 no code" in closed.text


def test_a_reason_in_words_stands_beside_other_reasons_and_all_of_them_in_one_piece(
    officer: FlaskClient, vote: Any
) -> None:
    cycle, codes = vote
    box = open_box(officer, cycle, found=3)
    sheet(officer, box, codes[0], "3")
    sheet(officer, box, codes[0], "3")
    void(officer, box, "other", "torn")
    told = "<span>1 another reason (<bdi>torn</bdi>) · 1 the same code twice on paper</span>"
    for page in (box, f"/panel/boxes/{cycle}"):
        assert told in officer.get(page).text


def test_a_sheet_that_is_none_suggests_why(officer: FlaskClient, vote: Any) -> None:
    cycle, codes = vote
    box = open_box(officer, cycle)
    stranger = new_code(lambda _below: 7)
    for code, choices, reason in (
        (stranger, "3", "code_not_good"),
        ("12345 67890", "3", "code_unreadable"),
        (codes[0], "1 2 3 4", "too_many"),
        (codes[0], "???", "no_choice"),
    ):
        answer = sheet(officer, box, code, choices)
        assert f'<option selected value="{reason}">' in answer.text, reason
        assert "no-store" in answer.headers["Cache-Control"]
    with officer.session_transaction(path="/panel/") as session:
        assert codes[0] not in str(dict(session))


def test_observers_read_and_write_nothing(panel: Panel, officer: FlaskClient, vote: Any) -> None:
    cycle, codes = vote
    box = open_box(officer, cycle)
    observer = panel.browser(panel.person(RoleName.OBSERVER))
    assert "Mairie" in observer.get(f"/panel/boxes/{cycle}").text
    assert "The next sheet" not in observer.get(box).text
    for path in (f"/panel/boxes/{cycle}/open", *(f"{box}/{step}" for step in ("look", "enter", "void", "close"))):
        assert observer.post(path, data={"code": codes[0], "choices": "3"}).status_code in {400, 403}
    assert panel.house.work.read(lambda db: db.query(BallotBox).count()) == 1


def test_another_commune_and_a_vote_without_paper_have_no_box(panel: Panel, vote: Any) -> None:
    other = panel.browser(panel.person(RoleName.ADMINISTRATOR, 1))
    assert other.get(f"/panel/boxes/{vote[0]}").status_code == 404
    assert "No vote takes ballots on paper" in other.get("/panel/boxes/").text


def test_a_vote_for_phones_alone_has_no_boxes(panel: Panel, officer: FlaskClient) -> None:
    cycle, _codes = plant_hand_vote(panel, PHONES_ONLY)
    assert officer.get(f"/panel/boxes/{cycle}").status_code == 404
    assert officer.get(f"/panel/assisted/{cycle}").status_code == 404


def test_the_number_found_is_put_right(officer: FlaskClient, vote: Any) -> None:
    box = open_box(officer, vote[0])
    assert "The number is put right." in post(officer, f"{box}/found", box, **{"found-found": "7"}).text
    assert "The sheets found are a number" in post(officer, f"{box}/found", box, **{"found-found": "x"}).text


def test_every_reason_has_its_words() -> None:
    assert set(VOIDS) == {reason.value for reason in SheetVoid}
    for reasons in (HandReason, BallotReason, TypedReason):
        assert {reason.value for reason in reasons} <= set(REFUSALS)
