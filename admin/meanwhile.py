"""Two people, or two windows, at one form: what another kept meanwhile is shown beside, never overwritten unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Concatenate, ParamSpec, TypeVar

from flask import request
from sqlalchemy.orm import Session
from wtforms import HiddenField

from admin.forms import Form
from admin.tongue import _ as say
from admin.tongue import marked as _
from admin.tongue import say_list
from budgeting.refusal import Refusal
from services.numbering import hold

T = TypeVar("T")
P = ParamSpec("P")
CHANGED = "form_changed_meanwhile"
REFUSALS = {
    CHANGED: _(
        "Somebody else changed this while you wrote. Nothing of yours is kept yet: what stands now is shown under your "
        "text. Bring the two together, then press again."
    )
}


class EditForm(Form):
    """A form that writes anew what stands; `stood` is the mark of what stood when the page was opened.

    It is filled in with what stands, or is told of it in `standing`; `aside` names the fields that say something of
    the change alone, such as why.
    """

    aside: frozenset[str] = frozenset()
    stood = HiddenField()

    def __init__(self, *values: Any, standing: Mapping[str, Any] | None = None, **named: Any) -> None:
        super().__init__(*values, **named)
        self.know({field.short_name: field.object_data for field in self} if standing is None else standing)

    def know(self, standing: Mapping[str, Any]) -> None:
        """Note what stands when the page is opened; anew where fields were taken out of the form since."""
        if self.stood.raw_data is None:
            self.stood.data = self._mark_all(standing)

    def check(self, standing: object) -> None:
        """Raise `Refusal`, and show what stands beside, where that is neither what stood before nor what is sent.

        `standing` names each field of the form: a mapping, or an object; None where there is nothing to write anew any
        more, which who writes it says.
        """
        if not self.stood.data or standing is None:
            return
        now = self._now(standing)
        mark = self._mark(now)
        if mark in (self._before(), self._mark(self.data)):
            return
        for field in self:
            if field.short_name in now and _plain(now[field.short_name]) != _plain(field.data):
                # Said when the page is made: writing runs on a thread that knows of no request and no language.
                field.beside = partial(_told, field, now[field.short_name])
        self._see(mark)  # pressed again, this was seen
        raise Refusal(CHANGED)

    def _mark(self, values: Mapping[str, Any]) -> str:
        whole = json.dumps([[name, _plain(values.get(name))] for name in self._names()])
        return hashlib.sha256(whole.encode()).hexdigest()[:32]

    def _mark_all(self, standing: Mapping[str, Any]) -> str:
        return self._mark(standing)

    def _names(self) -> list[str]:
        mine = (field.short_name for field in self if field.type not in ("CSRFTokenField", "HiddenField"))
        return sorted(name for name in mine if name not in self.aside)

    def _now(self, standing: object) -> Mapping[str, Any]:
        return standing if isinstance(standing, Mapping) else _read(standing, self._names())

    def _before(self) -> str:
        return self.stood.data or ""

    def _see(self, mark: str) -> None:
        self.stood.data = mark


class OneOfForm(EditForm):
    """A form that writes one of several things, such as the figures of a quarter: what is chosen in it says which.

    What stands is given by `key`, each as a mapping by field or an object; what is none of them stands blank. Fields
    that say which are among those `aside`.
    """

    def key(self) -> str:
        """Return which one is written, in figures and dashes."""
        raise NotImplementedError

    def _mark_all(self, standing: Mapping[str, Any]) -> str:
        return _written({key: self._mark(self._now({key: one}, key)) for key, one in standing.items()})

    def _now(self, standing: object, key: str | None = None) -> Mapping[str, Any]:
        one = standing.get(key or self.key()) if isinstance(standing, Mapping) else None
        return dict.fromkeys(self._names()) if one is None else super()._now(one)

    def _before(self) -> str:
        return self._marks().get(self.key(), self._mark({}))

    def _see(self, mark: str) -> None:
        self.stood.data = _written({**self._marks(), self.key(): mark})

    def _marks(self) -> dict[str, str]:
        return {key: mark for key, _colon, mark in (one.partition(":") for one in (self.stood.data or "").split())}


def _written(marks: Mapping[str, str]) -> str:
    """Return what stood of each; a dash where there was nothing, for a blank is a form that knows of no mark."""
    return " ".join(f"{key}:{mark}" for key, mark in sorted(marks.items())) or "-"


def unless_changed(
    form: EditForm, standing: Callable[[Session], object], act: Callable[Concatenate[Session, P], T]
) -> Callable[Concatenate[Session, P], T]:
    """Return the work of a form that is done only where what stands was seen; `standing` reads it anew, by field."""

    label = f"form-{request.path}"

    def work(session: Session, /, *about: P.args, **named: P.kwargs) -> T:
        hold(session, label)
        form.check(standing(session))
        return act(session, *about, **named)

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
        # What is not offered is not named either: a part that this reader may not know of.
        return say_list(names[str(one)] for one in several if one not in (None, "") and str(one) in names) or "–"
    shown: Any = object.__new__(type(field))  # WTForms makes no copy of a field; it writes what stands as what is typed
    vars(shown).update(vars(field), raw_data=None, raw_text="", data=value)
    return str(shown._value()) or "–"
