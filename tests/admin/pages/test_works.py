"""Staff report what happens to works, see what is late or lacks its proof, and nobody else can."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import Commune, Contact, Line, Project
from models.project import ProjectState
from services.projects.reports import report_works
from services.roles import RoleName
from tests.admin.conftest import NOW, Panel
from tests.services.townsfolk import plant_contact, plant_line
from tests.services.uploads.pictures import SECRET, taken

PAGE = "/panel/works/7"


def send(browser: FlaskClient, act: str, data: dict[str, Any]) -> TestResponse:
    """Send one of the page's forms, as the page has it."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(PAGE).text)
    assert token
    return browser.post(f"{PAGE}/{act}", data={"csrf_token": token[1], **data}, follow_redirects=True)


@pytest.fixture
def built(panel: Panel) -> Panel:
    def work(db: Session) -> None:
        names = {"fr": "Forage Zongo", "en": "Zongo well"}
        fields = {"titles": names, "short_names": names, "cost": 300_000, "made_at": NOW}
        place = panel.communes[0].id
        db.add(Project(commune_id=place, number=7, state=ProjectState.UNDER_WAY, due_on=date(2020, 1, 1), **fields))
        db.add(Project(commune_id=place, number=8, state=ProjectState.DONE, done_on=date(2020, 1, 1), **fields))
        db.add(Project(commune_id=place, number=9, state=ProjectState.ON_BALLOT, **fields))

    panel.house.work.write(work)
    return panel


def test_the_list_shows_what_is_late_and_what_lacks_its_proof(built: Panel) -> None:
    text = built.browser(built.person(RoleName.OBSERVER)).get("/panel/works/").text
    assert "Late: no new date" in text and "Done without a proof: not counted" in text
    assert text.count("Zongo well") == 2  # what is still on the ballot has no works


@pytest.mark.parametrize(
    ("act", "data", "said"),
    [
        ("contractor", {"company": "Sarl", "amount": "250 000"}, "Sarl"),
        ("milestone", {"title": "Dalle", "due_on": "2031-05-01"}, "Dalle"),
        ("delay", {"code": "weather", "reason": "La piste", "due_on": "2031-05-01"}, "Rain, or roads cut"),
        ("scope", {"change": "Pompe à pied", "reason": "Soleil"}, "Pompe à pied"),
    ],
)
def test_what_is_reported_stands_on_the_page_and_in_the_history(
    built: Panel, act: str, data: dict[str, str], said: str
) -> None:
    browser = built.browser(built.person(RoleName.BUDGET_OFFICER))
    sent = {f"{act}-{name}": value for name, value in data.items()}
    answer = send(browser, act, sent)
    assert answer.status_code == 200 and said in answer.text.split("<h2>History</h2>")[1]


def test_what_is_missing_is_said_in_its_form(built: Panel) -> None:
    browser = built.browser(built.person(RoleName.BUDGET_OFFICER))
    text = send(browser, "scope", {"scope-change": "Pompe"}).text
    assert "Write why." in text and 'value="Pompe"' in text
    text = send(browser, "delay", {"delay-code": "land", "delay-reason": "x", "delay-due_on": "2019-01-01"}).text
    assert "The new date must be later than the one promised." in text


def test_a_step_is_planned_moved_and_signed_off(built: Panel) -> None:
    browser = built.browser(built.person(RoleName.BUDGET_OFFICER))
    send(browser, "milestone", {"milestone-title": "Dalle", "milestone-due_on": "2031-05-01"})
    text = send(browser, "milestones/1/moved", {"due_on": "2031-06-01", "reason": "Pluies"}).text
    assert "planned anew" in text and "Pluies" in text
    text = send(browser, "milestones/1/reached", {"done_on": "2020-06-01", "proof": ""}).text
    assert "Name the proof." in text
    text = send(browser, "milestones/1/reached", {"done_on": "2020-06-01", "proof": "PV"}).text
    assert "signed off" in text
    text = send(browser, "milestones/1/reached", {"done_on": "2020-06-01", "proof": "PV"}).text
    assert "signed off already" in text


def test_a_photo_is_published_seen_and_taken_away_with_its_file(built: Panel) -> None:
    browser = built.browser(built.person(RoleName.COMMUNICATION_OFFICER))
    sent = {"photo-moment": "before", "photo-alt": "Le terrain", "photo-file": (io.BytesIO(taken()), "x.php")}
    text = send(browser, "photo", sent).text
    assert "Le terrain" in text
    kept = browser.get(f"{PAGE}/photos/1", buffered=True)
    assert kept.mimetype == "image/jpeg" and SECRET not in kept.data and kept.cache_control.private
    send(browser, "photos/1/remove", {})
    assert browser.get(f"{PAGE}/photos/1").status_code == 404
    assert list((built.house.files / "documents").iterdir()) == []


def test_a_file_that_is_no_picture_is_refused_in_words_and_not_kept(built: Panel) -> None:
    browser = built.browser(built.person(RoleName.COMMUNICATION_OFFICER))
    for content in (b"%PDF-1.4 %%EOF", b"", b"\xff\xd8\xff" + bytes(90), taken()[:70]):
        sent = {"photo-moment": "before", "photo-alt": "x", "photo-file": (io.BytesIO(content), "x.jpg")}
        text = send(browser, "photo", sent).text
        assert 'class="notice wrong"' in text
    assert not (built.house.files / "documents").exists() or not list((built.house.files / "documents").iterdir())


def test_observers_read_and_change_nothing_and_another_commune_finds_nothing(built: Panel) -> None:
    observer = built.browser(built.person(RoleName.OBSERVER))
    text = observer.get(PAGE).text
    assert "Report a delay" not in text and f"{PAGE}/photo" not in text
    assert observer.post(f"{PAGE}/contractor", data={}).status_code in {400, 403}
    other = built.browser(built.person(RoleName.ADMINISTRATOR, 1))
    assert other.get(PAGE).status_code == 404


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_pages_open_in_every_language(built: Panel, language: str) -> None:
    browser = built.browser(built.person(RoleName.ADMINISTRATOR))
    send(browser, "delay", {"delay-code": "land", "delay-reason": "x", "delay-due_on": "2031-01-01"})
    for page in ("/panel/works/", PAGE, "/panel/works/9", "/panel/projects/7"):
        assert browser.get(f"{page}?lang={language}").status_code == 200
    assert browser.get("/panel/works/99999999999").status_code == 404


def test_staff_answer_what_people_report_and_close_it(built: Panel) -> None:
    def work(db: Session) -> None:
        commune = db.get_one(Commune, built.communes[0].id)
        project = db.query(Project).filter_by(commune_id=commune.id, number=7).one()
        contact, line = plant_contact(db, built.house, commune, "+22890000007"), plant_line(db, commune)
        report_works(db, built.house, project, contact, line, "la pompe <b>fuit</b>", None)

    def again(db: Session) -> None:
        commune = db.get_one(Commune, built.communes[0].id)
        contact = db.query(Contact).filter_by(commune_id=commune.id).one()
        line = db.query(Line).order_by(Line.id.desc()).limit(1).one()
        project = db.query(Project).filter_by(commune_id=commune.id, number=7).one()
        report_works(db, built.house, project, contact, line, "insultes", None)

    built.house.work.write(work)
    browser = built.browser(built.person(RoleName.MODERATOR))
    assert "report on works to answer" in browser.get("/panel/today/").text
    text = browser.get(PAGE).text
    assert "la pompe &lt;b&gt;fuit" in text and "To answer" in text and "+228" not in text
    text = send(browser, "reports", {"report": "1", "reports-outcome": "answered", "reports-answer": ""}).text
    assert "Write the answer. Who reported it reads it." in text
    text = send(browser, "reports", {"reports-outcome": "answered", "reports-answer": "Lundi"}).text
    assert "Choose at least one report" in text
    text = send(browser, "reports", {"report": "1", "reports-outcome": "answered", "reports-answer": "Lundi"}).text
    assert "Answered, still open" in text and "1 person is told." in text
    text = send(browser, "reports", {"report": "1", "reports-outcome": "repaired", "reports-answer": "Fait"}).text
    assert "Closed" in text
    built.house.work.write(again)
    text = send(browser, "reports", {"report": "2", "reports-outcome": "unfit", "reports-answer": ""}).text
    assert "Nobody is told." in text
    assert browser.get(f"{PAGE}/reports/1/photo").status_code == 404


@pytest.mark.parametrize(
    ("language", "late", "before"), [("fr", "Pluies ou routes", "Avant les travaux"), ("ar", "أمطار", "قبل الأشغال")]
)
def test_what_can_be_chosen_is_said_in_the_language_of_the_page(
    built: Panel, language: str, late: str, before: str
) -> None:
    browser = built.browser(built.person(RoleName.ADMINISTRATOR))
    text = browser.get(f"{PAGE}?lang={language}").text
    assert late in text and before in text and "Rain, or roads" not in text
    text = browser.get(f"/panel/projects/7?lang={language}").text
    assert "Works under way" not in text
