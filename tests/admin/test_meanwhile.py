"""Two people who press at the very same moment: the second waits for the first, and is shown what it kept."""

from __future__ import annotations

import ast
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import SelectChoice, SelectMultipleField, StringField

from admin.meanwhile import CHANGED, EditForm, unless_changed
from admin.tongue import speak
from budgeting.refusal import Refusal
from models import Commune
from services.unit_of_work import UnitOfWork
from tests.services.at_once import at_once
from tests.services.townsfolk import plant_commune

ADMIN = Path(__file__).parents[2] / "admin"
STARTS = {
    "follow_up_forms.SessionTableForm": "who reads it, suggested",
    "request_forms.PublishForm": "texts to read over, of which nothing is kept yet",
    "room_forms.AloudForm": "a mark of its own",
}
"""Forms that begin with a suggestion and write something new, with what they begin with."""
OPEN = {
    "backers_forms.BackersForm",
    "indicator_forms.ChoicesForm",
    "study_form.StudyForm",
}
"""Forms that still write over what another kept: this list may only become shorter."""


class NameForm(EditForm):
    """The name of a commune."""

    name = StringField()


class PartsForm(EditForm):
    """Several of a list."""

    parts = SelectMultipleField(choices=[SelectChoice(name[0].lower(), name) for name in ("Abo", "Bako", "Cinkassé")])


@pytest.fixture
def app() -> Flask:
    app = Flask("palabre_test")
    app.config.update(SECRET_KEY="x", WTF_CSRF_ENABLED=False)
    return app


def renaming(app: Flask, stood: str, name: str) -> Callable[[Session], None]:
    """Return what somebody does who opened a form when `stood` stood there, and typed a name."""

    def act(db: Session) -> None:
        db.scalars(select(Commune)).one().name = name

    with app.test_request_context("/communes/1", method="POST"):
        opened = NameForm(formdata=None, data={"name": stood})
        form = NameForm(formdata=MultiDict({"name": name, "stood": opened.stood.data}))
        return unless_changed(form, lambda db: {"name": db.scalar(select(Commune.name))}, act)


def test_two_at_the_same_moment_do_not_overwrite_each_other(engine: Engine, app: Flask) -> None:
    work = UnitOfWork(engine)
    before = work.write(lambda db: plant_commune(db).name)
    first, second = at_once(engine, renaming(app, before, "Abo"), renaming(app, before, "Bako"))
    assert first is None and isinstance(second, Refusal) and second.reason == CHANGED
    assert work.read(lambda db: db.scalar(select(Commune.name))) == "Abo"
    work.close()


def test_a_form_that_is_there_no_more_is_left_to_who_writes_it(app: Flask) -> None:
    with app.test_request_context("/communes/1", method="POST"):
        form = NameForm(formdata=MultiDict({"name": "Abo", "stood": "other"}))
        form.check(None)
        with pytest.raises(Refusal):
            form.check({"name": "Bako"})


@pytest.mark.parametrize(("language", "said"), [("fr", "Abo, Bako et Cinkassé"), ("ar", "Abo وBako وCinkassé")])
def test_several_choices_are_strung_together_in_the_readers_language(app: Flask, language: str, said: str) -> None:
    with app.test_request_context("/parts", method="POST"):
        speak([language])
        form: Any = PartsForm(formdata=MultiDict({"stood": "other"}))
        with pytest.raises(Refusal):
            form.check({"parts": ["a", "b", "c", "unseen"]})
        assert form.parts.beside() == said


def test_a_form_filled_in_with_what_stands_never_overwrites_unseen_or_is_listed() -> None:
    filled = set()  # those that a function makes are not seen here: tests/admin/pages/test_meanwhile.py tries them
    for path in sorted(ADMIN.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and _is_filled(node):
                module = import_module(".".join(path.relative_to(ADMIN.parent).with_suffix("").parts))
                kind = getattr(module, node.func.id)
                if isinstance(kind, type) and not issubclass(kind, EditForm):
                    filled.add(f"{kind.__module__}.{kind.__name__}".removeprefix("admin."))
    assert filled - set(STARTS) - OPEN == set(), "make it an EditForm, and do its work with unless_changed"
    assert (set(STARTS) | OPEN) - filled == set(), "no longer so: take it off the list"


def _is_filled(call: ast.Call) -> bool:
    named = isinstance(call.func, ast.Name) and call.func.id.endswith("Form")
    return named and any(keyword.arg in ("data", "obj") for keyword in call.keywords)
