"""The form by which staff write down who stands behind a proposal without a telephone."""

from __future__ import annotations

from wtforms import IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional

from admin.desk import current_commune, current_house, read
from admin.forms import CheckboxesField, Form
from admin.tongue import _ as say_in
from admin.tongue import marked as _
from admin.tongue import say_moment
from services.associations import list_associations
from services.proposals import Backers, Present
from services.proposals.backers import MOST_PRESENT
from services.public_sessions.reading import list_sessions

MOST_LISTED = 200


class BackersForm(Form):
    """Associations, how many people were present, and at which public session."""

    associations = CheckboxesField(_("Associations that propose it too"), coerce=int)
    present = IntegerField(
        _("People present who propose it too"),
        description=_("Count them; write down no names and no telephone numbers."),
        validators=[Optional(), NumberRange(0, MOST_PRESENT, _("Write how many people, nought or more."))],
    )
    there = SelectField(_("Proposed at the public session"), validators=[Optional()])

    def given(self) -> Present:
        """Return what was typed."""
        there = int(self.there.data) if self.there.data else None
        return Present(self.associations.data or (), self.present.data or 0, there)


def backers_form(shown: Backers | None = None) -> BackersForm:
    """Return the form as it was sent, or with what is written down already."""
    house, commune = current_house(), current_commune()
    if shown is None:
        form = BackersForm(prefix="backers")
    else:
        known = [one for one, _name in shown.associations]
        there = str(shown.session_id or "")
        data = {"associations": known, "present": shown.present, "there": there}
        form = BackersForm(formdata=None, prefix="backers", data=data)
    names, _total = read(lambda db: list_associations(db, commune.id, limit=MOST_LISTED))
    sessions, _total = read(lambda db: list_sessions(db, house, commune.id, limit=MOST_LISTED))
    form.associations.choices = [SelectChoice(one.id, one.name) for one in names]
    form.there.choices = [
        SelectChoice("", say_in(_("At none"))),
        *(
            SelectChoice(str(one.id), f"{say_moment(one.starts_at, commune.time_zone)} · {one.title}")
            for one in sessions
        ),
    ]
    return form
