"""The pages themselves: staff, settings, messages, the trail, the first set-up."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from jinja2.ext import babel_extract

import admin
from admin.registry import UnsafePage, declare_routes, find_pages, why_not_load
from admin.tongue import interface_languages
from budgeting.refusal import Refusal
from locales.catalogue import FOLDER, PAGES, load_catalogue
from locales.words import languages
from palabre.init_words import why_not
from services.commune_place import Place, change_place
from services.communes import list_communes
from services.first_run import first_run_code
from services.roles import EVERYONE, RoleName
from tests.admin.conftest import PASSWORD, Panel
from tests.admin.test_panel_sign_in import give_password, send, token_in

ROOT = Path(str(admin.__file__)).parent
MARKS = {"_", "mark", "marked"}


def boss(panel: Panel) -> FlaskClient:
    return panel.browser(panel.person(RoleName.ADMINISTRATOR))


def texts_of_the_panel() -> Iterator[str]:
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_marked = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS
            if is_marked and node.args and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value)
    for path in ROOT.rglob("*.html"):
        for _line, _function, message, _comments in babel_extract(io.BytesIO(path.read_bytes()), ["_"], [], {}):
            text = message[0] if isinstance(message, tuple) else message
            if isinstance(text, str):
                yield text


@pytest.mark.parametrize("language", [tag for tag in interface_languages() if tag != "en"])
def test_every_text_of_the_panel_is_translated_with_its_places(language: str) -> None:
    if not (FOLDER / language / f"{PAGES}.po").exists():
        pytest.skip("this language has no catalogue of pages")
    catalogue = load_catalogue(language, PAGES)
    texts = set(texts_of_the_panel())
    assert len(texts) > 300
    assert sorted(text for text in texts if not catalogue.gettext(text)) == []
    places = re.compile(r"%\(\w+\)[sd]")
    assert [text for text in texts if set(places.findall(text)) != set(places.findall(catalogue.gettext(text)))] == []


def test_a_page_that_declares_no_role_does_not_load() -> None:
    page = find_pages()[0]
    broken = type(page)(page.name, "x", page.group, 1, frozenset(), page.blueprint)
    assert why_not_load(broken, page.name) == "declares no role"
    assert why_not_load(None, "empty") == "has no PAGE"
    assert why_not_load(page, "other") == "does not bear the name of its file"


def test_a_route_that_admits_more_than_its_page_stops_the_start(panel: Panel) -> None:
    pages = {page.name: page for page in panel.app.extensions["palabre.panel.pages"]}
    view = panel.app.view_functions["panel.audit.index"]
    view.needed_roles = EVERYONE  # type: ignore[attr-defined]
    with pytest.raises(UnsafePage, match="admits roles"):
        declare_routes(panel.app, pages.values())
    del view.needed_roles  # type: ignore[attr-defined]


def test_a_route_that_no_page_declares_does_not_open_even_for_administrators(panel: Panel) -> None:
    declared = panel.app.extensions["palabre.panel.routes"]
    panel.app.extensions["palabre.panel.routes"] = {k: v for k, v in declared.items() if k != "panel.audit.index"}
    assert boss(panel).get("/panel/audit/").status_code == 403


def test_an_administrator_adds_somebody_who_can_sign_in(panel: Panel) -> None:
    browser = boss(panel)
    fields = {"name": "Afi Mensah", "email": "Afi@Example.org", "roles": "moderator", "language": "fr"}
    shown = send(browser, "/panel/staff/", **fields).text
    found = re.search(r'<p class="code">([a-z0-9-]+)</p>', shown)
    assert found
    assert give_password(panel.browser(), "afi@example.org", found[1]).location == "/panel/tf-setup"
    again = send(browser, "/panel/staff/", **fields).text
    assert "Somebody signs in with this e-mail already" in again


def test_a_wrong_form_says_what_is_wrong_beside_the_field(panel: Panel) -> None:
    text = send(boss(panel), "/panel/staff/", name="", email="not one", language="fr").text
    assert "This field is required." in text and "This is not an e-mail." in text and 'aria-invalid="true"' in text


def test_the_last_administrator_stays(panel: Panel) -> None:
    me = panel.person(RoleName.ADMINISTRATOR)
    browser = panel.browser(me)
    token = token_in(browser.get(f"/panel/staff/{me}").text)
    browser.post(f"/panel/staff/{me}/roles", data={"csrf_token": token, "roles": "observer"})
    assert "last administrator" in browser.get(f"/panel/staff/{me}").text
    browser.post(f"/panel/staff/{me}/off", data={"csrf_token": token})
    assert browser.get("/panel/staff/").status_code == 200


def test_a_reset_gives_a_password_once_and_closes_sessions(panel: Panel) -> None:
    person = panel.person(RoleName.MODERATOR)
    victim, browser = panel.browser(person), boss(panel)
    token = token_in(browser.get(f"/panel/staff/{person}").text)
    shown = browser.post(f"/panel/staff/{person}/password", data={"csrf_token": token}).text
    password = re.findall(r'<p class="code">([a-z0-9-]+)</p>', shown)[0]
    assert victim.get("/panel/today/").status_code == 302
    assert password not in browser.get(f"/panel/staff/{person}").text
    assert give_password(panel.browser(), "moderator-0@example.org").status_code == 200
    assert give_password(panel.browser(), "moderator-0@example.org", password).status_code == 302


def test_settings_are_kept_and_written_into_the_trail(panel: Panel) -> None:
    browser = boss(panel)
    fields = {
        "name": "Assoli la neuve",
        "population": "12500",
        "languages": "fr",
        "first_language": "fr",
        "promised_days": "10",
        "replies_an_hour": "20",
        "daily_ceiling": "5 000",
        "monthly_ceiling": "",
        "echo_choices": "y",
    }
    assert send(browser, "/panel/settings/", **fields).status_code == 302
    kept = next(c for c in panel.house.work.read(list_communes) if c.id == panel.communes[0].id)
    assert (kept.name, kept.daily_ceiling, kept.monthly_ceiling) == ("Assoli la neuve", 5000, None)
    assert "Changed the commune&#39;s settings" in browser.get("/panel/audit/").text
    assert "Assoli la neuve" not in browser.get("/panel/audit/").text.split("<table")[1].split("</table")[0]


def test_a_ceiling_in_money_of_three_decimals_is_the_same_after_any_other_setting_is_saved(panel: Panel) -> None:
    browser, house = boss(panel), panel.house
    commune = panel.communes[0].id
    house.work.write(lambda db: change_place(db, house, commune, Place("TN", "TND", "Africa/Tunis"), staff_id=None))
    asked = {"name": "Assoli", "population": "", "languages": "fr", "first_language": "fr", "promised_days": "10"}
    fields = {**asked, "replies_an_hour": "20", "monthly_ceiling": "1 234 567,500"}
    assert send(browser, "/panel/settings/", **fields, daily_ceiling="12,5").status_code == 302
    shown = re.findall(r'name="(?:daily|monthly)_ceiling"[^>]*value="([^"]*)"', browser.get("/panel/settings/").text)
    assert shown == ["12.500", "1 234 567.500"]
    assert send(browser, "/panel/settings/", **fields, daily_ceiling=shown[0]).status_code == 302
    kept = next(c for c in house.work.read(list_communes) if c.id == commune)
    assert (kept.daily_ceiling, kept.monthly_ceiling) == (12_500, 1_234_567_500)
    assert "read in two ways" in send(browser, "/panel/settings/", **fields, daily_ceiling="12,500").text


def test_an_observer_reads_settings_and_sees_no_form(panel: Panel) -> None:
    browser = panel.browser(panel.person(RoleName.OBSERVER))
    assert 'name="promised_days"' not in browser.get("/panel/settings/").text
    token = token_in(browser.get("/panel/settings/").text)
    assert browser.post("/panel/settings/", data={"csrf_token": token, "name": "x"}).status_code == 403


FIRST = {
    "name": "Bassar",
    "key": "bassar",
    "country": "TG",
    "currency": "",
    "time_zone": "Africa/Lome",
    "languages": "fr",
    "zones": "Kabou\nBangeli\n",
    "person": "Kodjo",
    "email": "kodjo@example.org",
    "language": "fr",
    "password": PASSWORD,
    "again": PASSWORD,
}


def test_the_first_set_up_asks_for_the_code_of_the_console_and_closes_for_good(build: Callable[..., Panel]) -> None:
    panel = build(communes=False)
    code = first_run_code(panel.house)
    assert code
    browser = panel.browser()
    assert browser.get("/panel/login").location == "/panel/first-run"
    wrong = send(browser, "/panel/first-run", code="AAAA-AAAA-AAAA", **FIRST)
    assert "not the code" in wrong.text and panel.house.work.read(list_communes) == []
    assert send(browser, "/panel/first-run", code=code.lower().replace("-", " "), **FIRST).location == "/panel/login"
    made = panel.house.work.read(list_communes)[0]
    assert (made.key, made.currency) == ("bassar", "XOF")
    assert browser.get("/panel/first-run").status_code == 404 and first_run_code(panel.house) is None
    assert give_password(panel.browser(), "kodjo@example.org").location == "/panel/tf-setup"


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("country", "Atlantis", "commune_country_wrong"),
        ("country", "Congo", "commune_country_unclear"),
        ("country", "ZZ", "commune_currency_wrong"),
        ("currency", "FCFA", "commune_currency_wrong"),
        ("time_zone", "Lomé", "commune_time_zone_wrong"),
        ("key", "Sokodé", "commune_key_wrong"),
        ("key", "panel", "commune_key_reserved"),
        ("population", "0", "commune_number_wrong"),
        ("email", "kodjo", "staff_email_wrong"),
        ("password", "court", "password_too_short"),
    ],
)
def test_the_first_set_up_says_what_to_write_in_the_words_of_the_command(
    build: Callable[..., Panel], field: str, value: str, reason: str
) -> None:
    panel = build(communes=False)
    code = first_run_code(panel.house) or ""
    typed = {**FIRST, field: value, **({"again": value} if field == "password" else {})}
    names = "Congo - Kinshasa (CD), Congo - Brazzaville (CG)"
    words = why_not(Refusal(reason, key=value, length=12, names=names), "en")
    assert words in unescape(send(panel.browser(), "/panel/first-run", code=code, **typed).text)
    assert panel.house.work.read(list_communes) == []


def test_the_first_set_up_takes_the_country_s_own_hours_and_asks_where_there_are_several(
    build: Callable[..., Panel],
) -> None:
    panel = build(communes=False)
    code = first_run_code(panel.house) or ""
    several = send(panel.browser(), "/panel/first-run", code=code, **{**FIRST, "country": "CD", "time_zone": ""}).text
    assert "Africa/Kinshasa or Africa/Lubumbashi" in several and panel.house.work.read(list_communes) == []
    send(panel.browser(), "/panel/first-run", code=code, **{**FIRST, "country": "MG", "time_zone": ""})
    (made,) = panel.house.work.read(list_communes)
    assert (made.time_zone, made.currency) == ("Indian/Antananarivo", "MGA")


def test_guessing_the_code_of_the_first_set_up_is_counted(build: Callable[..., Panel]) -> None:
    panel = build(communes=False)
    browser = panel.browser()
    token = token_in(browser.get("/panel/first-run").text)
    tries = [browser.post("/panel/first-run", data={"csrf_token": token, "code": "x"}).status_code for _ in range(12)]
    assert tries == [200] * 10 + [429] * 2


def test_no_box_of_a_group_asks_to_be_ticked_like_the_others(build: Callable[..., Panel]) -> None:
    page = build(communes=False).browser().get("/panel/first-run").text
    boxes = re.findall(r'<input[^>]* type="checkbox"[^>]*>', page)
    assert len(boxes) == len(languages()) and not any("required" in box for box in boxes)


def test_the_first_language_of_a_commune_is_the_one_that_is_said_to_be_its_own(build: Callable[..., Panel]) -> None:
    panel = build(communes=False)
    page = panel.browser().get("/panel/first-run", headers={"Accept-Language": "fr"}).text
    assert '<option selected value="fr">' in page.partition('id="first_language"')[2].partition("</select>")[0]
    typed = {**FIRST, "languages": ["ar", "en", "fr"], "first_language": "fr", "country": "tg", "currency": "xof"}
    send(panel.browser(), "/panel/first-run", code=first_run_code(panel.house) or "", **typed)
    (made,) = panel.house.work.read(list_communes)
    assert (made.languages, made.country, made.currency) == (("fr", "ar", "en"), "TG", "XOF")


@pytest.mark.parametrize("country", ["Togo", " togo ", "توغو", "République togolaise"])
def test_a_country_may_be_given_by_its_name(build: Callable[..., Panel], country: str) -> None:
    panel = build(communes=False)
    typed = {**FIRST, "country": country, "currency": "", "time_zone": ""}
    send(panel.browser(), "/panel/first-run", code=first_run_code(panel.house) or "", **typed)
    (made,) = panel.house.work.read(list_communes)
    assert (made.country, made.currency, made.time_zone) == ("TG", "XOF", "Africa/Lome")


def test_the_first_page_says_all_that_is_wrong_at_once(build: Callable[..., Panel]) -> None:
    typed = {**FIRST, "name": "", "country": "Atlantis", "password": "court", "again": "court"}
    page = unescape(send(build(communes=False).browser(), "/panel/first-run", code="AAAA", **typed).text)
    for said in ("not the code", "or its two letters", "at least 12 characters", "type both passwords again"):
        assert said in page
    assert "Nothing was kept yet. Look again at: " in page
