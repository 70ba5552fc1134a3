"""Staff prepare a session on one page of folded parts, count at its door, and look back at it; observers only read."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from markupsafe import escape
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import FollowUp, PublicSession
from services.associations import add_association
from services.documents import NewDocument, publish_document
from services.follow_ups.making import NewFollowUp, add_follow_up
from services.public_sessions.announcing import NewSession, add_session
from services.roles import RoleName
from tests.admin.conftest import Panel

PAGE, DOOR = "/panel/sessions/1", "/panel/session-door/1"
NASTY = "<script>alert(1)</script> %(x)s %"


def send(browser: FlaskClient, page: str, act: str, data: dict[str, Any]) -> TestResponse:
    """Send one of a page's forms, as the page has it."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(page).text)
    assert token
    return browser.post(act, data={"csrf_token": token[1], **data}, follow_redirects=True)


def fill(browser: FlaskClient, part: str, **values: Any) -> str:
    """Send a folded part of the page."""
    return send(browser, PAGE, f"{PAGE}/{part}", {f"{part}-{key}": value for key, value in values.items()}).text


@pytest.fixture
def held(panel: Panel) -> int:
    """A session that begins tomorrow at nine."""
    day = panel.hands() + timedelta(days=1)
    new = NewSession("Débat " + NASTY, "Mairie", datetime(day.year, day.month, day.day, 9), kind="account")
    place = panel.communes[0].id
    return panel.house.work.write(lambda db: add_session(db, panel.house, place, new, staff_id=None))


@pytest.fixture
def officer(panel: Panel, held: int) -> FlaskClient:
    return panel.browser(panel.person(RoleName.COMMUNICATION_OFFICER))


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "avant le début de la séance : à vérifier"), ("ar", "قبل بداية الجلسة: للتحقق")]
)
def test_an_item_before_the_session_begins_is_kept_and_pointed_out(
    panel: Panel, officer: FlaskClient, held: int, language: str, said: str
) -> None:
    send(officer, PAGE, "/panel/language", {"language": language})
    for at, shown in (("08:59", 1), ("09:00", 1), ("", 1), ("00:30", 2)):
        assert fill(officer, "item", title="Ouverture", at=at).count(said) == shown, at
    assert ">08:59<" in officer.get(PAGE).text

    def over_midnight(db: Session) -> None:
        row = db.get_one(PublicSession, held)
        row.ends_at = row.starts_at + timedelta(hours=16)

    panel.house.work.write(over_midnight)
    assert said not in officer.get(PAGE).text  # half past midnight may be of the next day


def test_a_session_is_prepared_part_by_part(panel: Panel, officer: FlaskClient) -> None:
    new = NewDocument("Compte 2025", "account", "fr", date(2026, 1, 1), link="https://a.example/")
    place = panel.communes[0].id
    panel.house.work.write(lambda db: publish_document(db, panel.house, commune_id=place, new=new, staff_id=None))
    assert "Write the function before the name" in fill(officer, "bureau", officials=": Awa")
    shown = fill(officer, "bureau", officials="Chair: Awa Kone\nSecretary\n\n")
    assert "Awa Kone" in shown and "Secretary" in shown
    assert "Le maire ouvre." in fill(officer, "texts", opening="Le maire ouvre.", method="")
    assert "nought or more" in fill(officer, "planned", citizens="-3")
    assert "40" in fill(officer, "planned", citizens="30", council="10")
    assert "Say what the item is." in fill(officer, "item", title="")
    fill(officer, "item", title="Ouverture", at="09:00", speaker="Le maire")
    shown = fill(officer, "item", title="Le compte " + NASTY, at="09:30", document="1")
    assert shown.index("Ouverture") < shown.index("Compte 2025") and "<script>alert" not in shown
    assert "in another order" in send(officer, PAGE, f"{PAGE}/items/2/up", {}).text
    shown = send(officer, f"{PAGE}/items/2", f"{PAGE}/items/2", {"title": "Le compte administratif"}).text
    assert shown.index("Le compte administratif") < shown.index("Ouverture")
    send(officer, PAGE, f"{PAGE}/items/1/remove", {})
    assert "Ouverture" not in officer.get(PAGE).text.split("Agenda")[1].split("<h2>")[0]
    assert officer.get(f"{PAGE}/items/1").status_code == 404


def test_what_was_announced_is_set_right_or_cancelled_with_its_reason(officer: FlaskClient) -> None:
    shown = fill(officer, "change", title="Débat", place="École", starts_at="2026-12-24T16:00", kind="first_budget")
    assert "École" in shown and "session on the first budget" in shown
    assert "still to come" in fill(officer, "change", title="Débat", place="École", starts_at="2026-01-01T16:00")
    assert "panel/broadcasts/?about=session_invitation:1" in officer.get(PAGE).text
    chosen = r'<option selected value="session_invitation:1"'
    assert re.search(chosen, officer.get("/panel/broadcasts/?about=session_invitation:1").text)
    assert "Write why." in fill(officer, "cancel", reason="")
    assert "La salle est prise." in fill(officer, "cancel", reason="La salle est prise.")
    assert "about=session_invitation" not in officer.get(PAGE).text
    assert "was cancelled" in send(officer, PAGE, f"{PAGE}/open", {}).text


def test_on_its_day_it_opens_with_what_is_left_and_is_looked_back_at(panel: Panel, officer: FlaskClient) -> None:
    place, house = panel.communes[0].id, panel.house
    left = NewFollowUp("recommendation", "Former les citoyens", occasion="Séance de 2017", visibility="public")
    house.work.write(lambda db: add_follow_up(db, house, place, left, staff_id=None))
    house.work.write(lambda db: add_association(db, house, commune_id=place, name="Femmes", staff_id=None))
    assert "Former les citoyens" in officer.get(PAGE).text
    assert "from the day of the session on" in officer.get(PAGE).text
    assert "from the day of the session on" in send(officer, PAGE, f"{PAGE}/open", {}).text
    panel.hands.turn(days=1)
    assert "with what earlier ones left" in send(officer, PAGE, f"{PAGE}/open", {}).text
    assert "not carried over yet" not in officer.get(PAGE).text
    assert "Nothing is left to carry over" in send(officer, PAGE, f"{PAGE}/carry", {}).text
    assert "Amis de l&#39;eau" in fill(officer, "bring", name="Amis de l'eau", contact="90 00 00 00")
    assert "tick it" in fill(officer, "bring", name="FEMMES", contact="")
    assert "90 00 00 00" not in officer.get(PAGE).text
    assert "90 00 00 00" in officer.get("/panel/associations/2").text
    assert "Public session" in officer.get("/panel/associations/2").text
    shown = fill(officer, "recommend", text="Élargir le débat", visibility="public", owner="Mairie")
    assert "R2" in shown and "Élargir le débat" in shown
    shown = fill(officer, "article", outlet="Radio", kind="radio", link="https://radio.example/1")
    assert 'href="https://radio.example/1"' in shown
    assert "no web address" in fill(officer, "article", outlet="Radio", kind="radio", link="javascript:alert(1)")
    assert "It is taken away." in send(officer, PAGE, f"{PAGE}/articles/1/remove", {}).text
    assert "The session is closed." in send(officer, PAGE, f"{PAGE}/close", {}).text
    assert "cancel it, with the reason" in send(officer, PAGE, f"{PAGE}/remove", {}).text


def token_of(browser: FlaskClient) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', browser.get(DOOR).text)
    assert found
    return found[1]


def count(browser: FlaskClient, press: str, token: str = "") -> str:
    return send(browser, DOOR, f"{DOOR}/press", {"press": press, "token": token or token_of(browser)}).text


def test_two_people_count_at_two_doors_and_a_double_press_counts_once(panel: Panel, officer: FlaskClient) -> None:
    other = panel.browser(panel.person(RoleName.MODERATOR))
    assert "from the day of the session on" in count(officer, "citizens:women:more")
    panel.hands.turn(days=1)
    mine = token_of(officer)
    assert "Counted." in count(officer, "citizens:women:more", mine)
    assert "counted already" in count(officer, "citizens:women:more", mine)
    assert "Counted." in count(other, "citizens:women:more")
    assert "Counted." in count(other, "media:men:more")
    assert "Counted." in count(other, "media:men:fewer")
    assert "Nobody is left there" in count(other, "media:men:fewer")
    for wrong in ("", "citizens", "ghosts:women:more", "citizens:women:many"):
        assert "Counted." not in count(officer, wrong)
    several = {"presence": "council", "sex": "unsaid", "people": "12", "token": token_of(officer)}
    assert "12" in send(officer, DOOR, f"{DOOR}/several", several).text
    assert "between 1 and 999" in send(officer, DOOR, f"{DOOR}/several", {**several, "people": "0"}).text
    assert "The press is taken back." in send(officer, DOOR, f"{DOOR}/presses/1/back", {}).text
    assert "taken back already" in send(officer, DOOR, f"{DOOR}/presses/1/back", {}).text
    shown = officer.get(PAGE).text
    assert "Citizens" in shown and ">13<" in shown
    assert "Débat" in officer.get("/panel/session-door/").text


def test_an_observer_reads_and_finds_no_button(panel: Panel, officer: FlaskClient) -> None:
    panel.hands.turn(days=1)
    browser = panel.browser(panel.person(RoleName.OBSERVER))
    for path in (PAGE, DOOR, "/panel/sessions/"):
        assert f'action="{path}' not in browser.get(path).text
    assert 'name="press"' not in browser.get(DOOR).text


def test_a_session_of_another_commune_is_none(panel: Panel, officer: FlaskClient) -> None:
    browser = panel.browser(panel.person(RoleName.ADMINISTRATOR, 1))
    for path in (PAGE, DOOR, "/panel/sessions/99", "/panel/sessions/99999999999", f"{PAGE}/items/1"):
        assert browser.get(path).status_code == 404


def test_a_session_that_was_held_is_written_down(panel: Panel, officer: FlaskClient) -> None:
    given = {"title": "Séance de Ségou", "place": "Conseil régional", "starts_at": "2018-02-22T09:00"}
    assert "still to come" in send(officer, "/panel/sessions/", "/panel/sessions/", given).text
    shown = send(officer, "/panel/sessions/", "/panel/sessions/", {**given, "was_held": "y"}).text
    assert "held" in shown and "Count at the door" in shown


def test_a_table_sent_from_its_page_is_what_this_session_recommends(panel: Panel, officer: FlaskClient) -> None:
    way = "/panel/follow-up-tables/of-session/1"
    assert f'href="{way}"' in officer.get(PAGE).text
    assert "<script>alert" not in officer.get(way).text
    table = (BytesIO("Recommandation;Etat\nOuvrir le débat;Fait\nÉlargir le débat;\n".encode()), "table.csv")
    shown = send(officer, way, way, {"visibility": "public", "file": table})
    assert "Ouvrir le débat" in shown.text
    done = send(officer, shown.request.path, f"{shown.request.path}/accept", {})
    assert done.request.path == PAGE and "Ouvrir le débat" in done.text
    rows = panel.house.work.read(lambda db: list(db.scalars(select(FollowUp).order_by(FollowUp.number))))
    assert [(row.origin, row.origin_id) for row in rows] == [("recommendation", 1)] * 2
    assert rows[0].promised_on == (panel.hands() + timedelta(days=1)).date()
    assert officer.get("/panel/follow-up-tables/of-session/99").status_code == 404


@pytest.mark.parametrize(
    ("part", "name", "one", "two"),
    [("bureau", "officials", "Awa, chair", "Bio, clerk"), ("texts", "opening", "Good <day>", "Welcome")],
)
def test_what_another_wrote_of_a_session_meanwhile_is_shown_beside_and_never_lost(
    officer: FlaskClient, part: str, name: str, one: str, two: str
) -> None:
    opened = officer.get(PAGE).text
    mark = re.search(rf'name="{part}-stood" value="([0-9a-f]+)"', opened)
    assert mark
    fill(officer, part, **{name: one, "stood": mark[1]})
    refused = fill(officer, part, **{name: two, "stood": mark[1]})
    assert "Somebody else changed this" in refused and f"{two}</textarea>" in refused
    assert str(escape(one)) in officer.get(PAGE).text and two not in officer.get(PAGE).text
    seen = re.search(rf'name="{part}-stood" value="([0-9a-f]+)"', refused)
    assert seen
    fill(officer, part, **{name: f"{one}\n{two}", "stood": seen[1]})
    assert two in officer.get(PAGE).text
