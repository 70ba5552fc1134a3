"""Budgets: what was published, a file read and looked at before it is accepted, the topics of its lines."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from admin.budget_forms import AcceptForm, FileForm, TopicForm
from admin.budget_views import ReportView, chosen_topic, preview_lines
from admin.budget_words import REFUSALS, STATUS_NAMES, name_side, name_stage
from admin.desk import (
    carry_out,
    current_commune,
    current_house,
    current_staff,
    found,
    has_role,
    read,
    render,
    say,
    why_refused,
)
from admin.labels import name_topic
from admin.page import Group, Page, needs
from admin.paging import asked_paging
from admin.tongue import marked as _
from budgeting.refusal import Refusal
from services.budgets.importing import Source, import_for
from services.budgets.listing import document_row, documents_page, lines_page
from services.budgets.opening import names_other_money, read_file
from services.budgets.publishing import change_topic, publish, withdraw
from services.budgets.waiting import MAX_BYTES, Waiting, drop, put_aside, take
from services.roles import EVERYONE, RoleName

blueprint = Blueprint("budgets", __name__)
PAGE = Page("budgets", _("Budget"), Group.BUDGET, 10, EVERYONE, blueprint, refusals=REFUSALS)
WRITERS = (RoleName.ADMINISTRATOR, RoleName.BUDGET_OFFICER)


@blueprint.get("/")
def index() -> str:
    """List the documents, the latest year first."""
    commune, paging = current_commune().id, asked_paging()
    rows, total = read(lambda db: documents_page(db, commune, limit=paging.size, offset=paging.offset))
    return _page("index", rows=rows, paging=paging.of(total))


@blueprint.route("/new", methods=["GET", "POST"])
@needs(*WRITERS)
def new() -> str | Response:
    """Take a file to look at; nothing is written down."""
    form = FileForm()
    if form.validate_on_submit() and isinstance(form.file.data, FileStorage):
        sent = form.file.data
        try:
            content = sent.stream.read(MAX_BYTES + 1)
            waiting = put_aside(current_house(), current_commune().id, sent.filename or "", content, form.year.data)
        except Refusal as refusal:
            flash(why_refused(refusal), "wrong")
        else:
            return redirect(url_for(".preview", key=waiting.key))
    return _page("new", form=form)


@blueprint.get("/waiting/<key>")
@needs(*WRITERS)
def preview(key: str) -> str | Response:
    """Show what was read of a file that waits, what was skipped and why."""
    try:
        waiting = take(current_house(), current_commune().id, key)
    except Refusal as refusal:
        return _back(refusal)
    return _preview(waiting)


@blueprint.post("/waiting/<key>/accept")
@needs(*WRITERS)
def accept(key: str) -> str | Response:
    """Write a file that waits down as a document for each of its years."""
    house, commune, form = current_house(), current_commune().id, AcceptForm().offer("")
    try:
        waiting = take(house, commune, key)
    except Refusal as refusal:
        return _back(refusal)
    if not form.validate_on_submit():
        return _preview(waiting, form)
    if not _write_down(waiting, form):
        return redirect(url_for(".preview", key=key))
    drop(house, commune, key)
    return redirect(url_for(".index"))


@blueprint.post("/waiting/<key>/drop")
@needs(*WRITERS)
def forget(key: str) -> Response:
    """Forget a file that waits."""
    drop(current_house(), current_commune().id, key)
    say(_("Nothing was written down."), kind="note")
    return redirect(url_for(".index"))


@blueprint.get("/<int:document_id>")
def show(document_id: int) -> str:
    """Show one document: its report, its lines."""
    commune, paging, topic = current_commune().id, asked_paging(), chosen_topic(request.args.get("topic"))
    document, report = found(read(lambda db: document_row(db, commune, document_id)))
    lines, total = read(lambda db: lines_page(db, document_id, topic=topic, limit=paging.size, offset=paging.offset))
    return _page(
        "show",
        document=document,
        report=ReportView(report),
        lines=lines,
        paging=paging.of(total),
        topic=topic,
        form=TopicForm().offer(),
    )


@blueprint.post("/<int:document_id>/topics")
@needs(*WRITERS)
def topics(document_id: int) -> Response:
    """Give the ticked lines another topic."""
    form, house, commune, staff = TopicForm().offer(), current_house(), current_commune().id, current_staff().id
    lines, topic = list(form.lines.data or []), str(form.topic.data)
    carry_out(
        lambda db: change_topic(db, house, commune, document_id, lines, topic, staff_id=staff),
        _("The topic is changed."),
    )
    narrowed, page = chosen_topic(request.args.get("topic")), asked_paging().number
    return redirect(url_for(".show", document_id=document_id, topic=narrowed, page=page))


@blueprint.post("/<int:document_id>/publish")
@needs(*WRITERS)
def show_citizens(document_id: int) -> Response:
    """Let citizens be answered from a document."""
    return _set_published(document_id, True, _("Citizens are answered from this document."))


@blueprint.post("/<int:document_id>/hide")
@needs(*WRITERS)
def hide(document_id: int) -> Response:
    """Answer no more from a document."""
    return _set_published(document_id, False, _("Citizens are no longer answered from this document."))


@blueprint.post("/<int:document_id>/withdraw")
@needs(*WRITERS)
def undo(document_id: int) -> Response:
    """Undo the import of a document."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    carry_out(lambda db: withdraw(db, house, commune, document_id, staff_id=staff), _("The document is withdrawn."))
    return redirect(url_for(".index"))


def _set_published(document_id: int, published: bool, done: str) -> Response:
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    carry_out(lambda db: publish(db, house, commune, document_id, published=published, staff_id=staff), done)
    return redirect(url_for(".index"))


def _preview(waiting: Waiting, form: AcceptForm | None = None) -> str:
    commune, paging = current_commune(), asked_paging()
    reading = read_file(waiting.content, waiting.name, currency=commune.currency, year=waiting.year)
    return _page(
        "preview",
        waiting=waiting,
        report=ReportView.of(reading),
        other_money=reading.document.currency if names_other_money(reading, commune.currency) else "",
        lines=preview_lines(reading, paging),
        paging=paging.of(len(reading.lines)),
        form=form or AcceptForm().offer(str(reading.document.status)),
    )


def _write_down(waiting: Waiting, form: AcceptForm) -> bool:
    house, commune = current_house(), current_commune()
    reading = read_file(waiting.content, waiting.name, currency=commune.currency, year=waiting.year)
    choices = {
        "source": Source(waiting.name, waiting.key),
        "year": waiting.year,
        "status": str(form.status.data),
        "published": bool(form.published.data),
        "staff_id": current_staff().id,
    }
    return carry_out(lambda db: import_for(db, house, commune.id, reading, **choices), _("The budget is written down."))


def _back(refusal: Refusal) -> Response:
    flash(why_refused(refusal), "wrong")
    return redirect(url_for(".index"))


def _page(name: str, **values: Any) -> str:
    names = {"statuses": STATUS_NAMES, "topic_name": name_topic, "stage_name": name_stage, "side_name": name_side}
    return render(f"budgets/{name}.html", may_write=has_role(*WRITERS), **names, **values)
