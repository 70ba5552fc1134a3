"""The forms of a count sheet: the meeting, and one number for each project of the ballot."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from wtforms import DateTimeLocalField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from admin.forms import Form, strip
from admin.tongue import marked as _
from budgeting.hands import FEWEST_PRESENT, MOST_PRESENT
from services.by_hand.announced import LONGEST_PLACE
from services.by_hand.meetings import LONGEST_OFFICE, LONGEST_REASON, MOST_SIGNERS, Figures, Meeting

FIELD = "hands_"


class FiguresForm(Form):
    """What stands on a sheet; `hands_<number>` is there for each project of the vote."""

    present = IntegerField(
        _("People present"),
        description=_("Five at least: of fewer, the sheet would say who chose what."),
        validators=[InputRequired(_("Write how many people were present.")), NumberRange(FEWEST_PRESENT, MOST_PRESENT)],
    )

    def figures(self) -> Figures:
        """Return what was typed; an empty line is nought."""
        hands = {name.removeprefix(FIELD): self[name].data or 0 for name in self._fields if name.startswith(FIELD)}
        return Figures(self.present.data, hands)


class MeetingForm(FiguresForm):
    """A count sheet that is entered."""

    place = StringField(
        _("Where the meeting was"), filters=[strip], validators=[InputRequired(), Length(max=LONGEST_PLACE)]
    )
    held_at = DateTimeLocalField(_("Day and hour of the vote by hands"), validators=[InputRequired()])
    signed = TextAreaField(
        _("Who signed the sheet"),
        description=_(
            "One a line, two at least, by their office: chair of the meeting, teller. Everybody may read it: no names."
        ),
        filters=[strip],
        validators=[InputRequired(), Length(max=MOST_SIGNERS * (LONGEST_OFFICE + 2))],
    )

    def meeting(self, zone: ZoneInfo) -> Meeting:
        """Return the meeting, on the clock of the commune."""
        held_at: datetime = self.held_at.data
        signed = tuple(line for line in (self.signed.data or "").splitlines() if line.strip())
        return Meeting(self.place.data or "", held_at.replace(tzinfo=zone), signed)


class VoidMeetingForm(Form):
    """Why a sheet is void."""

    reason = StringField(
        _("Reason"),
        description=_("Everybody may read it: write no figure and no name."),
        filters=[strip],
        validators=[InputRequired(), Length(max=LONGEST_REASON)],
    )


def form_for(kind: type[FiguresForm], numbers: tuple[int, ...]) -> type[FiguresForm]:
    """Return a form with a line for each project of these numbers."""
    line = (Optional(), NumberRange(0, MOST_PRESENT))
    fields = {f"{FIELD}{number}": IntegerField(str(number), validators=[*line]) for number in numbers}
    return type(f"{kind.__name__}Of{len(numbers)}", (kind,), fields)
