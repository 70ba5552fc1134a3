"""The forms of a ballot that staff type, and the answers that hold one: kept by no browser and no proxy."""

from __future__ import annotations

from flask import Response, make_response
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from admin.forms import Form, strip
from admin.tongue import marked as _


class TypedForm(Form):
    """The code of a slip and what its owner says."""

    code = StringField(_("The ten digits of the code"), filters=[strip], validators=[InputRequired(), Length(max=40)])
    choices = StringField(_("The choices"), filters=[strip], validators=[InputRequired(), Length(max=160)])


def unkept(page: str) -> Response:
    """Return a page that holds a code or choices: it is stored nowhere on its way."""
    response: Response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response
