"""The base of every form: protected against forgery, its messages in the language of the request."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectMultipleField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from admin.tongue import marked as _
from admin.tongue import spoken_languages
from locales.catalogue import PAGES, translate, translate_count

List: Any = ListWidget


class SometimesNeeded(Optional):
    """A field that may be left empty except where its description says otherwise: it is not called optional."""

    def __init__(self) -> None:
        super().__init__()
        self.field_flags = {"mark": _("sometimes needed")}


class OneOfSeveral(CheckboxInput):
    """A box of a group: HTML's `required` on it would ask for every box to be ticked, so it never has it."""

    validation_attrs: Any = ()


Box: Any = OneOfSeveral


class PanelTranslations:
    """Gives WTForms' own messages in the language of the request; it puts their values in itself."""

    def gettext(self, text: str) -> str:
        """Return one message."""
        return translate(text, spoken_languages(), PAGES)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return one of two messages."""
        return translate_count(singular, plural, number, spoken_languages(), PAGES)


class Form(FlaskForm):
    """A form of a page; labels and descriptions are English msgids, translated by the macros that show them."""

    class Meta(FlaskForm.Meta):
        """How WTForms is told to speak."""

        def get_translations(self, form: object) -> PanelTranslations:  # noqa: ARG002 - WTForms passes it
            """Return our own catalogue."""
            return PanelTranslations()

    def __init__(self, *values: Any, **named: Any) -> None:
        parent: Any = super()
        parent.__init__(*values, **named)

    def validate(self, extra_validators: Any = None) -> bool:
        """Is what was sent right? Errors stand on the fields and in `form_errors`."""
        parent: Any = super()
        return bool(parent.validate(extra_validators))

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """Was the form sent, and is it right?"""
        return bool(self.is_submitted()) and self.validate(extra_validators)

    def is_submitted(self) -> bool:
        """Was the form sent?"""
        parent: Any = super()
        return bool(parent.is_submitted())


class CheckboxesField(SelectMultipleField):
    """Several choices as boxes to tick."""

    widget: Any = List(prefix_label=False)
    option_widget: Any = Box()

    def __init__(self, *values: Any, **named: Any) -> None:
        parent: Any = super()
        parent.__init__(*values, **named)


def strip(value: Any) -> Any:
    """Take the spaces around a text away (a WTForms filter)."""
    return value.strip() if isinstance(value, str) else value


def enlarge(value: Any) -> Any:
    """Return a code in capital letters, as which it is kept however it is typed (a WTForms filter)."""
    return value.upper() if isinstance(value, str) else value
