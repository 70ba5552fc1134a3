"""The forms of a session's room: what was asked aloud, answers, promises, and recommendations put to the vote."""

from __future__ import annotations

from wtforms import DateField, HiddenField, IntegerField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from admin.forms import Form, strip
from admin.room_words import ASKED_BY, WAYS
from admin.spoken_choices import spoken_choices
from admin.tongue import marked as _
from admin.tongue import say_value
from bot.session_words import PRESENCES
from services.follow_ups.making import LONGEST as LONGEST_PROMISE
from services.follow_ups.making import LONGEST_OWNER
from services.requests.room import LONGEST_BY_SMS
from services.session_rooms.answering import LONGEST_FUNCTION
from services.session_rooms.asking import LONGEST, LONGEST_NAME
from services.session_rooms.sorting import LONGEST_REASON
from services.session_rooms.voting import MOST_PEOPLE

_OWNER = {
    "description": _("The department or office. Public, never a person's name."),
    "filters": [strip],
    "validators": [Optional(), Length(max=LONGEST_OWNER)],
}


def _said(names: dict[str, object]) -> list[tuple[str, str]]:
    return [("", "–"), *((key, say_value(name)) for key, name in names.items())]  # type: ignore[arg-type]


class AloudForm(Form):
    """A question asked aloud in the room."""

    token = HiddenField()
    text = TextAreaField(
        _("The question"), filters=[strip], validators=[InputRequired(_("Write the question.")), Length(max=LONGEST)]
    )
    presence = SelectField(_("Asked as"), choices=lambda: _said(dict(PRESENCES)), validators=[Optional()])
    sex = SelectField(
        _("Woman or man"), choices=lambda: [SelectChoice("", "–"), *spoken_choices(ASKED_BY)()], validators=[Optional()]
    )
    name = StringField(
        _("Name"),
        description=_("Only where the person wants it. For staff alone, forgotten after a year."),
        filters=[strip],
        validators=[Optional(), Length(max=LONGEST_NAME)],
    )


class WordsForm(Form):
    """The words of a question as everybody in the room reads them."""

    words = TextAreaField(
        _("The question, as the room reads it"),
        description=_(
            "Write nothing of who asks. Numbers and names that were recognised are blotted out: read the rest."
        ),
        filters=[strip],
        validators=[InputRequired(_("Write the question.")), Length(max=LONGEST)],
    )


class ReasonForm(Form):
    """Why."""

    reason = StringField(
        _("Why"), filters=[strip], validators=[InputRequired(_("Write why.")), Length(max=LONGEST_REASON)]
    )


class AnswerForm(Form):
    """What was answered in the room, and by whom."""

    answer = TextAreaField(
        _("Answer"),
        description=_("Everybody reads it; whoever asked by phone gets it in one message."),
        filters=[strip],
        validators=[InputRequired(_("Write the answer.")), Length(max=LONGEST_BY_SMS)],
    )
    by = StringField(
        _("Answered by"),
        description=_("The function: head of finances. Never a name."),
        filters=[strip],
        validators=[InputRequired(_("Write who, by their function.")), Length(max=LONGEST_FUNCTION)],
    )


class PromiseForm(Form):
    """What was promised in answer."""

    text = TextAreaField(
        _("What is promised"),
        filters=[strip],
        validators=[InputRequired(_("Write what is promised.")), Length(max=LONGEST_PROMISE)],
    )
    owner = StringField(_("In charge"), **_OWNER)
    due_on = DateField(_("Promised for"), validators=[Optional()])


class VoteForm(Form):
    """A recommendation to put to the vote."""

    text = TextAreaField(
        _("The recommendation"),
        filters=[strip],
        validators=[InputRequired(_("Write the recommendation.")), Length(max=LONGEST_PROMISE)],
    )
    way = SelectField(_("How the room votes"), choices=spoken_choices(WAYS), validators=[InputRequired()])
    question = SelectField(_("Because of the question"), validators=[Optional()])
    owner = StringField(_("In charge, if it is adopted"), **_OWNER)
    due_on = DateField(_("To be done by"), validators=[Optional()])


def _hands(label: str) -> IntegerField:
    wrong = _("Write a whole number.")
    return IntegerField(label, validators=[InputRequired(wrong), NumberRange(0, MOST_PEOPLE, wrong)])


def _signer(label: str) -> StringField:
    missing = _("Write the function of who signed.")
    return StringField(label, filters=[strip], validators=[InputRequired(missing), Length(max=LONGEST_FUNCTION)])


class CountForm(Form):
    """A show of hands as it was counted and signed."""

    votes_for = _hands(_("For"))
    votes_against = _hands(_("Against"))
    abstained = _hands(_("Abstentions"))
    first = _signer(_("Signed by, function"))
    second = _signer(_("And signed by, function"))
