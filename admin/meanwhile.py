"""Two people, or two windows, at one form: what another kept meanwhile is shown beside, never overwritten unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from flask import request
from sqlalchemy.orm import Session
from wtforms import HiddenField

from admin.forms import Form
from admin.tongue import _ as say
from admin.tongue import marked as _
from budgeting.refusal import Refusal
from services.numbering import hold

T = TypeVar("T")
CHANGED = "form_changed_meanwhile"
REFUSALS = {
    CHANGED: _(
        "Somebody else changed this while you wrote. Nothing of yours is kept yet: what stands now is shown under your "
        "text. Bring the two together, then press again."
    )
}


class EditForm(Form):
    """A form that writes anew what stands; `stood` is the mark of what stood when the page was opened."""

    stood = HiddenField()

    def __init__(self, *values: Any, **named: Any) -> None:
        super().__init__(*values, **named)
        if self.stood.raw_data is None:
            self.stood.data = self._mark({field.short_name: field.object_data for field in self})

    def check(self, standing: object) -> None:
        """Raise `Refusal`, and show what stands beside, where that is neither what stood before nor what is sent.

        `standing` names each field of the form: a mapping, or an object.
        """
        now = standing if isinstance(standing, Mapping) else _read(standing, [field.short_name for field in self])
        mark = self._mark(now)
        if not self.stood.data or mark in (self.stood.data, self._mark(self.data)):
            return
        for field in self:
            if field.short_name in now and _plain(now[field.short_name]) != _plain(field.data):
                # Said when the page is made: writing runs on a thread that knows of no request and no language.
                field.beside = partial(_told, field, now[field.short_name])
        self.stood.data = mark  # pressed again, this was seen
        raise Refusal(CHANGED)

    def _mark(self, values: Mapping[str, Any]) -> str:
        names = sorted(field.short_name for field in self if field.type not in ("CSRFTokenField", "HiddenField"))
        whole = json.dumps([[name, _plain(values.get(name))] for name in names])
        return hashlib.sha256(whole.encode()).hexdigest()[:32]


def unless_changed(
    form: EditForm, standing: Callable[[Session], object], act: Callable[[Session], T]
) -> Callable[[Session], T]:
    """Return the work of a form that is done only where what stands was seen; `standing` reads it anew, by field."""

    label = f"form-{request.path}"

    def work(session: Session) -> T:
        hold(session, label)
        form.check(standing(session))
        return act(session)

    return work


def _read(standing: object, names: list[str]) -> dict[str, Any]:
    return {name: getattr(standing, name) for name in names if hasattr(standing, name)}


def _plain(value: object) -> str | list[str]:
    """Return a value as it is compared: blanks of every kind are alike, and so are the ends of lines."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return sorted(str(one) for one in value)
    said = "" if value is None or value is False else str(value)
    return "\n".join(line.rstrip() for line in said.strip().splitlines())


def _told(field: Any, value: Any) -> str:
    """Return what stands as people read it; "–" for nothing."""
    if isinstance(value, bool):
        return say(_("yes")) if value else say(_("no"))
    if choices := getattr(field, "choices", None):
        names = {str(code): say(str(name)) for code, name, *_rest in choices}
        several = value if isinstance(value, (list, tuple)) else [value]
        return ", ".join(names.get(str(one), str(one)) for one in several if one not in (None, "")) or "–"
    shown: Any = object.__new__(type(field))  # WTForms makes no copy of a field; it writes what stands as what is typed
    vars(shown).update(vars(field), raw_data=None, raw_text="", data=value)
    return str(shown._value()) or "–"
