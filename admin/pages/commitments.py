"""Promises: the days the commune promises, its complaint stages, its office, and who answers for personal data."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from admin import law_words
from admin.desk import carry_out, current_commune, current_house, current_staff, has_role, read, render
from admin.forms import CheckboxesField, strip
from admin.line_words import COMPANIES
from admin.meanwhile import EditForm, unless_changed
from admin.page import Group, Page, needs
from admin.spoken_choices import spoken_choices
from admin.tongue import marked as _
from budgeting.law.grounds import GENERIC
from services import commitments, declaring
from services.commitments import Declaration, Elsewhere, Office
from services.roles import EVERYONE, RoleName

blueprint = Blueprint("commitments", __name__)
PAGE = Page("commitments", _("Promises"), Group.SETTINGS, 30, EVERYONE, blueprint, refusals=law_words.REFUSALS)
STAGES = (1, 2, 3)
ISO_COUNTRY = Regexp(r"[A-Za-z]{2}\Z", message=_("Two letters, such as TG or FR."))


def _words(label: str, hint: str = "") -> StringField:
    return StringField(label, description=hint, filters=[strip], validators=[Optional(), Length(max=200)])


def _short_words(label: str, hint: str) -> StringField:
    return StringField(label, description=hint, filters=[strip], validators=[Optional(), Length(max=40)])


def _days(label: str) -> IntegerField:
    return IntegerField(label, validators=[Optional(), NumberRange(0, 365)])


class CommitmentsForm(EditForm):
    """Everything the commune binds itself to."""

    days = IntegerField(_("Days promised for an answer"), validators=[InputRequired(), NumberRange(1, 365)])
    unit = SelectField(_("Which days"), choices=spoken_choices(law_words.UNITS), validators=[InputRequired()])
    extension_days = IntegerField(
        _("Days more, with a reason"),
        description=_("0 where the commune takes no more time."),
        validators=[Optional(), NumberRange(0, 365)],
    )
    grounds = CheckboxesField(
        _("Grounds on which a question may be refused"),
        description=_("Tick none to keep all of them. Formal requests keep to the law's own list."),
        choices=spoken_choices({ground.code: law_words.GROUNDS[ground.code] for ground in GENERIC}),
    )
    extension_grounds = CheckboxesField(
        _("Why more time may be taken"),
        description=_("Tick none to keep all of them. Formal requests keep to the law’s own list where it has one."),
        choices=spoken_choices(law_words.EXTENSION_GROUNDS),
    )
    stage_1, stage_1_file, stage_1_answer = (
        _words(_("First complaint goes to")),
        _days(_("Days to complain")),
        _days(_("Days to answer")),
    )
    stage_2, stage_2_file, stage_2_answer = (
        _words(_("Then to")),
        _days(_("Days to complain")),
        _days(_("Days to answer")),
    )
    stage_3, stage_3_file, stage_3_answer = (
        _words(_("Then to")),
        _days(_("Days to complain")),
        _days(_("Days to answer")),
    )
    appeal_days = IntegerField(
        _("Days to appeal against a refused idea"),
        description=_("Told to the author with the refusal. 0 where the commune takes no such appeal."),
        validators=[Optional(), NumberRange(0, 365)],
    )
    place = _words(_("Where forms are handed in"), _("Told by SMS: short, such as: Town hall, office 4"))
    hours = _words(_("When"), _("Short, such as: Mon-Thu 8-12"))
    phone = _short_words(_("Telephone of the town hall"), _("Told to who wants to speak with somebody."))
    emergency = _short_words(
        _("Whom to call in danger"),
        _("Short, with the number to call, as it is reached from here. Told to who writes of a danger."),
    )
    misconduct = _short_words(
        _("Who hears of stolen money or bribes"),
        _("Another body than the town hall, short, with its number. Told to who accuses somebody."),
    )
    controller = _words(_("Who answers for personal data"))
    contact = _words(_("Where people turn to about their data"))
    host = _words(_("Who keeps the machine"))
    host_country = StringField(_("In which country"), filters=[strip], validators=[Optional(), ISO_COUNTRY])


@blueprint.route("/", methods=["GET"])
def index() -> str:
    """Show what is promised."""
    commune = current_commune().id
    return _show(CommitmentsForm(formdata=None, data=read(lambda db: _known(db, commune))))


@blueprint.post("/")
@needs(RoleName.ADMINISTRATOR)
def change() -> str | Response:
    """Write it anew; what was received before keeps the promise of its day."""
    form, house, commune, staff = CommitmentsForm(), current_house(), current_commune().id, current_staff().id
    declaration = _declaration(form)

    def work(db: Session) -> None:
        commitments.change_commitments(
            db,
            house,
            commune_id=commune,
            promise=_promise(form),
            office=Office(form.place.data or "", form.hours.data or "", form.phone.data or ""),
            declaration=declaration,
            elsewhere=Elsewhere(form.emergency.data or "", form.misconduct.data or ""),
            appeal_days=_appeal_days(form),
            staff_id=staff,
        )

    keep = unless_changed(form, lambda db: _known(db, commune), work)
    if form.validate_on_submit() and carry_out(keep, _("The promises are kept. They hold for what comes in from now.")):
        return redirect(url_for(".index"))
    return _show(form)


def _show(form: CommitmentsForm) -> str:
    commune = current_commune().id
    return render(
        "commitments/index.html",
        form=form,
        stages=STAGES,
        companies=COMPANIES,
        carriers=read(lambda db: declaring.carriers_of(db, commune)),
        said=read(lambda db: commitments.read_declaration(db, commune)),
        may_write=has_role(RoleName.ADMINISTRATOR),
    )


def _known(db: Session, commune: int) -> dict[str, Any]:
    """Return what is promised, as the form holds it."""
    promise, office = commitments.read_promise_of(db, commune), commitments.read_office(db, commune)
    said, elsewhere = commitments.read_declaration(db, commune), commitments.read_elsewhere(db, commune)
    known: dict[str, Any] = {
        "days": promise.days,
        "unit": promise.unit.value,
        "extension_days": promise.extension_days,
        "grounds": [ground.value for ground in promise.grounds],
        "extension_grounds": [ground.value for ground in promise.extension_grounds],
        "place": office.place,
        "hours": office.hours,
        "phone": office.phone,
        "emergency": elsewhere.emergency,
        "misconduct": elsewhere.misconduct,
        "appeal_days": commitments.read_appeal_days(db, commune),
        "controller": said.controller,
        "contact": said.contact,
        "host": said.host,
        "host_country": said.host_country,
    }
    for number, stage in zip(STAGES, promise.complaints, strict=False):
        known |= {f"stage_{number}": stage.name, f"stage_{number}_file": stage.complain_days or None}
        known[f"stage_{number}_answer"] = stage.answer_days or None
    return known


def _promise(form: CommitmentsForm) -> dict[str, Any]:
    stages = [
        {
            "name": form[f"stage_{number}"].data,
            "complain_days": form[f"stage_{number}_file"].data or 0,
            "answer_days": form[f"stage_{number}_answer"].data or 0,
        }
        for number in STAGES
        if form[f"stage_{number}"].data
    ]
    days = {"days": form.days.data, "extension_days": form.extension_days.data or 0}
    why = {"grounds": form.grounds.data or [], "extension_grounds": form.extension_grounds.data or []}
    return {**days, **why, "unit": form.unit.data, "complaints": stages}


def _appeal_days(form: CommitmentsForm) -> int:
    days: int | None = form.appeal_days.data
    return commitments.APPEAL_DAYS if days is None else days


def _declaration(form: CommitmentsForm) -> Declaration:
    commune = current_commune().id
    carriers = read(lambda db: declaring.carriers_of(db, commune))
    where = {name: request.form.get(f"carrier-{name}", "").strip().upper()[:2] for name in carriers}
    return Declaration(
        controller=form.controller.data or "",
        contact=form.contact.data or "",
        host=form.host.data or "",
        host_country=(form.host_country.data or "").upper(),
        carriers={name: country for name, country in where.items() if country.isalpha()},
    )
