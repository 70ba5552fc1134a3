"""The list of voters: a file read, looked at and accepted; people who were not found, decided about one by one."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response
from wtforms import BooleanField, FileField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from admin import roll_words as words
from admin.cycle_steps import take_step
from admin.desk import (
    current_commune,
    current_house,
    current_staff,
    has_role,
    read,
    read_known,
    render,
    why_refused,
    write_once,
)
from admin.forms import Form, strip
from admin.page import Group, Page, needs
from admin.tongue import marked as _
from admin.votes_listed import list_votes
from budgeting.refusal import Refusal
from services.roles import DECIDERS, EVERYONE
from services.roll.deciding import LONGEST_REASON, add_to_roll, find_by_voter_number, refuse_voter
from services.roll.importing import accept_roll, drop_roll, stage_roll, terms_of_roll
from services.roll.reading import read_roll
from services.roll.showing import RollPage, roll_page, votes_with_roll

blueprint = Blueprint("roll", __name__)
PAGE = Page("roll", _("List of voters"), Group.DECISIONS, 23, EVERYONE, blueprint, refusals=words.REFUSALS)
MOST_BYTES = 5 * 1024 * 1024


class FileForm(Form):
    """A file of voters."""

    file = FileField(
        _("File of voters"),
        description=_(
            "CSV, XLSX or ODS, 5 MB at most. Its first row names the columns: phone, voter's number, date or year of "
            "birth, zone. A phone or a voter's number is enough. The file itself is not kept."
        ),
        validators=[InputRequired()],
    )


class FindForm(Form):
    """Somebody at the desk, with their voter's number."""

    reference = StringField(_("What the SMS told them to say"), filters=[strip], validators=[InputRequired()])
    number = StringField(_("Voter's number on their card"), filters=[strip], validators=[InputRequired()])


class AddForm(Form):
    """Somebody at the desk who is on no list."""

    reference = StringField(_("What the SMS told them to say"), filters=[strip], validators=[InputRequired()])
    zone = SelectField(_("Zone"), validators=[Optional()])
    reason = TextAreaField(
        _("Reason"),
        description=_("A second person has to agree with these very words."),
        filters=[strip],
        validators=[InputRequired(), Length(max=LONGEST_REASON)],
    )
    alone = BooleanField(_("I decide alone here, and 48 hours have passed since my yes, the public notice"))


class RefuseForm(Form):
    """Somebody who may not vote."""

    reference = StringField(_("What the SMS told them to say"), filters=[strip], validators=[InputRequired()])
    reason = TextAreaField(
        _("Reason"),
        description=_("It is sent to them. The ballot that waited is erased unopened."),
        filters=[strip],
        validators=[InputRequired(), Length(max=LONGEST_REASON)],
    )


@blueprint.get("/")
def index() -> str | Response:
    """List the votes of a closed list; the only one is shown at once."""
    return list_votes(votes_with_roll, "roll/index.html")


@blueprint.get("/<int:cycle_id>")
def show(cycle_id: int) -> str:
    """Show the list of one vote."""
    page = _page(cycle_id)
    add = AddForm(formdata=None, prefix="add")
    add.zone.choices = [SelectChoice("", ""), *(SelectChoice(str(zone_id), name) for zone_id, name in page.zones)]
    return render(
        "roll/show.html",
        page=page,
        vote=page.vote,
        form=FileForm(formdata=None),
        find=FindForm(formdata=None, prefix="find"),
        add=add,
        refuse=RefuseForm(formdata=None, prefix="refuse"),
        faults=words.FAULTS,
        states=words.STATES,
        badges=words.BADGES,
        why=why_refused,
        may_decide=has_role(*DECIDERS),
    )


@blueprint.post("/<int:cycle_id>/read")
@needs(*DECIDERS)
def take(cycle_id: int) -> Response:
    """Read a file and keep what it comes to, to be looked at; the file itself goes no further than memory."""
    _page(cycle_id)
    try:
        _stage(cycle_id, request.files.get("file"))
    except Refusal as no:
        flash(why_refused(no), "wrong")
    return redirect(url_for(".show", cycle_id=cycle_id))


@blueprint.post("/<int:cycle_id>/accept")
@needs(*DECIDERS)
def accept(cycle_id: int) -> Response:
    """Put the people of a file on the list."""
    return take_step(cycle_id, accept_roll, _("These people are on the list."), _batch())


@blueprint.post("/<int:cycle_id>/drop")
@needs(*DECIDERS)
def drop(cycle_id: int) -> Response:
    """Forget a file, or take it off the list."""
    return take_step(cycle_id, drop_roll, _("What this file came to is erased."), _batch())


@blueprint.post("/<int:cycle_id>/find")
@needs(*DECIDERS)
def find(cycle_id: int) -> Response:
    """Let somebody vote who is on the list under their voter's number."""
    form = FindForm(prefix="find")
    done = _("This person is on the list. They are told whether the vote that waited counts, or to vote again.")
    return take_step(cycle_id, find_by_voter_number, done, form.reference.data or "", form.number.data or "")


@blueprint.post("/<int:cycle_id>/add")
@needs(*DECIDERS)
def add(cycle_id: int) -> Response:
    """Say yes to adding somebody to the list."""
    form, zone = AddForm(prefix="add"), request.form.get("add-zone", "")
    values = (form.reference.data or "", form.reason.data or "", int(zone) if zone.isdecimal() else None)
    return take_step(cycle_id, add_to_roll, _("Your yes is written down."), *values, alone=bool(form.alone.data))


@blueprint.post("/<int:cycle_id>/refuse")
@needs(*DECIDERS)
def refuse(cycle_id: int) -> Response:
    """Refuse somebody who may not vote."""
    form = RefuseForm(prefix="refuse")
    done = _("This person is refused and told why.")
    return take_step(cycle_id, refuse_voter, done, form.reference.data or "", form.reason.data or "")


def _stage(cycle_id: int, sent: FileStorage | None) -> None:
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    terms = read(lambda db: terms_of_roll(db, commune, cycle_id))
    content = sent.read(MOST_BYTES + 1) if sent is not None else b""
    rows = read_roll(content if len(content) <= MOST_BYTES else b"", (sent and sent.filename) or "", terms)
    write_once(lambda db: stage_roll(db, house, commune, cycle_id, rows, staff_id=staff))


def _batch() -> int:
    typed = request.form.get("batch", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 12 else 0


def _page(cycle_id: int) -> RollPage:
    house, commune = current_house(), current_commune().id
    return read_known(lambda db: roll_page(db, house, commune, cycle_id))
