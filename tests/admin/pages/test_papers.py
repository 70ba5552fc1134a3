"""Printing in the panel: a sheet to look at, one click to publish it, a poster, and why there is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models import BudgetLine, Commune, Line
from services.budgets.publishing import change_topic
from services.documents import follow_documents, list_documents
from services.roles import RoleName
from tests.admin.conftest import Panel
from tests.admin.pages.conftest import Things
from tests.admin.pages.test_requests import send
from tests.printing.sheets_of import opened
from tests.printing.sheets_of import text_of as text_of_sheet
from tests.services.budgets.planting import plant_document, plant_line
from tests.services.townsfolk import plant_contact, plant_heard_line
from tests.services.townsfolk import plant_line as plant_number

TextOf = Callable[[FlaskClient, str], str]
INDEX = "/panel/papers/"
OUTDATED = "Made before topics of its budget were corrected"
PUBLISH = "/panel/papers/citizen-budget/2025"


def plant(things: Things) -> int:
    commune_id = things.panel.communes[0].id

    def fill(session: Session) -> None:
        commune = session.get_one(Commune, commune_id)
        plant_line(session, plant_document(session, commune, 2025), "water", voted=400)

    things.panel.house.work.write(fill)
    return commune_id


@pytest.mark.parametrize("role", [RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER])
def test_one_click_publishes_the_sheet_and_a_second_says_that_it_stands(things: Things, role: RoleName) -> None:
    commune_id, browser = plant(things), things.sign_in(role)
    before = kept(things, commune_id)
    said = send(browser, INDEX, PUBLISH, {"language": "fr"}).get_data(as_text=True)
    assert "It counts as a document produced" in said
    assert "Budget citoyen 2025" in said
    assert "published already" in send(browser, INDEX, PUBLISH, {"language": "fr"}).get_data(as_text=True)
    assert [after - was for after, was in zip(kept(things, commune_id), before, strict=True)] == [1, 1]


def test_those_who_follow_the_documents_are_told_where_it_is_ticked(things: Things) -> None:
    commune_id, browser, house = plant(things), things.sign_in(RoleName.ADMINISTRATOR), things.panel.house
    assert "Tell those who follow" not in browser.get(INDEX).text  # nobody does

    def follow(session: Session) -> None:
        commune = session.get_one(Commune, commune_id)
        contact = plant_contact(session, house, commune, "+22890000009")
        line = session.scalars(select(Line)).first()
        assert line
        follow_documents(session, house, commune_id, contact.id, line.id)

    house.work.write(follow)
    assert "1 person follows the documents" in browser.get(INDEX).text
    for language, answer in (("fr", {"tell": "y"}), ("ar", {})):
        send(browser, INDEX, PUBLISH, {"language": language, **answer})
    found = house.work.read(lambda db: list_documents(db, commune_id))[0]
    assert {document.language: document.told for document in found if "2025" in document.title} == {"fr": 1, "ar": 0}


def test_a_sheet_made_before_topics_were_corrected_is_told_and_made_anew(things: Things) -> None:
    commune_id, browser, panel = plant(things), things.sign_in(RoleName.ADMINISTRATOR), things.panel
    send(browser, INDEX, PUBLISH, {"language": "fr"})
    old = newest(things, commune_id)
    pages = "/panel/today/", f"/panel/documents/{old}", "/panel/budgets/1"
    panel.hands.turn(days=1)
    assert not [page for page in pages if OUTDATED in browser.get(page).text]
    assert "it is not made anew" in send(browser, INDEX, f"/panel/papers/renew/{old}", {}).text

    def correct(session: Session) -> None:
        (line,) = session.scalars(select(BudgetLine.id))
        change_topic(session, panel.house, commune_id, 1, [line], "roads", staff_id=None)

    panel.house.work.write(correct)
    assert [page for page in pages if OUTDATED in browser.get(page).text] == list(pages)
    panel.hands.turn(days=1)
    said = send(browser, pages[1], f"/panel/papers/renew/{old}", {}).text
    made = newest(things, commune_id)
    assert "is made anew" in said and made != old and OUTDATED not in said
    assert not [page for page in pages if OUTDATED in browser.get(page).text]
    with browser.get(f"/panel/documents/{made}/file") as answer:
        assert "Routes" in text_of_sheet(answer.data)


def newest(things: Things, commune_id: int) -> int:
    found, _total = things.panel.house.work.read(lambda db: list_documents(db, commune_id, public=True))
    return max(view.id for view in found)


def kept(things: Things, commune_id: int) -> tuple[int, int]:
    """How many documents there are, and how many files."""
    house = things.panel.house
    documents = house.work.read(lambda db: list_documents(db, commune_id))[1]
    return documents, len(list(house.files.glob("documents/*.pdf")))


def test_sheets_and_posters_come_as_files_to_print(things: Things) -> None:
    commune_id = plant(things)
    things.panel.house.work.write(lambda db: plant_heard_line(db, db.get_one(Commune, commune_id), key="heard").id)
    browser = things.sign_in(RoleName.OBSERVER)
    for path, pages in ((f"{PUBLISH}/ar.pdf", 2), ("/panel/papers/poster/a3/fr.pdf", 1)):
        with browser.get(path) as answer:
            assert answer.mimetype == "application/pdf"
            assert answer.headers["Content-Disposition"].startswith("attachment")
            assert len(opened(answer.data).pages) == pages


def test_observers_look_and_do_not_publish(things: Things, text_of: TextOf) -> None:
    plant(things)
    browser = things.sign_in(RoleName.OBSERVER)
    assert "<button>Publish as a document" not in text_of(browser, INDEX)
    assert browser.post(PUBLISH, data={"language": "fr"}).status_code in (400, 403)


def test_without_a_budget_or_a_number_the_page_says_what_is_missing(things: Things, text_of: TextOf) -> None:
    browser = things.sign_in(RoleName.ADMINISTRATOR)
    things.panel.house.work.write(lambda db: db.execute(update(Line).values(enabled=False)) and None)
    page = text_of(browser, INDEX)
    assert "Nothing of the budget is published yet" in page
    assert "Nobody can write to the commune yet" in page
    answer = browser.get("/panel/papers/poster/a4/fr.pdf", follow_redirects=True).get_data(as_text=True)
    assert "add a line first" in answer
    answer = browser.get(f"{PUBLISH}/fr.pdf", follow_redirects=True).get_data(as_text=True)
    assert "publish a budget first" in answer


def test_an_unknown_language_is_not_found_or_refused(things: Things) -> None:
    plant(things)
    browser = things.sign_in(RoleName.ADMINISTRATOR)
    assert send(browser, INDEX, PUBLISH, {"language": "xx"}).status_code == 404
    assert "Choose a language" in browser.get(f"{PUBLISH}/xx.pdf", follow_redirects=True).get_data(as_text=True)


def test_papers_are_offered_in_the_languages_of_the_commune_its_own_first(things: Things, text_of: TextOf) -> None:
    commune_id = plant(things)

    def speak_two(session: Session) -> None:
        session.get_one(Commune, commune_id).languages = ["fr", "en"]

    things.panel.house.work.write(speak_two)
    page = text_of(things.sign_in(RoleName.OBSERVER), INDEX)
    offered = [page.find(f"/panel/papers/citizen-budget/2025/{tag}.pdf") for tag in ("fr", "en", "ar")]
    assert 0 < offered[0] < offered[1] and offered[2] == -1


def test_who_prints_is_warned_of_a_number_that_nothing_reaches(build: Callable[..., Panel]) -> None:
    panel = build()
    line_id = panel.house.work.write(lambda db: plant_number(db, db.get_one(Commune, panel.communes[0].id)).id)
    warning = "What people write to \u20687070\u2069 does not arrive yet."
    for role, way in (
        (RoleName.ADMINISTRATOR, f'href="/panel/lines/{line_id}"'),
        (RoleName.MODERATOR, "An administrator"),
    ):
        browser = panel.browser(panel.person(role))
        for page in ("/panel/today/", INDEX, "/panel/vote-papers/"):
            said = browser.get(page).text
            assert warning in said and way in said, (role, page)
    assert "a poster has no number to name" in browser.get(INDEX).text
    assert "/poster/" not in browser.get(INDEX).text
    assert "it says to ask at the town hall" in browser.get("/panel/vote-papers/").text
    heard = build(public_url="https://town.example", communes=False).browser(panel.person(RoleName.OBSERVER))
    assert warning not in heard.get(INDEX).text
