"""The pages of shows of hands: a sheet typed by two people, no figure shown, void with a reason, told in the result."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from admin.hand_words import REFUSALS
from admin.meeting_words import MEETINGS
from budgeting.hands import HandsReason
from budgeting.ways_in import PHONES_ONLY, WaysIn
from models import Commune, CountSheet, Cycle
from services.by_hand.reasons import HandReason
from services.cycles.rules import write_rules
from services.cycles.ways import set_ways
from services.revision import grow_revision
from services.roles import RoleName
from tests.admin.conftest import NOW, Panel
from tests.admin.pages.test_assisted import post
from tests.services.polling_day import plant_vote

SECRET = "237"


def plant_vote_by_hands(panel: Panel, ways: WaysIn) -> int:
    """A vote that is open, with these ways in."""

    def plant(db: Session) -> int:
        commune = db.get_one(Commune, panel.communes[0].id)
        found = plant_vote(db, panel.house, commune, NOW - timedelta(days=1), NOW + timedelta(days=9))
        row = db.get_one(Cycle, found)
        set_ways(row, ways)
        write_rules(db, row)
        grow_revision(db, commune.id)
        return found

    return panel.house.work.write(plant)


@pytest.fixture
def vote(panel: Panel) -> int:
    return plant_vote_by_hands(panel, WaysIn(by_hands=True))


def sheet(**changed: Any) -> dict[str, Any]:
    """What is typed of a sheet."""
    held_at = (NOW - timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M")
    signed = "Chef de quartier\r\nScrutatrice"
    return {"place": "École", "held_at": held_at, "signed": signed, "present": "900", "hands_3": SECRET, **changed}


def enter(browser: FlaskClient, vote: int, **changed: Any) -> Any:
    page = f"/panel/hands/{vote}"
    return post(browser, f"{page}/enter", page, **sheet(**changed))


def again(browser: FlaskClient, vote: int, **typed: Any) -> Any:
    page = f"/panel/hands/{vote}/1"
    return post(browser, f"{page}/again", page, **typed)


def test_a_sheet_goes_through_two_hands_and_its_figures_are_shown_to_nobody(panel: Panel, vote: int) -> None:
    first = panel.browser(panel.person(RoleName.BUDGET_OFFICER))
    second = panel.browser(panel.person(RoleName.MODERATOR))
    entered = enter(first, vote)
    assert "The sheet is entered." in entered.text and "waits for a second person" in entered.text
    for browser in (first, second):
        for page in ("", "/1"):
            told = browser.get(f"/panel/hands/{vote}{page}")
            assert SECRET not in told.text and "900" not in told.text
            assert told.headers["Cache-Control"] == "no-store"
    asked = "sheet of a meeting to be typed by a second person"
    assert asked in second.get("/panel/today/").text and asked not in first.get("/panel/today/").text
    differs = again(second, vote, present="901", hands_3="238")
    assert "in: people present, project 3." in differs.text and SECRET not in differs.text
    assert "Both are the same" in again(second, vote, present="900", hands_3=SECRET).text
    assert "Type the sheet as the second person" not in second.get(f"/panel/hands/{vote}/1").text
    for language, said in (("fr", "confirmée"), ("ar", "مؤكدة"), ("en", "confirmed")):
        assert f'<span class="badge good">{said}</span>' in second.get(f"/panel/hands/{vote}/1?lang={language}").text


def test_where_nobody_else_is_there_who_entered_a_sheet_stands_by_it_and_types_it_once_more(
    panel: Panel, vote: int
) -> None:
    only = panel.browser(panel.person(RoleName.ADMINISTRATOR))
    page = f"/panel/hands/{vote}/1"
    enter(only, vote)
    twice = {"alone-present": "900", "alone-hands_3": SECRET}
    assert "Another person can say yes" in post(only, f"{page}/alone", page, **twice).text
    assert "Your yes is written down." in post(only, f"{page}/stand-by", page).text
    assert "Go on alone" not in only.get(page).text
    assert "The public notice of 48 hours still runs." in post(only, f"{page}/alone", page, **twice).text
    panel.hands.turn(days=2)
    told = only.get(page).text
    assert "Go on alone" in told and SECRET not in told
    differs = post(only, f"{page}/alone", page, **{**twice, "alone-hands_3": "238"}).text
    assert "in: project 3." in differs and SECRET not in differs
    assert 'name="alone-hands_3" type="number" value="238"' in differs
    nobody = {**twice, "alone-present": ""}
    assert "Write how many people were present." in post(only, f"{page}/alone", page, **nobody).text
    assert "Both are the same: the sheet is confirmed." in post(only, f"{page}/alone", page, **twice).text
    assert "Is nobody else here?" not in only.get(page).text


def test_who_may_not_decide_stands_by_no_sheet(panel: Panel, vote: int) -> None:
    first = panel.browser(panel.person(RoleName.COMMUNICATION_OFFICER))
    page = f"/panel/hands/{vote}/1"
    enter(first, vote)
    assert "Is nobody else here?" not in first.get(page).text
    assert post(first, f"{page}/stand-by", page).status_code == 403


def test_who_entered_a_sheet_only_puts_it_right(panel: Panel, vote: int) -> None:
    first = panel.browser(panel.person(RoleName.BUDGET_OFFICER))
    enter(first, vote)
    told = again(first, vote, present="40", hands_3="1")
    assert "The sheet is put right." in told.text and "waits for a second person" in told.text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"present": "4"}, "Number must be between 5"),
        ({"hands_3": "901"}, "Project 3 has 901 hands, and 900 people were present."),
        ({"signed": "Chef"}, "Two different people sign the sheet"),
        ({"held_at": "2020-01-01T10:00"}, "before or after it"),
        ({"held_at": "yesterday"}, "Not a valid datetime"),
        ({"place": ""}, "This field is required."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    officer: FlaskClient, vote: int, changed: dict[str, str], said: str
) -> None:
    answer = enter(officer, vote, **changed)
    assert said in answer.text and f'value="{changed.get("hands_3", SECRET)}"' in answer.text


def test_a_void_sheet_stays_in_the_list_with_its_reason(panel: Panel, officer: FlaskClient, vote: int) -> None:
    enter(officer, vote)
    page = f"/panel/hands/{vote}/1"
    told = post(officer, f"{page}/void", page, **{"void-reason": "compté deux fois"})
    assert "The sheet is void." in told.text and "compté deux fois" in told.text
    assert "Make the sheet void" not in told.text
    assert "compté deux fois" in officer.get(f"/panel/hands/{vote}").text
    assert panel.house.work.read(lambda db: db.query(CountSheet).count()) == 1


def test_an_observer_sees_meetings_and_no_form(panel: Panel, officer: FlaskClient, vote: int) -> None:
    enter(officer, vote)
    observer = panel.browser(panel.person(RoleName.OBSERVER))
    page = observer.get(f"/panel/hands/{vote}").text
    assert "École" in page and "<textarea" not in page
    answer = post(observer, f"/panel/hands/{vote}/enter", f"/panel/hands/{vote}", **sheet(place="Marché"))
    assert answer.status_code in (400, 403) and panel.house.work.read(lambda db: db.query(CountSheet).count()) == 1


def test_where_no_vote_takes_hands_the_page_says_why_and_offers_nothing(panel: Panel, officer: FlaskClient) -> None:
    cycle = plant_vote_by_hands(panel, PHONES_ONLY)
    page = officer.get("/panel/hands/").text
    assert "No vote takes shows of hands." in page and "<form" not in page.split("<main", 1)[1].split("</main", 1)[0]
    assert officer.get(f"/panel/hands/{cycle}").status_code == 404


def test_the_empty_sheet_is_there_to_print(officer: FlaskClient, vote: int) -> None:
    assert f"/panel/hands/{vote}/sheet/fr.pdf" in officer.get(f"/panel/hands/{vote}").text
    assert officer.get(f"/panel/hands/{vote}/sheet/fr.pdf").data.startswith(b"%PDF")
    assert officer.get(f"/panel/hands/{vote}/sheet/xx.pdf").status_code == 404


def test_the_sheet_of_another_commune_is_not_found(panel: Panel, officer: FlaskClient, vote: int) -> None:
    assert officer.get(f"/panel/hands/{vote + 1}").status_code == 404
    assert officer.get(f"/panel/hands/{vote}/9").status_code == 404


def test_every_reason_has_its_words() -> None:
    said = {**REFUSALS, **MEETINGS}
    assert {reason.value for reason in (*HandReason, *HandsReason)} <= said.keys()


@pytest.mark.parametrize(("language", "said"), [("fr", "à main levée"), ("ar", "برفع الأيدي")])
def test_the_page_speaks_the_language_of_its_reader(officer: FlaskClient, vote: int, language: str, said: str) -> None:
    enter(officer, vote)
    assert all(said in officer.get(f"/panel/hands/{vote}{page}?lang={language}").text for page in ("", "/1"))


def test_the_count_warns_while_hands_were_announced_and_no_sheet_that_counts_is_entered(
    panel: Panel, officer: FlaskClient, vote: int
) -> None:
    count, warning = f"/panel/count/{vote}", "no sheet of a meeting is entered"
    assert warning in officer.get(count).text
    enter(officer, vote)
    assert warning not in officer.get(count).text
    post(officer, f"/panel/hands/{vote}/1/void", f"/panel/hands/{vote}/1", **{"void-reason": "compté deux fois"})
    panel.hands.turn(days=10)
    told = officer.get(count).text
    assert warning in told and "Count the ballots" in told and "no sheet of a meeting is entered, put right" in told


def test_whoever_counts_reads_beside_the_button_which_meetings_are_in_it_and_that_none_comes_after(
    panel: Panel, officer: FlaskClient, vote: int
) -> None:
    enter(officer, vote)
    again(panel.browser(panel.person(RoleName.MODERATOR)), vote, present="900", hands_3=SECRET)
    panel.hands.turn(days=10)
    count, last_word = f"/panel/count/{vote}", "entered, put right or made void any more"
    told = officer.get(count).text
    assert "Meetings that will be counted:" in told and "<bdi>École</bdi>" in told and last_word in told
    assert SECRET not in told
    after = post(officer, f"{count}/run", count).text
    assert last_word not in after and "Meetings that will be counted:" not in after
    assert "Enter the sheet" not in officer.get(f"/panel/hands/{vote}").text


def test_a_vote_without_hands_says_nothing_of_meetings(panel: Panel, officer: FlaskClient) -> None:
    cycle = plant_vote_by_hands(panel, PHONES_ONLY)
    panel.hands.turn(days=10)
    assert "sheet of a meeting" not in officer.get(f"/panel/count/{cycle}").text


def test_who_agrees_to_publish_sees_each_meeting_once_it_is_counted(panel: Panel, vote: int) -> None:
    first = panel.browser(panel.person(RoleName.BUDGET_OFFICER))
    second = panel.browser(panel.person(RoleName.ADMINISTRATOR))
    enter(first, vote)
    before = second.get(f"/panel/count/{vote}").text
    assert SECRET not in before and "École" not in before
    again(second, vote, present="900", hands_3=SECRET)
    panel.hands.turn(days=10)
    count = f"/panel/count/{vote}"
    told = post(second, f"{count}/run", count).text
    assert f"project 3: {SECRET}" in " ".join(told.split()) and f"({SECRET} by show of hands)" in told
    assert "After the count no sheet is made void or put right. If one is wrong, do not agree" in told
    assert "votes.pb" not in told  # nothing is published yet
