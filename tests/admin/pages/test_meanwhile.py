"""Nobody writes over what another kept meanwhile without having seen it, on any page that writes a record anew."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from services.associations import add_association
from services.contracts.drafts import TargetDraft
from services.public_sessions.agenda import NewItem, add_item
from services.public_sessions.announcing import NewSession, add_session
from services.roles import RoleName
from services.uploads import keep_voice
from tests.admin.conftest import Panel
from tests.admin.pages.test_action_plans import COMMITMENTS, INDICATOR, PLAN, planned
from tests.admin.pages.test_contracts import LIST as CONTRACTS
from tests.admin.pages.test_contracts import SIGNING, Staffed, staffed
from tests.admin.pages.test_follow_ups import PAGE as PROMISE
from tests.admin.pages.test_follow_ups import promise, send
from tests.admin.pages.test_management_dialogues import programmes
from tests.admin.pages.test_proposal_voices import PAGE as PROPOSAL
from tests.admin.pages.test_proposal_voices import plant as plant_spoken
from tests.admin.pages.test_works import PAGE as WORKS
from tests.admin.pages.test_works import built
from tests.admin.pages.two_people import clash, form_in, press
from tests.services.uploads.sounds import voice

__all__ = ["built", "planned", "programmes", "staffed"]  # fixtures

SESSION = "/panel/sessions/1"


def test_programmes_their_actions_and_indicators(officer: FlaskClient, programmes: list[int]) -> None:
    page = f"/panel/programmes/{programmes[0]}"
    clash(officer, f"{page}/edit", f"{page}/edit", "responsible", "Awa", "Bio")
    clash(officer, page, f"{page}/actions/1", "action1-manager", "Awa", "Bio")
    clash(officer, f"{page}/indicators/1", f"{page}/indicators/1", "source", "Register", "Census")


def test_what_was_measured_and_the_quarters_of_a_dashboard(officer: FlaskClient, programmes: list[int]) -> None:
    sheet = f"/panel/programmes/{programmes[0]}/indicators/1"
    board = f"/panel/programme-dashboards/{programmes[0]}/2026"
    clash(officer, sheet, f"{sheet}/measures", "result", "117", "118", blank=True, year="2026", part="1")
    clash(officer, sheet, f"{sheet}/measures", "result", "217", "218", blank=True, year="2025", part="1")
    sent = {"quarter": "1", "source": "Treasury"}
    clash(officer, board, f"{board}/money", "paid", "317", "318", blank=True, **sent)
    clash(officer, board, f"{board}/actions/1", "action1-percent", "41", "43", blank=True, **{"action1-quarter": "2"})


def test_two_people_write_down_two_quarters_without_a_word(officer: FlaskClient, programmes: list[int]) -> None:
    board = f"/panel/programme-dashboards/{programmes[0]}/2026"
    act = f"{board}/money"
    opened = form_in(officer.get(board).text, act)
    for quarter in ("1", "2"):
        assert press(officer, act, opened, quarter=quarter, paid=f"9{quarter}", source="Treasury").status_code == 302


def test_the_same_words_twice_are_no_clash(officer: FlaskClient, programmes: list[int]) -> None:
    act = f"/panel/programmes/{programmes[0]}/edit"
    opened = form_in(officer.get(act).text, act)
    for mark in ("one", "two"):
        assert press(officer, act, opened, responsible="Awa", once=mark).status_code == 302


def test_contracts_and_their_targets_before_they_are_signed(staffed: Staffed) -> None:
    page, admin = f"{CONTRACTS}{staffed.write('unit')}", staffed.browser(staffed.admin)
    clash(admin, f"{page}/edit", f"{page}/edit", "plan", "PND 2027", "PND 2030")
    clash(admin, f"{page}/targets/1", f"{page}/targets/1", "text", "Train ten", "Train twelve")


def test_what_makes_a_figure(staffed: Staffed) -> None:
    whole, admin = staffed.write("institution"), staffed.browser(staffed.admin)
    two = (TargetDraft("Copies", 50_000, "copies", 1000), TargetDraft("Others", 50_000, "copies", 1000))
    staffed.write("unit", *two, parent_id=whole)
    page = f"{CONTRACTS}{whole}/targets/1"
    clash(admin, page, f"{page}/making", "making", "sum", "average", parts="2")


def test_results_amendments_and_reviews_before_both_signed(staffed: Staffed) -> None:
    number, taker, giver = staffed.write("unit"), staffed.browser(staffed.taker), staffed.browser(staffed.giver)
    staffed.agree(number)
    page, day = f"{CONTRACTS}{number}", "2026-11-10"
    clash(
        taker, page, f"{page}/targets/1/result", "result-1-value", "61", "63", blank=True, **{"result-1-read_on": day}
    )
    change = send(taker, page, f"{SIGNING}{number}/amendments", {"amend-reason": "Moins"}).request.path
    clash(taker, change, f"{change}/targets/0", "at-0-planned", "71", "73")
    send(taker, change, f"{change}/back", {})
    review = send(taker, page, f"{SIGNING}{number}/reviews", {"kind": "midterm"}).request.path
    clash(taker, review, f"{review}/taker", "taker-comment", "Good", "Better", blank=False, **{"taker-value_1": "81"})
    send(giver, review, f"{review}/giver", {"giver-read_on": day, "giver-value_1": "91"})
    clash(giver, review, f"{review}/agreed", "agreed-value_1", "83", "85")


def test_plans_commitments_activities_indicators_and_figures(planned: Panel, officer: FlaskClient) -> None:
    clash(officer, f"{PLAN}/edit", f"{PLAN}/edit", "partner", "PGO", "OGP")
    clash(officer, f"{COMMITMENTS}/edit", f"{COMMITMENTS}/edit", "services", "Finance", "Culture")
    days = f"{COMMITMENTS}/activities/1"
    clash(officer, days, days, "ends", "2027", "2028", reason="Later")
    clash(officer, days, f"{days}/words", "words-activity_0", "Former dix", "Former douze")
    clash(officer, INDICATOR, INDICATOR, "target", "71", "73")


def test_a_typed_figure_of_a_plan(planned: Panel, officer: FlaskClient) -> None:
    new, page = "/panel/plan-indicators/1/new", "/panel/plan-indicators/1/5"
    send(officer, new, new, {"measured_0": "Ateliers", "judges": "impact"})
    clash(officer, page, f"{page}/readings", "value", "517", "518", blank=True, read_on="2026-11-02")


def test_promises(panel: Panel, officer: FlaskClient) -> None:
    promise(panel, due_on=date(2027, 1, 1))
    first, second = {"due-due_on": "2027-02-02"}, {"due-due_on": "2027-03-03", "due-reason": "Rain"}
    opened = form_in(officer.get(PROMISE).text, f"{PROMISE}/due")
    assert press(officer, f"{PROMISE}/due", opened, **first, **{"due-reason": "Heat"}).status_code == 302
    refused = press(officer, f"{PROMISE}/due", opened, **second).text
    assert "Somebody else changed this" in refused and "Another kept meanwhile" in refused and "Rain" in refused
    assert press(officer, f"{PROMISE}/due", form_in(refused, f"{PROMISE}/due")).status_code == 302
    clash(officer, PROMISE, f"{PROMISE}/move", "move-state", "in_progress", "done")
    clash(officer, PROMISE, f"{PROMISE}/owner", "owner-owner", "Voirie", "Culture")
    clash(officer, PROMISE, f"{PROMISE}/visibility", "visibility-visibility", "staff", "public")


@pytest.fixture
def session_page(panel: Panel) -> FlaskClient:
    day, house, commune = panel.hands() + timedelta(days=1), panel.house, panel.communes[0].id

    def plant(db: Session) -> None:
        made = add_session(
            db, house, commune, NewSession("Débat", "Mairie", datetime(day.year, day.month, day.day, 9)), staff_id=None
        )
        add_item(db, house, commune, made, NewItem("Le compte"), staff_id=None)
        for name in ("Femmes", "Jeunes"):
            add_association(db, house, commune_id=commune, name=name, staff_id=None)

    house.work.write(plant)
    return panel.browser(panel.person(RoleName.COMMUNICATION_OFFICER))


def test_what_a_session_is_its_numbers_agenda_and_associations(panel: Panel, session_page: FlaskClient) -> None:
    clash(session_page, SESSION, f"{SESSION}/change", "change-place", "Maison", "Marché")
    clash(session_page, SESSION, f"{SESSION}/planned", "planned-council", "31", "33")
    clash(session_page, f"{SESSION}/items/1", f"{SESSION}/items/1", "speaker", "Maire", "Adjoint")
    panel.hands.turn(days=1)
    clash(session_page, SESSION, f"{SESSION}/associations", "associations-took_part", "1", "2")


def test_works_and_who_builds_them(built: Panel) -> None:
    browser = built.browser(built.person(RoleName.BUDGET_OFFICER))
    clash(browser, "/panel/projects/7", "/panel/projects/7", "progress", "41", "43", spent="10")
    clash(
        browser,
        WORKS,
        f"{WORKS}/contractor",
        "contractor-company",
        "Sabi SA",
        "Koné SARL",
        blank=False,
        **{"contractor-amount": "90"},
    )


def test_what_the_commune_promises(admin: FlaskClient) -> None:
    page = "/panel/commitments/"
    clash(admin, page, page, "hours", "Mon 8-12", "Tue 8-12")


def test_the_settings_and_the_place_of_the_commune(admin: FlaskClient) -> None:
    page = "/panel/settings/"
    clash(admin, page, page, "promised_days", "17", "19")
    clash(admin, page, page, "name", "Bassar", "Sokodé")
    clash(admin, page, f"{page}place", "time_zone", "Africa/Abidjan", "Africa/Lagos")


def test_what_a_voice_message_of_a_proposal_says(panel: Panel, officer: FlaskClient) -> None:
    plant_spoken(panel, keep_voice(panel.house, voice()).stored_as)
    clash(officer, PROPOSAL, f"{PROPOSAL}/words", "heard-title", "Un forage", "Un puits")


def test_how_an_association_is_reached(session_page: FlaskClient) -> None:
    page = "/panel/associations/1"
    clash(session_page, page, f"{page}/contact", "contact", "+22890000011", "+22890000022")
