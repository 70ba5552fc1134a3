"""The page of words nobody understood, and the words that the bot is taught from them."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from bot.understanding.intents import Intent, Topic
from bot.understanding.taught import TEACHABLE, Means
from models import Commune, Unheard
from services.roles import RoleName
from services.taught_words.kept import read_taught
from services.unheard import keep_unheard
from tests.admin.conftest import Panel
from tests.admin.test_panel_sign_in import token_in

LIST = "/panel/words/"
MEETINGS = {"phrase": "zorglub", "language": "fr", "means": "meetings"}


def unheard(panel: Panel, text: str, commune: int = 0) -> int:
    place = panel.communes[commune].id

    def keep(db: Any) -> int:
        keep_unheard(db, db.get_one(Commune, place), "fr", text, panel.house.clock())
        return int(db.scalar(select(func.max(Unheard.id))))

    return panel.house.work.write(keep)


def moderator(panel: Panel) -> FlaskClient:
    return panel.browser(panel.person(RoleName.MODERATOR))


def send(browser: FlaskClient, page: str, **data: str) -> str:
    """Send the form of a page with what a trial of before left in it."""
    before = browser.get(page).text
    answer = browser.post(page, data={"csrf_token": token_in(before), **data}, follow_redirects=True)
    return html.unescape(answer.text)


def tried_in(page: str) -> str:
    found = re.search(r'name="tried" value="([^"]*)"', page)
    assert found is not None
    return found[1]


def taught(panel: Panel) -> dict[tuple[str, str], Means]:
    return panel.house.work.read(lambda db: read_taught(db, panel.communes[0].id))


def test_staff_see_the_words_and_put_them_away(panel: Panel) -> None:
    unheard(panel, "zut <b>90112233</b>")
    text = moderator(panel).get(LIST).get_data(as_text=True)
    assert "zut &lt;b&gt;#&lt;/b&gt;" in text
    assert "Put away" in text
    observer = panel.browser(panel.person(RoleName.OBSERVER))
    assert "Put away" not in observer.get(LIST).get_data(as_text=True)


def test_a_word_is_tried_kept_and_taken_back(panel: Panel) -> None:
    row, browser = unheard(panel, "zorglub"), moderator(panel)
    unheard(panel, "les zorglub du village")
    page = f"{LIST}{row}"
    assert page in browser.get(LIST).text
    shown = send(browser, page, do="try", **MEETINGS)
    assert "Je n'ai pas compris" in shown and "réunion" in shown.lower() and "les zorglub du village" in shown
    assert "No message that the bot knows changes its meaning." in shown
    assert taught(panel) == {}
    kept = send(browser, page, do="keep", tried=tried_in(shown), **MEETINGS)
    assert "The bot understands “zorglub” from now on." in kept
    assert taught(panel) == {("fr", "zorglub"): Means(Intent.MEETINGS)}
    listed = browser.get(LIST).text
    assert "les zorglub" not in listed and "The next public session" in listed
    address = re.search(r'action="(/panel/words/taught/\d+/back)"', listed)
    assert address is not None
    browser.post(address[1], data={"csrf_token": token_in(listed)})
    assert taught(panel) == {}
    assert "les zorglub du village" in browser.get(LIST).text


def test_what_was_not_tried_as_it_stands_is_tried_first(panel: Panel) -> None:
    row, browser = unheard(panel, "zorglub"), moderator(panel)
    page = f"{LIST}{row}"
    tried = tried_in(send(browser, page, do="try", **MEETINGS))
    for other in ({}, {"tried": tried, "means": "topic:water"}):
        assert "Its answer with the word" in send(browser, page, **{**MEETINGS, **other, "do": "keep"})
        assert taught(panel) == {}


def test_a_topic_is_taught(panel: Panel) -> None:
    row, browser = unheard(panel, "zorglub"), moderator(panel)
    words = {**MEETINGS, "means": "topic:water"}
    tried = tried_in(send(browser, f"{LIST}{row}", do="try", **words))
    send(browser, f"{LIST}{row}", do="keep", tried=tried, **words)
    assert taught(panel) == {("fr", "zorglub"): Means(topic=Topic.WATER)}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"phrase": ""}, "Write the word."),
        ({"means": ""}, "Choose what it means."),
        ({"means": "vote"}, "Not a valid choice"),
        ({"language": "xx"}, "Not a valid choice"),
        ({"phrase": "stop"}, "“stop” is a word of votes, numbers, refusals, stopping or dangers"),
        ({"phrase": "kwak"}, "one after the other"),
        ({"phrase": "pour"}, "Keep a word that carries the meaning."),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(panel: Panel, words: dict[str, str], told: str) -> None:
    row, browser = unheard(panel, "zorglub pour stop"), moderator(panel)
    page = send(browser, f"{LIST}{row}", do="try", **{**MEETINGS, **words})
    assert told in page and "Its answer with the word" not in page
    assert f'value="{words.get("phrase", "zorglub")}"' in page or not words.get("phrase", "zorglub")


def test_the_form_guesses_the_word_and_offers_nothing_that_acts(panel: Panel) -> None:
    page = moderator(panel).get(f"{LIST}{unheard(panel, 'combien pour le zorglub')}").text
    assert 'value="zorglub"' in page
    offered = re.findall(r'<option (?:selected )?value="(\w+)"', page)
    assert set(offered) - {"fr", "en"} == {str(intent) for intent in TEACHABLE}
    assert 'value="topic:water"' in page


def test_a_guess_is_called_one_and_what_staff_chose_is_not(panel: Panel) -> None:
    browser = moderator(panel)
    assert "is a guess here" in browser.get(f"{LIST}{unheard(panel, 'kpalimoto zogbe')}").text
    shown = send(browser, f"{LIST}{unheard(panel, 'zorglub')}", do="try", **MEETINGS)
    assert "What the word would change" in shown and "is a guess here" not in shown


def test_only_who_may_put_rows_away_teaches(panel: Panel) -> None:
    row = unheard(panel, "zorglub")
    for role in (RoleName.OBSERVER, RoleName.BUDGET_OFFICER):
        browser = panel.browser(panel.person(role))
        assert browser.get(f"{LIST}{row}").status_code == 403
        assert f"{LIST}{row}" not in browser.get(LIST).text


def test_a_row_of_another_commune_or_out_of_the_list_is_not_found(panel: Panel) -> None:
    browser = moderator(panel)
    assert browser.get(f"{LIST}{unheard(panel, 'zorglub', 1)}").status_code == 404
    assert browser.get(f"{LIST}424242").status_code == 404
    assert browser.get(f"{LIST}{10**20}").status_code == 404


def test_the_page_of_languages_says_how_many_words_are_taught(panel: Panel, admin: FlaskClient) -> None:
    assert "Taught so far" not in admin.get("/panel/languages/").text
    row = unheard(panel, "zorglub")
    tried = tried_in(send(admin, f"{LIST}{row}", do="try", **MEETINGS))
    send(admin, f"{LIST}{row}", do="keep", tried=tried, **MEETINGS)
    assert "Taught so far: 1." in admin.get("/panel/languages/").text
