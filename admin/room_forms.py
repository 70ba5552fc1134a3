"""The forms of a session's room: what was asked aloud, answers, promises, and recommendations put to the vote."""

from __future__ import annotations

from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from admin.follow_up_forms import PAST_DAY, PromisedDayForm
from admin.forms import Form, strip
from admin.meanwhile import EditForm
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


class WordsForm(EditForm):
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


class AnswerForm(EditForm):
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


class PromiseForm(PromisedDayForm):
    """What was promised in answer."""

    text = TextAreaField(
        _("What is promised"),
        filters=[strip],
        validators=[InputRequired(_("Write what is promised.")), Length(max=LONGEST_PROMISE)],
    )
    owner = StringField(_("In charge"), **_OWNER)
    due_on = DateField(_("Promised for"), validators=[Optional()])
    past_day = BooleanField(PAST_DAY)


class VoteForm(PromisedDayForm):
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
    past_day = BooleanField(PAST_DAY)


def _hands(label: str) -> IntegerField:
    wrong = _("Write a whole number.")
    return IntegerField(label, validators=[InputRequired(wrong), NumberRange(0, MOST_PEOPLE, wrong)])


def _signer(label: str) -> StringField:
    missing = _("Write the function of who signed.")
    return StringField(label, filters=[strip], validators=[InputRequired(missing), Length(max=LONGEST_FUNCTION)])


class CountForm(Form):
    """A show of hands as it was counted and signed.

    Of more hands than there are people counted at the door it is asked once more whether they are right.
    """

    def __init__(self, *values: Any, people: int, **named: Any) -> None:
        super().__init__(*values, **named)
        self.people = people
        if not self.hands > people:
            del self["more_hands"]

    @property
    def hands(self) -> int:
        """Return how many hands were typed."""
        return sum(one.data or 0 for one in (self.votes_for, self.votes_against, self.abstained))

    @property
    def is_doubtful(self) -> bool:
        """Are there more hands than people, and nobody has said yet that they are right?"""
        return "more_hands" in self and not self["more_hands"].data

    votes_for = _hands(_("For"))
    votes_against = _hands(_("Against"))
    abstained = _hands(_("Abstentions"))
    first = _signer(_("Signed by, function"))
    second = _signer(_("And signed by, function"))
    more_hands = BooleanField(_("Yes, the count of the hands is right"))
