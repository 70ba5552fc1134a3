"""A field for a country: people type its name or its two letters, the page gets the letters."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import ValidationError

from admin.desk import why_refused
from admin.tongue import spoken_languages
from budgeting.refusal import Refusal
from services.commune_place import read_country


class CountryField(StringField):
    """A country; `data` is its two letters (ISO 3166)."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        self.data = valuelist[0].strip() if valuelist else ""
        if self.data:
            try:
                self.data = read_country(self.data, spoken_languages()[0])
            except Refusal as refusal:
                raise ValidationError(why_refused(refusal)) from refusal
