"""Voting codes: batches made and printed in one go, a code or a batch voided, and how many there are."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Answer
from wtforms import IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import HiddenInput

from admin import code_words as words
from admin import paper_words
from admin.cycle_steps import take_step
from admin.desk import (
    current_commune,
    current_house,
    current_staff,
    has_role,
    paper_languages,
    read,
    read_known,
    render,
    why_refused,
    write,
)
from admin.forms import Form, strip
from admin.page import Group, Page, needs
from admin.papers_sent import sent_paper
from admin.spoken_choices import spoken_choices
from admin.tongue import marked as _
from admin.tongue import spoken_languages
from admin.votes_listed import list_votes
from budgeting.refusal import Refusal
from services.codes.making import LONGEST_LABEL, MOST_IN_BATCH, NewBatch, keep_batch
from services.codes.reading import CodesPage, codes_page, votes_by_code
from services.codes.voiding import void_batch, void_code
from services.lines import deaf_lines
from services.printing.papers import Paper
from services.printing.slips import press_slips, say_slips
from services.roles import DECIDERS, EVERYONE

Hidden: Any = HiddenInput

blueprint = Blueprint("codes", __name__)
REFUSALS = {**paper_words.REFUSALS, **words.REFUSALS}
PAGE = Page("codes", _("Voting codes"), Group.DECISIONS, 22, EVERYONE, blueprint, refusals=REFUSALS)
REASONS = spoken_choices(words.VOID_REASONS)


class BatchForm(Form):
    """A batch to make and to print; its number makes of a second press no second batch."""

    number = IntegerField(widget=Hidden(), validators=[InputRequired()])
    size = IntegerField(
        _("How many slips"),
        default=100,
        validators=[InputRequired(), NumberRange(1, MOST_IN_BATCH)],
        description=_("One for each person; several batches for more."),
    )
    label = StringField(
        _("For whom"),
        description=_("A neighbourhood, a village, a school. It stands at the foot of the page."),
        filters=[strip],
        validators=[InputRequired(words.REFUSALS["codes_label_missing"]), Length(max=LONGEST_LABEL)],
    )
    handed_out_by = StringField(
        _("Who hands them out"),
        filters=[strip],
        validators=[InputRequired(words.REFUSALS["codes_hander_missing"]), Length(max=LONGEST_LABEL)],
    )
    language = SelectField(
        _("First language"),
        description=_("The commune's other languages stand below it."),
        validators=[InputRequired()],
    )


class VoidForm(Form):
    """A code to void, typed from its slip."""

    code = StringField(_("The ten digits of the code"), filters=[strip], validators=[InputRequired(), Length(max=40)])
    reason = SelectField(_("Reason"), choices=REASONS, validators=[InputRequired()])


class VoidBatchForm(Form):
    """A whole batch to void."""

    number = IntegerField(_("Number of the batch"), validators=[InputRequired(), NumberRange(1, 10**6)])
    reason = SelectField(_("Reason"), choices=REASONS, validators=[InputRequired()])


@blueprint.get("/")
def index() -> str | Answer:
    """List the votes by codes; the only one is shown at once."""
    return list_votes(votes_by_code, "codes/index.html")


@blueprint.get("/<int:cycle_id>")
def show(cycle_id: int) -> str:
    """Show the batches of one vote."""
    page = _page(cycle_id)
    return _show(page, _batch_form(page))


@blueprint.post("/<int:cycle_id>/make")
@needs(*DECIDERS)
def make(cycle_id: int) -> str | Answer:
    """Make a batch and send its sheet, once: nothing of the codes is left here."""
    page = _page(cycle_id)
    form = _batch_form(page)
    if not form.validate_on_submit():
        return _show(page, form)
    try:
        return _sent(_made(cycle_id, form))
    except Refusal as no:
        flash(why_refused(no), "wrong")
        return redirect(url_for(".show", cycle_id=cycle_id))


@blueprint.post("/<int:cycle_id>/void")
@needs(*DECIDERS)
def void(cycle_id: int) -> Answer:
    """Void one code."""
    form = VoidForm(prefix="one")
    return take_step(cycle_id, void_code, _("The code is voided."), form.code.data or "", form.reason.data or "")


@blueprint.post("/<int:cycle_id>/void-batch")
@needs(*DECIDERS)
def void_whole(cycle_id: int) -> Answer:
    """Void a batch."""
    form = VoidBatchForm(prefix="all")
    return take_step(cycle_id, void_batch, _("The batch is voided."), form.number.data or 0, form.reason.data or "")


def _made(cycle_id: int, form: BatchForm) -> Paper:
    """Draw, print, and only then keep: a sheet that could not be made leaves no codes that nobody has."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    new = NewBatch(form.size.data, form.label.data or "", form.handed_out_by.data or "", form.number.data)
    drawn, slips = read(lambda db: say_slips(db, house, commune, cycle_id, new, form.language.data))
    paper = press_slips(slips, drawn.number)
    write(lambda db: keep_batch(db, house, commune, drawn, staff_id=staff))
    return paper


def _sent(paper: Paper) -> Response:
    response = sent_paper(paper)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"  # a proxy in front keeps no copy in a file either
    return response


def _batch_form(page: CodesPage) -> BatchForm:
    form, tongues = BatchForm(prefix="batch"), paper_languages()
    form.language.choices = [SelectChoice(tag, name) for tag, name in tongues]
    own = [tag for tag, _name in tongues]
    form.language.default = next((tag for tag in spoken_languages() if tag in own), own[0])
    form.number.default = page.next_number
    if not form.is_submitted():
        form.process(None)
    return form


def _show(page: CodesPage, form: BatchForm) -> str:
    house, commune = current_house(), current_commune().id
    return render(
        "codes/show.html",
        page=page,
        vote=page.vote,
        form=form,
        one=VoidForm(formdata=None, prefix="one"),
        whole=VoidBatchForm(formdata=None, prefix="all"),
        reasons=words.VOID_REASONS,
        why=why_refused,
        may_decide=has_role(*DECIDERS),
        deaf=read(lambda db: deaf_lines(db, house, commune)),
    )


def _page(cycle_id: int) -> CodesPage:
    house, commune = current_house(), current_commune().id
    return read_known(lambda db: codes_page(db, house, commune, cycle_id))
