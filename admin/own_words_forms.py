"""The form in which staff write a commune's own words for a text."""

from __future__ import annotations

from wtforms import BooleanField, TextAreaField
from wtforms.validators import InputRequired, Length

from admin.forms import Form
from admin.tongue import marked as _

LONGEST = 1000
MOST_FORMS = 6


class OwnWordsForm(Form):
    """The words; `own_words_form` adds one field for each form that the language has."""

    accepts_price = BooleanField(_("They may cost more SMS than the usual words"))

    def forms(self) -> list[str]:
        """Return what was typed, one for each form."""
        fields = (f"form_{place}" for place in range(MOST_FORMS))
        return [_one_line(str(self[name].data or "")) for name in fields if name in self]


def _one_line(text: str) -> str:
    """Return what a box holds as a text is kept: a browser ends its lines with two characters."""
    return text.replace("\r\n", "\n").strip(" ")


def own_words_form(count: int) -> type[OwnWordsForm]:
    """Return the form of a text that has so many forms; the page says which is for which numbers."""
    fields: dict[str, object] = {
        f"form_{place}": TextAreaField(_("The commune’s own words"), validators=[InputRequired(), Length(max=LONGEST)])
        for place in range(count)
    }
    return type("OneTextForm", (OwnWordsForm,), fields)
