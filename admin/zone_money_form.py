"""The envelopes of zones in the form of a plan: a list of the commune's zones, an amount beside each or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from wtforms import Field, RadioField
from wtforms.validators import Optional

from admin.amount_field import AmountField
from admin.forms import Form
from admin.pot_words import LEFTOVERS
from admin.tongue import marked as _
from budgeting.counting.terms import Leftovers
from services.cycles.pots import ZoneMoney

Zones = Sequence[tuple[int, str]]
PREFIX = "zone_"


class ZoneMoneyForm(Form):
    """What becomes of what zones leave; `with_zones` gives the form a field for the envelope of each zone."""

    leftovers = RadioField(
        _("What a zone leaves of its money"),
        default=Leftovers.STAY.value,
        choices=LEFTOVERS,
        description=_("It stands in the rules. The result says what each zone left."),
    )

    def of_zones(self) -> Iterator[Field]:
        """Yield the field of each zone, by its name."""
        return (field for field in self if field.name.startswith(PREFIX))

    def zone_money(self) -> ZoneMoney:
        """Return the envelopes that were typed; nought is none."""
        typed = {int(field.name.removeprefix(PREFIX)): field.data for field in self.of_zones() if field.data}
        return ZoneMoney(typed, self.leftovers.data)


def with_zones(form: type[Any], zones: Zones) -> type[Any]:
    """Return a form with a field for the envelope of each of these zones."""
    fields = {f"{PREFIX}{zone_id}": AmountField(name, validators=[Optional()]) for zone_id, name in zones}
    return type(form.__name__, (form,), fields)


def zone_values(money: ZoneMoney) -> dict[str, object]:
    """Return envelopes of zones as the form shows them."""
    amounts = {f"{PREFIX}{zone_id}": envelope for zone_id, envelope in money.envelopes.items()}
    return {**amounts, "leftovers": money.leftovers}
