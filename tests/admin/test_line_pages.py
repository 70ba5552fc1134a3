"""The page of lines: what it shows of a number, what it never shows, and when messages last passed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models import Contact, Inbound, Outbox, OutboxState, Redaction
from models.message import InboundState
from services.communes import list_communes
from services.line_book import read_lines
from services.line_keeping import LineToKeep, keep_line
from services.line_kinds import KINDS
from services.lines import list_lines
from services.public import lines_of
from services.roles import RoleName
from tests.admin.conftest import NOW, Panel
from tests.admin.test_panel_sign_in import send, token_in

LINE = {
    "key": "main",
    "address": "+22890000000",
    "price": "25",
    "setting_account_sid": "AC123",
    "secret_auth_token": "a-very-secret-token",
}
ANDROID = {
    "key": "phone",
    "setting_api_url": "https://api.sms-gate.app",
    "setting_username": "ABCDEF",
    "secret_password": "secret-of-the-app",
    "secret_signing_key": "signing-key",
}


USSD = {"key": "code", "address": "*384*8282#", "secret_token": "a-token-of-the-ussd-line"}


def boss(panel: Panel) -> FlaskClient:
    return panel.browser(panel.person(RoleName.ADMINISTRATOR))


def boss_of_all(panel: Panel) -> FlaskClient:
    """Return the browser of an administrator of the installation: the line serves both communes."""
    browser = panel.browser(panel.person(RoleName.ADMINISTRATOR, None))
    send(browser, "/panel/commune", commune=str(panel.communes[0].id))
    return browser


def test_a_line_shows_its_addresses_and_never_its_secrets(build: Callable[..., Panel]) -> None:
    panel = build(public_url="http://town.example")
    browser = boss(panel)
    assert send(browser, "/panel/lines/new/twilio", **LINE).status_code == 302
    house, commune = panel.house, panel.communes[0].id
    line = house.work.read(lambda db: list_lines(db, house, commune))[0]
    pages = [browser.get(f"/panel/lines/{line.id}{end}").text for end in ("", "/edit")]
    assert "http://town.example/webhooks/twilio/main/inbound#rc=5&amp;rp=all<" in pages[0]
    assert "from the # on" in pages[0]
    assert "http://town.example/webhooks/twilio/main/status<" in pages[0]
    assert not [page for page in pages if "a-very-secret-token" in page]
    assert "auth_token" in line.known_secrets


def test_changing_a_line_with_an_empty_secret_keeps_the_one_there_is(panel: Panel) -> None:
    browser, house = boss(panel), panel.house
    send(browser, "/panel/lines/new/twilio", **LINE)
    line = house.work.read(lambda db: list_lines(db, house))[0]
    changed = {**LINE, "address": "+22891111111", "secret_auth_token": ""}
    assert send(browser, f"/panel/lines/{line.id}/edit", **changed).status_code == 302
    after = house.work.read(lambda db: list_lines(db, house))[0]
    assert after.address == "+22891111111" and after.known_secrets == ("auth_token",)


def test_a_line_of_the_other_commune_is_not_there(panel: Panel) -> None:
    send(boss(panel), "/panel/lines/new/twilio", **LINE)
    house = panel.house
    line = house.work.read(lambda db: list_lines(db, house))[0]
    stranger = panel.browser(panel.person(RoleName.ADMINISTRATOR, 1))
    for end in ("", "/edit"):
        assert stranger.get(f"/panel/lines/{line.id}{end}").status_code == 404
    token = token_in(stranger.get("/panel/lines/").text)
    stranger.post(f"/panel/lines/{line.id}/off", data={"csrf_token": token})
    assert house.work.read(lambda db: list_lines(db, house))[0].enabled


def test_a_line_tells_when_messages_last_came_and_went(panel: Panel) -> None:
    browser, house = boss(panel), panel.house
    send(browser, "/panel/lines/new/twilio", **LINE)
    line = house.work.read(lambda db: list_lines(db, house))[0]
    for page in ("/panel/lines/", f"/panel/lines/{line.id}"):
        assert browser.get(page).text.count("none yet") == 2
    house.work.write(lambda db: carry_messages(db, line.id))
    for page in ("/panel/lines/", f"/panel/lines/{line.id}"):
        text = browser.get(page).text
        assert "none yet" not in text and text.count("Nov 16, 2026 09:30") + text.count("16 Nov 2026 09:30") == 2
        assert "the provider does not accept the access keys of the line" in text


def test_a_line_tells_how_many_messages_its_company_keeps_against_our_asking(panel: Panel) -> None:
    browser, house = boss(panel), panel.house
    send(browser, "/panel/lines/new/twilio", **LINE)
    line = house.work.read(lambda db: list_lines(db, house))[0]
    assert "still has them" not in browser.get(f"/panel/lines/{line.id}").text
    house.work.write(lambda db: keep_words_there(db, line.id))
    text = " ".join(browser.get(f"/panel/lines/{line.id}").text.split())
    assert "still has them" in text
    assert "Messages of citizens whose words it keeps</dt><dd>2</dd>" in text
    assert "Answers whose words it keeps</dt><dd>1</dd>" in text


def test_a_line_that_is_off_tells_of_messages_that_wait_to_be_erased(panel: Panel) -> None:
    browser, house = boss(panel), panel.house
    send(browser, "/panel/lines/new/twilio", **LINE)
    line = house.work.read(lambda db: list_lines(db, house))[0]
    house.work.write(lambda db: keep_words_there(db, line.id))
    assert "is not asked to erase" not in browser.get(f"/panel/lines/{line.id}").text
    send(browser, f"/panel/lines/{line.id}/off")
    assert "Messages that wait for it: 1." in browser.get(f"/panel/lines/{line.id}").text


def keep_words_there(session: Session, line_id: int) -> None:
    """Plant two messages in and one out that the company keeps, and one in of which it is still asked."""
    carry_messages(session, line_id)
    session.flush()
    for number, due_at in ((2, None), (3, None), (4, NOW)):
        row = Inbound(line_id=line_id, provider_id=f"SM{number}", state=InboundState.DONE, arrived_at=NOW)
        session.add(row)
        session.flush()
        session.add(Redaction(line_id=line_id, inbound_id=row.id, since=NOW, due_at=due_at))
    session.add(Redaction(line_id=line_id, outbox_id=1, since=NOW))


def carry_messages(session: Session, line_id: int) -> None:
    person = Contact(channel="sms", address_hash=b"x", language="fr", created_at=NOW, seen_at=NOW)
    session.add(person)
    session.flush()
    session.add(Inbound(line_id=line_id, provider_id="SM1", state=InboundState.DONE, arrived_at=NOW))
    out = {"line_id": line_id, "contact_id": person.id, "purpose": "answer", "due_at": NOW, "created_at": NOW}
    session.add(Outbox(**out, state=OutboxState.HANDED_OVER, sent_at=NOW))
    session.flush()
    session.add(Outbox(**out, state=OutboxState.FAILED, attempts=1, error="credentials"))


def test_a_price_is_typed_in_money_and_telegram_asks_for_none(panel: Panel) -> None:
    browser, house = boss(panel), panel.house
    send(browser, "/panel/lines/new/twilio", **{**LINE, "price": "24,5"})
    line = house.work.read(lambda db: list_lines(db, house))[0]
    assert line.price == 24_500
    assert 'value="24.5"' in browser.get(f"/panel/lines/{line.id}/edit").text
    telegram = browser.get("/panel/lines/new/telegram").text
    assert "@BotFather" in telegram and 'name="price"' not in telegram and 'name="ascii_only"' not in telegram
    new = {"key": "assoli", "address": "AssoliBot", "secret_bot_token": "123456:ABC"}
    assert send(browser, "/panel/lines/new/telegram", **new).status_code == 302


def kept_from_environment(panel: Panel, provider: str = "twilio", channel: str = "sms") -> int:
    wanted = LineToKeep(provider, "main", channel, "+22890000000", {"account_sid": "AC1"}, {"auth_token": "a-token"})
    return panel.house.work.write(lambda session: keep_line(session, panel.house, wanted).id)


def test_staff_enter_what_a_line_of_the_environment_costs_and_nothing_else_of_it(panel: Panel) -> None:
    browser, house = boss_of_all(panel), panel.house
    line_id = kept_from_environment(panel)
    assert "no price yet" in browser.get("/panel/lines/").text
    assert "no ceiling of spending" in browser.get(f"/panel/lines/{line_id}").text
    form = browser.get(f"/panel/lines/{line_id}/edit").text
    assert 'name="price"' in form and "auth_token" not in form and 'name="address"' not in form
    typed = {"price": "24,5", "ascii_only": "y", "address": "+22891111111", "secret_auth_token": "another"}
    assert send(browser, f"/panel/lines/{line_id}/edit", **typed).status_code == 302
    kept_from_environment(panel)  # the next start leaves it as it is
    (facts,) = house.work.read(lambda db: read_lines(db, house))
    assert (facts.address, facts.secrets) == ("+22890000000", {"auth_token": "a-token"})
    line = house.work.read(lambda db: list_lines(db, house))[0]
    assert (line.price, line.ascii_only, line.lacks_price) == (24_500, True, False)
    for page in ("/panel/lines/", f"/panel/lines/{line_id}"):
        assert "price yet" not in browser.get(page).text and "no ceiling" not in browser.get(page).text


def test_nothing_is_to_be_entered_of_a_bot_of_the_environment(panel: Panel) -> None:
    browser, line_id = boss_of_all(panel), kept_from_environment(panel, "telegram", "telegram")
    page = browser.get("/panel/lines/").text
    assert "from the settings of the server" in page and "no price" not in page
    assert "/edit" not in browser.get(f"/panel/lines/{line_id}").text
    assert browser.get(f"/panel/lines/{line_id}/edit").status_code == 404


def test_the_form_of_a_line_suggests_a_short_name_and_tells_the_steps(panel: Panel) -> None:
    browser = boss(panel)
    for provider in KINDS:
        page = browser.get(f"/panel/lines/new/{provider}").text
        assert f'value="{panel.communes[0].key}"' in page and '<ol class="steps">' in page


def test_a_new_line_opens_on_its_own_page_and_says_that_a_public_address_is_missing(
    build: Callable[..., Panel],
) -> None:
    for url, is_missing in (("", True), ("http://town.example", True), ("https://town.example", False)):
        panel = build(public_url=url, communes=is_missing and not url)
        if not panel.communes:
            panel.communes = panel.house.work.read(list_communes)
        browser = panel.browser(panel.person(RoleName.ADMINISTRATOR, email=f"a{len(url)}@example.org"))
        made = send(browser, "/panel/lines/new/twilio", **{**LINE, "key": f"main{len(url)}"})
        page = browser.get(made.location).text
        assert ("PUBLIC_URL" in page and "docs/android-phone.md" in page) == is_missing
        assert (">/webhooks/" not in page) and (f"{url}/webhooks/twilio" in page) == bool(url)
        assert ("no public address yet" in browser.get("/panel/lines/").text) == is_missing


def test_a_bot_that_is_asked_for_its_messages_needs_no_address(panel: Panel) -> None:
    bot = {"key": "bot", "address": "ZongoBot", "secret_bot_token": "1:a-very-secret-token"}
    browser = boss(panel)
    page = browser.get(send(browser, "/panel/lines/new/telegram", **bot).location).text
    assert "None is needed" in page and "PUBLIC_URL" not in page


@pytest.mark.parametrize("typed", ["abc", "90 00", "+228 90", "https://x", "90 00 00 00 ext 5"])
def test_what_is_no_telephone_number_is_refused_in_words(panel: Panel, typed: str) -> None:
    form = {**ANDROID, "address": typed}
    page = send(boss(panel), "/panel/lines/new/android", **form).text
    assert (
        "This is no telephone number." in page and panel.house.work.read(lambda db: list_lines(db, panel.house)) == []
    )


@pytest.mark.parametrize(
    ("typed", "kept", "public"),
    [
        ("90 00 00 00", "+22890000000", "90\u00a000\u00a000\u00a000"),
        ("+237 699 00 11 22", "+237699001122", "+237\u00a06\u00a099\u00a000\u00a011\u00a022"),
    ],
)
def test_a_number_is_kept_with_its_country_and_shown_as_people_write_it(
    panel: Panel, typed: str, kept: str, public: str
) -> None:
    assert send(boss(panel), "/panel/lines/new/android", **{**ANDROID, "address": typed}).status_code == 302
    (line,) = panel.house.work.read(lambda db: lines_of(db, panel.communes[0].id))
    assert (line.address, line.written) == (kept, public)


def test_a_short_code_is_kept_where_the_company_has_them(panel: Panel) -> None:
    browser = boss(panel)
    assert send(browser, "/panel/lines/new/twilio", **{**LINE, "address": "8585"}).status_code == 302
    (line,) = panel.house.work.read(lambda db: lines_of(db, panel.communes[0].id))
    assert (line.address, line.written) == ("8585", "8585")
    assert send(browser, "/panel/lines/new/android", **{**ANDROID, "address": "8585"}).status_code == 200


KANNEL = {
    "key": "code",
    "address": "8282",
    "price": "15",
    "setting_api_url": "http://127.0.0.1:13131/cgi-bin/sendsms",
    "setting_username": "palabre",
    "setting_own_url": "http://127.0.0.1:8000/",
    "secret_password": "a-password",
    "secret_token": "a-token-made-by-chance",
}


def test_a_gateway_on_this_machine_is_told_its_own_address_with_what_it_fills_in(panel: Panel) -> None:
    browser = boss(panel)
    page = browser.get(send(browser, "/panel/lines/new/kannel", **KANNEL).location).text
    assert "http://127.0.0.1:8000/webhooks/kannel/code/inbound?id=%I&amp;time=%T" in page
    assert "PUBLIC_URL" not in page and "a-token-made-by-chance" not in page
    wrong = send(browser, "/panel/lines/new/kannel", **{**KANNEL, "key": "other", "setting_own_url": "127.0.0.1"}).text
    assert "begins with https:// or http://" in wrong


def test_a_field_is_explained_as_of_its_company(panel: Panel) -> None:
    browser = boss(panel)
    of_kannel, of_android = (browser.get(f"/panel/lines/new/{provider}").text for provider in ("kannel", "android"))
    assert "cgi-bin/sendsms" in of_kannel and "api.sms-gate.app" not in of_kannel and "in the app" not in of_kannel
    assert "api.sms-gate.app" in of_android and "User name in the app" in of_android


def test_a_code_to_dial_has_one_address_and_must_be_one(build: Callable[..., Panel]) -> None:
    panel = build(public_url="https://town.example")
    browser = boss(panel)
    new = "/panel/lines/new/africastalking_ussd"
    for wrong in ("8282", "+22890000000", "*384*8282", "*#", "*384**1#", "call me"):
        answer = send(browser, new, **{**USSD, "address": wrong})
        assert answer.status_code == 422 or "begins with *" in answer.text, wrong
    assert send(browser, new, **{**USSD, "address": "*384* 8282#"}).status_code == 302
    house, commune = panel.house, panel.communes[0].id
    line = next(one for one in house.work.read(lambda db: list_lines(db, house, commune)) if one.key == "code")
    assert line.address == "*384*8282#"
    page = browser.get(f"/panel/lines/{line.id}").text
    assert "https://town.example/webhooks/africastalking_ussd/code/inbound?token=TOKEN" in page
    assert "/status" not in page  # what it would report holds ballots


WHATSAPP = {
    "key": "chat",
    "address": "90 00 00 01",
    "price": "3",
    "setting_account_sid": "AC123",
    "setting_content_sid": "",
    "secret_auth_token": "a-very-secret-token",
}


def test_a_whatsapp_number_is_added_with_its_price_and_shown_to_people(build: Callable[..., Panel]) -> None:
    panel = build(public_url="https://town.example")
    browser, house, commune = boss(panel), panel.house, panel.communes[0].id
    form = browser.get("/panel/lines/new/twilio_whatsapp").text
    assert "Price of one message" in form and "plain letters" not in form
    assert send(browser, "/panel/lines/new/twilio_whatsapp", **WHATSAPP).status_code == 302
    (line,) = house.work.read(lambda db: list_lines(db, house, commune))
    assert (line.channel, line.address, line.price) == ("whatsapp", "+22890000001", 3000)
    shown = browser.get(f"/panel/lines/{line.id}").text
    assert "https://town.example/webhooks/twilio_whatsapp/chat/inbound#rc=5" in shown
    assert [one.written for one in house.work.read(lambda db: lines_of(db, commune))] == ["90\u00a000\u00a000\u00a001"]
