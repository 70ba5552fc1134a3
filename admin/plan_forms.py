"""The forms by which staff write an action plan, its commitments, activities, indicators and figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from wtforms import DateField, Field, FileField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from admin.follow_up_forms import OwnerForm, chosen, published
from admin.forms import CheckboxesField, Form, SometimesNeeded, strip
from admin.meanwhile import EditForm, OneOfForm
from admin.plan_words import JUDGES, PRINCIPLES, REFUSALS, live_names
from admin.quantity_field import QuantityField
from admin.spoken_choices import spoken_choices
from admin.tongue import _ as say_in
from admin.tongue import marked as _
from services.action_plan.commitments import LARGEST_NUMBER
from services.action_plan.drafts import ActivityDraft, CommitmentDraft, IndicatorDraft, PlanDraft
from services.action_plan.owning import LONGEST_NAME, LONGEST_TEXT
from services.follow_ups.written_days import LONGEST as LONGEST_DAY

Maker = Callable[[bool], Any]
"""Makes the field of one language; True of the commune's own, where it is needed."""

AS_WRITTEN = _("As the plan writes it: 15/06/2023, 06/2023 or 2023.")


class InLanguages(EditForm):
    """A form whose `parts` are written in each of the commune's `languages`, as `title_0`, `title_1` …"""

    languages: Sequence[str] = ()
    parts: Sequence[str] = ()

    def said(self, part: str) -> dict[str, str]:
        """Return what was typed for a part, by language."""
        return {tag: self[f"{part}_{place}"].data or "" for place, tag in enumerate(self.languages)}

    @classmethod
    def filled(cls, kept: Mapping[str, Any], *, is_sent: bool = True, prefix: str = "") -> InLanguages:
        """Return the form as it was filled in last, with what is `kept` (`kept_in`).

        What was just sent takes the place of that, unless it was another form (not `is_sent`).
        """
        return cls(data=kept, prefix=prefix) if is_sent else cls(formdata=None, data=kept, prefix=prefix)


def kept_in(languages: Sequence[str], said: Mapping[str, Mapping[str, str]], **values: Any) -> dict[str, Any]:
    """Return what stands by field of such a form: `said` is each part's words by language."""
    own = {f"{part}_{place}": said[part].get(tag, "") for part in said for place, tag in enumerate(languages)}
    return {**values, **own}


def in_languages(base: type[InLanguages], languages: Sequence[str], parts: Mapping[str, Maker]) -> type[InLanguages]:
    """Return the form with these parts in each language, the first of them the commune's own."""
    made: dict[str, Any] = {"languages": tuple(languages), "parts": tuple(parts)}
    for place in range(len(languages)):
        made |= {f"{part}_{place}": make(place == 0) for part, make in parts.items()}
    return type(f"Spoken{base.__name__}", (base,), made)


def _title(is_needed: bool) -> Field:
    needed = InputRequired(REFUSALS["plan_without_title"]) if is_needed else Optional()
    return StringField(_("Title"), filters=[strip], validators=[needed, Length(max=LONGEST_NAME)])


def _prose(label: str, description: str = "") -> Maker:
    return lambda _is_needed: TextAreaField(
        label, description=description, filters=[strip], validators=[Optional(), Length(max=LONGEST_TEXT)]
    )


class PlanForm(InLanguages):
    """A plan."""

    first_on = DateField(_("First day"), validators=[InputRequired(_("Choose the day."))])
    last_on = DateField(_("Last day"), validators=[InputRequired(_("Choose the day."))])
    partner = StringField(
        _("Partner of the plan"),
        description=_("With whom it is agreed, for example the Open Government Partnership."),
        filters=[strip],
        validators=[Optional(), Length(max=LONGEST_NAME)],
    )
    document = SelectField(_("The plan itself, as a published document"), choices=published, validators=[Optional()])

    def draft(self) -> PlanDraft:
        """Return what was written."""
        days = (self.first_on.data, self.last_on.data)
        return PlanDraft(self.said("title"), *days, self.partner.data or "", chosen(self.document))


def plan_form(languages: Sequence[str]) -> type[Any]:
    """Return the form of a plan, its title in each language."""
    return in_languages(PlanForm, languages, {"title": _title})


class CommitmentForm(InLanguages):
    """A commitment."""

    number = IntegerField(
        _("Number in the plan"),
        description=_("People ask for it by this number, by SMS."),
        validators=[InputRequired(_("Write the number.")), NumberRange(1, LARGEST_NUMBER)],
    )
    principles = CheckboxesField(_("Principles it serves"), choices=spoken_choices(PRINCIPLES), validators=[Optional()])
    services = TextAreaField(
        _("Services in charge"), filters=[strip], validators=[Optional(), Length(max=LONGEST_TEXT)]
    )
    partners = TextAreaField(_("Partners"), filters=[strip], validators=[Optional(), Length(max=LONGEST_TEXT)])

    def draft(self) -> CommitmentDraft:
        """Return what was written."""
        said = (self.said("title"), self.said("problem"), self.said("solution"))
        words = (self.services.data or "", self.partners.data or "")
        return CommitmentDraft(self.number.data or 0, *said, tuple(self.principles.data or ()), *words)


def commitment_form(languages: Sequence[str]) -> type[Any]:
    """Return the form of a commitment, what it says in each language."""
    parts = {"title": _title, "problem": _prose(_("Problem")), "solution": _prose(_("Solution"))}
    return in_languages(CommitmentForm, languages, parts)


def _activity(is_needed: bool) -> Field:
    needed = InputRequired(_("Write what is promised.")) if is_needed else Optional()
    return TextAreaField(_("What is done"), filters=[strip], validators=[needed, Length(max=LONGEST_NAME)])


class WordsForm(InLanguages):
    """An activity in words."""

    def draft(self) -> ActivityDraft:
        """Return what was written."""
        own, *others = self.said("activity").items()
        return ActivityDraft(own[1], dict(others))


class ActivityForm(WordsForm, OwnerForm):
    """A new activity, with its days as the plan writes them."""

    starts = StringField(
        _("Start"), description=AS_WRITTEN, filters=[strip], validators=[Optional(), Length(max=LONGEST_DAY)]
    )
    ends = StringField(
        _("End"), description=AS_WRITTEN, filters=[strip], validators=[Optional(), Length(max=LONGEST_DAY)]
    )

    def draft(self) -> ActivityDraft:
        """Return what was written."""
        own, *others = self.said("activity").items()
        days = (self.starts.data or "", self.ends.data or "")
        return ActivityDraft(own[1], dict(others), *days, self.owner.data or "", chosen(self.person))


def activity_form(languages: Sequence[str], base: type[WordsForm] = ActivityForm) -> type[Any]:
    """Return the form of an activity, said in each language."""
    return in_languages(base, languages, {"activity": _activity})


class DaysForm(EditForm):
    """Other days of an activity, and why."""

    aside = frozenset({"reason"})

    starts = StringField(
        _("Start"), description=AS_WRITTEN, filters=[strip], validators=[Optional(), Length(max=LONGEST_DAY)]
    )
    ends = StringField(
        _("End"), description=AS_WRITTEN, filters=[strip], validators=[Optional(), Length(max=LONGEST_DAY)]
    )
    reason = StringField(
        _("Why"),
        description=_("Stands on the page. Needed where days were written before."),
        filters=[strip],
        validators=[SometimesNeeded(), Length(max=500)],
    )


class ActivityTableForm(Form):
    """A table of activities to take over."""

    file = FileField(_("File"), description=_("XLSX, ODS or CSV"), validators=[InputRequired(_("Choose the file."))])


def _live() -> list[SelectChoice]:
    none = SelectChoice("", say_in(_("None of them: figures are typed")))
    return [none, *(SelectChoice(key, say_in(name)) for key, name in live_names().items())]


def _measured(_is_needed: bool) -> Field:
    return StringField(_("What is measured"), filters=[strip], validators=[Optional(), Length(max=LONGEST_NAME)])


class IndicatorForm(InLanguages):
    """An indicator of a commitment."""

    judges = SelectField(_("What it tells"), choices=spoken_choices(JUDGES), validators=[InputRequired()])
    key = SelectField(
        _("Live figure"),
        description=_("Counted from the records of the plan’s period, anew whenever somebody looks."),
        choices=_live,
        validators=[Optional()],
    )
    unit = StringField(
        _("Unit"), description=_("people, copies, %"), filters=[strip], validators=[Optional(), Length(max=32)]
    )
    baseline = QuantityField(_("Starting value"), validators=[Optional()])
    baseline_year = IntegerField(_("Year of the starting value"), validators=[Optional(), NumberRange(1990, 2100)])
    target = QuantityField(_("Target"), validators=[Optional()])

    def draft(self) -> IndicatorDraft:
        """Return what was written."""
        return IndicatorDraft(
            self.judges.data,
            self.key.data or "",
            self.said("measured"),
            self.unit.data or "",
            self.baseline.data,
            self.baseline_year.data,
            self.target.data,
        )


def indicator_form(languages: Sequence[str]) -> type[Any]:
    """Return the form of an indicator, what is measured said in each language."""
    return in_languages(IndicatorForm, languages, {"measured": _measured})


class ReadingForm(OneOfForm):
    """A figure that staff read."""

    aside = frozenset({"read_on"})

    read_on = DateField(_("Read on"), validators=[InputRequired(_("Choose the day."))])
    value = QuantityField(_("Figure"), validators=[InputRequired(_("Write a number, for example 1 200 or 72,5."))])
    source = StringField(
        _("Where the figure comes from"),
        description=_("The register or the report it is taken from."),
        filters=[strip],
        validators=[Optional(), Length(max=LONGEST_NAME)],
    )

    def key(self) -> str:
        """Return the day of the figure that is written."""
        return str(self.read_on.data)
