"""The pages of ballot boxes: sheets entered one by one, void ones with a reason, closed by a second person."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from admin.hand_words import REFUSALS, VOIDS
from admin.meeting_words import MEETINGS
from bot.typed_ballot import TypedReason
from budgeting.ballot import BallotReason
from budgeting.voting_codes import new_code
from budgeting.ways_in import PHONES_ONLY, SheetVoid, WaysIn
from models import BallotBox
from services.by_hand.reasons import HandReason
from services.roles import RoleName
from tests.admin.conftest import NOW, Panel
from tests.admin.pages.test_assisted import plant_hand_vote, post
from tests.admin.pages.two_people import clash


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


def test_nobody_writes_over_the_number_another_put_right(panel: Panel, vote: Any) -> None:
    browser = panel.browser(panel.person(RoleName.BUDGET_OFFICER))
    box = open_box(browser, vote[0], found=5)
    clash(browser, box, f"{box}/found", "found-found", "7", "9")


def test_a_box_goes_from_its_first_sheet_to_its_second_person(panel: Panel, vote: Any) -> None:
    cycle, codes = vote
    first = panel.browser(panel.person(RoleName.BUDGET_OFFICER))
    second = panel.browser(panel.person(RoleName.MODERATOR))
    box = open_box(first, cycle)
    assert "The sheet is entered." in sheet(first, box, codes[0], "3 4").text
    assert "<h2>The next sheet</h2>" in first.get(box).text
    assert "The sheet is put right." in sheet(first, box, codes[0], "3", corrects="y").text
    assert "Sheets not entered yet: 1" in post(second, f"{box}/close", box).text
    assert "Void: the same code twice on paper." in sheet(first, box, codes[0], "5").text
    assert 'name="reason" value="twice"' not in first.get(box).text
    assert "Choose a reason." in post(first, f"{box}/take-back", box, reason="twice").text
    assert "The number is put right." in post(first, f"{box}/found", box, **{"found-found": "3"}).text
    assert "The void sheet is entered." in void(first, box, "no_code").text
    assert "is taken back" in post(first, f"{box}/take-back", box, reason="no_code").text
    assert "The void sheet is entered." in void(first, box, "no_code").text
    assert "Your yes is written down." in post(first, f"{box}/close", box).text
    waits = first.get(box).text
    assert "The next sheet" not in waits and "Put a sheet right" in waits and "A sheet that is no ballot" not in waits
    assert "nobody who typed anything in it" in waits and "Your yes is a public notice" in waits
    assert "Close the box" not in waits
    closed = post(second, f"{box}/close", box)
    assert "The box is closed." in closed.text and "The next sheet" not in closed.text
    assert "1 no code" in closed.text


def test_who_typed_in_a_box_and_may_not_decide_asks_for_nothing(panel: Panel, vote: Any) -> None:
    cycle, codes = vote
    first = panel.browser(panel.person(RoleName.BUDGET_OFFICER))
    second = panel.browser(panel.person(RoleName.MODERATOR))
    box = open_box(first, cycle, found=1)
    sheet(second, box, codes[0], "3")
    text = second.get(box).text
    assert "Close the box" not in text and "as it was written" not in text
    assert "A second person closes the box" in post(second, f"{box}/close", box).text
    assert "as it was written" in first.get(box).text


def test_a_sheet_that_is_not_there_is_not_put_right_and_the_try_is_counted(officer: FlaskClient, vote: Any) -> None:
    cycle, codes = vote
    box = open_box(officer, cycle)
    assert "The try is counted" in sheet(officer, box, codes[0], "3", corrects="y").text
    sheet(officer, box, codes[0], "3")
    shown = post(officer, f"{box}/look", box, code=codes[0], choices="4", corrects="y").text
    token = re.search(r'name="ballot" value="([^"]+)"', shown)
    assert token
    assert "The sheet is put right." in post(officer, f"{box}/enter", box, ballot=token[1]).text
    assert "sent again, it changes nothing" in post(officer, f"{box}/enter", box, ballot=token[1]).text


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


def test_a_reason_is_chosen_by_who_types_and_never_beforehand(officer: FlaskClient, vote: Any) -> None:
    box = open_box(officer, vote[0])
    select = officer.get(box).text.split('name="void-reason"')[1].split("</select>")[0]
    assert "required" in select.split(">")[0] and select.split(">")[1:2] == ['<option value=""']
    assert "Choose a reason." in void(officer, box, "").text


def test_what_is_kept_to_the_hour_is_shown_by_its_day(officer: FlaskClient, vote: Any) -> None:
    facts = officer.get(open_box(officer, vote[0])).text.split('<dl class="facts">')[1].split("</dl>")[0]
    assert NOW.strftime("%B %-d, %Y") in facts and ":00" not in facts


def test_why_a_sheet_is_void_is_said_in_the_language_of_who_types(officer: FlaskClient, vote: Any) -> None:
    cycle, codes = vote
    box = open_box(officer, cycle)
    sheet(officer, box, codes[0], "3")
    officer.get("/panel/?lang=fr")
    told = sheet(officer, box, codes[0], "5").text
    assert "Nulle : même code deux fois sur papier." in told


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
        assert {reason.value for reason in reasons} <= {*REFUSALS, *MEETINGS}


def test_the_count_warns_while_paper_was_announced_and_no_box_is_open(panel: Panel, vote: Any) -> None:
    cycle, _codes = vote
    browser, warning = panel.browser(panel.person(RoleName.BUDGET_OFFICER)), "no ballot box was opened"
    assert warning in browser.get(f"/panel/count/{cycle}").text
    open_box(browser, cycle)
    assert warning not in browser.get(f"/panel/count/{cycle}").text
