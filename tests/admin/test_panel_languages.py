"""Languages of the panel: the switch, an address that asks for one, and what is remembered of them."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask.testing import FlaskClient

from admin.desk import why_refused
from budgeting.refusal import Refusal
from locales.page_words import say_moment
from services.communes import CommuneSettings, change_settings
from services.roles import RoleName
from services.staff import find_staff
from tests.admin.conftest import SYSTEM, Panel
from tests.admin.test_panel_sign_in import send, token_in


def boss(panel: Panel) -> FlaskClient:
    return panel.browser(panel.person(RoleName.ADMINISTRATOR))


def choose(browser: FlaskClient, language: str, back: str = "/panel/today/") -> str:
    return send(browser, "/panel/language", language=language, back=back).location or ""


@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("ar", "rtl"), ("en", "ltr")])
def test_every_page_of_the_menu_opens_in_every_language(panel: Panel, language: str, direction: str) -> None:
    browser = boss(panel)
    choose(browser, language)
    for page in panel.app.extensions["palabre.panel.pages"]:
        text = browser.get(f"/panel/{page.name.replace('_', '-')}/", follow_redirects=True).text
        assert f'<html lang="{language}" dir="{direction}">' in text


@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("ar", "rtl"), ("en", "ltr")])
def test_every_page_of_the_menu_opens_in_the_language_its_address_asks_for(
    panel: Panel, language: str, direction: str
) -> None:
    browser = boss(panel)
    for page in panel.app.extensions["palabre.panel.pages"]:
        text = browser.get(f"/panel/{page.name.replace('_', '-')}/?lang={language}", follow_redirects=True).text
        assert f'<html lang="{language}" dir="{direction}">' in text


def test_a_language_chosen_before_signing_in_stays_in_a_cookie(panel: Panel) -> None:
    browser = panel.browser()
    choose(browser, "ar", "https://evil.example")
    assert 'dir="rtl"' in browser.get("/panel/login").text


def test_a_language_asked_for_by_an_address_stays_in_a_cookie(panel: Panel) -> None:
    browser = panel.browser()
    assert 'dir="rtl"' in browser.get("/panel/login?lang=ar").text
    assert 'dir="rtl"' in browser.get("/panel/login").text


def test_a_language_asked_for_by_who_is_signed_in_is_theirs_from_then_on(panel: Panel) -> None:
    person = panel.person(RoleName.ADMINISTRATOR)
    assert '<html lang="ar"' in panel.browser(person).get("/panel/today/?lang=ar").text
    assert '<html lang="ar"' in panel.browser(person).get("/panel/today/").text
    view = panel.house.work.read(lambda db: find_staff(db, person, SYSTEM))
    assert view and view.language == "ar"


def test_the_language_already_kept_is_not_written_again(panel: Panel) -> None:
    browser = boss(panel)
    assert "language=" in browser.get("/panel/today/?lang=ar").headers.get("Set-Cookie", "")
    assert "language=" not in browser.get("/panel/today/?lang=ar").headers.get("Set-Cookie", "")


def test_a_language_asked_for_survives_the_way_to_the_sign_in(panel: Panel) -> None:
    browser = panel.browser()
    answer = browser.get("/panel/today/?lang=ar")
    assert answer.status_code == 302
    assert 'dir="rtl"' in browser.get(answer.location).text


def test_a_file_that_is_the_same_for_everybody_remembers_nothing(panel: Panel) -> None:
    answer = boss(panel).get("/panel/static/palabre.css?lang=ar", buffered=True)
    assert answer.status_code == 200 and "Set-Cookie" not in answer.headers


def test_the_switch_leads_back_to_the_page_without_the_language_it_asked_for(panel: Panel) -> None:
    browser = boss(panel)
    assert choose(browser, "fr", "/panel/budgets/?page=2&lang=ar") == "/panel/budgets/?page=2"
    assert choose(browser, "fr", "/panel/budgets/?lang=ar") == "/panel/budgets/"
    assert choose(browser, "fr", "//[evil?lang=ar") == "/panel/"


def test_a_language_nobody_has_is_refused(panel: Panel) -> None:
    browser = panel.browser()
    token = token_in(browser.get("/panel/login").text)
    assert browser.post("/panel/language", data={"csrf_token": token, "language": "tlh"}).status_code == 404
    asked = browser.get("/panel/login?lang=tlh")
    assert '<html lang="en"' in asked.text and "language=" not in asked.headers.get("Set-Cookie", "")


def test_an_error_is_said_in_the_language_its_address_asks_for(panel: Panel) -> None:
    answer = boss(panel).get("/panel/nowhere?lang=ar")
    assert answer.status_code == 404 and '<html lang="ar"' in answer.text


@pytest.mark.parametrize(
    ("days", "english", "arabic"), [(1, "1 day from", "من اليوم: يوم واحد"), (3, "3 days from", "3 أيام")]
)
def test_a_count_is_said_in_the_form_its_number_asks_for(panel: Panel, days: int, english: str, arabic: str) -> None:
    own = panel.communes[0]
    settings = CommuneSettings(own.name, own.languages, own.population, days, 20, None, None, True)
    panel.house.work.write(lambda db: change_settings(db, panel.house, own.id, settings, staff_id=None))
    browser = boss(panel)
    assert english in browser.get("/panel/requests/desk?lang=en").text
    assert arabic in browser.get("/panel/requests/desk?lang=ar").text


def test_a_refusal_calls_a_language_by_its_name(panel: Panel) -> None:
    with panel.app.test_request_context():
        said = why_refused(Refusal("project_name_too_long", language="fr", length=90, most=80))
    assert said == "This name is too long (Français): it takes 90 places, 80 are allowed."


def test_an_arabic_moment_has_an_arabic_comma() -> None:
    moment = datetime(2026, 12, 6, 18, 45)
    assert [say_moment(moment, tag) for tag in ("ar", "fr")] == ["6 دجنبر 2026، 18:45", "6 décembre 2026, 18:45"]
