"""Staff let questions in, show one, answer it, let the room vote and publish the report; observers only read."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import Commune, Document, FollowUp, PublicSession
from models.public_session import SessionKind, SessionState
from services.requests import file_question
from services.roles import RoleName
from services.session_rooms.asking import put_to_room
from tests.admin.conftest import NOW, Panel
from tests.admin.pages.two_people import clash
from tests.services.townsfolk import plant_contact, plant_line, planted

NASTY = "<script>alert(1)</script> %(x)s %"
BASE = "/panel/session-questions/"
VOTES, REPORTS = "/panel/session-votes/1", "/panel/session-reports/1"
ROOM = f"{BASE}1"


def send(browser: FlaskClient, page: str, act: str, data: dict[str, Any]) -> TestResponse:
    """Send one of a page's forms, as the page has it."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(page).text)
    assert token
    return browser.post(act, data={"csrf_token": token[1], **data}, follow_redirects=True)


@pytest.fixture
def room(panel: Panel) -> int:
    """Plant a session that is open, with a question by phone; its id."""

    def plant(db: Session) -> int:
        commune = db.get_one(Commune, panel.communes[0].id)
        row = PublicSession(
            commune_id=commune.id,
            kind=SessionKind.ACCOUNT,
            title="Séance " + NASTY,
            place="Mairie",
            starts_at=NOW - timedelta(hours=1),
            state=SessionState.OPEN,
            opened_at=NOW,
            made_at=NOW,
            bureau=[],
            planned={},
        )
        planted(db, row)
        given = {"text": "Pourquoi moins de budget pour l'eau ? " + NASTY, "topic": "water", "language": "fr"}
        contact = plant_contact(db, panel.house, commune, "+22890000001")
        request = file_question(
            db, panel.house, commune=commune, contact=contact, line=plant_line(db, commune), **given
        )
        put_to_room(db, panel.house, commune, request)
        return row.id

    return panel.house.work.write(plant)


@pytest.fixture
def officer(panel: Panel, room: int) -> FlaskClient:
    assert room == 1
    return panel.browser(panel.person(RoleName.COMMUNICATION_OFFICER))


def test_nobody_writes_over_what_another_kept_of_a_question_and_its_answer(officer: FlaskClient) -> None:
    clash(officer, ROOM, f"{ROOM}/1/let-in", "words", "Combien de forages ?", "Quel budget ?")
    clash(officer, ROOM, f"{ROOM}/1/answer", "a1-answer", "Dix forages.", "Onze forages.", **{"a1-by": "Finances"})


def test_a_question_goes_from_the_phone_to_the_screen_and_is_answered(panel: Panel, officer: FlaskClient) -> None:
    assert "Questions of a session" in officer.get(BASE).text
    text = officer.get(ROOM).text
    assert "To be read" in text and "DI-26-0001" in text and "<script>alert" not in text
    for act, data, said in (
        ("1/let-in", {"words": "Pourquoi moins d'eau ?"}, "The question stands before the room."),
        ("1/show", {}, "The question is on the screen."),
        ("clear", {}, "No question is on the screen now."),
        ("1/answer", {"a1-answer": "", "a1-by": ""}, "Write the answer."),
        ("1/answer", {"a1-answer": "Le forage est payé.", "a1-by": "Chef des finances"}, "Told by message: 1."),
        ("1/writing", {}, "This cannot be done with the question as it stands now."),
        ("1/promise", {"p1-text": ""}, "Write what is promised."),
        ("1/promise", {"p1-text": "Publier les dépenses", "p1-due_on": "2027-01-01"}, "The promise is written down."),
        ("taking", {"takes": "no"}, "Questions by phone do not go to this session."),
    ):
        assert said in send(officer, ROOM, f"{ROOM}/{act}", data).text, act
    text = officer.get(ROOM).text
    assert "R1" in text and "Le forage est payé." in text and "Chef des finances" in text


def test_unfit_ones_are_hidden_and_those_asked_aloud_are_typed(panel: Panel, officer: FlaskClient) -> None:
    assert "Write why." in send(officer, ROOM, f"{ROOM}/1/hide", {"reason": ""}).text
    text = send(officer, ROOM, f"{ROOM}/1/hide", {"reason": "Hors sujet " + NASTY}).text
    assert "Hidden because:" in text and "<script>alert" not in text
    said = {"token": "a" * 32, "text": "Qui paie ?", "presence": "citizens", "sex": "women", "name": "Mme " + NASTY}
    assert "Write the question." in send(officer, ROOM, f"{ROOM}/aloud", {**said, "text": ""}).text
    for _press in range(2):
        text = send(officer, ROOM, f"{ROOM}/aloud", said).text
    assert text.count(">Qui paie ?</bdi></h3>") == 1 and "<script>alert" not in text
    assert "asked aloud" in text and "A woman" in text
    assert "Tick two questions" in send(officer, ROOM, f"{ROOM}/join", {"question": ["2"], "words": "x"}).text


def test_any_two_questions_are_joined_whether_they_seem_alike_or_not(panel: Panel, officer: FlaskClient) -> None:
    assert "Join it to another" not in officer.get(ROOM).text  # there is no other
    for number, words in enumerate(("La route de Zongo est en panne ?", "Quand ouvre l'état civil ?")):
        text = send(officer, ROOM, f"{ROOM}/aloud", {"token": f"{number}" * 32, "text": words}).text
    assert text.count("Join it to another") == 3 and "seem to ask the same" not in text
    form = text.split('<select id="join-2"')[1].split("</form>")[0]
    assert re.findall(r'<option value="(\d*)"', form) == ["", "1", "3"]
    assert "Tick two questions" in send(officer, ROOM, f"{ROOM}/join", {"question": ["2", ""], "words": "x"}).text
    assert "Tick two questions" in send(officer, ROOM, f"{ROOM}/join", {"question": ["2", "2"], "words": "x"}).text
    text = send(officer, ROOM, f"{ROOM}/join", {"question": ["2", "3"], "words": "Route et état civil ?"}).text
    assert "They are one question now" in text and "asked by 2 people" in text
    send(officer, ROOM, f"{ROOM}/2/writing", {})
    assert "Passed on as a written request" in officer.get(ROOM).text


def test_the_address_of_the_screen_is_shown_and_made_anew(officer: FlaskClient) -> None:
    first = send(officer, ROOM, f"{ROOM}/screen", {}).text
    second = send(officer, ROOM, f"{ROOM}/screen", {}).text
    found = [re.search(r"/assoli/room/([0-9a-f]{32})", text) for text in (first, second)]
    assert found[0] and found[1] and found[0][1] != found[1][1]


def test_the_room_votes_and_what_it_adopts_is_promised(panel: Panel, officer: FlaskClient) -> None:
    assert "Write the recommendation." in send(officer, VOTES, f"{VOTES}/put", {"way": "hands"}).text
    new = {"text": "Élargir le débat " + NASTY, "way": "hands", "owner": "Mairie", "question": "1"}
    text = send(officer, VOTES, f"{VOTES}/put", new).text
    assert "Being voted" in text and "<script>alert" not in text
    count = {"votes_for": "31", "votes_against": "2", "abstained": "x", "first": "Secrétaire", "second": "Témoin"}
    assert "Write a whole number." in send(officer, VOTES, f"{VOTES}/1/hands", count).text
    count |= {"abstained": "0", "second": "Secrétaire"}
    assert "the two people who signed" in send(officer, VOTES, f"{VOTES}/1/hands", {**count, "more_hands": "y"}).text
    text = send(officer, VOTES, f"{VOTES}/1/hands", {**count, "second": "Témoin"}).text
    assert "More hands than people counted at the door" in text and "Nobody was counted" in text
    assert "Adopted" not in text  # it is asked before anything is written down
    text = send(officer, VOTES, f"{VOTES}/1/hands", {**count, "second": "Témoin", "more_hands": "y"}).text
    assert "Adopted" in text and "R1" in text and "Communication_Officer" in text
    assert panel.house.work.read(lambda db: db.scalars(select(FollowUp.origin)).one()) == "recommendation"


def test_a_promise_and_a_vote_for_a_past_day_are_asked_about_once_more(officer: FlaskClient) -> None:
    given = {"p1-text": "Payer le forage", "p1-due_on": "2020-01-31"}
    text = send(officer, ROOM, f"{ROOM}/1/promise", given).text
    assert "This day is past" in text and 'name="p1-past_day"' in text
    assert "R1" in send(officer, ROOM, f"{ROOM}/1/promise", {**given, "p1-past_day": "y"}).text
    new = {"text": "Élargir", "way": "hands", "due_on": "2020-01-31"}
    assert "This day is past" in send(officer, VOTES, f"{VOTES}/put", new).text
    assert "Being voted" in send(officer, VOTES, f"{VOTES}/put", {**new, "past_day": "y"}).text


def test_a_vote_by_phone_shows_its_code_counts_five_at_least_and_is_taken_back(officer: FlaskClient) -> None:
    text = send(officer, VOTES, f"{VOTES}/put", {"text": "Deux séances par an", "way": "phones"}).text
    assert re.search(r'<strong dir="ltr">\d{4}</strong>', text)
    assert "Fewer than 5 phones" in send(officer, VOTES, f"{VOTES}/1/phones", {}).text
    assert "Write why." in send(officer, VOTES, f"{VOTES}/1/withdraw", {"withdraw-reason": ""}).text
    assert "Taken back" in send(officer, VOTES, f"{VOTES}/1/withdraw", {"withdraw-reason": "À revoir"}).text


def test_the_report_says_what_it_lacks_is_sent_and_published_once(panel: Panel, officer: FlaskClient) -> None:
    text = officer.get(REPORTS).text
    assert "Bureau" in text and "not written down" in text
    assert officer.get(f"{REPORTS}/fr.pdf").data.startswith(b"%PDF-")
    assert officer.get(f"{REPORTS}/ar.docx").data.startswith(b"PK")
    assert [officer.get(f"{REPORTS}/{name}").status_code for name in ("xx.pdf", "fr.exe")] == [404, 404]
    assert "published as a document" in send(officer, REPORTS, f"{REPORTS}/publish", {"language": "fr"}).text
    assert "published in this language already" in send(officer, REPORTS, f"{REPORTS}/publish", {"language": "fr"}).text
    assert panel.house.work.read(lambda db: db.scalars(select(Document.language)).all()) == ["fr"]
    assert len(list((panel.house.files).iterdir())) == 1  # the second file was thrown away


def test_observers_read_and_change_nothing_and_another_commune_finds_nothing(panel: Panel, room: int) -> None:
    observer = panel.browser(panel.person(RoleName.OBSERVER))
    for path in (BASE, ROOM, VOTES, REPORTS):
        assert observer.get(path).status_code == 200 and "<form method" not in observer.get(path).text.split("<main")[1]
    assert observer.post(f"{ROOM}/1/show").status_code in {400, 403}
    stranger = panel.browser(panel.person(RoleName.ADMINISTRATOR, 1))
    assert [stranger.get(path).status_code for path in (ROOM, VOTES, REPORTS)] == [404, 404, 404]
    assert stranger.get(f"{BASE}{2**40}").status_code == 404
