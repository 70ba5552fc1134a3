"""Staff write promises down, move them, prove them, carry them over and take an old table over; observers only read."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import Commune
from services.follow_ups.making import NewFollowUp, add_follow_up
from services.follow_ups.reading import follow_up_page
from services.follow_ups.reminding import remind_all
from services.requests import file_question
from services.roles import RoleName
from tests.admin.conftest import Panel
from tests.services.follow_ups.test_tables import SEGOU
from tests.services.townsfolk import plant_contact, plant_line
from tests.services.uploads.files import PDF
from tests.services.uploads.pictures import SECRET, taken

LIST, PAGE, TABLES = "/panel/follow-ups/", "/panel/follow-ups/1", "/panel/follow-up-tables/"
NASTY = "<script>alert(1)</script> %(x)s %"


def send(browser: FlaskClient, page: str, act: str, data: dict[str, Any]) -> TestResponse:
    """Send one of a page's forms, as the page has it."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(page).text)
    assert token
    return browser.post(act, data={"csrf_token": token[1], **data}, follow_redirects=True)


def promise(panel: Panel, text: str = "Former les citoyens", **fields: Any) -> int:
    given = {"origin": "recommendation", "occasion": "Séance de février " + NASTY, "owner": "Mairie", **fields}
    place, house = panel.communes[0].id, panel.house
    new = NewFollowUp(text=text, **given)
    return house.work.write(lambda db: add_follow_up(db, house, place, new, staff_id=None).number)


@pytest.fixture
def officer(panel: Panel) -> FlaskClient:
    return panel.browser(panel.person(RoleName.BUDGET_OFFICER))


def test_the_list_shows_what_is_late_what_is_mine_and_can_be_narrowed(panel: Panel) -> None:
    me = panel.person(RoleName.MODERATOR)
    promise(panel, "En retard " + NASTY, due_on=date(2020, 1, 1))
    promise(panel, "Entre mes mains", person_id=me, origin="plan_activity", owner="Voirie")
    browser = panel.browser(me)
    text = browser.get(LIST).text
    assert "R1" in text and "R2" in text and "<script>alert" not in text
    assert text.index("En retard") < text.index("Entre mes mains")
    for state, shown in (("late", "R1"), ("mine", "R2"), ("from:plan_activity", "R2"), ("by:Mairie", "R1")):
        rows = re.findall(r"<bdi>(R\d)</bdi>", browser.get(f"{LIST}?state={state}").text)
        assert rows == [shown], state
    assert "No promise here." in browser.get(f"{LIST}?state=unsaid").text


def test_a_promise_is_written_down_and_leads_to_its_page(panel: Panel, officer: FlaskClient) -> None:
    given = {"origin": "corrective_action", "text": "Publier le budget " + NASTY, "due_on": "2031-05-01"}
    answer = send(officer, LIST + "new", LIST + "new", given)
    assert "Choose who reads it." in answer.text  # nothing is public unless somebody says so
    answer = send(officer, LIST + "new", LIST + "new", {**given, "visibility": "public", "owner": "Finances"})
    assert answer.request.path == PAGE
    assert "Corrective action" in answer.text and "Finances" in answer.text and "<script>alert" not in answer.text


@pytest.mark.parametrize(
    ("act", "data", "said"),
    [
        ("move", {"state": "in_progress", "note": "Le formateur est là."}, "Le formateur est là."),
        ("move", {"state": "abandoned", "note": ""}, "Write why."),
        ("move", {"state": "", "note": "x"}, "Choose where it stands."),
        ("due", {"due_on": "2031-06-01", "reason": ""}, "another one needs its reason"),
        ("due", {"due_on": "2031-06-01", "reason": "Le marché"}, "Le marché"),
        ("owner", {"owner": "Voirie", "person": ""}, "Voirie"),
        ("owner", {"owner": "Mairie", "person": ""}, "That is how it stands already."),
        ("visibility", {"visibility": "staff"}, "not public"),
        ("visibility", {"visibility": "named"}, "It is written down who reads it."),
        ("evidence", {"kind": "figure", "words": "Formés", "figure": "1 200,5", "unit": "personnes"}, "200.5"),
        ("evidence", {"kind": "document", "words": "PV n° 3"}, "PV n° 3"),
        ("evidence", {"kind": "document", "words": ""}, "Say what it shows."),
    ],
)
def test_what_is_sent_is_kept_or_said_to_be_wrong(
    panel: Panel, officer: FlaskClient, act: str, data: dict[str, str], said: str
) -> None:
    promise(panel, due_on=date(2031, 5, 1))
    answer = send(officer, PAGE, f"{PAGE}/{act}", {f"{act}-{name}": value for name, value in data.items()})
    assert said in answer.text


@pytest.mark.parametrize(
    ("language", "asked", "pointed_out"),
    [
        ("fr", "Ce jour est avant celui de la promesse.", "avant la promesse : à vérifier"),
        ("ar", "هذا اليوم قبل يوم الوعد.", "قبل الوعد: للتحقق"),
    ],
)
def test_a_day_before_the_promise_is_asked_about_once_more_kept_and_pointed_out(
    panel: Panel, officer: FlaskClient, language: str, asked: str, pointed_out: str
) -> None:
    promise(panel, promised_on=date(2026, 11, 2))
    send(officer, PAGE, "/panel/language", {"language": language})
    assert "early_day" not in officer.get(PAGE).text
    given = {"move-state": "done", "move-done_on": "2026-11-01"}
    answer = send(officer, PAGE, f"{PAGE}/move", given).text
    assert asked in answer and 'name="move-early_day"' in answer and pointed_out not in answer
    kept = send(officer, PAGE, f"{PAGE}/move", {**given, "move-early_day": "y"}).text
    assert pointed_out in kept and "early_day" not in kept
    for done_on in ("2026-11-02", ""):
        again = {"move-state": "done", "move-done_on": done_on, "move-note": "Le jour est corrigé."}
        assert pointed_out not in send(officer, PAGE, f"{PAGE}/move", again).text
    running = {**given, "move-state": "in_progress"}
    assert asked not in send(officer, PAGE, f"{PAGE}/move", running).text  # only what is done has a day


def test_a_photo_loses_what_the_camera_wrote_and_a_file_is_only_saved(panel: Panel, officer: FlaskClient) -> None:
    promise(panel)
    for kind, name, content in (("photo", "x.jpg", taken()), ("document", "pv.pdf", PDF)):
        data = {"evidence-kind": kind, "evidence-words": f"Une {kind}", "evidence-file": (io.BytesIO(content), name)}
        assert "The proof is added." in send(officer, PAGE, f"{PAGE}/evidence", data).text
    photo, paper = (officer.get(f"{PAGE}/evidence/{one}/file", buffered=True) for one in (1, 2))
    assert photo.mimetype == "image/jpeg" and SECRET not in photo.data
    assert paper.data == PDF and paper.headers["Content-Disposition"].startswith("attachment")
    bad = {"evidence-kind": "photo", "evidence-words": "x", "evidence-file": (io.BytesIO(PDF), "x.jpg")}
    assert send(officer, PAGE, f"{PAGE}/evidence", bad).status_code == 200
    assert officer.get(f"{PAGE}/evidence/3/file").status_code == 404
    answer = send(officer, PAGE, f"{PAGE}/evidence/1/remove", {"reason": "Mauvaise photo"})
    assert "The proof is taken away." in answer.text and "Mauvaise photo" in answer.text
    assert officer.get(f"{PAGE}/evidence/1/file").status_code == 404


def test_what_is_open_is_carried_over_once(panel: Panel, officer: FlaskClient) -> None:
    promise(panel)
    data = {"origin": "recommendation", "occasion": "Séance de juin"}
    assert "What is still awaited is carried over." in send(officer, LIST, f"{LIST}carry", data).text
    assert "Nothing is left to carry over" in send(officer, LIST, f"{LIST}carry", data).text
    assert "Séance de juin" in officer.get(PAGE).text


def test_a_table_is_read_looked_at_and_taken_over(panel: Panel, officer: FlaskClient) -> None:
    data = {"origin": "recommendation", "occasion": "Séance de 2018", "promised_on": "2018-02-22"}
    data |= {"visibility": "public"}
    wrong = send(officer, TABLES, TABLES, {**data, "file": (io.BytesIO(b"Nom;Prenom\nA;B\n"), "x.csv")})
    assert "No column of promises was found" in wrong.text
    answer = send(officer, TABLES, TABLES, {**data, "file": (io.BytesIO(SEGOU.encode()), "segou.csv")})
    assert "des réflexions sont en cours" in answer.text
    assert "Of 3 rows the words do not say surely" in answer.text
    page = answer.request.path
    assert "segou.csv" in officer.get(LIST).text  # it waits, whoever goes on with it
    answer = send(officer, page, f"{page}/accept", {"row-5": "in_progress", "row-6": "", "row-7": "leave_out"})
    assert "The table is taken over." in answer.text
    assert len(set(re.findall(r"<bdi>(R\d)</bdi>", officer.get(LIST).text))) == 6
    assert "le cadre existe déjà mais non fonctionnel" in officer.get("/panel/follow-ups/4").text
    assert officer.get(page).status_code == 404
    second = send(officer, LIST, f"{page}/accept", {"row-5": "done"})  # the other tab
    assert second.request.path == LIST and "A colleague took this table over or dropped it meanwhile." in second.text
    again = send(officer, TABLES, TABLES, {**data, "file": (io.BytesIO(SEGOU.encode()), "segou.csv")})
    assert "There already as R1" in again.text
    dropped = send(officer, again.request.path, f"{again.request.path}/drop", {})
    assert "The table is dropped." in dropped.text


def test_what_an_answer_promises_is_written_down_beside_it(panel: Panel, officer: FlaskClient) -> None:
    house, place = panel.house, panel.communes[0].id

    def ask(db: Session) -> int:
        commune = db.get_one(Commune, place)
        who = {"contact": plant_contact(db, house, commune, "+22890000001"), "line": plant_line(db, commune)}
        row = file_question(db, house, commune=commune, text="Quand la pompe ?", topic="water", language="fr", **who)
        return row.id

    request = house.work.write(ask)
    page = f"/panel/follow-up-answers/{request}"
    data = {"text": "Réparer la pompe", "visibility": "staff", "due_on": "2031-01-01"}
    answer = send(officer, page, page, data)
    assert answer.request.path == f"/panel/requests/{request}"
    assert "Réparer la pompe" in answer.text and "R1" in answer.text
    assert "/panel/requests/" in officer.get(PAGE).text


def test_what_is_named_is_seen_by_those_it_names_alone(panel: Panel) -> None:
    owner = panel.person(RoleName.MODERATOR)
    promise(panel, "Contrat d'Awa", origin="contract_target", visibility="named", person_id=owner)
    assert panel.browser(owner).get(PAGE).status_code == 200
    assert panel.browser(panel.person(RoleName.ADMINISTRATOR)).get(PAGE).status_code == 200
    other = panel.browser(panel.person(RoleName.BUDGET_OFFICER))
    assert other.get(PAGE).status_code == 404
    assert "Contrat d" not in other.get(LIST).text
    assert send(other, LIST, f"{PAGE}/move", {"move-state": "done"}).status_code == 404


def test_what_is_of_another_commune_is_not_there(panel: Panel) -> None:
    promise(panel)
    stranger = panel.browser(panel.person(RoleName.ADMINISTRATOR, 1))
    assert stranger.get(PAGE).status_code == 404
    text = re.sub(r'name="csrf_token" value="[^"]*"', "", stranger.get(LIST).text)  # two letters of it may be R1
    assert "R1" not in text and "Former les citoyens" not in text


def test_an_observer_reads_and_changes_nothing(panel: Panel) -> None:
    promise(panel)
    observer = panel.browser(panel.person(RoleName.OBSERVER))
    assert "Say where it stands" not in observer.get(PAGE).text
    assert observer.get(TABLES).status_code == 403


def test_today_shows_what_is_late_mine_unsaid_and_reminded_of(panel: Panel) -> None:
    me = panel.person(RoleName.MODERATOR)
    promise(panel, due_on=date(2026, 11, 2), promised_on=date(2026, 1, 1), person_id=me)
    promise(panel, "Sans état", state=None)
    panel.house.work.write(lambda db: remind_all(db, panel.house))
    text = panel.browser(me).get("/panel/today/").text
    assert "promise that is late" in text and "promise in your hand" in text
    assert "promise whose state is to be said" in text and "Overdue" in text
    assert "Nothing waits for an answer." not in text


def test_who_publishes_a_promise_sees_what_staff_wrote_and_ticks_what_everybody_reads(
    panel: Panel, officer: FlaskClient
) -> None:
    promise(panel, visibility="staff")
    for note in ("Le maire hésite " + NASTY, "Le devis est signé"):
        send(officer, PAGE, f"{PAGE}/move", {"move-state": "not_started", "move-note": note})
    send(officer, PAGE, f"{PAGE}/evidence", {"evidence-kind": "document", "evidence-words": "Lettre du préfet"})
    text = officer.get(PAGE).text
    ticks = re.findall(r'name="visibility-notes"[^>]*value="(\d+)"', text)
    assert len(ticks) == 2 and "Lettre du préfet" in text and "<script>alert" not in text
    chosen = {"visibility-visibility": "public", "visibility-notes": ticks[0]}  # the latest stands first
    send(officer, PAGE, f"{PAGE}/visibility", chosen)
    inside, commune = officer.get(PAGE).text, panel.communes[0].id

    def everybody() -> tuple[list[str | None], int]:
        page = panel.house.work.read(lambda db: follow_up_page(db, commune, 1, today=date(2026, 4, 1)))
        return [one.note for one in page.history if one.note], len(page.evidence)

    assert "for staff" in inside and "Le maire hésite" in inside
    assert everybody() == (["Le devis est signé"], 0)
    wrong = send(officer, PAGE, f"{PAGE}/visibility", {**chosen, "visibility-notes": "999999"})
    assert (
        wrong.status_code == 200 and "Le maire hésite" not in panel.app.test_client().get("/sokode/follow-ups/1").text
    )


def test_a_promise_that_was_always_public_asks_for_no_ticks(panel: Panel, officer: FlaskClient) -> None:
    promise(panel, visibility="public")
    send(officer, PAGE, f"{PAGE}/move", {"move-state": "not_started", "move-note": "Tout va bien"})
    assert 'name="visibility-notes"' not in officer.get(PAGE).text
