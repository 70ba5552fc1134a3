"""One commitment of the action plan: what it says, its activities with their days, and its technical sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, flash, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from admin.desk import current_commune, current_house, current_staff, read_known, render, why_refused, write_once
from admin.follow_up_view import reader
from admin.given_names import name_in
from admin.meanwhile import unless_changed
from admin.page import Group, Page, needs
from admin.plan_forms import ActivityTableForm, DaysForm, WordsForm, activity_form, commitment_form, kept_in
from admin.plan_view import do, find_commitment, kept_days, kept_words, reading, show_activity, show_commitment
from admin.plan_words import REFUSALS
from admin.report_files import sent_report
from admin.table_sent import sent_table
from admin.tongue import interface_languages
from admin.tongue import marked as _
from budgeting.refusal import Refusal
from printing.written_report import ReportFile
from services.action_plan import activities
from services.action_plan.commitments import change_commitment, remove_commitment
from services.action_plan.reading import ActivityView, CommitmentPage
from services.follow_ups.table import read_table
from services.printing.commitment_sheet import commitment_sheet
from services.roles import EVERYONE, WRITERS

blueprint = Blueprint("plan_commitments", __name__)
PAGE = Page(
    "plan_commitments",
    _("Commitment of the action plan"),
    Group.HIDDEN,
    0,
    EVERYONE,
    blueprint,
    refusals=REFUSALS,
)


@blueprint.get("/")
def index() -> Response:
    """Lead to the plans: a commitment is one of a plan."""
    return redirect(url_for("panel.action_plans.index"))


@blueprint.get("/<int:commitment_id>")
def show(commitment_id: int) -> str:
    """Show a commitment."""
    return show_commitment(find_commitment(commitment_id))


@blueprint.route("/<int:commitment_id>/edit", methods=["GET", "POST"])
@needs(*WRITERS)
def edit(commitment_id: int) -> str | Response:
    """Write a commitment anew."""
    page, look, tongues = find_commitment(commitment_id), reading(commitment_id), current_commune().languages
    form: Any = commitment_form(tongues).filled(_kept(page, tongues))
    change = unless_changed(form, lambda db: _kept(look(db), tongues), change_commitment)
    if form.validate_on_submit() and do(change, commitment_id, form.draft(), done=_("The commitment is changed.")):
        return _back(commitment_id)
    return render("plan_commitments/form.html", form=form, plan=page.plan, page=page, name_in=name_in)


@blueprint.post("/<int:commitment_id>/remove")
@needs(*WRITERS)
def remove(commitment_id: int) -> Response:
    """Remove a commitment that has no activity."""
    page = find_commitment(commitment_id)
    done = do(remove_commitment, commitment_id, done=_("The commitment is removed."))
    return redirect(url_for("panel.action_plans.show", plan_id=page.plan.id)) if done else _back(commitment_id)


@blueprint.post("/<int:commitment_id>/activities")
@needs(*WRITERS)
def add_activity(commitment_id: int) -> str | Response:
    """Add an activity."""
    page, form = find_commitment(commitment_id), activity_form(current_commune().languages)(prefix="activity")
    if form.validate_on_submit() and do(
        activities.add_activity, commitment_id, form.draft(), done=_("The activity is written down.")
    ):
        return _back(commitment_id)
    return show_commitment(page, activity=form)


@blueprint.post("/<int:commitment_id>/table")
@needs(*WRITERS)
def table(commitment_id: int) -> str | Response:
    """Take a table of activities over, once it was looked at."""
    page, form, house = find_commitment(commitment_id), ActivityTableForm(prefix="table"), current_house()
    commune, staff = current_commune().id, current_staff().id
    if form.validate_on_submit():
        try:
            name, content = sent_table(form.file.data)
            rows = read_table(content, name)
            waiting = write_once(
                lambda db: activities.stage_activities(db, house, commune, page.id, rows, name, staff_id=staff)
            )
            return redirect(url_for("panel.follow_up_tables.show", table_id=waiting))
        except Refusal as refusal:
            flash(why_refused(refusal), "wrong")
    return show_commitment(page, table=form)


@blueprint.route("/<int:commitment_id>/activities/<int:number>", methods=["GET", "POST"])
@needs(*WRITERS)
def days(commitment_id: int, number: int) -> str | Response:
    """Write other days for an activity."""
    page = find_commitment(commitment_id)
    one = _activity_in(page, number)
    form, look = DaysForm(data=kept_days(one)), reading(commitment_id)
    if form.validate_on_submit() and do(
        unless_changed(form, lambda db: (now := _one_of(look(db), number)) and kept_days(now), activities.write_days),
        number,
        form.starts.data or "",
        form.ends.data or "",
        form.reason.data or "",
        done=_("The days are kept as you wrote them."),
    ):
        return _back(commitment_id)
    return show_activity(page, one, days=form)


@blueprint.post("/<int:commitment_id>/activities/<int:number>/words")
@needs(*WRITERS)
def words(commitment_id: int, number: int) -> str | Response:
    """Say an activity in other words."""
    page, look, tongues = find_commitment(commitment_id), reading(commitment_id), current_commune().languages
    one, form = _activity_in(page, number), activity_form(tongues, WordsForm)(prefix="words")

    def standing(db: Session) -> object:
        now = _one_of(look(db), number)
        return now and kept_words(now, tongues)

    reword = unless_changed(form, standing, activities.reword_activity)
    if form.validate_on_submit() and do(
        reword, number, form.draft(), done=_("The activity is said in these words now.")
    ):
        return _back(commitment_id)
    return show_activity(page, one, words=form)


@blueprint.get("/<int:commitment_id>/sheet/<language>.<kind>")
def sheet(commitment_id: int, language: str, kind: str) -> Response:
    """Send the technical sheet, filled in, with the figures of today."""
    if language not in interface_languages() or kind not in set(ReportFile):
        abort(404)
    house, commune, who = current_house(), current_commune().id, reader()
    page = find_commitment(commitment_id)
    report = read_known(lambda db: commitment_sheet(db, house, commune, page.id, language, reader=who))
    try:
        return sent_report(report, ReportFile(kind), f"commitment-{page.number}-{language}")
    except Refusal as refusal:
        flash(why_refused(refusal), "wrong")
        return _back(commitment_id)


def _kept(page: CommitmentPage, languages: Sequence[str]) -> dict[str, Any]:
    """Return a commitment as its form holds it."""
    said = {"title": page.titles, "problem": page.problems, "solution": page.solutions}
    values = {"number": page.number, "services": page.services, "partners": page.partners}
    return kept_in(languages, said, principles=list(page.principles), **values)


def _activity_in(page: CommitmentPage, number: int) -> ActivityView:
    return _one_of(page, number) or abort(404)


def _one_of(page: CommitmentPage, number: int) -> ActivityView | None:
    return next((one for one in page.activities if one.row.number == number), None)


def _back(commitment_id: int) -> Response:
    return redirect(url_for(".show", commitment_id=commitment_id))
