"""Documents, associations and public sessions in the panel."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Commune, Outbox
from services.documents import follow_documents, list_documents
from services.roles import RoleName
from tests.admin.pages.conftest import Things
from tests.admin.pages.test_requests import send
from tests.services.townsfolk import plant_contact, plant_line
from tests.services.uploads.files import PDF

TextOf = Callable[[FlaskClient, str], str]
GOOD = {"title": "Guide", "category": "guide", "dated_on": "2026-02-01", "language": "fr"}
FORM = "/panel/documents/new"


def file_of(name: str, content: bytes) -> dict[str, Any]:
    return {"file": (io.BytesIO(content), name)}


def count(things: Things) -> int:
    commune_id = things.panel.communes[0].id
    return things.panel.house.work.read(lambda db: list_documents(db, commune_id))[1]


def test_a_file_is_published_and_sent_back_as_an_attachment(things: Things, text_of: TextOf) -> None:
    browser = things.sign_in(RoleName.COMMUNICATION_OFFICER)
    answer = send(browser, FORM, FORM, {**GOOD, **file_of("../guide.pdf", PDF)})
    assert "guide.pdf" in answer.get_data(as_text=True)
    with browser.get(f"{answer.request.path}/file") as kept:
        assert kept.data == PDF
        assert kept.headers["Content-Disposition"].startswith("attachment")
        assert kept.headers["X-Content-Type-Options"] == "nosniff"
        assert kept.mimetype == "application/pdf"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "The document itself is missing"),
        ({"link": "javascript:alert(1)"}, "This is no web address"),
        ({"link": "https://a.example/", **file_of("a.pdf", PDF)}, "leave one of them out"),
        (file_of("a.pdf", b"MZ" + bytes(100)), "Only whole PDF"),
        (file_of("a.exe", PDF), "its name says something else"),
        (file_of("a.pdf", b""), "The file is empty"),
        ({"link": "https://a.example/", "title": " "}, "Give the document a title"),
        ({"link": "https://a.example/", "dated_on": "yesterday"}, "Not a valid date"),
    ],
)
def test_a_document_that_is_not_right_is_not_published_and_leaves_no_file(
    things: Things, data: dict[str, Any], said: str
) -> None:
    browser = things.sign_in(RoleName.ADMINISTRATOR)
    before = sorted(things.panel.house.files.glob("**/*"))
    answer = send(browser, FORM, FORM, {**GOOD, **data})
    assert said in answer.get_data(as_text=True)
    assert (count(things), sorted(things.panel.house.files.glob("**/*"))) == (1, before)


def test_a_withdrawn_document_is_marked(things: Things, text_of: TextOf) -> None:
    browser = things.sign_in(RoleName.ADMINISTRATOR)
    path = f"/panel/documents/{things.document}"
    send(browser, path, f"{path}/withdraw", {})
    assert "Withdrawn" in text_of(browser, "/panel/documents/")
    assert 'withdraw"' not in text_of(browser, path)


@pytest.mark.parametrize("path", ["documents", "associations"])
def test_things_of_another_commune_are_not_found(things: Things, path: str) -> None:
    browser = things.sign_in(RoleName.ADMINISTRATOR, 1)
    thing = things.document if path == "documents" else things.association
    assert browser.get(f"/panel/{path}/{thing}").status_code == 404
    assert browser.get(f"/panel/documents/{things.document}/file").status_code == 404
    assert send(browser, FORM, f"/panel/documents/{things.document}/withdraw", {}).status_code == 404


def test_an_observer_reads_and_finds_no_form(things: Things, text_of: TextOf) -> None:
    browser = things.sign_in(RoleName.OBSERVER)
    for path in ("documents/", f"documents/{things.document}", "associations/", "sessions/"):
        assert f'action="/panel/{path}' not in text_of(browser, f"/panel/{path}")
    assert browser.get(FORM).status_code == 403


def test_an_association_and_its_part_are_added_and_the_part_removed(things: Things, text_of: TextOf) -> None:
    browser = things.sign_in(RoleName.COMMUNICATION_OFFICER)
    page = "/panel/associations/"
    assert "Jeunes" in send(browser, page, page, {"name": "Jeunes", "field": "Sport"}).get_data(as_text=True)
    assert "in the list already" in send(browser, page, page, {"name": "JEUNES"}).get_data(as_text=True)
    path = f"{page}{things.association}"
    part = {"cycle": str(things.cycle), "role": "Suivi des travaux", "day": "2026-05-01"}
    assert "Suivi des travaux" in send(browser, path, f"{path}/parts", part).get_data(as_text=True)
    assert "written down already" in send(browser, path, f"{path}/parts", part).get_data(as_text=True)
    assert "Not a valid choice" in send(browser, path, f"{path}/parts", {**part, "cycle": "99"}).get_data(as_text=True)
    send(browser, path, f"{path}/parts/1/remove", {})
    assert "Atelier" not in text_of(browser, path)
    assert send(browser, path, f"{path}/parts/99/remove", {}).status_code == 404


def test_a_session_is_announced_and_removed(things: Things, text_of: TextOf) -> None:
    browser = things.sign_in(RoleName.COMMUNICATION_OFFICER)
    page = "/panel/sessions/"
    good = {"title": "Vote du budget", "place": "École", "starts_at": "2026-12-24T16:00"}
    assert "Vote du budget" in send(browser, page, page, good).get_data(as_text=True)
    for moment, said in (
        ("2026-01-01T10:00", "still to come"),
        ("9999-12-31T23:59", "two years"),
        ("x", "Not a valid"),
    ):
        assert said in send(browser, page, page, {**good, "starts_at": moment}).get_data(as_text=True)
    assert send(browser, page, f"{page}2/remove", {}).status_code == 200
    assert "Vote du budget" not in text_of(browser, page)
    assert "no longer in the list" in send(browser, page, f"{page}2/remove", {}).get_data(as_text=True)


def test_who_publishes_sees_how_many_will_be_told_and_at_what_cost(things: Things, text_of: TextOf) -> None:
    browser = things.sign_in(RoleName.COMMUNICATION_OFFICER)
    assert "0 people follow the documents" in text_of(browser, FORM)
    assert 'name="tell"' not in browser.get(FORM).get_data(as_text=True)
    follow(things)
    assert "1 person follows the documents and can be told. SMS: 1, in " in text_of(browser, FORM)
    answer = send(browser, FORM, FORM, {**GOOD, "link": "https://a.example/", "tell": "y"})
    assert "Followers told" in answer.get_data(as_text=True)
    assert messages(things) == 1
    assert f'{answer.request.path}/tell"' not in answer.get_data(as_text=True)


def test_what_was_published_in_silence_can_be_told_later_once(things: Things) -> None:
    browser = things.sign_in(RoleName.ADMINISTRATOR)
    follow(things)
    shown = send(browser, FORM, FORM, {**GOOD, "link": "https://a.example/"})
    path = shown.request.path
    assert (messages(things), f'{path}/tell"' in shown.get_data(as_text=True)) == (0, True)
    assert "are told" in send(browser, FORM, f"{path}/tell", {}).get_data(as_text=True)
    assert "told of it already" in send(browser, FORM, f"{path}/tell", {}).get_data(as_text=True)
    assert messages(things) == 1


def follow(things: Things) -> None:
    """Let somebody with a telephone follow the documents of the first commune."""

    def act(session: Session) -> None:
        commune = session.get_one(Commune, things.panel.communes[0].id)
        line = plant_line(session, commune, key="news")
        line.price = 25_000
        contact = plant_contact(session, things.panel.house, commune, "+22901970001")
        follow_documents(session, things.panel.house, commune.id, contact.id, line.id)

    things.panel.house.work.write(act)


def messages(things: Things) -> int:
    """Return how many messages tell of a document."""
    query = select(func.count(Outbox.id)).where(Outbox.purpose.startswith("document:"))
    return things.panel.house.work.read(lambda session: session.scalar(query) or 0)
