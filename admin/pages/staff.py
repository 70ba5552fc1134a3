"""Staff: who works in the panel, what they may do, and new passwords and phones for those who lost theirs."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.fields.choices import RadioField, SelectChoice
from wtforms.validators import Email, InputRequired, Length

from admin.commune_words import SETTING_UP
from admin.desk import (
    carry_out,
    current_boss,
    current_commune,
    current_house,
    found,
    read,
    render,
    say,
    why_refused,
    write,
)
from admin.forms import CheckboxesField, Form, strip
from admin.page import Group, Page
from admin.tongue import interface_languages, name_of
from admin.tongue import marked as _
from admin.words import ROLE_HINTS, ROLE_NAMES
from budgeting.refusal import Refusal
from services import staff as people
from services.roles import RoleName
from services.staff import NewStaff

blueprint = Blueprint("staff", __name__)
PAGE = Page(
    "staff",
    _("Staff"),
    Group.SETTINGS,
    10,
    frozenset({RoleName.ADMINISTRATOR}),
    blueprint,
    refusals={
        "staff_unknown": _("There is no such member of staff in your commune."),
        "staff_email_wrong": SETTING_UP["staff_email_wrong"],
        "staff_email_taken": SETTING_UP["staff_email_taken"],
        "staff_no_role": _("Tick at least one role."),
        "staff_not_yourself": _("You cannot switch yourself off: ask another administrator."),
        "staff_last_administrator": _("This is the last administrator: make somebody else administrator first."),
        "password_too_short": SETTING_UP["password_too_short"],
        "password_too_long": SETTING_UP["password_too_long"],
    },
)


class RolesForm(Form):
    """What somebody may do."""

    roles = CheckboxesField(_("Roles"), choices=[SelectChoice(role.value, ROLE_NAMES[role.value]) for role in RoleName])


class StaffForm(RolesForm):
    """Somebody to add."""

    name = StringField(_("Name"), filters=[strip], validators=[InputRequired(), Length(max=200)])
    email = StringField(
        _("E-mail"),
        description=_("Only for signing in: the panel sends no e-mail."),
        filters=[strip],
        validators=[InputRequired(), Length(max=255), Email(_("This is not an e-mail."))],
    )
    language = RadioField(_("Language"))


@blueprint.get("/")
def index() -> str:
    """List the staff of the commune, and for administrators of all those of the installation."""
    return _show_list(_new_form())


@blueprint.post("/")
def add() -> str | Response:
    """Add somebody and show their first password, this once."""
    form = _new_form()
    if not form.validate_on_submit():
        return _show_list(form)
    house, boss, commune = current_house(), current_boss(), current_commune().id
    roles = tuple(RoleName(role) for role in form.roles.data)
    new = NewStaff(form.name.data, form.email.data, roles, commune, form.language.data)
    try:
        staff_id, password = write(lambda db: people.add_staff(db, house, new, boss))
    except Refusal as refusal:
        form.email.errors = (*form.email.errors, why_refused(refusal))
        return _show_list(form)
    say(_("%(name)s is added."), name=new.name)
    return _show_password(staff_id, password)


@blueprint.get("/<int:staff_id>")
def one(staff_id: int) -> str:
    """Show one member of staff."""
    boss = current_boss()
    person = found(read(lambda db: people.find_staff(db, staff_id, boss)))
    form = RolesForm(roles=list(person.roles))
    return render("staff/one.html", person=person, form=form, hints=ROLE_HINTS)


@blueprint.post("/<int:staff_id>/roles")
def change_roles(staff_id: int) -> Response:
    """Replace somebody's roles."""
    house, boss, form = current_house(), current_boss(), RolesForm()
    roles = [RoleName(role) for role in form.roles.data or [] if role in set(RoleName)]
    carry_out(lambda db: people.give_roles(db, house, staff_id, roles, boss), _("The roles are changed."))
    return _back(staff_id)


@blueprint.post("/<int:staff_id>/off")
def switch_off(staff_id: int) -> Response:
    """Take somebody's access away."""
    house, boss = current_house(), current_boss()
    carry_out(
        lambda db: people.deactivate_staff(db, house, staff_id, boss), _("The access is taken away, in every browser.")
    )
    return _back(staff_id)


@blueprint.post("/<int:staff_id>/on")
def switch_on(staff_id: int) -> Response:
    """Give access back."""
    house, boss = current_house(), current_boss()
    carry_out(lambda db: people.activate_staff(db, house, staff_id, boss), _("The access is given back."))
    return _back(staff_id)


@blueprint.post("/<int:staff_id>/password")
def new_password(staff_id: int) -> str:
    """Give somebody a new password and show it, this once."""
    house, boss = current_house(), current_boss()
    return _show_password(staff_id, write(lambda db: people.reset_password(db, house, staff_id, boss)))


@blueprint.post("/<int:staff_id>/second-factor")
def new_second_factor(staff_id: int) -> Response:
    """Let somebody set up a new phone."""
    house, boss = current_house(), current_boss()
    done = _("The second factor is reset: a new phone is set up at the next sign-in.")
    carry_out(lambda db: people.reset_second_factor(db, house, staff_id, boss), done)
    return _back(staff_id)


def _new_form() -> StaffForm:
    form = StaffForm()
    form.language.choices = [SelectChoice(tag, name_of(tag)) for tag in interface_languages()]
    form.language.data = form.language.data or current_commune().languages[0]
    return form


def _show_list(form: StaffForm) -> str:
    boss, commune = current_boss(), current_commune().id
    rows = read(lambda db: people.staff_of(db, commune, with_installation=boss.commune_id is None))
    return render("staff/index.html", people=rows, form=form, hints=ROLE_HINTS)


def _show_password(staff_id: int, password: str) -> str:
    boss = current_boss()
    person = found(read(lambda db: people.find_staff(db, staff_id, boss)))
    return render("staff/password.html", person=person, password=password)


def _back(staff_id: int) -> Response:
    return redirect(url_for(".one", staff_id=staff_id))
