"""The forms by which staff settle a question or enter one for a visitor."""

from __future__ import annotations

from wtforms import BooleanField, DateField, RadioField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from admin import request_words as words
from admin.forms import Form, strip
from admin.tongue import marked as _

LONGEST = 3000


class AnswerForm(Form):
    """The answer the citizen receives."""

    text = TextAreaField(
        _("Answer"),
        filters=[strip],
        validators=[InputRequired(words.REFUSALS["request_without_answer"]), Length(max=LONGEST)],
    )


class ReasonForm(Form):
    """A decision with its reason in words."""

    reason = TextAreaField(
        _("Reason"),
        filters=[strip],
        validators=[InputRequired(words.REFUSALS["request_without_reason"]), Length(max=LONGEST)],
    )


class ExtendForm(ReasonForm):
    """A later date."""

    promised_on = DateField(_("New date"), validators=[InputRequired(_("Choose a date."))])


class RefuseForm(ReasonForm):
    """A refusal: what kind, and why."""

    code = RadioField(
        _("Kind of refusal"),
        choices=[SelectChoice(code, name) for code, name in words.CODE_NAMES.items()],
        validators=[InputRequired(words.REFUSALS["request_unknown_code"])],
    )


class CloseForm(Form):
    """Nothing more is to be done."""

    reason = TextAreaField(
        _("Reason"),
        description=_("Needed when the question has no answer yet. The citizen reads it."),
        filters=[strip],
        validators=[Optional(), Length(max=LONGEST)],
    )


class DeskForm(Form):
    """What a visitor asks at the desk."""

    text = TextAreaField(
        _("What the person asks"),
        description=_("Write the question alone, without a name or a telephone number."),
        filters=[strip],
        validators=[InputRequired(words.REFUSALS["request_without_text"]), Length(max=2000)],
    )
    topic = SelectField(_("Topic of the budget"), validators=[Optional()])
    is_budget = BooleanField(_("The question is about the budget"))
    zone = SelectField(_("Zone"), validators=[Optional()])
    language = SelectField(_("Language of the visitor"), validators=[InputRequired()])
