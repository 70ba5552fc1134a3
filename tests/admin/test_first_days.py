"""What somebody who has never seen the panel finds: the first steps, a suggested plan, a way out of a failed code."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Flask
from sqlalchemy.orm import Session

from admin.cycle_forms import SUGGESTED_DAYS, suggested_values
from budgeting.phases import Phase, PhaseKind, why_not_plan
from models import Commune, PendingEntry
from models.ballot import LogEvent
from models.cycle import CycleState
from services.roles import RoleName
from tests.admin.conftest import Panel
from tests.admin.test_panel_sign_in import EMAIL, give_password, send, token_in
from tests.services.townsfolk import plant_cycle


def test_an_administrator_is_led_through_the_first_steps_and_others_are_not(panel: Panel) -> None:
    page = panel.browser(panel.person(RoleName.ADMINISTRATOR)).get("/panel/today/").text
    assert "First steps" in page and "Nothing waits for an answer" not in page
    for address in ("/panel/lines/", "/panel/budgets/new", "/panel/staff/", "/panel/cycle/new"):
        assert f'<li><a href="{address}">' in page
    assert '<li><a href="/panel/settings/zones">' not in page  # the zones are there
    assert "First steps" not in panel.browser(panel.person(RoleName.MODERATOR)).get("/panel/today/").text


def test_the_first_page_says_that_a_public_log_does_not_grow_to_its_own_commune(panel: Panel) -> None:
    def plant(session: Session) -> None:
        cycle = plant_cycle(session, session.get_one(Commune, panel.communes[0].id), "Budget <2026>")
        hour = panel.hands() - timedelta(hours=2)
        waiting = PendingEntry(id="0", cycle_id=cycle.id, event=LogEvent.CAST, commitment="", hour=hour)
        session.add(waiting)

    panel.house.work.write(plant)
    said = "The public log of Budget &lt;2026&gt; does not grow"
    page = panel.browser(panel.person(RoleName.MODERATOR)).get("/panel/today/").text
    assert said in page and "Nothing waits" not in page
    assert said not in panel.browser(panel.person(RoleName.MODERATOR, 1)).get("/panel/today/").text


def test_a_new_cycle_comes_with_a_plan_that_fits_and_can_be_kept_as_it_is(panel: Panel) -> None:
    browser = panel.browser(panel.person(RoleName.ADMINISTRATOR))
    page = browser.get("/panel/cycle/new").text
    assert 'value="Participatory budget 2026"' in page and "are a suggestion" in page
    with panel.app.test_request_context():
        values = suggested_values(panel.hands(), ZoneInfo("Africa/Lome"))
    typed = {
        name: f"{value:%Y-%m-%dT%H:%M}" if isinstance(value, datetime) else value for name, value in values.items()
    }
    typed |= {
        "envelope": "10 000 000",
        "max_choices": "3",
        "min_choices": "1",
        "max_points": "10",
        "max_each": "5",
        "ballot_format": "approval",
        "minimum_votes": "0",
        "grace_minutes": "120",
    }
    made = send(browser, "/panel/cycle/new", **typed)
    assert made.status_code == 302
    assert "open now" in browser.get(made.location).text  # the stage for proposals


def test_the_suggested_stages_follow_one_another_everywhere() -> None:
    for zone in (ZoneInfo("Africa/Lome"), ZoneInfo("Africa/Casablanca"), ZoneInfo("Indian/Mauritius")):
        with Flask("palabre_test").test_request_context():
            values = suggested_values(datetime(2026, 12, 31, 23, 50, tzinfo=UTC), zone)
        phases = tuple(
            Phase(kind, _at(values[f"{kind}_opens"], zone), _at(values[f"{kind}_closes"], zone))
            for kind, _days in SUGGESTED_DAYS
        )
        assert list(why_not_plan(phases)) == []
        assert {PhaseKind.VOTE, PhaseKind.APPEAL} <= {phase.kind for phase in phases}


def _typed(value: object) -> str:
    return f"{value:%Y-%m-%dT%H:%M}" if isinstance(value, datetime) else str(value)


def _at(value: object, zone: ZoneInfo) -> datetime:
    assert isinstance(value, datetime)
    return value.replace(tzinfo=zone)


def test_a_wrong_first_code_tells_what_to_do_and_offers_a_new_square(panel: Panel) -> None:
    panel.person(RoleName.MODERATOR, email=EMAIL)
    browser = panel.browser()
    give_password(browser)
    page = send(browser, "/panel/tf-setup", setup="authenticator").text
    assert "keep" not in page and "add an account" in page
    wrong = send(browser, "/panel/tf-validate", code="000000").text
    assert "automatic date and time" in wrong and "recovery code" not in wrong
    assert '<span class="code">' in send(browser, "/panel/tf-setup", setup="authenticator").text


def test_a_zone_that_is_offered_no_more_is_offered_as_no_place_of_others_either(panel: Panel) -> None:
    browser = panel.browser(panel.person(RoleName.ADMINISTRATOR))
    page = browser.get("/panel/settings/zones").text
    offered = re.search(r'<option value="(\d+)">Zongo<', page)
    assert offered
    browser.post(f"/panel/settings/zones/{offered[1]}/retire", data={"csrf_token": token_in(page)})
    assert "Zongo" in browser.get("/panel/settings/zones").text
    assert ">Zongo</option>" not in browser.get("/panel/settings/zones").text


def test_a_zone_is_given_its_name_in_another_language_and_keeps_it(panel: Panel) -> None:
    browser = panel.browser(panel.person(RoleName.ADMINISTRATOR))
    page = browser.get("/panel/settings/zones").text
    token = token_in(page)
    assert "name_0" in page and "English" in page
    browser.post("/panel/settings/zones", data={"csrf_token": token, "name": "Lac", "parent": "", "name_0": "Lake"})
    page = browser.get("/panel/settings/zones").text
    found = re.search(r'zones/(\d+)"><bdi>Lac</bdi>', page)
    assert found and "Lake" in page
    assert 'value="Lake"' in browser.get(f"/panel/settings/zones/{found[1]}").text


def test_a_wrong_time_zone_is_set_right_until_a_vote_depends_on_it(panel: Panel) -> None:
    browser, commune = panel.browser(panel.person(RoleName.ADMINISTRATOR)), panel.communes[0].id
    page = browser.get("/panel/settings/").text
    assert 'name="time_zone"' in page and "Africa/Lome" in page
    place = {"country": "MG", "currency": "MGA", "time_zone": "Africa/Tananarive-no"}
    token = token_in(page)
    browser.post("/panel/settings/place", data={"csrf_token": token, **place})
    assert panel.house.work.read(lambda db: db.get_one(Commune, commune).time_zone) == "Africa/Lome"
    moved = browser.post(
        "/panel/settings/place", data={"csrf_token": token, **place, "time_zone": "Indian/Antananarivo"}
    )
    assert moved.status_code == 302
    page = browser.get("/panel/settings/").text
    assert "Indian/Antananarivo" in page and "MGA" in page
    assert "Africa/Lome → Indian/Antananarivo" in browser.get("/panel/audit/").text

    def approve(session: Session) -> None:
        plant_cycle(session, session.get_one(Commune, commune)).state = CycleState.APPROVED

    panel.house.work.write(approve)
    page = browser.get("/panel/settings/").text
    assert 'name="time_zone"' not in page and page.count("the plan of a vote was approved") == 3
    assert browser.post("/panel/settings/place", data={"csrf_token": token, **place}).status_code == 404
    assert 'name="time_zone"' not in panel.browser(panel.person(RoleName.OBSERVER)).get("/panel/settings/").text
