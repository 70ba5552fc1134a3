"""The forms by which staff write promises down, say where they stand, prove them and carry them over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import BooleanField, DateField, FileField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from admin.desk import current_commune, current_house, read
from admin.follow_up_words import EVIDENCE, STATES, VISIBILITIES, name_origin
from admin.forms import CheckboxesField, Form, SometimesNeeded, strip
from admin.meanwhile import EditForm
from admin.quantity_field import QuantityField
from admin.spoken_choices import spoken_choices
from admin.tongue import _ as say_in
from admin.tongue import marked as _
from services.clock import day_in
from services.documents import list_documents
from services.follow_ups.making import LONGEST, LONGEST_OCCASION, LONGEST_OWNER
from services.follow_ups.origins import find_origins
from services.staff import staff_of

DOCUMENTS_SHOWN = 50
PAST_DAY = _("Yes, this day is past")
IS_EARLY = _("This day stands before the day it was promised. Write another day, or tick that it is right.")
IS_PAST = _("This day is past, so the promise would be late at once. Write another day, or tick that it is right.")


def people() -> list[SelectChoice]:
    """Return who of the staff may have something in hand, and nobody."""
    commune = current_commune().id
    active = [one for one in read(lambda db: staff_of(db, commune)) if one.active]
    return [SelectChoice("", say_in(_("Nobody named"))), *(SelectChoice(str(one.id), one.name) for one in active)]


def origins() -> list[SelectChoice]:
    """Return what a promise that is written down by hand may have come of."""
    return [SelectChoice(key, name_origin(key)) for key, origin in find_origins().items() if origin.is_free]


def states() -> list[SelectChoice]:
    """Return where a promise may stand; nothing is chosen before somebody says it."""
    return [SelectChoice("", "–"), *spoken_choices(STATES)()]


def readers() -> list[SelectChoice]:
    """Return who may read a promise; nobody is chosen before somebody does."""
    return [SelectChoice("", "–"), *spoken_choices(VISIBILITIES)()]


def published() -> list[SelectChoice]:
    """Return the documents that are published, the latest first, and none."""
    commune = current_commune().id
    rows, _total = read(lambda db: list_documents(db, commune, public=True, limit=DOCUMENTS_SHOWN))
    return [SelectChoice("", say_in(_("None of them"))), *(SelectChoice(str(one.id), one.title) for one in rows)]


def chosen(field: Any) -> int | None:
    """Return the number that was chosen, None where it was nothing."""
    return int(field.data) if field.data else None


class OwnerForm(Form):
    """Who answers for it."""

    owner = StringField(
        _("In charge"),
        description=_("The department or office. Public, never a person's name."),
        filters=[strip],
        validators=[Optional(), Length(max=LONGEST_OWNER)],
    )
    person = SelectField(_("Who has it in hand"), choices=people, validators=[Optional()])


class PromisedDayForm(Form):
    """A promised day; one that is past is kept only where who writes it ticks that it is right.

    `due_on` and `past_day` stand in the forms made of it; the box is there only where it is to be ticked.
    """

    def __init__(self, *values: Any, **named: Any) -> None:
        super().__init__(*values, **named)
        typed: Any = self["due_on"]
        if not (typed.raw_data and typed.data and typed.data < _today()):
            del self["past_day"]

    def validate_due_on(self, _field: Any) -> None:
        """Ask once more about a day that is past."""
        if "past_day" in self and not self["past_day"].data:
            raise ValidationError(IS_PAST)


class PromiseForm(OwnerForm, PromisedDayForm):
    """What is promised, by when, who answers for it, who reads it."""

    text = TextAreaField(
        _("What is promised"),
        filters=[strip],
        validators=[InputRequired(_("Write what is promised.")), Length(max=LONGEST)],
    )
    due_on = DateField(_("Promised for"), validators=[Optional()])
    past_day = BooleanField(PAST_DAY)
    visibility = SelectField(_("Who reads it"), choices=readers, validators=[InputRequired(_("Choose who reads it."))])


class NewForm(PromiseForm):
    """A promise written down by hand: also what it came of."""

    origin = SelectField(_("What it came of"), choices=origins, validators=[InputRequired()])
    occasion = StringField(
        _("On which occasion"),
        description=_("The session, the dialogue, the plan, with its date."),
        filters=[strip],
        validators=[Optional(), Length(max=LONGEST_OCCASION)],
    )


class EntrustForm(EditForm, OwnerForm):
    """Who answers for it from now."""


class MoveForm(EditForm):
    """Where it stands now; a day before it was promised is kept only where who writes it ticks that it is right."""

    aside = frozenset({"done_on", "early_day", "note"})

    state = SelectField(_("Where it stands"), choices=states, validators=[InputRequired(_("Choose where it stands."))])
    done_on = DateField(
        _("Done on"), description=_("Where it is done. Today, if nothing is chosen."), validators=[Optional()]
    )
    early_day = BooleanField(_("Yes, it was done before it was promised"))
    note = TextAreaField(
        _("What was done, or why"),
        description=_("Whoever follows it gets the beginning by SMS. What is given up needs its reason."),
        filters=[strip],
        validators=[SometimesNeeded(), Length(max=1000)],
    )

    def offer(self, promised_on: date) -> None:
        """Put the box there where the day that was typed stands before the promise."""
        typed = self.done_on.data if self.state.data == "done" else None
        if not (self.done_on.raw_data and typed and typed < promised_on):
            del self["early_day"]

    def validate_done_on(self, _field: Any) -> None:
        """Ask once more about a day before it was promised."""
        if "early_day" in self and not self["early_day"].data:
            raise ValidationError(IS_EARLY)


class DueForm(EditForm, PromisedDayForm):
    """By when it is promised now."""

    aside = frozenset({"past_day", "reason"})

    due_on = DateField(_("New date"), validators=[Optional()])
    past_day = BooleanField(PAST_DAY)
    reason = StringField(
        _("Why"),
        description=_("Stands on the page. Needed where a day was promised before."),
        filters=[strip],
        validators=[SometimesNeeded(), Length(max=500)],
    )


class VisibilityForm(EditForm):
    """Who reads it."""

    aside = frozenset({"notes", "proofs"})

    visibility = SelectField(_("Who reads it"), choices=readers, validators=[InputRequired(_("Choose who reads it."))])
    notes = CheckboxesField(
        _("Notes that everybody shall read"),
        description=_(
            "Written while it was for staff. If everybody reads the promise, what is not ticked stays for staff."
        ),
        coerce=int,
    )
    proofs = CheckboxesField(
        _("Proofs that everybody shall see"),
        description=_("Added while it was for staff. What is not ticked stays for staff."),
        coerce=int,
    )

    def offer(self, notes: Sequence[tuple[int, str]], proofs: Sequence[tuple[int, str]]) -> None:
        """Show what only staff read until now; what there is none of is not asked."""
        for name, found in (("notes", notes), ("proofs", proofs)):
            if found:
                self[name].choices = [SelectChoice(str(number), words) for number, words in found]
            else:
                del self[name]


class EvidenceForm(Form):
    """What proves it."""

    kind = SelectField(_("What proves it"), choices=spoken_choices(EVIDENCE), validators=[InputRequired()])
    words = StringField(
        _("What it shows"),
        description=_("The name of the document, what the figure counts, or what the photo shows."),
        filters=[strip],
        validators=[SometimesNeeded(), Length(max=200)],
    )
    document = SelectField(_("A published document"), choices=published, validators=[Optional()])
    figure = QuantityField(_("Figure"), validators=[Optional()])
    unit = StringField(
        _("Unit"), description=_("people, copies, %"), filters=[strip], validators=[Optional(), Length(max=32)]
    )
    file = FileField(
        _("File or photo"),
        description=_("PDF, ODS, ODT, XLSX, DOCX or CSV, 10 MB at most; a photo PNG or JPEG, 4 MB at most."),
        validators=[Optional()],
    )


class RemovalForm(Form):
    """Why a proof is taken away."""

    reason = StringField(_("Why"), filters=[strip], validators=[InputRequired(_("Write why.")), Length(max=200)])


class CarryForm(Form):
    """What the open promises of an origin are carried over to."""

    origin = SelectField(_("What it came of"), choices=origins, validators=[InputRequired()])
    occasion = StringField(
        _("Carried over to"),
        description=_("The session or the dialogue that opens with them, with its date."),
        filters=[strip],
        validators=[InputRequired(_("Say on which occasion.")), Length(max=LONGEST_OCCASION)],
    )


class SessionTableForm(Form):
    """An existing table of what one session recommends."""

    visibility = SelectField(_("Who reads it"), choices=readers, validators=[InputRequired(_("Choose who reads it."))])
    file = FileField(_("File"), description=_("XLSX, ODS or CSV"), validators=[InputRequired(_("Choose the file."))])


class TableForm(SessionTableForm):
    """An existing table to take over."""

    origin = SelectField(_("What it came of"), choices=origins, validators=[InputRequired()])
    occasion = StringField(
        _("On which occasion"),
        description=_("The session, the dialogue, the plan, with its date."),
        filters=[strip],
        validators=[InputRequired(_("Say on which occasion.")), Length(max=LONGEST_OCCASION)],
    )
    promised_on = DateField(_("Said on"), validators=[InputRequired(_("Choose the day."))])


def _today() -> date:
    return day_in(current_house().clock(), current_commune().time_zone)
