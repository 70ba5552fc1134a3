"""Taking an existing table of promises over: sent, looked at row by row, then written down or dropped."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from admin import follow_up_words as words
from admin.desk import (
    carry_out,
    current_commune,
    current_house,
    current_staff,
    read,
    read_known,
    render,
    why_refused,
    write_once,
)
from admin.follow_up_forms import SessionTableForm, TableForm
from admin.page import Group, Page, needs
from admin.table_sent import sent_table
from admin.tongue import marked as _
from budgeting.refusal import Refusal
from services.follow_ups import importing
from services.follow_ups.importing import LEAVE_OUT, TableTerms
from services.follow_ups.table import read_table
from services.public_sessions.finding import find_session
from services.public_sessions.recommendations import ORIGIN as RECOMMENDATION
from services.public_sessions.recommendations import SentTable, stage_recommendations
from services.roles import WRITERS

MOST = 2**31 - 1
blueprint = Blueprint("follow_up_tables", __name__)
PAGE = Page(
    "follow_up_tables", _("A table of promises"), Group.HIDDEN, 0, WRITERS, blueprint, refusals=words.FOLLOW_UP_REFUSALS
)


@blueprint.route("/", methods=["GET", "POST"])
@needs(*WRITERS)
def index() -> str | Response:
    """Send a table."""
    form, house, commune, staff = TableForm(), current_house(), current_commune().id, current_staff().id
    if form.validate_on_submit():
        try:
            name, content = sent_table(form.file.data)
            rows = read_table(content, name)
            terms = TableTerms(
                form.origin.data, form.occasion.data or "", form.promised_on.data, form.visibility.data, name
            )
            table = write_once(lambda db: importing.stage_table(db, house, commune, terms, rows, staff_id=staff))
            return redirect(url_for(".show", table_id=table))
        except Refusal as refusal:
            flash(why_refused(refusal), "wrong")
    return render("follow_up_tables/index.html", form=form)


@blueprint.route("/of-session/<int:session_id>", methods=["GET", "POST"])
@needs(*WRITERS)
def of_session(session_id: int) -> str | Response:
    """Send a table of what one public session recommends."""
    house, commune, staff, at = current_house(), current_commune().id, current_staff().id, min(session_id, MOST)
    row = read_known(lambda db: find_session(db, commune, at))
    form = SessionTableForm(data={"visibility": "public"})
    if form.validate_on_submit():
        try:
            name, content = sent_table(form.file.data)
            rows, given = read_table(content, name), SentTable(name, form.visibility.data)
            table = write_once(lambda db: stage_recommendations(db, house, commune, at, rows, given, staff_id=staff))
            return redirect(url_for(".show", table_id=table))
        except Refusal as refusal:
            flash(why_refused(refusal), "wrong")
    return render("follow_up_tables/index.html", form=form, row=row)


@blueprint.get("/<int:table_id>")
def show(table_id: int) -> str:
    """Show what was read, row by row, and ask where words say no state."""
    commune = current_commune().id
    table = read_known(lambda db: importing.waiting_table(db, commune, min(table_id, MOST)))
    return render(
        "follow_up_tables/show.html",
        table=table,
        origin=words.name_origin(table.terms.origin),
        states=words.STATES,
        visibilities=words.VISIBILITIES,
        leave_out=LEAVE_OUT,
    )


@blueprint.post("/<int:table_id>/accept")
@needs(*WRITERS)
def accept(table_id: int) -> Response:
    """Write the rows down."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    said = {int(name[4:]): value for name, value in request.form.items() if _is_row(name)}
    try:
        terms = read(lambda db: importing.waiting_table(db, commune, min(table_id, MOST))).terms
    except Refusal as refusal:  # a colleague was first
        flash(why_refused(refusal), "note")
        return redirect(url_for("panel.follow_ups.index"))
    if carry_out(
        lambda db: importing.accept_table(db, house, commune, min(table_id, MOST), said, staff_id=staff),
        _("The table is taken over."),
    ):
        is_of_session = terms.origin == RECOMMENDATION and terms.source_id is not None
        return redirect(
            url_for("panel.sessions.show", session_id=terms.source_id)
            if is_of_session
            else url_for("panel.follow_ups.index")
        )
    return redirect(url_for(".show", table_id=table_id))


@blueprint.post("/<int:table_id>/drop")
@needs(*WRITERS)
def drop(table_id: int) -> Response:
    """Forget what was read."""
    commune = current_commune().id
    carry_out(lambda db: importing.drop_table(db, commune, min(table_id, MOST)), _("The table is dropped."))
    return redirect(url_for("panel.follow_ups.index"))


def _is_row(name: str) -> bool:
    return name.startswith("row-") and name[4:].isdecimal() and name.isascii() and len(name) < 12
