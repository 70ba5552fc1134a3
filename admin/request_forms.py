"""The forms by which staff take requests in, settle them and make them public."""

from __future__ import annotations

from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from admin import request_words as words
from admin.forms import Form, SometimesNeeded, strip
from admin.law_words import ASKERS, KINDS, TRACKS, VERDICTS, WHEN
from admin.spoken_choices import spoken_choices
from admin.tongue import marked as _
from budgeting.law.asking import FormField, FormNeed, When, missing_fields
from services.requests import Deposit

LONGEST = 3000
EITHER = _("one of the two")
ONE_OF_TWO = _("The law asks for one of the two.")


class AnswerForm(Form):
    """The answer the citizen receives."""

    text = TextAreaField(
        _("Answer"),
        filters=[strip],
        validators=[InputRequired(words.REFUSALS["request_without_answer"]), Length(max=LONGEST)],
    )


def _reason(label: str) -> TextAreaField:
    rules = [InputRequired(words.REFUSALS["request_without_reason"]), Length(max=LONGEST)]
    return TextAreaField(label, filters=[strip], validators=rules)


class ReasonForm(Form):
    """A decision with its reason in words."""

    reason = _reason(_("Reason"))


class ExtendForm(ReasonForm):
    """More days: why, from the list of the law or of the promise, and in words."""

    reason = _reason(_("Explanation, in words"))
    code = RadioField(
        _("Why more time is needed"),
        choices=[],
        validators=[InputRequired(words.REFUSALS["request_unknown_extension_code"])],
    )
    days = IntegerField(_("Days more"), validators=[InputRequired(_("Say how many days.")), NumberRange(1, 366)])


class RefuseForm(ReasonForm):
    """A refusal: on which ground, and why; the grounds are those of the law."""

    reason = _reason(_("Explanation, in words"))
    code = RadioField(_("Ground"), choices=[], validators=[InputRequired(words.REFUSALS["request_unknown_code"])])


class CloseForm(Form):
    """Nothing more is to be done."""

    reason = TextAreaField(
        _("Reason"),
        description=_("Needed when the question has no answer yet. The citizen reads it."),
        filters=[strip],
        validators=[SometimesNeeded(), Length(max=LONGEST)],
    )


class AskBackForm(Form):
    """What the citizen is asked."""

    text = TextAreaField(
        _("What you ask the citizen"),
        description=_("Never ask for a name or an identity number by message."),
        filters=[strip],
        validators=[InputRequired(words.REFUSALS["request_without_question"]), Length(max=LONGEST)],
    )


class ReplyForm(Form):
    """What the citizen answered at the desk or by phone."""

    text = TextAreaField(
        _("What the citizen answered"), filters=[strip], validators=[InputRequired(), Length(max=LONGEST)]
    )


class DepositForm(Form):
    """A form handed in at the office: what the law asks for, and nothing else."""

    text = TextAreaField(_("Information asked for"), filters=[strip], validators=[InputRequired(), Length(max=2000)])
    received_on = DateField(_("Handed in on"), validators=[Optional()])
    asker = SelectField(_("Who asks"), choices=spoken_choices(ASKERS), validators=[InputRequired()])
    track = SelectField(_("Track"), choices=spoken_choices(TRACKS), validators=[InputRequired()])
    wants_email = BooleanField(_("Wants the answer by e-mail"))
    name = StringField(_("Full name"), filters=[strip], validators=[Optional(), Length(max=300)])
    postal_address = StringField(_("Postal address"), filters=[strip], validators=[Optional(), Length(max=300)])
    identity_number = StringField(_("Identity card number"), filters=[strip], validators=[Optional(), Length(max=60)])
    residence_number = StringField(
        _("Residence document number"), filters=[strip], validators=[Optional(), Length(max=60)]
    )
    identity_copy = BooleanField(_("A copy of an identity document was handed in"))
    email = StringField(_("E-mail address"), filters=[strip], validators=[Optional(), Length(max=200)])
    needs: tuple[FormNeed, ...] = ()

    def validate(self, extra_validators: Any = None) -> bool:
        """Is the form right, and does it hold what the law asks for?"""
        is_right = super().validate(extra_validators)
        known = {*self.given(), FormField.DESCRIPTION}
        missing = missing_fields(self.needs, known, wants_email=bool(self.wants_email.data))
        for need in self.needs:
            if need.field in missing:
                why = ONE_OF_TWO if need.instead else _("The law asks for this.")
                self[need.field.value].errors = [*self[need.field.value].errors, why]
        return is_right and not missing

    def ask_for(self, needs: tuple[FormNeed, ...]) -> None:
        """Mark which fields are needed, which do as well as another, and which are needed sometimes."""
        self.needs = needs
        for need in needs:
            for name in need.fields:
                flags = self[name.value].flags
                flags.required = need.when is When.ALWAYS and need.instead is None
                flags.mark = EITHER if need.instead else WHEN[need.when] if need.when is not When.ALWAYS else None

    def given(self) -> dict[FormField, str]:
        """Return what was filled in of the law's fields."""
        values = {name: self[name.value].data for need in self.needs for name in need.fields}
        return {name: "x" if value is True else str(value) for name, value in values.items() if value}

    def deposit(self) -> Deposit:
        """Return what was handed in."""
        return Deposit(
            text=self.text.data or "",
            fields=self.given(),
            asker=self.asker.data or "",
            track=self.track.data or "",
            wants_email=bool(self.wants_email.data),
            received_on=self.received_on.data,
        )


class ComplaintForm(Form):
    """A complaint at a stage, on a day."""

    stage = HiddenField()
    day = DateField(_("Day"), validators=[InputRequired(_("Choose a date."))])


class VerdictForm(ComplaintForm):
    """How a stage decided a complaint, on a day."""

    verdict = RadioField(
        _("Decision"),
        choices=[SelectChoice(code, name) for code, name in VERDICTS.items()],
        validators=[InputRequired(words.REFUSALS["request_unknown_verdict"])],
    )
    text = TextAreaField(
        _("What was decided, in a few words"),
        filters=[strip],
        validators=[Optional(), Length(max=300)],
    )


class TagForm(Form):
    """What a request is about."""

    is_budget = BooleanField(_("The question is about the budget"))
    topic = SelectField(_("Topic"), validators=[Optional()])


class JoinForm(Form):
    """The question that asks the same, and both in words everybody may read."""

    reference = StringField(
        _("Number of the other question"),
        description=_("It waits for an answer, or is in a group. If its group has an answer, this person gets it now."),
        filters=[strip],
        validators=[InputRequired(words.REFUSALS["request_join_unknown"]), Length(max=40)],
    )
    question = TextAreaField(
        _("The question, as everybody reads it"),
        description=_("Used only if that question is in no group yet."),
        filters=[strip],
        validators=[Optional(), Length(max=480)],
    )


class PublishForm(Form):
    """The words everybody may read."""

    text = TextAreaField(
        _("Question, as everybody reads it"), filters=[strip], validators=[InputRequired(), Length(max=LONGEST)]
    )
    answer = TextAreaField(
        _("Answer, as everybody reads it"), filters=[strip], validators=[Optional(), Length(max=LONGEST)]
    )
    is_read = BooleanField(
        _("I have read both texts: nothing in them says who asked."),
        validators=[InputRequired(_("Read the texts and tick the box."))],
    )


class DeskForm(Form):
    """What somebody asks at the desk, by phone or in a session."""

    kind = RadioField(
        _("What it is"), choices=[SelectChoice(code, name) for code, name in KINDS.items()], default="question"
    )
    way = SelectField(
        _("How it came"),
        choices=spoken_choices(words.SPOKEN_WAYS),
        default="desk",
        validators=[InputRequired()],
    )
    text = TextAreaField(
        _("What the person asks"),
        description=_("Write the question alone, without a name or a telephone number."),
        filters=[strip],
        validators=[InputRequired(words.REFUSALS["request_without_text"]), Length(max=2000)],
    )
    topic = SelectField(_("Topic"), validators=[Optional()])
    is_budget = BooleanField(_("The question is about the budget"))
    zone = SelectField(_("Zone"), validators=[Optional()])
    language = SelectField(_("Language of the visitor"), validators=[InputRequired()])


class GroupForm(Form):
    """Questions that ask the same, in words everybody may read."""

    question = TextAreaField(
        _("The question, as everybody reads it"), filters=[strip], validators=[InputRequired(), Length(max=480)]
    )
