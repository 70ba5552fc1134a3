"""The page of languages: how far each is, and a text said in the commune's own words."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from locales.words import languages
from services.own_words.kept import read_words
from services.own_words.texts import list_texts
from services.roles import RoleName
from tests.admin.conftest import Panel
from tests.admin.pages.test_today import plant_vote
from tests.admin.test_panel_sign_in import token_in

WELCOME = "Welcome to %(commune)s."


def address(language: str, text: str = WELCOME) -> str:
    key = next(one.key for one in list_texts(language, {}) if one.text == text)
    return f"/panel/languages/{language}/{key}"


def send(browser: FlaskClient, page: str, follow: bool = True, **data: str) -> str:
    token = token_in(browser.get(page.removesuffix("/back")).text)
    return browser.post(page, data={"csrf_token": token, **data}, follow_redirects=follow).text


def test_every_language_is_listed_and_drafts_are_called_drafts(panel: Panel, admin: FlaskClient) -> None:
    page = admin.get("/panel/languages/").text
    assert page.count("draft, not reviewed") == 9
    assert all(f'href="/panel/languages/{tag}/"' in page for tag in languages())


def test_the_settings_name_a_draft_as_one(admin: FlaskClient) -> None:
    page = admin.get("/panel/settings/").text
    assert "Kiswahili (draft, not reviewed)" in page
    assert "Français (draft" not in page


def test_a_text_is_found_shown_changed_and_taken_back(panel: Panel, admin: FlaskClient) -> None:
    commune = panel.communes[0].id
    found = admin.get("/panel/languages/sw/?q=karibu").text
    page = address("sw")
    assert page in found and "Karibu" in found
    assert "1 SMS" in admin.get(page).text
    tried = send(admin, page, do="try", form_0="Karibuni sana %(commune)s.")
    assert "Karibuni sana" in tried and "mmmm" in tried
    assert panel.house.work.read(lambda db: read_words(db, commune)) == {}
    send(admin, page, do="keep", form_0="Karibuni sana %(commune)s.")
    assert panel.house.work.read(lambda db: read_words(db, commune)) == {
        ("sw", WELCOME): ("Karibuni sana %(commune)s.",)
    }
    send(admin, f"{page}/back")
    assert panel.house.work.read(lambda db: read_words(db, commune)) == {}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Karibu.", "must stay: %(commune)s"),
        ("Karibu %(commune)s %(x)s.", "Nothing can be filled in here: %(x)s"),
        ("100% %(commune)s", "written twice: %%."),
        ("Karibu %(commune)s. " + "x" * 160, "These words cost 2 SMS at most, the usual ones 1."),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(admin: FlaskClient, words: str, told: str) -> None:
    page = send(admin, address("sw"), do="keep", form_0=words)
    assert told in page.replace("&#39;", "'")
    assert words[:20].replace("%", "%") in page


def test_while_people_vote_it_is_said_before_anybody_types_that_no_text_changes(
    panel: Panel, admin: FlaskClient
) -> None:
    pages = ["/panel/languages/", "/panel/languages/sw/", address("sw")]
    said = "People are voting: until the vote has closed no text can be changed."
    assert not any(said in admin.get(page).text for page in pages)
    assert 'value="keep"' in admin.get(address("sw")).text
    panel.house.work.write(lambda db: plant_vote(db, panel.communes[0].id, "Wells", -1, 9))
    assert all(said in admin.get(page).text for page in pages)
    held = admin.get(address("sw")).text
    assert 'value="keep"' not in held and "Take the usual words again" not in held
    tried = send(admin, address("sw"), do="try", form_0="Karibuni sana %(commune)s.")
    assert "Karibuni sana" in tried and "1 SMS" in tried


def test_dearer_words_need_a_second_tick(panel: Panel, admin: FlaskClient) -> None:
    dear = "Karibu %(commune)s. " + "x" * 160
    send(admin, address("sw"), do="keep", form_0=dear, accepts_price="y")
    assert panel.house.work.read(lambda db: read_words(db, panel.communes[0].id)) == {("sw", WELCOME): (dear,)}


def test_a_text_that_counts_has_a_box_for_each_kind_of_number(admin: FlaskClient) -> None:
    page = admin.get(address("ar", "%(count)s vote")).text
    assert len(re.findall(r"<textarea", page)) == 6


def test_a_text_that_must_stay_word_for_word_has_no_form(admin: FlaskClient) -> None:
    page = admin.get(address("fr", "yes, y, ok, yeah, sure")).text
    assert "<textarea" not in page and "word for word" in page


def test_translators_get_a_po_file(admin: FlaskClient) -> None:
    answer = admin.get("/panel/languages/sw/citizen.po")
    assert answer.mimetype == "text/x-gettext-translation" and b'msgstr "Maji"' in answer.data
    assert "assoli-sw.po" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("page", ["/panel/languages/xx/", "/panel/languages/sw/nothing", "/panel/languages/..%2Ffr/"])
def test_what_does_not_exist_is_not_found(admin: FlaskClient, page: str) -> None:
    assert admin.get(page).status_code == 404


def test_only_an_administrator_opens_it(panel: Panel) -> None:
    for role in (RoleName.BUDGET_OFFICER, RoleName.COMMUNICATION_OFFICER, RoleName.OBSERVER):
        assert panel.browser(panel.person(role)).get("/panel/languages/").status_code == 403


def test_another_communes_words_are_its_own(panel: Panel, admin: FlaskClient) -> None:
    send(admin, address("fr"), do="keep", form_0="Chez vous, %(commune)s.")
    assert panel.house.work.read(lambda db: read_words(db, panel.communes[1].id)) == {}
