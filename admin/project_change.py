"""The form by which a project is put right before a vote holds it."""

from __future__ import annotations

from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from admin.desk import current_commune, read
from admin.forms import SometimesNeeded, strip
from admin.project_forms import AcceptForm, accept_form
from admin.project_words import PRICE_REASONS
from admin.spoken_choices import spoken_choices
from admin.tongue import _ as say_in
from admin.tongue import marked as _
from services.projects import ProjectRow
from services.projects.editing import ProjectDraft
from services.zones import flat_zones


class ChangeForm(AcceptForm):
    """Everything that may be put right; `names` of each language are added by `accept_form`."""

    code = SelectField(
        _("Why the price changes"),
        description=_("Needed where the price changes. Everybody reads it, and followers get it by SMS."),
        choices=spoken_choices({"": _("The price does not change"), **PRICE_REASONS}),
        validators=[SometimesNeeded()],
    )
    why = TextAreaField(
        _("The same in words"),
        description=_("Needed for another reason. Public."),
        filters=[strip],
        validators=[SometimesNeeded(), Length(max=300)],
    )
    zone = SelectField(_("Zone"), validators=[Optional()])
    seen = HiddenField()

    def draft(self) -> ProjectDraft:
        """Return what was typed."""
        return ProjectDraft(
            cost=self.cost.data,
            titles=self.names("title"),
            short_names=self.names("short"),
            zone_id=int(self.zone.data) if self.zone.data else None,
            description=self.description.data or "",
            code=self.code.data or "",
            why=self.why.data or "",
            seen=int(self.seen.data) if str(self.seen.data).isdecimal() else 0,
        )


def change_form(row: ProjectRow, seen: int, *, is_sent: bool) -> ChangeForm:
    """Return the form with what stands of a project and how many changes it had, or with what was sent."""
    commune = current_commune()
    kind = accept_form(commune.languages, ChangeForm)
    form = kind() if is_sent else kind(formdata=None, data={**_values(row, commune.languages), "seen": str(seen)})
    assert isinstance(form, ChangeForm)
    zones = dict(read(lambda db: flat_zones(db, commune.id)))
    if row.zone_id is not None:
        zones.setdefault(row.zone_id, row.view.zone or "")  # one that is out of use stays until it is changed
    whole = SelectChoice("", say_in("The whole commune"))
    form.zone.choices = [whole, *(SelectChoice(str(zone_id), name) for zone_id, name in zones.items())]
    return form


def _values(row: ProjectRow, languages: tuple[str, ...]) -> dict[str, object]:
    view = row.view
    named = {f"title_{place}": view.titles.get(tag, "") for place, tag in enumerate(languages)}
    short = {f"short_{place}": view.short_names.get(tag, "") for place, tag in enumerate(languages)}
    zone = str(row.zone_id) if row.zone_id else ""
    return {**named, **short, "cost": view.cost, "description": view.description, "zone": zone}
