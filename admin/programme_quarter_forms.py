"""The forms by which staff write a programme's money and how far its actions have come, quarter by quarter."""

from __future__ import annotations

from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from admin.amount_field import AmountField
from admin.forms import SometimesNeeded, strip
from admin.meanwhile import OneOfForm
from admin.programme_words import REFUSALS
from admin.tongue import _ as say
from admin.tongue import marked as _
from services.programmes.drafts import MoneyDraft, ProgressDraft
from services.programmes.fiscal import QUARTERS


def quarters() -> list[SelectChoice]:
    """Return the quarters of a year."""
    return [SelectChoice(number, say(_("quarter %(number)s"), number=number)) for number in QUARTERS]


class QuarterForm(OneOfForm):
    """Which quarter."""

    aside = frozenset({"quarter"})

    quarter = SelectField(_("Quarter"), choices=quarters, coerce=int, validators=[InputRequired()])

    def key(self) -> str:
        """Return the quarter that is written."""
        return str(self.quarter.data)


class MoneyForm(QuarterForm):
    """A programme's money from the beginning of the year to the end of a quarter."""

    allocation = AmountField(
        _("Allocation"), description=_("Only where no published budget says it."), validators=[Optional()]
    )
    committed = AmountField(_("Committed since the beginning of the year"), validators=[Optional()])
    paid = AmountField(_("Paid since the beginning of the year"), validators=[Optional()])
    source = StringField(
        _("Where the figures come from"),
        description=_("Leave every amount blank to take back what was written for the quarter."),
        filters=[strip],
        validators=[SometimesNeeded(), Length(max=200)],
    )

    def draft(self, year: int) -> MoneyDraft:
        """Return what was written."""
        amounts = {name: self[name].data for name in ("allocation", "committed", "paid")}
        return MoneyDraft(year, self.quarter.data, **amounts, source=self.source.data or "")


class ProgressForm(QuarterForm):
    """How far an action had come at the end of a quarter."""

    percent = IntegerField(
        _("Done out of 100"),
        description=_("The work itself, not the money. Leave it blank to take back what was written."),
        validators=[Optional(), NumberRange(0, 100, REFUSALS["programme_percent_wrong"])],
    )
    note = TextAreaField(
        _("What was seen"),
        description=_("It stands in minutes and in the performance report, which may be published."),
        filters=[strip],
        validators=[Optional(), Length(max=4000)],
    )

    def draft(self, year: int) -> ProgressDraft:
        """Return what was written."""
        return ProgressDraft(year, self.quarter.data, self.percent.data, self.note.data or "")
