"""Signing in: the second factor, codes that count once, equal answers, sessions that begin and end."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from passlib.totp import TOTP

from services.roles import RoleName
from services.staff import choose_language, deactivate_staff
from tests.admin.conftest import PASSWORD, SYSTEM, Panel

EMAIL = "moderator-0@example.org"


def token_in(text: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', text)
    assert found
    return found[1]


def send(browser: FlaskClient, path: str, **fields: str) -> Any:
    """Load a page, fill its form, send it."""
    return browser.post(path, data={"csrf_token": token_in(browser.get(path).text), **fields})


def give_password(browser: FlaskClient, email: str = EMAIL, password: str = PASSWORD) -> Any:
    return send(browser, "/panel/login", email=email, password=password)


def code_at(panel: Panel, key: str) -> str:
    return str(TOTP(key=key, format="base32").generate(time=panel.hands.now).token)


def set_phone_up(panel: Panel, browser: FlaskClient) -> str:
    """Go through the set-up of the second factor and return the key in the phone."""
    page = send(browser, "/panel/tf-setup", setup="authenticator").text
    found = re.search(r'<span class="code">([A-Z2-7-]+)</span>', page)
    assert found, page
    code = code_at(panel, found[1])
    browser.post("/panel/tf-validate", data={"csrf_token": token_in(page), "code": code})
    return found[1]


@pytest.fixture
def person(panel: Panel) -> int:
    return panel.person(RoleName.MODERATOR)


@pytest.fixture
def phone(panel: Panel, person: int) -> str:
    browser = panel.browser()
    give_password(browser)
    key = set_phone_up(panel, browser)
    assert browser.get("/panel/today/").status_code == 200
    panel.hands.turn(minutes=5)
    return key


def test_the_panel_opens_only_after_a_second_factor_is_set_up(panel: Panel, person: int) -> None:
    browser = panel.browser()
    assert give_password(browser).location == "/panel/tf-setup"
    assert browser.get("/panel/today/").status_code == 302
    set_phone_up(panel, browser)
    assert browser.get("/panel/today/").status_code == 200


def test_recovery_codes_are_shown_right_after_the_phone_is_set_up_and_open_once(panel: Panel, person: int) -> None:
    browser = panel.browser()
    give_password(browser)
    page = send(browser, "/panel/tf-setup", setup="authenticator").text
    found = re.search(r'<span class="code">([A-Z2-7-]+)</span>', page)
    assert found
    done = browser.post("/panel/tf-validate", data={"csrf_token": token_in(page), "code": code_at(panel, found[1])})
    assert done.location == "/panel/mf-recovery-codes?show_codes=1"
    codes = re.findall(r'<span class="code">([0-9a-f-]+)</span>', browser.get(done.location).text)
    assert len(codes) == 5 and "Left: 5" in browser.get("/panel/account/").text
    panel.hands.turn(minutes=5)
    for expected in (302, 200):
        other = panel.browser()
        give_password(other)
        assert send(other, "/panel/mf-recovery", code=codes[0]).status_code == expected
    again = panel.browser()
    give_password(again)
    assert "recovery" not in send(again, "/panel/tf-validate", code=code_at(panel, found[1])).location


def test_the_first_page_after_sign_in_speaks_the_language_of_who_came_in(panel: Panel, person: int) -> None:
    panel.house.work.write(lambda db: choose_language(db, person, "ar"))
    browser = panel.browser()
    browser.environ_base["HTTP_ACCEPT_LANGUAGE"] = "fr"
    give_password(browser)
    set_phone_up(panel, browser)
    page = browser.get("/panel/account/").text
    assert 'lang="ar"' in page and "لقد سجّلت الدخول." in page and "Vous êtes connecté" not in page


def test_password_and_code_sign_in_and_lead_to_the_page_asked_for(panel: Panel, phone: str) -> None:
    browser = panel.browser()
    asked = browser.get("/panel/account/").location
    assert asked.startswith("/panel/login?next=")
    following = send(browser, asked, email=EMAIL, password=PASSWORD).location
    assert browser.get("/panel/today/").status_code == 302
    assert send(browser, following, code=code_at(panel, phone)).location == "/panel/account/"
    assert browser.get("/panel/account/").status_code == 200


def test_a_code_counts_once_even_in_another_browser(panel: Panel, phone: str) -> None:
    code = code_at(panel, phone)
    first, second = panel.browser(), panel.browser()
    for browser in (first, second):
        give_password(browser)
    assert send(first, "/panel/tf-validate", code=code).status_code == 302
    refused = send(second, "/panel/tf-validate", code=code)
    assert refused.status_code == 200 and "used already" in refused.text
    assert second.get("/panel/today/").status_code == 302


def test_a_code_of_an_earlier_step_is_refused_after_a_later_one(panel: Panel, phone: str) -> None:
    earlier = code_at(panel, phone)
    panel.hands.turn(seconds=30)
    first, second = panel.browser(), panel.browser()
    give_password(first)
    assert send(first, "/panel/tf-validate", code=code_at(panel, phone)).status_code == 302
    give_password(second)
    assert send(second, "/panel/tf-validate", code=earlier).status_code == 200


def test_a_recovery_code_counts_once(panel: Panel, phone: str) -> None:
    browser = panel.browser()
    give_password(browser)
    send(browser, "/panel/tf-validate", code=code_at(panel, phone))
    shown = send(browser, "/panel/mf-recovery-codes").text
    codes = re.findall(r'<span class="code">([0-9a-f-]+)</span>', shown)
    assert len(codes) == 5
    for expected in (302, 200):
        other = panel.browser()
        give_password(other)
        assert send(other, "/panel/mf-recovery", code=codes[0]).status_code == expected


def test_stored_recovery_codes_and_keys_cannot_be_read_from_the_database(panel: Panel, phone: str, person: int) -> None:
    browser = panel.browser(person)
    shown = send(browser, "/panel/mf-recovery-codes").text
    account = panel.app.extensions["security"].datastore.find_user(id=person)
    kept = " ".join(account.mf_recovery_codes) + account.tf_totp_secret
    assert phone.replace("-", "") not in kept
    assert not [code for code in re.findall(r'"code">([0-9a-f-]+)<', shown) if code in kept]


def visible_links(text: str) -> str:
    return " ".join(re.findall(r'(?:href|action)="([^"]*)"', text))


def visible(text: str) -> str:
    """A page without what differs at every load, and without the address that was typed."""
    return re.sub(r'value="[^"]*"', "", text)


@pytest.mark.parametrize("address", ["maire@mairie.local", "agent@commune.invalid", "Amina@Commune.TEST"])
def test_an_address_that_no_public_mail_server_has_can_sign_in(panel: Panel, address: str) -> None:
    panel.person(RoleName.MODERATOR, email=address)
    assert give_password(panel.browser(), address.upper()).headers["Location"].endswith("/panel/tf-setup")


@pytest.mark.parametrize("address", ["no address", "a\x00b@example.org", f"{'a' * 300}@example.org", "@", ""])
def test_what_is_no_address_gets_a_clear_answer(panel: Panel, address: str) -> None:
    answer = give_password(panel.browser(), address)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text


def test_unknown_people_wrong_passwords_and_closed_accounts_get_the_same_answer(panel: Panel, person: int) -> None:
    gone = panel.person(RoleName.OBSERVER, email="gone@example.org")
    house = panel.house
    house.work.write(lambda db: deactivate_staff(db, house, gone, SYSTEM))
    tries = [(EMAIL, "wrong-wrong-wrong"), ("nobody@example.org", PASSWORD), ("gone@example.org", PASSWORD)]
    answers = [give_password(panel.browser(), email, password) for email, password in tries]
    assert {answer.status_code for answer in answers} == {200}
    assert len({visible(answer.text) for answer in answers}) == 1


def test_too_many_tries_are_refused_before_any_password_is_hashed(panel: Panel, person: int) -> None:
    hashes: list[str] = []
    context = panel.app.extensions["security"].pwd_context
    verify, make = context.verify, context.hash
    context.verify = lambda *parts, **more: hashes.append("verify") or verify(*parts, **more)
    context.hash = lambda *parts, **more: hashes.append("hash") or make(*parts, **more)
    browser = panel.browser()
    token = token_in(browser.get("/panel/login").text)
    wrong = {"csrf_token": token, "password": "wrong-wrong-wrong"}
    spellings = [EMAIL, EMAIL.upper(), f" {EMAIL} "]
    answers = [browser.post("/panel/login", data={**wrong, "email": spellings[i % 3]}) for i in range(25)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429] * 15
    assert len(hashes) <= 10
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60


def test_who_floods_an_account_locks_nobody_else_out(panel: Panel, person: int) -> None:
    stranger = panel.browser()
    token = token_in(stranger.get("/panel/login").text)
    for _ in range(12):
        stranger.post("/panel/login", data={"csrf_token": token, "email": EMAIL, "password": "x" * 12})
    owner = panel.browser()
    owner.environ_base["REMOTE_ADDR"] = "127.0.0.9"
    assert give_password(owner).status_code == 302


def test_guessing_codes_is_counted_too(panel: Panel, phone: str) -> None:
    browser = panel.browser()
    give_password(browser)
    token = token_in(browser.get("/panel/tf-validate").text)
    answers = [browser.post("/panel/tf-validate", data={"csrf_token": token, "code": "000000"}) for _ in range(12)]
    statuses = [answer.status_code for answer in answers]
    assert statuses.count(200) <= 10 and statuses[-2:] == [429, 429]


def test_a_session_begins_anew_at_sign_in(panel: Panel, phone: str) -> None:
    browser = panel.browser()
    with browser.session_transaction(path="/panel/") as session:
        session["planted"] = "by a stranger"
    before = token_in(browser.get("/panel/login").text)
    cookie_before = browser.get_cookie("palabre_panel", path="/panel")
    give_password(browser)
    send(browser, "/panel/tf-validate", code=code_at(panel, phone))
    cookie_after = browser.get_cookie("palabre_panel", path="/panel")
    assert cookie_before and cookie_after and cookie_before.value != cookie_after.value
    with browser.session_transaction(path="/panel/") as session:
        assert "planted" not in session and not [name for name in session if name.startswith("tf_")]
    assert browser.post("/panel/language", data={"csrf_token": before, "language": "en"}).status_code == 400


def test_signing_out_makes_a_copied_cookie_worthless(panel: Panel, person: int) -> None:
    browser, thief = panel.browser(person), panel.browser(person)
    assert thief.get("/panel/today/").status_code == 200
    token = token_in(browser.get("/panel/today/").text)
    assert browser.post("/panel/logout", data={"csrf_token": token}).status_code == 302
    assert browser.get("/panel/today/").status_code == 302
    assert thief.get("/panel/today/").status_code == 302


def test_changing_the_password_closes_other_sessions(panel: Panel, person: int) -> None:
    browser, other = panel.browser(person), panel.browser(person)
    new = "quatre-mots-sans-lien"
    sent = send(browser, "/panel/change", password=PASSWORD, new_password=new, new_password_confirm=new)
    assert sent.status_code == 302
    assert browser.get("/panel/account/").status_code == 200
    assert other.get("/panel/account/").status_code == 302
    assert give_password(panel.browser(), password=new).status_code == 302


def test_somebody_switched_off_is_out_at_once(panel: Panel, person: int) -> None:
    browser, house = panel.browser(person), panel.house
    assert browser.get("/panel/today/").status_code == 200
    house.work.write(lambda db: deactivate_staff(db, house, person, SYSTEM))
    assert browser.get("/panel/today/").status_code == 302


def test_a_link_in_next_never_leads_to_another_site(panel: Panel, phone: str) -> None:
    for evil in ("https://evil.example/", "//evil.example/", "/\\evil.example"):
        browser = panel.browser()
        asked = f"/panel/login?next={quote(evil, safe='')}"
        page = browser.get(asked).text
        assert "evil" not in visible_links(page)
        answer = send(browser, asked, email=EMAIL, password=PASSWORD)
        panel.hands.turn(minutes=1)
        if answer.status_code == 302:
            answer = send(browser, answer.location, code=code_at(panel, phone))
        assert re.fullmatch(r"/[^/\\].*", answer.location or "/panel/"), answer.location


def test_nobody_stays_signed_in_by_a_cookie_that_remembers(panel: Panel, phone: str) -> None:
    browser = panel.browser()
    send(browser, "/panel/login", email=EMAIL, password=PASSWORD, remember="y")
    done = send(browser, "/panel/tf-validate", code=code_at(panel, phone), remember="y")
    assert done.status_code == 302 and "remember" not in " ".join(done.headers.getlist("Set-Cookie"))
