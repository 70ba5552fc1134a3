"""The forms of a ballot that staff type, and the answers that hold one: kept by no browser and no proxy."""

from __future__ import annotations

from flask import Response, make_response
from wtforms import BooleanField, HiddenField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from admin.forms import Form, strip
from admin.hand_words import GIVEN
from admin.meanwhile import EditForm
from admin.spoken_choices import spoken_choices
from admin.tongue import marked as _
from locales.page_words import NOTHING
from services.by_hand.announced import LONGEST_PLACE
from services.by_hand.boxes import MOST_FOUND
from services.by_hand.sheets import LONGEST_WORDS


class TypedForm(Form):
    """The code of a slip and what its owner says."""

    code = StringField(_("The ten digits of the code"), filters=[strip], validators=[InputRequired(), Length(max=40)])
    choices = StringField(_("The choices"), filters=[strip], validators=[InputRequired(), Length(max=160)])


class SheetForm(TypedForm):
    """A sheet of paper."""

    corrects = BooleanField(_("Correct the sheet: it is entered in this box already, with a mistake"))


class VoidSheetForm(Form):
    """A sheet that is no ballot."""

    sheet = HiddenField(validators=[InputRequired()])
    reason = SelectField(_("Reason"), choices=spoken_choices({"": NOTHING, **GIVEN}), validators=[InputRequired()])
    words = StringField(
        _("In words"),
        description=_("Only for another reason. Staff and observers read it: write no code and no choice."),
        filters=[strip],
        validators=[Length(max=LONGEST_WORDS)],
    )


class BoxForm(Form):
    """A ballot box to open."""

    place = StringField(_("Where it stood"), filters=[strip], validators=[InputRequired(), Length(max=LONGEST_PLACE)])
    found = IntegerField(
        _("Sheets found in it"),
        description=_("Count them before the first is entered, in front of witnesses."),
        validators=[InputRequired(), NumberRange(0, MOST_FOUND)],
    )


class FoundForm(EditForm):
    """How many sheets were found, put right."""

    found = IntegerField(_("Sheets found in it"), validators=[InputRequired(), NumberRange(0, MOST_FOUND)])


def unkept(page: str) -> Response:
    """Return a page that holds a code or choices: it is stored nowhere on its way."""
    response: Response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response
