"""A field for a target or a result: people type it as they write it, the page gets thousandths."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import ValidationError

from admin.tongue import marked as _
from admin.tongue import spoken_languages
from bot.understanding.fold import ascii_digits
from budgeting.quantities import read_quantity, write_quantity


class QuantityField(StringField):
    """A number with up to three decimals; `data` is in thousandths, None where nothing was typed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        typed = valuelist[0].strip() if valuelist else ""
        self.raw_text = typed
        self.data = None
        if typed:
            self.data = read_quantity(ascii_digits(typed))
            if self.data is None:
                raise ValidationError(_("Write a number, for example 1 200 or 72,5."))

    def _value(self) -> str:
        if getattr(self, "raw_text", ""):
            return str(self.raw_text)
        return "" if self.data is None else write_quantity(int(self.data), spoken_languages()[0])
