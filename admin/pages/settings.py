"""Settings of the commune: its name and people, its languages, what it promises, what it may spend, its zones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response
from wtforms import BooleanField, Field, IntegerField, StringField
from wtforms.fields.choices import SelectChoice, SelectField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from admin.amount_field import AmountField
from admin.desk import carry_out, current_commune, current_house, current_staff, found, read, render
from admin.forms import CheckboxesField, Form, strip
from admin.language_choices import language_choices
from admin.meanwhile import EditForm, unless_changed
from admin.page import Group, Page, needs
from admin.place_form import HELD, PLACE_CHANGED, PLACE_REFUSALS, PlaceForm, kept_place, place_form, place_in
from admin.tongue import _ as say
from admin.tongue import marked as _
from admin.tongue import name_of
from services import zones
from services.commune_place import PlaceReason, change_place, why_place_held
from services.communes import CommuneSettings, CommuneView, change_settings, find_commune
from services.roles import EVERYONE, RoleName
from services.territory import time_zones_of
from services.zones import ZoneDraft, ZoneNode

blueprint = Blueprint("settings", __name__)
PAGE = Page(
    "settings",
    _("Settings of the commune"),
    Group.SETTINGS,
    0,
    EVERYONE,
    blueprint,
    refusals={
        "commune_unknown": _("There is no such commune."),
        "commune_name_missing": _("The commune needs a name."),
        "commune_no_language": _("Tick at least one language."),
        "commune_number_wrong": _("One of the numbers cannot be right."),
        "zone_unknown": _("There is no such zone in your commune."),
        "zone_name_missing": _("The zone needs a name."),
        "zone_name_taken": _("There is a zone named %(name)s already."),
        "zone_in_itself": _("A zone cannot stand inside itself."),
        "zone_number_wrong": _("One of the numbers cannot be right."),
        **PLACE_REFUSALS,
    },
)
LARGEST = 2**31 - 1
CEILING = [Optional(), NumberRange(min=0, max=2**50)]
MONEY = {"inputmode": "decimal", "dir": "ltr"}


class SettingsForm(EditForm):
    """What administrators may change."""

    name = StringField(_("Name"), filters=[strip], validators=[InputRequired(), Length(max=200)])
    population = IntegerField(_("Inhabitants"), validators=[Optional(), NumberRange(min=0, max=LARGEST)])
    languages = CheckboxesField(_("Languages spoken with citizens"))
    first_language = SelectField(_("The commune's own language"))
    promised_days = IntegerField(
        _("Days promised for an answer"),
        description=_("Told to everyone who asks. What the law demands may be shorter."),
        validators=[InputRequired(), NumberRange(min=1, max=365)],
    )
    replies_an_hour = IntegerField(
        _("Replies to one person in an hour"),
        description=_(
            "Beyond this, answers stop for an hour; votes, and questions and ideas sent whole in one message, are "
            "still taken and confirmed. This is for SMS: where an answer costs nothing, it is ten times as many."
        ),
        validators=[InputRequired(), NumberRange(min=1, max=1000)],
    )
    daily_ceiling = AmountField(_("Most to spend on messages in a day"), validators=CEILING, render_kw=MONEY)
    monthly_ceiling = AmountField(_("Most to spend on messages in a month"), validators=CEILING, render_kw=MONEY)
    echo_choices = BooleanField(
        _("Name the chosen projects in the receipt of a vote"),
        description=_("Without it the receipt only says how many were chosen: safer where phones are shared."),
    )
    ussd_by_sms = BooleanField(
        _("Pay for an SMS to people who dial"),
        description=_(
            "Nobody can be written to by USSD. With it, an answer too long for screens and one that comes later go by "
            "SMS to who dialled; without it, people dial again to read them."
        ),
    )


class ZoneForm(Form):
    """A neighbourhood or village; `zone_form` adds its name in each other language of the commune."""

    name = StringField(_("Name"), filters=[strip], validators=[InputRequired(), Length(max=200)])
    parent = SelectField(_("Inside"))
    population = IntegerField(_("Inhabitants"), validators=[Optional(), NumberRange(min=0, max=LARGEST)])
    languages: Sequence[str] = ()

    @property
    def others(self) -> list[tuple[str, Field]]:
        """Return the fields of names in other languages, each with its language."""
        return [(tag, self[f"name_{place}"]) for place, tag in enumerate(self.languages)]


def zone_form(languages: Sequence[str]) -> type[ZoneForm]:
    """Return the form with a name in each of some languages: none is needed, the name stands for it."""
    fields: dict[str, object] = {"languages": tuple(languages)}
    for place, tag in enumerate(languages):
        fields[f"name_{place}"] = StringField(name_of(tag), filters=[strip], validators=[Optional(), Length(max=200)])
    return type("NamedZoneForm", (ZoneForm,), fields)


@blueprint.get("/")
def index() -> str:
    """Show the settings."""
    commune = current_commune()
    return _show(commune, _settings_form(commune))


@blueprint.post("/place")
@needs(RoleName.ADMINISTRATOR)
def set_place() -> str | Response:
    """Set the country, the currency and the time zone right, as far as nothing depends on them."""
    commune, house, staff = current_commune(), current_house(), current_staff().id
    form = found(place_form(commune, _held(commune)))
    if form.validate_on_submit():
        place = place_in(form, commune)
        set_right = unless_changed(form, lambda db: kept_place(find_commune(db, commune.id)), change_place)
        if carry_out(lambda db: set_right(db, house, commune.id, place, staff_id=staff), PLACE_CHANGED):
            return redirect(url_for(".index"))
    return _show(commune, _settings_form(commune, is_sent=False), form)


@blueprint.post("/")
@needs(RoleName.ADMINISTRATOR)
def change() -> str | Response:
    """Change the settings."""
    commune, house, staff = current_commune(), current_house(), current_staff().id
    form = _settings_form(commune)
    if not form.validate_on_submit():
        return _show(commune, form)
    settings, done = _settings_in(form), _("The settings are changed.")
    change = unless_changed(form, lambda db: _kept(find_commune(db, commune.id)), change_settings)
    if carry_out(lambda db: change(db, house, commune.id, settings, staff_id=staff), done):
        return redirect(url_for(".index"))
    return _show(commune, form)


@blueprint.get("/zones")
def zone_list() -> str:
    """Show the tree of zones."""
    return render("settings/zones.html", tree=_tree(), form=_zone_form(None))


@blueprint.post("/zones")
@needs(RoleName.ADMINISTRATOR)
def add_zone() -> str | Response:
    """Add a zone."""
    form, house, commune, staff = _zone_form(None), current_house(), current_commune().id, current_staff().id
    if not form.validate_on_submit():
        return render("settings/zones.html", tree=_tree(), form=form)
    draft = _zone_in(form)
    carry_out(lambda db: zones.add_zone(db, house, commune, draft, staff_id=staff), _("The zone is added."))
    return redirect(url_for(".zone_list"))


@blueprint.route("/zones/<int:zone_id>", methods=["GET", "POST"])
@needs(RoleName.ADMINISTRATOR)
def one_zone(zone_id: int) -> str | Response:
    """Change a zone."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    zone = found(next((node for node in _flat(_tree()) if node.id == zone_id), None))
    form = _zone_form(zone)
    if form.validate_on_submit():
        draft = _zone_in(form)
        done = _("The zone is changed.")
        carry_out(lambda db: zones.change_zone(db, house, commune, zone_id, draft, staff_id=staff), done)
        return redirect(url_for(".zone_list"))
    return render("settings/zone.html", zone=zone, form=form)


@blueprint.post("/zones/<int:zone_id>/<any(retire,resume):step>")
@needs(RoleName.ADMINISTRATOR)
def retire_zone(zone_id: int, step: str) -> Response:
    """Stop or resume offering a zone."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    retired = step == "retire"
    done = _("The zone is no longer offered.") if retired else _("The zone is offered again.")
    carry_out(
        lambda db: zones.retire_zone(db, house, commune, zone_id, retired=retired, staff_id=staff),
        done,
    )
    return redirect(url_for(".zone_list"))


def _show(commune: CommuneView, form: SettingsForm, place: PlaceForm | None = None) -> str:
    held = _held(commune)
    return render(
        "settings/index.html",
        commune=commune,
        form=form,
        tree=_tree(),
        held=held,
        why_held=HELD,
        place=place or place_form(commune, held, is_sent=False),
        own_zones=time_zones_of(commune.country),
    )


def _held(commune: CommuneView) -> Mapping[str, PlaceReason]:
    return read(lambda db: why_place_held(db, commune.id))


def _settings_form(commune: CommuneView, *, is_sent: bool = True) -> SettingsForm:
    given = {} if is_sent else {"formdata": None}
    form = SettingsForm(data=_kept(commune), **given)
    form.languages.choices = form.first_language.choices = language_choices(commune.languages)
    return form


def _kept(commune: CommuneView | None) -> dict[str, object] | None:
    """Return the settings of a commune as their form holds them."""
    if commune is None:
        return None
    own = (field.name for field in fields(CommuneSettings))
    return {**{name: getattr(commune, name) for name in own}, "first_language": commune.languages[0]}


def _settings_in(form: SettingsForm) -> CommuneSettings:
    first = form.first_language.data
    spoken = (first, *(tag for tag in form.languages.data if tag != first))
    return CommuneSettings(
        name=form.name.data,
        languages=spoken,
        population=form.population.data,
        promised_days=form.promised_days.data,
        replies_an_hour=form.replies_an_hour.data,
        daily_ceiling=form.daily_ceiling.data,
        monthly_ceiling=form.monthly_ceiling.data,
        echo_choices=form.echo_choices.data,
        ussd_by_sms=form.ussd_by_sms.data,
    )


def _zone_form(zone: ZoneNode | None) -> ZoneForm:
    values: dict[str, object] = {}
    others = current_commune().languages[1:]
    if zone is not None:
        values = {"name": zone.name, "parent": zone.parent_id or "", "population": zone.population}
        values |= {f"name_{place}": zone.names.get(tag, "") for place, tag in enumerate(others)}
    form = zone_form(others)(**values)
    around = [SelectChoice(str(node.id), node.name) for node in _flat(_tree()) if _may_hold(node, zone)]
    form.parent.choices = [SelectChoice("", say(_("the whole commune"))), *around]
    return form


def _may_hold(node: ZoneNode, zone: ZoneNode | None) -> bool:
    """Is a zone offered as the place of another, or of a new one? Not one out of use, but where it is its place."""
    if zone is None:
        return not node.retired
    return node.id != zone.id and (not node.retired or node.id == zone.parent_id)


def _zone_in(form: ZoneForm) -> ZoneDraft:
    names = {tag: field.data or "" for tag, field in form.others}
    parent = int(form.parent.data) if form.parent.data else None
    return ZoneDraft(form.name.data, parent, form.population.data, names)


def _tree() -> tuple[ZoneNode, ...]:
    commune = current_commune().id
    return read(lambda db: zones.zone_tree(db, commune))


def _flat(tree: tuple[ZoneNode, ...]) -> list[ZoneNode]:
    return [node for top in tree for node in (top, *_flat(top.zones))]
