"""The forms by which staff set targets, choose what is published, and freeze the figures of a period."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, DateField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from admin.amount_field import AmountField
from admin.figure_words import SPANS
from admin.forms import CheckboxesField, Form, strip
from admin.indicator_view import name_period, today
from admin.quantity_field import QuantityField
from admin.tongue import _ as say_in
from admin.tongue import marked as _
from services.figures.freezing import LONGEST_REASON
from services.figures.spans import CALENDAR, key_of, last_over, period_named
from services.indicators import Indicator, Period, find_indicators
from services.indicators.base import Kind

HINT = _("Leave it empty to take the target back.")


class MoneyTarget(Form):
    """What a cost is to come down to."""

    value = AmountField(_("Target"), description=HINT, validators=[Optional()])


class NumberTarget(Form):
    """What a figure is to reach."""

    value = QuantityField(_("Target"), description=HINT, validators=[Optional()])


def target_form(indicator: Indicator, value: int | None = None) -> Any:
    """Return the form for a target of that indicator, filled in with what is set."""
    form = MoneyTarget if indicator.kind is Kind.MONEY else NumberTarget
    return form(data={"value": value})


def published() -> list[SelectChoice]:
    """Return every indicator."""
    return [SelectChoice(one.key, say_in(one.name.text)) for one in find_indicators()]


def spans() -> list[SelectChoice]:
    """Return the periods of the calendar."""
    return [SelectChoice(str(span), say_in(SPANS[str(span)])) for span in CALENDAR]


class ChoicesForm(Form):
    """What anybody may read, what is frozen by itself, and whether others see it beside theirs."""

    published = CheckboxesField(_("What everybody may read"), choices=published)
    freezes = CheckboxesField(_("Freeze by itself when it is over"), choices=spans)
    is_compared = BooleanField(
        _("Our figures may stand beside those of the other communes here that agree too"),
    )


def periods_over() -> list[SelectChoice]:
    """Return the periods that are over and likely to be frozen, and days of one's own."""
    over = [last_over(span, today()) for span in CALENDAR]
    return [*(SelectChoice(key_of(one), name_period(one)) for one in over), SelectChoice("", say_in(_("Other days")))]


class FreezeForm(Form):
    """Which days to freeze, and why again where they are frozen already."""

    period = SelectField(_("Period"), choices=periods_over, validators=[Optional()])
    first = DateField(_("Other days: the first"), validators=[Optional()])
    last = DateField(_("Other days: the last"), validators=[Optional()])
    reason = StringField(
        _("Why, where this period is frozen already"),
        description=_("It is written into the new figures; the earlier ones stay."),
        filters=[strip],
        validators=[Optional(), Length(max=LONGEST_REASON)],
    )

    def period_chosen(self) -> Period | None:
        """Return what is to be frozen, None where no such period can be."""
        if self.period.data:
            return period_named(self.period.data)
        try:
            return Period(self.first.data, self.last.data) if self.first.data and self.last.data else None
        except ValueError:
            return None
