"""The forms by which staff prepare management dialogues, write their minutes and decide what is put right."""

from __future__ import annotations

from typing import Any

from wtforms import DateField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from admin.desk import current_commune, read
from admin.follow_up_forms import PromiseForm, chosen
from admin.forms import CheckboxesField, strip
from admin.management_words import LEVELS, REFUSALS
from admin.meanwhile import EditForm
from admin.named_lines import NamedLine, line_of, lines_in
from admin.programme_quarter_forms import quarters
from admin.spoken_choices import spoken_choices
from admin.tongue import _ as say
from admin.tongue import marked as _
from services.follow_ups.making import LONGEST_OWNER
from services.management_dialogues.drafts import CorrectiveDraft, DialogueDraft, MinutesDraft, Participant
from services.management_dialogues.reading import DialogueView, ReviewedView
from services.programmes.reading import list_programmes

MOST_PROGRAMMES = 200
LONG = Length(max=4000)


def programmes() -> list[SelectChoice]:
    """Return the programmes of the commune by code."""
    commune = current_commune().id
    rows, _total = read(lambda db: list_programmes(db, commune, limit=MOST_PROGRAMMES))
    return [SelectChoice(row.id, f"{row.code} {row.name}") for row in rows]


def periods() -> list[SelectChoice]:
    """Return the whole year and its quarters."""
    return [SelectChoice(0, say(_("whole year"))), *quarters()]


class DialogueForm(EditForm):
    """What a dialogue is."""

    level = RadioField(
        _("Level"), choices=spoken_choices(LEVELS), validators=[InputRequired(REFUSALS["management_level_wrong"])]
    )
    programmes = CheckboxesField(_("Programmes"), choices=programmes, coerce=int)
    year = IntegerField(
        _("Year"), validators=[InputRequired(REFUSALS["management_period_wrong"]), NumberRange(1990, 2100)]
    )
    quarter = SelectField(_("Period"), choices=periods, coerce=int, validators=[InputRequired()])
    held_on = DateField(_("Day of the dialogue"), validators=[InputRequired(_("Choose the day."))])
    place = StringField(_("Place"), filters=[strip], validators=[Optional(), Length(max=200)])
    chair = StringField(
        _("Chaired by"),
        description=_("A name with its function."),
        filters=[strip],
        validators=[Optional(), Length(max=200)],
    )

    def draft(self) -> DialogueDraft:
        """Return what was written."""
        return DialogueDraft(
            self.level.data,
            self.programmes.data or (),
            self.year.data,
            self.held_on.data,
            self.quarter.data or 0,
            self.place.data or "",
            self.chair.data or "",
        )

    @staticmethod
    def of(view: DialogueView) -> DialogueForm:
        """Return the form as it was filled in last."""
        return DialogueForm(data=DialogueForm.values(view))

    @staticmethod
    def values(view: DialogueView) -> dict[str, Any]:
        """Return what stands, by field."""
        row = view.row
        return {
            "level": row.level,
            "programmes": [one.programme.id for one in view.reviewed],
            "year": row.period.year,
            "quarter": row.period.quarter,
            "held_on": row.held_on,
            "place": view.place,
            "chair": view.chair,
        }


class MinutesForm(EditForm):
    """Who took part, and what was decided."""

    participants = TextAreaField(
        _("Who took part"),
        description=_(
            "One on each line: the function, a colon, the name; or the name, a comma or a dash, the function."
        ),
        validators=[Optional(), Length(max=20_000)],
    )
    decisions = TextAreaField(_("Decisions"), description=_("One on each line."), validators=[Optional(), LONG])

    def draft(self) -> MinutesDraft:
        """Return what was written."""
        people = [Participant(*one) for one in lines_in(self.participants.data or "")]
        return MinutesDraft(people, self.decisions.data or "")

    @staticmethod
    def values(view: DialogueView) -> dict[str, str]:
        """Return what stands, by field."""
        people = "\n".join(line_of(NamedLine(*one)) for one in view.participants)
        return {"participants": people, "decisions": "\n".join(view.decisions)}


class CauseField(TextAreaField):
    """Why a result differs; gaps are numbered once for the whole page, so its name bears no prefix."""

    def __init__(self, *values: Any, **named: Any) -> None:
        super().__init__(*values, **{**named, "_prefix": ""})


class FindingsForm(EditForm):
    """What was found of one programme; `findings_form` adds the cause of each of its gaps."""

    findings = TextAreaField(_("What was found"), filters=[strip], validators=[Optional(), LONG])


def findings_form(one: ReviewedView, *, is_sent: bool = False) -> FindingsForm:
    """Return the form of a programme as it was filled in last, or as it is sent."""
    causes = {f"cause-{gap.id}": CauseField(validators=[Optional()]) for gap in one.gaps}
    kind: Any = type("FindingsOfOne", (FindingsForm,), causes)
    filled = {"prefix": f"p{one.programme.id}", "data": found_of(one)}
    form: FindingsForm = kind(**filled) if is_sent else kind(formdata=None, **filled)
    return form


def found_of(one: ReviewedView) -> dict[str, str]:
    """Return what stands of a programme, by field of its form."""
    return {"findings": one.findings, **{f"cause-{gap.id}": gap.cause for gap in one.gaps}}


class CorrectiveForm(PromiseForm):
    """What is put right: somebody answers for it, by a day."""

    owner = StringField(
        _("In charge"),
        description=_("The department or office. Public, never a person's name."),
        filters=[strip],
        validators=[InputRequired(REFUSALS["management_owner_needed"]), Length(max=LONGEST_OWNER)],
    )
    due_on = DateField(_("Promised for"), validators=[InputRequired(REFUSALS["management_day_needed"])])
    programme = SelectField(_("Programme"), validators=[Optional()])

    def offer(self, view: DialogueView) -> CorrectiveForm:
        """Fill in the programmes of the dialogue."""
        own = [one.programme for one in view.reviewed]
        every = [SelectChoice("", say(_("Every programme of the dialogue")))] if len(own) > 1 else []
        self.programme.choices = [*every, *(SelectChoice(str(one.id), f"{one.code} {one.name}") for one in own)]
        return self

    def draft(self) -> CorrectiveDraft:
        """Return what was written."""
        return CorrectiveDraft(
            self.text.data or "",
            self.owner.data or "",
            self.due_on.data,
            chosen(self.programme),
            chosen(self.person),
            self.visibility.data,
        )


def typed(values: Any, name: str) -> dict[int, str]:
    """Return what was typed into the boxes `name-<id>` of a form that was sent."""
    begins = f"{name}-"
    found = {key.removeprefix(begins): value for key, value in values.items() if key.startswith(begins)}
    return {int(key): value for key, value in found.items() if key.isascii() and key.isdecimal() and len(key) < 12}
