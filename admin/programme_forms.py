"""The forms by which staff write programmes, their parts, their indicators and what was measured."""

from __future__ import annotations

from wtforms import BooleanField, IntegerField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from admin.forms import Form, strip
from admin.labels import TOPIC_NAMES
from admin.meanwhile import EditForm, OneOfForm
from admin.programme_words import FREQUENCIES, REFUSALS, parts_of, say_part
from admin.quantity_field import QuantityField
from admin.tongue import _ as say
from admin.tongue import marked as _
from services.budgets.publishing import SPENDING_TOPICS
from services.programmes.drafts import IndicatorDraft, MeasureDraft, ProgrammeDraft
from services.programmes.reading import IndicatorView, MeasureView, ProgrammeView

LONG, SHORT = Length(max=4000), Length(max=200)
NEEDED = InputRequired(REFUSALS["programme_without_name"])


class ProgrammeForm(EditForm):
    """A programme."""

    code = StringField(
        _("Code"),
        description=_("Three digits, the same in every budget."),
        filters=[strip],
        validators=[InputRequired(REFUSALS["programme_code_wrong"]), Length(max=16)],
    )
    name = StringField(_("Name"), filters=[strip], validators=[NEEDED, SHORT])
    is_support = BooleanField(
        _("Support programme"), description=_("It serves the other programmes: administration, equipment, training.")
    )
    responsible = StringField(
        _("Who answers for it"),
        description=_("A post or a name. Everybody can read it."),
        filters=[strip],
        validators=[Optional(), SHORT],
    )
    objective = TextAreaField(
        _("What it is for"),
        description=_("One sentence that a citizen understands."),
        filters=[strip],
        validators=[Optional(), LONG],
    )
    results = TextAreaField(_("Results expected"), filters=[strip], validators=[Optional(), LONG])

    def draft(self) -> ProgrammeDraft:
        """Return what was written."""
        words = {
            name: getattr(self, name).data or "" for name in ("code", "name", "responsible", "objective", "results")
        }
        return ProgrammeDraft(**words, is_support=bool(self.is_support.data))

    @staticmethod
    def of(view: ProgrammeView) -> ProgrammeForm:
        """Return the form as it was filled in last."""
        return ProgrammeForm(obj=view)


class PartForm(Form):
    """An activity."""

    name = StringField(_("Name"), filters=[strip], validators=[NEEDED, SHORT])


class ActionForm(EditForm, PartForm):
    """An action, and who manages it."""

    manager = StringField(
        _("Who manages it"),
        description=_("A post or a name. It stands in the performance report."),
        filters=[strip],
        validators=[Optional(), SHORT],
    )


class IndicatorForm(EditForm):
    """An indicator."""

    name = StringField(
        _("Name"), description=_("Short: it is told by SMS."), filters=[strip], validators=[NEEDED, SHORT]
    )
    unit = StringField(
        _("Unit"), description=_("Wells, pupils, % …"), filters=[strip], validators=[Optional(), Length(max=32)]
    )
    numerator = StringField(_("For a share: what is counted"), filters=[strip], validators=[Optional(), SHORT])
    denominator = StringField(_("For a share: out of what"), filters=[strip], validators=[Optional(), SHORT])
    baseline = QuantityField(_("Starting value"))
    baseline_year = IntegerField(_("Year of the starting value"), validators=[Optional(), NumberRange(1990, 2100)])
    source = StringField(
        _("Where the figure comes from"),
        description=_("The register or the report it is taken from."),
        filters=[strip],
        validators=[Optional(), SHORT],
    )
    frequency = SelectField(_("How often it is measured"), validators=[Optional()])
    counts_people = BooleanField(_("It counts people"), description=_("Then women and men are told apart."))
    falls = BooleanField(
        _("Less is better"), description=_("Days of waiting, breakdowns: a result below the target is a good one.")
    )
    topic = SelectField(
        _("Topic"),
        description=_("Who asks what the money of this topic brought is told of this indicator."),
        validators=[Optional()],
    )

    def offer(self) -> IndicatorForm:
        """Fill in what can be chosen."""
        often = [SelectChoice(str(key), say(name)) for key, name in FREQUENCIES.items()]
        self.frequency.choices = [SelectChoice("", say(_("not decided"))), *often]
        topics = [SelectChoice(str(topic), say(TOPIC_NAMES[topic])) for topic in TOPIC_NAMES if str(topic) in TOPICS]
        self.topic.choices = [SelectChoice("", say(_("by its words"))), *topics]
        return self

    def draft(self) -> IndicatorDraft:
        """Return what was written."""
        texts = ("name", "unit", "numerator", "denominator", "source", "frequency", "topic")
        return IndicatorDraft(
            **{name: getattr(self, name).data or "" for name in texts},
            baseline=self.baseline.data,
            baseline_year=self.baseline_year.data,
            counts_people=bool(self.counts_people.data),
            falls=bool(self.falls.data),
        )


class MeasureForm(OneOfForm):
    """Target and result of a period."""

    aside = frozenset({"year", "part"})

    year = IntegerField(
        _("Year"), validators=[InputRequired(REFUSALS["programme_period_wrong"]), NumberRange(1990, 2100)]
    )
    part = SelectField(_("Period"), coerce=int)
    target = QuantityField(_("Target"))
    target_women = QuantityField(_("Target: women"))
    target_men = QuantityField(_("Target: men"))
    result = QuantityField(_("Result"))
    result_women = QuantityField(_("Result: women"))
    result_men = QuantityField(_("Result: men"))
    note = TextAreaField(
        _("Why it differs"),
        description=_("For dialogues and the report; citizens are not told unless you publish it with the report."),
        filters=[strip],
        validators=[Optional(), LONG],
    )

    def offer(self, indicator: IndicatorView) -> MeasureForm:
        """Fill in the periods that can be chosen; women and men are asked for where people are counted."""
        frequency = indicator.frequency
        self.part.choices = [SelectChoice(part, say_part(frequency, part)) for part in parts_of(frequency)]
        if not indicator.counts_people:
            for name in ("target_women", "target_men", "result_women", "result_men"):
                delattr(self, name)
        return self

    @staticmethod
    def of(indicator: IndicatorView) -> MeasureForm:
        """Return an empty form that knows what was measured."""
        form = MeasureForm(formdata=None).offer(indicator)
        form.know(measured(indicator))
        return form

    def key(self) -> str:
        """Return the period that is written."""
        return f"{self.year.data}-{self.part.data}"

    def draft(self) -> MeasureDraft:
        """Return what was written."""
        figures = ("target", "target_women", "target_men", "result", "result_women", "result_men")
        told = {name: self[name].data if name in self else None for name in figures}
        return MeasureDraft(year=self.year.data, part=self.part.data or 0, note=self.note.data or "", **told)


def measured(indicator: IndicatorView) -> dict[str, MeasureView]:
    """Return what was measured, as the form finds it."""
    return {f"{one.year}-{one.part}": one for one in indicator.measures}


TOPICS = frozenset(map(str, SPENDING_TOPICS))
