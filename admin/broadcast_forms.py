"""The form in which staff write a broadcast: every choice is from a list, but for one short note."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from admin import broadcast_words as words
from admin.forms import Form, strip
from admin.tongue import _ as say
from admin.tongue import marked as _
from admin.tongue import name_of
from services.broadcasts.drafting import LONGEST_NOTE, Draft
from services.broadcasts.purpose import Subject

BETWEEN = ":"


class BroadcastForm(Form):
    """What a broadcast is for, and who of those who asked for it reads it."""

    about = SelectField(_("What for"), validators=[InputRequired(_("Choose what it is for."))])
    zone = SelectField(_("Zone"), validators=[Optional()])
    language = SelectField(_("Language"), validators=[Optional()])
    note = StringField(
        _("Note of your own"),
        description=_("Only to how works stand, and never while people vote: at most 40 letters."),
        filters=[strip],
        validators=[Length(max=LONGEST_NOTE)],
    )

    def offer(
        self, subjects: Mapping[str, Sequence[Subject]], zones: Iterable[tuple[int, str]], languages: Iterable[str]
    ) -> None:
        """Set what can be chosen."""
        self.about.choices = [
            SelectChoice(f"{purpose}{BETWEEN}{one.id}", one.name, optgroup=say(words.PURPOSES[purpose]))
            for purpose, found in subjects.items()
            for one in found
        ]
        everywhere, all_of_them = SelectChoice("", say(_("Everywhere"))), SelectChoice("", say(_("All languages")))
        self.zone.choices = [everywhere, *(SelectChoice(str(zone_id), name) for zone_id, name in zones)]
        self.language.choices = [all_of_them, *(SelectChoice(tag, name_of(tag)) for tag in languages)]

    def draft(self) -> Draft:
        """Return what was chosen."""
        purpose, _between, number = (self.about.data or "").partition(BETWEEN)
        zone = self.zone.data or ""
        return Draft(
            purpose,
            int(number) if number.isdecimal() and len(number) < 10 else 0,
            int(zone) if zone.isdecimal() and len(zone) < 10 else None,
            self.language.data or None,
            self.note.data or "",
        )
