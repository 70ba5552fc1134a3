"""Staff read, copy, write, publish and take back lessons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from models import Commune
from services.lessons import offered_lessons
from services.roles import RoleName
from tests.admin.pages.conftest import NASTY, Things
from tests.admin.pages.test_requests import send

TextOf = Callable[[FlaskClient, str], str]
LIST = "/panel/lessons/"
ONE = "/panel/lessons/money/fr"


def typed(**changes: str) -> dict[str, Any]:
    values = {"title": "Notre argent", "part_0": "Un.", "part_2": "Deux."}
    for place in range(3):
        values |= {f"question_{place}": "Vrai ?", f"answer_{place}_0": "Oui da", f"answer_{place}_1": "Non da"}
        values |= {f"right_{place}": "2", f"about_{place}": "3"}
    return {**values, **changes}


def post(browser: FlaskClient, act: str = "", data: dict[str, Any] | None = None) -> str:
    return send(browser, LIST, f"{ONE}{act}", data or {}).get_data(as_text=True)


def titles(things: Things) -> list[str]:
    commune_id = things.panel.communes[0].id
    return things.panel.house.work.read(
        lambda db: [one.text.title for one in offered_lessons(db, db.get_one(Commune, commune_id), ("fr",))]
    )


@pytest.fixture
def writer(things: Things) -> FlaskClient:
    return things.sign_in(RoleName.BUDGET_OFFICER)


def test_the_list_leads_to_every_lesson_in_every_language(things: Things, text_of: TextOf) -> None:
    browser = things.sign_in(RoleName.OBSERVER)
    text = text_of(browser, LIST)
    assert text.count("Built-in text") == len(titles(things)) * len(things.panel.communes[0].languages)
    assert "Copy to change it" not in text_of(browser, ONE)


def test_a_lesson_is_copied_written_published_and_taken_back(
    things: Things, writer: FlaskClient, text_of: TextOf
) -> None:
    assert "Copy to change it" in text_of(writer, ONE)
    assert "The text is copied" in post(writer, "/copy")
    saved = post(writer, data=typed())
    assert "The draft is kept" in saved
    assert "1 SMS" in saved
    assert "Notre argent" not in titles(things)
    assert "The lesson is published" in post(writer, "/publish", typed())
    assert "Notre argent" in titles(things)
    assert "Own text, published" in text_of(writer, LIST)
    assert "changes not published" in post(writer, data=typed(title="Autre"))
    assert "is taken back" in post(writer, "/withdraw")
    assert "D'où vient l'argent" in titles(things)
    post(writer, "/discard")
    assert "Copy to change it" in text_of(writer, ONE)


def test_what_is_typed_is_published_without_being_saved_before(things: Things, writer: FlaskClient) -> None:
    post(writer, "/copy")
    assert "The lesson is published" in post(writer, "/publish", typed(title="Notre caisse"))
    assert "Notre caisse" in titles(things)
    wrong = post(writer, "/publish", typed(title="", part_1="Gardez ceci"))
    assert "Give the lesson a title." in wrong and "Gardez ceci" in wrong and "is published" not in wrong


def test_what_does_not_fit_an_sms_is_kept_marked_and_not_published(things: Things, writer: FlaskClient) -> None:
    post(writer, "/copy")
    assert "2 SMS" in (said := post(writer, data=typed(part_0="m" * 170)))
    assert "too long" in said
    assert "Part 1 does not fit its SMS" in post(writer, "/publish", typed(part_0="m" * 170))
    assert "Notre argent" not in titles(things)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"title": ""}, "Give the lesson a title."),
        ({"title": "T" * 30}, "longer than 24"),
        ({"right_1": ""}, "Say which answer to question 2 is right."),
        ({"right_1": "3"}, "Say which answer to question 2 is right."),
        ({"right_1": "9"}, "Not a valid choice"),
        ({"about_2": "5"}, "Say which part tells the answer to question 3."),
        ({"answer_0_1": " "}, "Question 1 needs at least two answers."),
        ({"part_0": "x" * 500}, "longer than 480"),
    ],
)
def test_a_form_that_is_not_right_says_so_and_keeps_what_was_typed(
    things: Things, writer: FlaskClient, data: dict[str, str], said: str
) -> None:
    post(writer, "/copy")
    text = post(writer, data=typed(part_1="Gardez ceci", **data))
    assert said in text
    assert "Gardez ceci" in text


def test_a_lesson_of_ones_own_is_begun_and_is_shown_as_text(things: Things, writer: FlaskClient) -> None:
    answer: TestResponse = send(writer, LIST, LIST, {"title": "<b>Le marché</b>", "language": "fr"})
    assert answer.request.path.startswith("/panel/lessons/own-")
    assert "&lt;b&gt;Le marché&lt;/b&gt;" in answer.get_data(as_text=True)
    said = send(writer, LIST, answer.request.path, typed(part_0=NASTY)).get_data(as_text=True)
    assert "<script>alert" not in said
    assert "Give the lesson a title." in post_new(writer, {"title": " ", "language": "fr"})
    assert "Not a valid choice" in post_new(writer, {"title": "Titre", "language": "xx"})


def post_new(browser: FlaskClient, data: dict[str, str]) -> str:
    return send(browser, LIST, LIST, data).get_data(as_text=True)


@pytest.mark.parametrize("path", ["/panel/lessons/nothing/fr", "/panel/lessons/money/xx", "/panel/lessons/money/%00"])
def test_what_is_not_there_is_not_found(things: Things, path: str) -> None:
    assert things.sign_in(RoleName.OBSERVER).get(path).status_code == 404


def test_a_text_of_another_commune_is_not_seen(things: Things, writer: FlaskClient, text_of: TextOf) -> None:
    post(writer, "/copy")
    post(writer, "/publish", typed())
    assert "Notre argent" not in text_of(things.sign_in(RoleName.BUDGET_OFFICER, 1), ONE)


def test_a_built_in_lesson_is_hidden_and_offered_again(things: Things, writer: FlaskClient, text_of: TextOf) -> None:
    before = titles(things)
    said = send(writer, LIST, f"{LIST}money/hide", {}).get_data(as_text=True)
    assert "Citizens no longer see this lesson" in said and "Offer it again" in said
    assert len(titles(things)) == len(before) - 1
    assert "Hidden" in text_of(writer, ONE)
    assert "Citizens see this lesson" in send(writer, LIST, f"{LIST}money/offer", {}).get_data(as_text=True)
    assert titles(things) == before
    assert "Hide it" not in text_of(things.sign_in(RoleName.OBSERVER), LIST)
    assert things.sign_in(RoleName.MODERATOR).post(f"{LIST}money/hide").status_code in (400, 403)
