"""What is published by two presses is published once, and its file is kept once."""

from __future__ import annotations

import ast
import io
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.roles import RoleName
from tests.admin.conftest import Panel
from tests.admin.pages.conftest import Things
from tests.admin.pages.test_publishing import FORM, GOOD, count
from tests.admin.pages.test_works import PAGE, built
from tests.admin.pages.two_people import Sent, form_in
from tests.services.uploads.files import PDF
from tests.services.uploads.pictures import taken

__all__ = ["built"]  # a fixture

ADMIN = Path(__file__).parents[3] / "admin"
TWICE = "This was sent twice. It is written down once."
PLAIN = {
    "booth_sent._cast": "a vote replaces the one before, and its page is sealed to one turn",
    "desk.write_once": "it is what takes a form once",
    "kept_language.remember": "the language of a reader",
    "pages/assisted.look": "nothing is recorded yet; a wrong code has to be counted",
    "pages/assisted.cast": "the ballot that was shown bears a mark that is taken once",
    "pages/booth.open_one": "open is open",
    "pages/booth.look": "nothing is recorded yet; a wrong code has to be counted",
    "pages/booth.cast": "a turn is given one receipt, and ends with it",
    "pages/boxes.look": "nothing is recorded yet; a wrong code has to be counted",
    "pages/boxes.enter": "the sheet that was shown bears a mark that is taken once",
    "pages/codes._made": "batches are numbered: the second is refused, for the first is made",
    "pages/cycle.key": "shows the same sheet",
    "pages/hands._typed": "a figure is not to be found by trying: each try is counted",
    "pages/indicators._note": "each download is noted",
    "pages/requests.form": "each reading of a form with names is noted",
    "pages/staff.add": "an address has one account; the page shows its password, once",
    "pages/staff.new_password": "shows the password that holds from now, once",
    "pages/witnesses.link": "shows the link that holds from now, once",
}
"""What writes plainly, and why a second press does no harm there."""


def press(browser: FlaskClient, act: str, form: Sent, **data: Any) -> TestResponse:
    return browser.post(act, data={**form, **data}, follow_redirects=True)


def files_of(panel: Panel) -> int:
    return len([path for path in (panel.house.files / "documents").iterdir() if path.is_file()])


def test_a_document_pressed_twice_is_one_and_another_file_is_another(things: Things) -> None:
    browser = things.sign_in(RoleName.COMMUNICATION_OFFICER)
    form, before, kept = form_in(browser.get(FORM).text, FORM), count(things), files_of(things.panel)

    def publish(content: bytes = PDF) -> str:
        return press(browser, FORM, form, **GOOD, file=(io.BytesIO(content), "guide.pdf")).text

    assert "The document is published." in publish()
    assert TWICE in publish()
    assert (count(things), files_of(things.panel)) == (before + 1, kept + 1)
    assert TWICE not in publish(PDF + b"\n")
    assert (count(things), files_of(things.panel)) == (before + 2, kept + 2)


def test_a_lesson_begun_by_two_presses_is_begun_once(things: Things) -> None:
    browser, page = things.sign_in(RoleName.BUDGET_OFFICER), "/panel/lessons/"
    form = form_in(browser.get(page).text, page)
    first = press(browser, page, form, title="Notre marché", language="fr")
    assert "The draft is kept." in first.text
    again = press(browser, page, form, title="Notre marché", language="fr")
    assert TWICE in again.text and again.text.count("Notre marché") == browser.get(page).text.count("Notre marché")


def test_a_photo_of_works_pressed_twice_is_one(built: Panel) -> None:
    browser, act = built.browser(built.person(RoleName.BUDGET_OFFICER)), f"{PAGE}/photo"
    form = form_in(browser.get(PAGE).text, act)
    for said in ("The photo is published.", TWICE):
        photo = {"photo-moment": "before", "photo-alt": "Le terrain", "photo-file": (io.BytesIO(taken()), "x.jpg")}
        assert said in press(browser, act, form, **photo).text
    assert browser.get(f"{PAGE}/photos/1", buffered=True).status_code == 200
    assert browser.get(f"{PAGE}/photos/2").status_code == 404 and files_of(built) == 1


def test_whatever_writes_takes_a_form_once_or_says_why_not() -> None:
    plain = set()
    for path in sorted(ADMIN.rglob("*.py")):
        module = ast.parse(path.read_text())
        for function in ast.walk(module) if _knows_write(module) else ():
            if isinstance(function, ast.FunctionDef) and _writes_plainly(function):
                plain.add(f"{path.relative_to(ADMIN).with_suffix('')}.{function.name}")
    assert plain - set(PLAIN) == set(), "write_once or carry_out takes a form that is pressed twice once"
    assert set(PLAIN) - plain == set(), "no longer there"


def _knows_write(module: ast.Module) -> bool:
    """Has it the panel's `write`, by import or because it is made there?"""
    taken = [name.name for node in module.body if isinstance(node, ast.ImportFrom) for name in node.names]
    return "write" in [*taken, *(node.name for node in module.body if isinstance(node, ast.FunctionDef))]


def _writes_plainly(function: ast.FunctionDef) -> bool:
    calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return any(isinstance(called, ast.Name) and called.id == "write" for called in calls)
