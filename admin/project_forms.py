"""The forms by which staff decide proposals and report works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wtforms import DateField, Field, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from admin.amount_field import AmountField
from admin.forms import Form, SometimesNeeded, strip
from admin.meanwhile import EditForm
from admin.project_words import PROJECT_STATES, REFUSAL_CODES
from admin.spoken_choices import spoken_choices
from admin.tongue import marked as _
from admin.tongue import name_of
from services.projects import WORKS_STATES
from services.projects.names import SHORT_GSM, SHORT_UCS2


class AcceptForm(Form):
    """The cost and the names that make a proposal a project; `named` adds the names of each language."""

    cost = AmountField(_("Cost"), validators=[InputRequired(_("A project needs its cost, more than nought."))])
    description = TextAreaField(_("Description"), filters=[strip], validators=[Optional(), Length(max=2000)])
    languages: Sequence[str] = ()

    def names(self, part: str) -> dict[str, str]:
        """Return what was typed for `title` or `short`, by language."""
        return {tag: self[f"{part}_{place}"].data or "" for place, tag in enumerate(self.languages)}


def accept_form(languages: Sequence[str], base: type[AcceptForm] = AcceptForm) -> type[AcceptForm]:
    """Return the form with a title and a short name in each language of the commune, the first one needed."""
    fields: dict[str, object] = {"languages": tuple(languages)}
    for place in range(len(languages)):
        title, short = f"title_{place}", f"short_{place}"
        needed = InputRequired(_("Write the names in the commune's own language."))
        ways = (needed, needed) if place == 0 else (WithOther(short), WithOther(title))
        fields[title] = StringField(_("Title"), filters=[strip], validators=[ways[0], Length(max=160)])
        fields[short] = StringField(_("Short name"), filters=[strip], validators=[ways[1], Length(max=60)])
    return type(f"Named{base.__name__}", (base,), fields)


@dataclass(frozen=True, slots=True)
class WithOther:
    """Refuses a field that is empty where the other one of a language is not."""

    other: str

    def __call__(self, form: Form, field: Field) -> None:
        """Say what lacks at the empty field, beside all else that lacks in the form."""
        if form[self.other].data and not field.data:
            raise ValidationError(_("Write both the title and the short name, or neither."))


class RefuseForm(Form):
    """Why a proposal cannot go on."""

    code = RadioField(
        _("Kind of refusal"),
        choices=[SelectChoice(code, text) for code, text in REFUSAL_CODES.items()],
        validators=[InputRequired(_("Choose the kind of refusal."))],
    )
    reason = TextAreaField(
        _("Reason"),
        description=_("The author and the supporters read it by SMS: one short sentence."),
        filters=[strip],
        validators=[InputRequired(_("Write the reason. The citizen will read it.")), Length(max=500)],
    )


class AppealForm(Form):
    """Why somebody who came to the desk does not agree with a refusal."""

    why = TextAreaField(
        _("Why the author does not agree"),
        filters=[strip],
        validators=[InputRequired(_("Write why the author does not agree.")), Length(max=2000)],
    )


class MergeForm(Form):
    """The proposal that asks the same."""

    into = StringField(
        _("Number of the other proposal"),
        description=_("For example P-26-0004. Authors and supporters go there, each person once."),
        filters=[strip],
        validators=[InputRequired(_("Write the number of the other proposal.")), Length(max=16)],
    )


class HeardForm(EditForm):
    """What staff hear in a voice message."""

    title = StringField(
        _("What is proposed"),
        description=_("Write the idea alone, without a name or a telephone number."),
        filters=[strip],
        validators=[InputRequired(_("Write what is proposed.")), Length(max=160)],
    )
    description = TextAreaField(_("Description"), filters=[strip], validators=[Optional(), Length(max=2000)])


class ProposalDeskForm(Form):
    """What somebody proposes at the desk."""

    title = StringField(
        _("What the person proposes"),
        description=_("Write the idea alone, without a name or a telephone number."),
        filters=[strip],
        validators=[InputRequired(_("Write what is proposed.")), Length(max=160)],
    )
    description = TextAreaField(_("Description"), filters=[strip], validators=[Optional(), Length(max=2000)])
    zone = SelectField(_("Zone"), validators=[Optional()])
    language = SelectField(_("Language of the visitor"))


class WorksForm(EditForm):
    """How the works stand."""

    aside = frozenset({"note"})

    state = SelectField(
        _("State"), choices=spoken_choices({state.value: PROJECT_STATES[state.value] for state in WORKS_STATES})
    )
    progress = IntegerField(
        _("Progress in percent"), validators=[InputRequired(), NumberRange(0, 100, _("Progress goes from 0 to 100."))]
    )
    spent = AmountField(
        _("Spent so far"), validators=[InputRequired(_("Write what has been spent so far, nought or more."))]
    )
    due_on = DateField(_("Promised for"), validators=[Optional()])
    done_on = DateField(
        _("Finished on"), description=_("Needed when the works are done."), validators=[SometimesNeeded()]
    )
    proof = StringField(
        _("Proof"),
        description=_("Needed when the works are done: minutes of acceptance, or the address of a picture."),
        filters=[strip],
        validators=[SometimesNeeded(), Length(max=200)],
    )
    note = TextAreaField(
        _("Note"),
        description=_("Stays in the history. Followers read it only when the project is given up."),
        filters=[strip],
        validators=[Optional(), Length(max=1000)],
    )


def short_hint(language: str) -> int:
    """Return how many places a short name may take in that language."""
    return SHORT_UCS2 if language.split("-")[0] == "ar" else SHORT_GSM


def language_choices(languages: Sequence[str]) -> list[SelectChoice]:
    """Return languages for a list to choose from."""
    return [SelectChoice(tag, name_of(tag)) for tag in languages]
