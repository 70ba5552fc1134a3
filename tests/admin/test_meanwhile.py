"""Two people who press at the very same moment: the second waits for the first, and is shown what it kept."""

from __future__ import annotations

from collections.abc import Callable
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
