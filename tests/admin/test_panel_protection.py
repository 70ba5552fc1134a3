"""What protects every route: forgery, headers, uploads, one commune from another, errors in the layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from services.communes import CommuneSettings, change_settings
from services.house import House
from services.roles import EVERYONE, RoleName
from services.staff import NewStaff, add_staff
from services.zones import ZoneDraft, add_zone, zone_tree
from tests.admin.conftest import SYSTEM, Panel
from tests.admin.test_panel_sign_in import send, token_in
from tests.lost_commits import lost_commits

HEADERS = {
    "Content-Security-Policy": "default-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def rules_of(panel: Panel) -> Iterator[Rule]:
    return (rule for rule in panel.app.url_map.iter_rules() if rule.rule.startswith("/panel"))


def whole_house(panel: Panel) -> FlaskClient:
    """Return the browser of an administrator of the installation who has chosen the first commune."""
    browser = panel.browser(panel.person(RoleName.ADMINISTRATOR, None))
    send(browser, "/panel/commune", commune=str(panel.communes[0].id))
    return browser


def test_every_route_that_changes_something_refuses_a_form_without_its_token(panel: Panel) -> None:
    person = panel.person(RoleName.ADMINISTRATOR, None)
    seen = 0
    for rule in rules_of(panel):
        for method in (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}:
            answer = panel.browser(person).open(panel.path_of(rule), method=method, data={"name": "x"})
            seen += 1
            assert answer.status_code == 400 and "too old" in answer.text, (rule.rule, answer.status_code)
    assert seen > 20


def test_every_answer_carries_the_headers_errors_included(panel: Panel) -> None:
    for browser in (panel.browser(), whole_house(panel)):
        for rule in rules_of(panel):
            answer = browser.get(panel.path_of(rule))
            for name, part in HEADERS.items():
                assert part in answer.headers.get(name, ""), (rule.rule, name)
            policy = answer.headers["Content-Security-Policy"]
            assert "unsafe" not in policy and "frame-ancestors 'none'" in policy and "http" not in policy


def test_behind_https_the_browser_is_told_to_stay_there_and_cookies_travel_safely(build: Callable[..., Panel]) -> None:
    panel = build(public_url="https://kozah.example")
    answer = panel.browser().get("/panel/login")
    assert "max-age=" in answer.headers["Strict-Transport-Security"]
    cookie = answer.headers["Set-Cookie"]
    assert "Secure" in cookie and "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/panel" in cookie


def test_pages_hold_no_script_and_no_style_of_their_own(panel: Panel) -> None:
    browser = whole_house(panel)
    for rule in rules_of(panel):
        answer = browser.get(panel.path_of(rule))
        if answer.mimetype == "text/html":
            assert "<style" not in answer.text and " style=" not in answer.text, rule.rule
            assert "<script>" not in answer.text and "onclick" not in answer.text, rule.rule


def test_nothing_of_another_commune_can_be_seen_or_changed(panel: Panel) -> None:
    house, theirs = panel.house, panel.communes[1]
    browser = panel.browser(panel.person(RoleName.ADMINISTRATOR))
    stranger = house.work.write(
        lambda db: add_staff(
            db, house, NewStaff("Afi", "afi@example.org", (RoleName.MODERATOR,), theirs.id), SYSTEM, password="x" * 12
        )
    )[0]
    zone = house.work.write(lambda db: add_zone(db, house, theirs.id, ZoneDraft("Tchare"), staff_id=None))
    token = token_in(browser.get("/panel/staff/").text)
    assert "afi@example.org" not in browser.get("/panel/staff/").text
    assert "Tchare" not in browser.get("/panel/settings/zones").text
    assert browser.get(f"/panel/staff/{stranger}").status_code == 404
    assert browser.get(f"/panel/settings/zones/{zone}").status_code == 404
    for step in ("roles", "off", "password", "second-factor"):
        browser.post(f"/panel/staff/{stranger}/{step}", data={"csrf_token": token, "roles": "observer"})
    browser.post(f"/panel/settings/zones/{zone}/retire", data={"csrf_token": token})
    account = panel.app.extensions["security"].datastore.find_user(id=stranger)
    assert account.active and account.view.roles == ("moderator",)
    assert not house.work.read(lambda db: zone_tree(db, theirs.id))[-1].retired


def test_a_member_of_a_commune_cannot_open_another_one(panel: Panel) -> None:
    browser = panel.browser(panel.person(RoleName.ADMINISTRATOR))
    assert browser.get("/panel/commune").status_code == 404
    assert browser.get("/panel/communes/new").status_code == 404
    with browser.session_transaction(path="/panel/") as session:
        session["commune_id"] = panel.communes[1].id
    assert panel.communes[0].name in browser.get("/panel/today/").text
    assert panel.communes[1].name not in browser.get("/panel/today/").text


def test_an_administrator_of_the_installation_chooses_the_commune(panel: Panel) -> None:
    browser = panel.browser(panel.person(RoleName.ADMINISTRATOR, None))
    assert browser.get("/panel/today/").location == "/panel/commune"
    send(browser, "/panel/commune", commune=str(panel.communes[1].id))
    assert panel.communes[1].name in browser.get("/panel/today/").text


@pytest.mark.parametrize("role", sorted(EVERYONE))
def test_the_menu_holds_only_pages_that_open(panel: Panel, role: RoleName) -> None:
    browser = panel.browser(panel.person(role))
    menu = browser.get("/panel/today/").text.split('id="menu"')[1].split("</nav>")[0]
    links = [part.split('"')[0] for part in menu.split('href="')[1:]]
    opened = [browser.get(link, follow_redirects=True) for link in links]  # one page leads on to that of this year
    shut = [link for link, page in zip(links, opened, strict=True) if page.status_code != 200]
    elsewhere = [link for link, page in zip(links, opened, strict=True) if not page.request.path.startswith(link)]
    assert links and (shut, elsewhere) == ([], [])


def test_a_name_that_is_a_script_is_shown_and_not_run(panel: Panel) -> None:
    house, commune = panel.house, panel.communes[0]
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    settings = CommuneSettings(evil, ("fr",), None, 15, 30, None, None, True)
    house.work.write(lambda db: change_settings(db, house, commune.id, settings, staff_id=None))
    browser = panel.browser(panel.person(RoleName.ADMINISTRATOR))
    for path in ("/panel/today/", "/panel/settings/", "/panel/staff/"):
        text = browser.get(path).text
        assert "&lt;script&gt;" in text and "<script>alert" not in text and "<img src=x" not in text


def test_a_file_that_is_too_large_gets_a_page_that_says_so(panel: Panel) -> None:
    panel.app.config["MAX_CONTENT_LENGTH"] = 1000
    browser = panel.browser(panel.person(RoleName.ADMINISTRATOR))
    answer = browser.post("/panel/settings/", data={"name": "x" * 5000})
    assert answer.status_code == 413 and "too large" in answer.text and "panel/static/palabre.css" in answer.text


def test_an_unknown_address_gets_a_page_that_helps(panel: Panel) -> None:
    for path in ("/panel/nothing-here", "/panel/staff/99999999999999999999", "/panel/%00", "/panel/today/%F0%9F%98%80"):
        answer = panel.browser(panel.person(RoleName.ADMINISTRATOR, email=f"a{len(path)}@example.org")).get(path)
        assert answer.status_code == 404 and "There is no such page" in answer.text


def test_addresses_outside_the_panel_keep_their_own_errors(panel: Panel) -> None:
    answer = panel.browser().get("/elsewhere")
    assert answer.status_code == 404 and "palabre.css" not in answer.text and "Set-Cookie" not in answer.headers


def test_the_demonstration_says_so_on_every_page(build: Callable[..., Panel]) -> None:
    panel = build(is_demo=True)
    browser = panel.browser(panel.person(RoleName.OBSERVER))
    for path in ("/panel/today/", "/panel/account/", "/panel/nothing"):
        assert "Demonstration" in browser.get(path).text
    assert "Demonstration" in panel.browser().get("/panel/login").text


def test_links_of_a_long_list_cannot_be_steered_elsewhere(panel: Panel) -> None:
    house = panel.house
    for number in range(60):
        house.work.write(
            lambda db, number=number: add_zone(
                db, house, panel.communes[0].id, ZoneDraft(f"Zone {number}"), staff_id=None
            )
        )
    browser = panel.browser(panel.person(RoleName.ADMINISTRATOR))
    text = browser.get("/panel/audit/?_external=1&_scheme=javascript&x=1").text
    assert 'href="/panel/audit/?x=1&amp;page=2"' in text and 'href="javascript' not in text


def test_a_write_whose_answer_was_lost_is_not_called_undone(build: Callable[..., Panel], empty_house: House) -> None:
    panel = build()
    browser = whole_house(panel)
    token = token_in(browser.get("/panel/settings/zones").text)
    with lost_commits(empty_house.work._engine, 1):
        answer = browser.post("/panel/settings/zones", data={"csrf_token": token, "name": "Bas-Fonds", "parent": ""})
    assert answer.status_code == 503
    assert "Look before you send it again" in answer.text and "Nothing was changed" not in answer.text
    tree = panel.house.work.read(lambda db: zone_tree(db, panel.communes[0].id))
    assert "Bas-Fonds" in str(tree)
