"""Associations: which ones the commune knows, how each is reached, and in what they took part."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import DateField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from admin.desk import carry_out, current_commune, current_house, current_staff, found, has_role, read, render
from admin.forms import Form, strip
from admin.meanwhile import EditForm, unless_changed
from admin.page import Group, Page, needs
from admin.paging import asked_paging
from admin.tongue import marked as _
from services import associations
from services.associations import AssociationNo, AssociationView
from services.public_sessions.reading import guide_of
from services.roles import EVERYONE, RoleName

blueprint = Blueprint("associations", __name__)
PAGE = Page(
    "associations",
    _("Associations"),
    Group.PUBLISHING,
    30,
    EVERYONE,
    blueprint,
    refusals={
        AssociationNo.UNKNOWN.value: _("There is no such association."),
        AssociationNo.WITHOUT_NAME.value: _("Give the association a name."),
        AssociationNo.NAME_TOO_LONG.value: _("The text may have %(most)s characters."),
        AssociationNo.NAME_TAKEN.value: _("An association of this name is in the list already."),
        AssociationNo.UNKNOWN_CYCLE.value: _("Choose a cycle of the list."),
        AssociationNo.WITHOUT_ROLE.value: _("Say how the association took part."),
        AssociationNo.TOOK_PART_ALREADY.value: _("This part in this cycle is written down already."),
        AssociationNo.DAY_WRONG.value: _("Choose the day on which it took part, today at the latest."),
        AssociationNo.UNKNOWN_PARTICIPATION.value: _("This part is no longer in the list."),
    },
)
WRITERS = (RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER)


class AssociationForm(Form):
    """An association to add."""

    name = StringField(
        _("Name"), filters=[strip], validators=[InputRequired(_("Give the association a name.")), Length(max=200)]
    )
    field = StringField(
        _("Field"),
        description=_("What it works on: women, youth, water …"),
        filters=[strip],
        validators=[Optional(), Length(max=200)],
    )


class ContactForm(EditForm):
    """How an association is reached."""

    contact = StringField(
        _("How it is reached"),
        description=_("A number or an address, for staff alone. Never public. Empty the box to forget it."),
        filters=[strip],
        validators=[Optional(), Length(max=200)],
    )


class ParticipationForm(Form):
    """A part an association took in a cycle."""

    cycle = SelectField(_("Cycle"), coerce=int, validators=[InputRequired()])
    role = StringField(
        _("How it took part"),
        description=_("For example: workshop, collecting ideas, watching the count."),
        filters=[strip],
        validators=[InputRequired(_("Say how the association took part.")), Length(max=200)],
    )
    day = DateField(_("Day"), validators=[InputRequired(_("Choose a date."))])


@blueprint.get("/")
def index() -> str:
    """List the associations by name."""
    return _list(AssociationForm(formdata=None))


@blueprint.post("/")
@needs(*WRITERS)
def add() -> str | Response:
    """Add an association."""
    form, house, commune, staff = AssociationForm(), current_house(), current_commune().id, current_staff().id
    if form.validate_on_submit() and carry_out(
        lambda db: associations.add_association(
            db, house, commune_id=commune, name=form.name.data or "", field=form.field.data or "", staff_id=staff
        ),
        _("The association is added."),
    ):
        return redirect(url_for(".index"))
    return _list(form)


@blueprint.get("/<int:association_id>")
def show(association_id: int) -> str:
    """Show an association and what it took part in."""
    return _show(_found(association_id), _participation_form(blank=True))


@blueprint.post("/<int:association_id>/parts")
@needs(*WRITERS)
def take_part(association_id: int) -> str | Response:
    """Write down how the association took part in a cycle."""
    view, form = _found(association_id), _participation_form()
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    if form.validate_on_submit() and carry_out(
        lambda db: associations.add_participation(
            db,
            house,
            commune_id=commune,
            association_id=association_id,
            cycle_id=form.cycle.data,
            role=form.role.data or "",
            day=form.day.data,
            staff_id=staff,
        ),
        _("The part is written down."),
    ):
        return redirect(url_for(".show", association_id=association_id))
    return _show(view, form)


@blueprint.post("/<int:association_id>/contact")
@needs(*WRITERS)
def contact(association_id: int) -> str | Response:
    """Write down how it is reached."""
    view, form = _found(association_id), ContactForm()
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    keep = unless_changed(form, _contact(association_id), associations.set_contact)
    if form.validate_on_submit() and carry_out(
        lambda db: keep(
            db,
            house,
            commune_id=commune,
            association_id=association_id,
            contact=form.contact.data or "",
            staff_id=staff,
        ),
        _("It is kept."),
    ):
        return redirect(url_for(".show", association_id=association_id))
    return _show(view, _participation_form(blank=True), form)


@blueprint.post("/<int:association_id>/parts/<int:part_id>/remove")
@needs(*WRITERS)
def remove_part(association_id: int, part_id: int) -> Response:
    """Remove a part that was written down by mistake."""
    view = _found(association_id)
    found(next((part for part in view.participations if part.id == part_id), None))
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    carry_out(
        lambda db: associations.remove_participation(
            db, house, commune_id=commune, participation_id=part_id, staff_id=staff
        ),
        _("The part is removed."),
    )
    return redirect(url_for(".show", association_id=association_id))


def _list(form: AssociationForm) -> str:
    commune, paging = current_commune().id, asked_paging()
    rows, total = read(lambda db: associations.list_associations(db, commune, limit=paging.size, offset=paging.offset))
    return render(
        "associations/index.html", rows=rows, paging=paging.of(total), form=form, may_write=has_role(*WRITERS)
    )


def _show(view: AssociationView, form: ParticipationForm, reached: ContactForm | None = None) -> str:
    commune, may_write = current_commune().id, has_role(*WRITERS)
    if reached is None and may_write:
        reached = ContactForm(formdata=None, data=read(_contact(view.id)))
    guide = read(lambda db: guide_of(db, commune))
    return render(
        "associations/show.html", association=view, form=form, reached=reached, guide=guide, may_write=may_write
    )


def _contact(association_id: int) -> Callable[[Session], dict[str, str]]:
    """Return what reads how an association is reached, as its form holds it."""
    house, commune = current_house(), current_commune().id
    return lambda db: {"contact": associations.contact_of(db, house, commune, association_id) or ""}


def _found(association_id: int) -> AssociationView:
    commune = current_commune().id
    return found(read(lambda db: associations.find_association(db, commune, association_id)))


def _participation_form(*, blank: bool = False) -> ParticipationForm:
    commune = current_commune().id
    form = ParticipationForm(formdata=None) if blank else ParticipationForm()
    cycles = read(lambda db: associations.cycles_of(db, commune))
    form.cycle.choices = [SelectChoice(cycle.id, f"{cycle.title} ({cycle.year})") for cycle in cycles]
    return form
