"""The form by which a proposal is given to a department to study, and the lists of what is to study."""

from __future__ import annotations

from typing import Any

from wtforms import DateField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from admin.desk import current_commune, current_house, current_staff, read
from admin.forms import Form, strip
from admin.narrowing import narrowed_list
from admin.project_words import PROPOSAL_STATES
from admin.tongue import _ as say_in
from admin.tongue import marked as _
from services.clock import day_in
from services.proposals import ProposalRow
from services.proposals.studying import (
    BY,
    LATE,
    LONGEST_DEPARTMENT,
    MINE,
    UNASSIGNED,
    Assignment,
    departments_of,
    study_page,
)
from services.staff import staff_of

STUDIES = {
    MINE: _("Mine to study"),
    LATE: _("Studies that are late"),
    UNASSIGNED: _("Given to no department"),
}


class StudyForm(Form):
    """A department, a member of staff, a day."""

    department = StringField(
        _("Department"),
        description=_("Public: who asks where the idea stands reads it. The authors get it by SMS."),
        filters=[strip],
        validators=[InputRequired(_("Name the department that studies it.")), Length(max=LONGEST_DEPARTMENT)],
    )
    person = SelectField(_("Who has it in hand"), validators=[Optional()])
    due_on = DateField(_("To be studied by"), validators=[Optional()])

    def given(self) -> Assignment:
        """Return what was typed."""
        person = int(self.person.data) if self.person.data else None
        return Assignment(self.department.data or "", person, self.due_on.data)


def study_form(row: ProposalRow | None = None) -> StudyForm:
    """Return the form as it was sent, or with what is written down already."""
    if row is None:
        form = StudyForm(prefix="study")
    else:
        study = row.study
        data = {"department": study.department, "person": str(study.staff_id or ""), "due_on": study.due_on}
        form = StudyForm(formdata=None, prefix="study", data=data if study.department else None)
    commune = current_commune().id
    people = [one for one in read(lambda db: staff_of(db, commune)) if one.active]
    nobody = SelectChoice("", say_in(_("Nobody named")))
    form.person.choices = [nobody, *(SelectChoice(str(one.id), one.name) for one in people)]
    return form


def departments() -> list[str]:
    """Return the departments named before, to choose among."""
    commune = current_commune().id
    return read(lambda db: departments_of(db, commune))


def today() -> Any:
    """Return the day in the commune."""
    return day_in(current_house().clock(), current_commune().time_zone)


def studied_list() -> dict[str, Any]:
    """Return a page of proposals, narrowed by their state or by their study."""
    staff, day = current_staff().id, today()
    of_departments = {f"{BY}{name}": name for name in departments()}

    def fetch(db: Any, commune: int, **wish: Any) -> Any:
        return study_page(db, commune, staff_id=staff, today=day, **wish)

    return narrowed_list(fetch, {**PROPOSAL_STATES, **STUDIES, **of_departments})
