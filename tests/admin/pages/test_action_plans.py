"""Staff write a plan, its commitments, activities and figures; the technical sheet comes out filled in."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import FollowUp
from services.action_plan.activities import add_activity
from services.action_plan.commitments import add_commitment
from services.action_plan.drafts import ActivityDraft, PlanDraft
from services.action_plan.measuring import add_indicator
from services.action_plan.writing import add_plan
from services.roles import RoleName
from tests.admin.conftest import Panel
from tests.admin.pages.test_follow_ups import NASTY, send
from tests.services.action_plan.planting import ACTIVITIES, COMMITMENT, INDICATORS
from tests.services.action_plan.test_plan import TABLE
from tests.services.indicators.planting import plant_inquiry

PLANS, PLAN, COMMITMENTS, INDICATOR = (
    *("/panel/action-plans/", "/panel/action-plans/1", "/panel/plan-commitments/1", "/panel/plan-indicators/1/1"),
)
NEW = {"title_0": "Plan ouvert " + NASTY, "first_on": "2023-06-01", "last_on": "2031-05-31", "partner": "PGO"}
UNFIT = ">before its start<"


def bare(text: str) -> str:
    """Return a text without the marks that keep the direction of what is put into it."""
    return text.replace("\u2068", "").replace("\u2069", "").replace("\xa0", " ")


@pytest.fixture
def officer(panel: Panel) -> FlaskClient:
    return panel.browser(panel.person(RoleName.BUDGET_OFFICER))


@pytest.fixture
def planned(panel: Panel) -> Panel:
    """A commune with the plan of commitment 1, read by staff alone."""

    def plant(db: Session) -> None:
        keys = (db, panel.house, panel.communes[0].id)
        draft = PlanDraft({"fr": "Plan ouvert " + NASTY}, date(2023, 6, 1), date(2031, 5, 31))
        plan = add_plan(*keys, draft, staff_id=None)
        commitment = add_commitment(*keys, plan, COMMITMENT, staff_id=None)
        for activity in (*ACTIVITIES, ActivityDraft("Former " + NASTY)):
            add_activity(*keys, commitment, activity, staff_id=None)
        for indicator in INDICATORS:
            add_indicator(*keys, commitment, indicator, staff_id=None)
        plant_inquiry(db, panel.communes[0], day=date(2026, 1, 10))

    panel.house.work.write(plant)
    return panel


def test_a_plan_is_written_down_published_and_taken_back(panel: Panel, officer: FlaskClient) -> None:
    assert "No plan is written down yet." in officer.get(PLANS).text
    wrong = send(officer, PLANS + "new", PLANS + "new", {**NEW, "last_on": "2020-01-01"})
    assert "A plan ends after it begins" in wrong.text
    shown = send(officer, PLANS + "new", PLANS + "new", NEW)
    assert shown.request.path == PLAN and "<script>alert" not in shown.text
    changed = send(officer, PLAN + "/edit", PLAN + "/edit", {**NEW, "title_0": "Commune ouverte"})
    assert "Commune ouverte" in changed.text and "PGO" in changed.text
    new = PLAN + "/commitments/new"
    given = {"number": "1", "title_0": "Budget citoyen", "problem_0": "Trop technique", "principles": ["transparency"]}
    made = send(officer, new, new, given)
    assert made.request.path == COMMITMENTS and "Trop technique" in made.text and "Transparency" in made.text
    assert "The plan has a commitment 1 already." in send(officer, new, new, given).text
    edit = COMMITMENTS + "/edit"
    assert "checked" in officer.get(edit).text and "Trop technique" in officer.get(edit).text
    assert "Transparency" not in send(officer, edit, edit, {"number": "2", "title_0": "Budget citoyen"}).text
    assert "people ask for it by sms" in send(officer, PLAN, PLAN + "/publish", {}).text.lower()
    assert "Staff alone read the plan" in send(officer, PLAN, PLAN + "/withdraw", {}).text
    assert "The commitment is removed." in send(officer, COMMITMENTS, COMMITMENTS + "/remove", {}).text
    assert "The plan is removed." in send(officer, PLAN, PLAN + "/remove", {}).text


def test_dates_that_do_not_fit_are_pointed_out_and_put_right_with_a_reason(
    planned: Panel, officer: FlaskClient
) -> None:
    text = officer.get(COMMITMENTS).text
    assert (
        text.count(UNFIT) == 3
        and "01/2023" in text
        and "4 with dates that do not fit" in text
        and "cannot be read as a day" in text
    )
    assert "<script>alert" not in text
    days = COMMITMENTS + "/activities/1"
    assert "The end (01/2023) stands before the start (06/2023)" in bare(officer.get(days).text)
    assert "Write why" in send(officer, days, days, {"starts": "06/2023", "ends": "01/2024"}).text
    kept = send(officer, days, days, {"starts": "06/2023", "ends": "01/2024", "reason": "Erreur d'année"})
    assert kept.request.path == COMMITMENTS and kept.text.count(UNFIT) == 2
    said = send(officer, days, days + "/words", {"words-activity_0": "Publier un budget clair"})
    assert "Publier un budget clair" in said.text
    assert officer.get(COMMITMENTS + "/activities/99").status_code == 404


def test_an_activity_is_added_and_others_are_taken_over_from_a_table(planned: Panel, officer: FlaskClient) -> None:
    act = COMMITMENTS + "/activities"
    assert "Write what is promised." in send(officer, COMMITMENTS, act, {"activity-activity_0": ""}).text
    given = {"activity-activity_0": "Ouvrir une radio", "activity-starts": "2027", "activity-ends": "mars 2027"}
    assert "Ouvrir une radio" in send(officer, COMMITMENTS, act, given).text
    table = {"table-file": (io.BytesIO(TABLE.encode()), "plan.csv")}
    waiting = send(officer, COMMITMENTS, COMMITMENTS + "/table", table)
    assert waiting.request.path == "/panel/follow-up-tables/1" and waiting.text.count(UNFIT) == 3
    send(officer, "/panel/follow-up-tables/1", "/panel/follow-up-tables/1/accept", {"row-4": "done"})
    assert "Éditer un guide<" in officer.get(COMMITMENTS).text
    broken = {"table-file": (io.BytesIO(b"%PDF-1.7"), "plan.csv")}
    assert "cannot be read" in send(officer, COMMITMENTS, COMMITMENTS + "/table", broken).text


def test_figures_are_counted_from_records_or_typed_with_their_source(planned: Panel, officer: FlaskClient) -> None:
    text = officer.get(COMMITMENTS).text
    assert "/panel/indicators/budget_requests?first=2023-06-01" in text
    new = "/panel/plan-indicators/1/new"
    assert "Choose a live figure, or write what is measured." in send(officer, new, new, {"judges": "impact"}).text
    given = {"judges": "impact", "measured_0": "Visites du bureau", "unit": "visites", "target": "500"}
    assert "Visites du bureau" in send(officer, new, new, given).text
    own = "/panel/plan-indicators/1/5"
    read = {"read_on": "2026-01-31", "value": "42,5", "source": "Registre"}
    assert "42.5 visites" in bare(send(officer, own, own + "/readings", read).text)
    assert "Write a number" in send(officer, own, own + "/readings", {**read, "value": "beaucoup"}).text
    assert "Registre" in officer.get(COMMITMENTS).text
    assert "The figure is taken away." in send(officer, own, own + "/readings/1/remove", {}).text
    bound = send(officer, own, own, {"judges": "result", "key": "answered_in_time"})
    assert "Requests answered in time" in bound.text
    assert "The indicator is removed." in send(officer, own, own + "/remove", {}).text
    assert officer.get(own).status_code == 404
    assert "none is typed" in send(officer, INDICATOR, INDICATOR + "/readings", read).text


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "Engagement 1 : Budget citoyen"), ("ar", "الالتزام 1"), ("en", "Commitment 1")]
)
def test_the_sheet_comes_out_filled_in_as_a_document(
    planned: Panel, officer: FlaskClient, language: str, said: str
) -> None:
    answer = officer.get(f"{COMMITMENTS}/sheet/{language}.docx")
    document = Document(io.BytesIO(answer.data))
    words = "\n".join(
        [line.text for line in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    assert said in bare(words)
    assert "01/2023" in words and "06/2023" in words
    assert officer.get(f"{COMMITMENTS}/sheet/xx.docx").status_code == 404
    assert officer.get(f"{COMMITMENTS}/sheet/fr.exe").status_code == 404


def test_an_observer_reads_and_changes_nothing_and_another_commune_sees_none(planned: Panel) -> None:
    observer = planned.browser(planned.person(RoleName.OBSERVER))
    assert "Budget citoyen" in observer.get(COMMITMENTS).text
    assert observer.get(COMMITMENTS + "/edit").status_code == 403
    elsewhere = planned.browser(planned.person(RoleName.ADMINISTRATOR, 1))
    for path in (PLAN, COMMITMENTS, INDICATOR, f"{COMMITMENTS}/sheet/fr.docx"):
        assert elsewhere.get(path).status_code == 404
    kept = planned.house.work.read(lambda db: {row.visibility for row in db.scalars(select(FollowUp))})
    assert kept == {"staff"}
