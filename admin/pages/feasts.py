"""Feasts: the year's days off, what the commune sets right in them, and the due dates that move with them."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import DateField, HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from admin import law_words
from admin.desk import carry_out, current_commune, current_house, current_staff, has_role, read, render
from admin.forms import Form, SometimesNeeded, strip
from admin.page import Group, Page, needs
from admin.spoken_choices import spoken_choices
from admin.tongue import marked as _
from admin.tongue import spoken_languages
from budgeting.law.calendar import FIRST_YEAR, LAST_YEAR
from budgeting.law.corrections import Correction, CorrectionKind
from budgeting.law.sources import say as say_name
from budgeting.own_name import OWN_NAME
from services import feasts
from services.clock import day_in
from services.roles import EVERYONE, RoleName

blueprint = Blueprint("feasts", __name__)
PAGE = Page("feasts", _("Holidays"), Group.SETTINGS, 35, EVERYONE, blueprint, refusals=law_words.REFUSALS)
WRITERS = (RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER)


class CorrectionForm(Form):
    """A day to set right."""

    kind = SelectField(_("What to do"), choices=spoken_choices(law_words.CORRECTIONS), validators=[InputRequired()])
    day = DateField(_("Day"), validators=[InputRequired(_("Choose a date."))])
    name = StringField(
        _("Name of the holiday"),
        description=_("Needed for a day that is added or moved."),
        filters=[strip],
        validators=[SometimesNeeded(), Length(max=200)],
    )
    to = DateField(_("New day, if it moves"), validators=[Optional()])


class UndoForm(Form):
    """The correction to take back, by its day."""

    day = HiddenField()


@blueprint.get("/")
def index() -> str:
    """Show the days off of a year."""
    return _show(CorrectionForm(formdata=None))


@blueprint.post("/")
@needs(*WRITERS)
def correct() -> str | Response:
    """Set one day right and reckon every due date anew."""
    form, house, commune, staff = CorrectionForm(), current_house(), current_commune().id, current_staff().id

    def work(db: Session) -> None:
        to = form.to.data if form.kind.data == CorrectionKind.MOVED else None
        correction = Correction(CorrectionKind(form.kind.data), form.day.data, form.name.data or "", to)
        feasts.correct_feast(db, house, commune_id=commune, correction=correction, staff_id=staff)

    if form.validate_on_submit() and carry_out(work, _("The day is set right. Every open date was reckoned anew.")):
        return redirect(url_for(".index", year=form.day.data.year))
    return _show(form)


@blueprint.post("/undo")
@needs(*WRITERS)
def undo() -> Response:
    """Take one correction back."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    day = _day_of(UndoForm().day.data or "")
    carry_out(
        lambda db: feasts.undo_correction(db, house, commune_id=commune, day=day, staff_id=staff),
        _("The correction is taken back. Every open date was reckoned anew."),
    )
    return redirect(url_for(".index", year=day.year))


def _show(form: CorrectionForm) -> str:
    commune, year = current_commune().id, _asked_year()
    rows = read(lambda db: feasts.list_feasts(db, commune, year))
    language = spoken_languages()[0]
    return render(
        "feasts/index.html",
        rows=rows,
        year=year,
        form=form,
        may_write=has_role(*WRITERS),
        kinds=law_words.CORRECTIONS,
        name_of=lambda row: say_name(row.names, language),
        has_foreign_names=any(not row.names.keys() & {language, OWN_NAME} for row in rows),
        first=FIRST_YEAR,
        last=LAST_YEAR,
    )


def _asked_year() -> int:
    wish = request.args.get("year", "")
    is_year = wish.isascii() and wish.isdecimal() and len(wish) == 4 and FIRST_YEAR <= int(wish) <= LAST_YEAR
    return int(wish) if is_year else day_in(current_house().clock(), current_commune().time_zone).year


def _day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return day_in(current_house().clock(), current_commune().time_zone)
