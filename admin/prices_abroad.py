"""The form of what messages to other countries cost: a table of countries and prices, with some rows still empty."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from wtforms import Field
from wtforms.validators import NumberRange, Optional

from admin.country_field import CountryField
from admin.forms import Form
from admin.price_field import PriceField, stored_price, typed_price
from admin.tongue import marked as _
from locales.page_words import country_named
from services.prices import OTHER
from services.territory import countries_called

MORE = 3
"""Rows that stand empty below the others."""
MOST = 250
"""There are no more countries."""
DEAREST = 10_000
PLACE = re.compile(r"country_(\d{1,3})")
ANY_OTHER = _("Any other country")
NEEDS_BOTH = _("A row needs both: the country and the price.")
IS_TWICE = _("This country stands in the table already.")


def price_field(label: str) -> PriceField:
    """Return a field for a price that may be left empty."""
    return PriceField(
        label,
        places=None,
        validators=[Optional(), NumberRange(min=0, max=DEAREST)],
        render_kw={"inputmode": "decimal", "dir": "ltr"},
    )


class PricesForm(Form):
    """A table of prices; its rows are added when the form is made, two fields each."""

    other = price_field(ANY_OTHER)

    @property
    def rows(self) -> list[tuple[Field, Field]]:
        """The fields of each row: country and price."""
        names = [name for name in self._fields if PLACE.fullmatch(name)]
        return [(self[name], self[name.replace("country", "price")]) for name in names]

    def validate(self, extra_validators: Any = None) -> bool:
        """Is each row whole, and each country there once?"""
        right, seen = super().validate(extra_validators), set()
        for country, price in self.rows:
            wrong = ""
            if bool(country.data) != (price.data is not None) and not price.errors:
                wrong = NEEDS_BOTH
            elif country.data in seen:
                wrong = IS_TWICE
            seen |= {country.data} if country.data else set()
            if wrong:
                country.errors, right = [*country.errors, wrong], False
        return right

    def prices(self, decimals: int) -> dict[str, int]:
        """Return what was typed, as `services.lines.set_prices_abroad` takes it."""
        typed = {country.data: price.data for country, price in self.rows if country.data}
        typed |= {OTHER: self.other.data} if self.other.data is not None else {}
        return {name: stored_price(price, decimals) for name, price in typed.items()}


def form_of_prices(kept: Mapping[str, int], sent: Collection[str], decimals: int, language: str) -> PricesForm:
    """Return the form with what is kept, by the names of the countries; `sent` are the names of fields that came."""
    named = by_name(kept, language)
    places = [int(found[1]) for name in sent if (found := PLACE.fullmatch(name))]
    rows = min(MOST, max(len(named) + MORE, *(place + 1 for place in places), 0))
    fields: dict[str, Any] = {}
    values: dict[str, Any] = {OTHER: typed_price(kept[OTHER], decimals)} if OTHER in kept else {}
    for place in range(rows):
        fields[f"country_{place}"] = CountryField(_("Country"), validators=[Optional()])
        fields[f"price_{place}"] = price_field(_("Price"))
    for place, (name, code) in enumerate(named):
        typed = name if countries_called(name) == (code,) else code
        values |= {f"country_{place}": typed, f"price_{place}": typed_price(kept[code], decimals)}
    form: PricesForm = type("PricesOfLine", (PricesForm,), fields)(**values)
    return form


def by_name(kept: Mapping[str, int], language: str) -> list[tuple[str, str]]:
    """Return the countries that have a price, each by its name in a language and its two letters, in that order."""
    return sorted((country_named(code, language), code) for code in kept if code != OTHER)
