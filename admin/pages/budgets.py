"""Budgets: what was published, a file read and looked at before it is accepted, the topics of its lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, make_response, redirect, request, send_file, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from admin.budget_answering import publish_or_ask, rivals_page, say_instead
from admin.budget_columns import orders_of
from admin.budget_dates import say_early_accounts
from admin.budget_forms import AcceptForm, DescribeForm, FileForm, SortForm, YearForm
from admin.budget_preview import has_chosen, preview_values, write_down
from admin.budget_views import DOUBTFUL, ReportView, chosen_topic
from admin.budget_words import REFUSALS, ROW_NAMES, STATUS_NAMES, name_side, name_stage, say_place
from admin.desk import (
    carry_out,
    current_commune,
    current_house,
    current_staff,
    has_role,
    read,
    read_known,
    render,
    say,
    why_refused,
)
from admin.desk import found as found_or_404
from admin.labels import name_nature, name_topic
from admin.page import Group, Page, needs
from admin.paging import asked_paging
from admin.tongue import marked as _
from budgeting.refusal import Refusal
from services.budgets.describing import describe
from services.budgets.kept import Kept
from services.budgets.listing import document_row, documents_page, import_rows, lines_page
from services.budgets.looking import look_at, read_as, send_in
from services.budgets.natures import change_nature
from services.budgets.publishing import change_topic
from services.budgets.reading_room import Underway
from services.budgets.reasons import BudgetReason
from services.budgets.shown import waiting_changes
from services.budgets.sources import source_file
from services.budgets.waiting import MAX_BYTES, Waiting, drop
from services.printing.renewing import outdated_papers
from services.printing.undoing import hide_budget, papers_of, papers_of_import, undo_import
from services.roles import EVERYONE, RoleName

blueprint = Blueprint("budgets", __name__)
PAGE = Page("budgets", _("Budget"), Group.BUDGET, 10, EVERYONE, blueprint, refusals=REFUSALS)
WRITERS = (RoleName.ADMINISTRATOR, RoleName.BUDGET_OFFICER)
SECONDS_BETWEEN_LOOKS = 2
NAMES = {
    "topic_name": name_topic,
    "nature_name": name_nature,
    "stage_name": name_stage,
    "side_name": name_side,
    "say_place": say_place,
}


@blueprint.get("/")
def index() -> str:
    """List the documents, the latest year first."""
    commune, paging = current_commune().id, asked_paging()
    rows, total = read(lambda db: documents_page(db, commune, limit=paging.size, offset=paging.offset))
    waiting = read(lambda db: waiting_changes(db, commune))
    return _page("index", rows=rows, paging=paging.of(total), waiting=waiting)


@blueprint.route("/new", methods=["GET", "POST"])
@needs(*WRITERS)
def new() -> str | Response:
    """Take a file to look at; nothing is written down."""
    form = FileForm()
    if form.validate_on_submit() and isinstance(form.file.data, FileStorage):
        sent = form.file.data
        try:
            content = sent.stream.read(MAX_BYTES + 1)
            waiting = send_in(current_house(), current_commune().id, sent.filename or "", content, form.year.data)
        except Refusal as refusal:
            flash(why_refused(refusal), "wrong")
        else:
            return redirect(url_for(".preview", key=waiting.key))
    return _page("new", form=form)


@blueprint.get("/waiting/<key>")
@needs(*WRITERS)
def preview(key: str) -> str | Response:
    """Show what was read of a file that waits, what was skipped and why; while it is read, how far that is."""
    try:
        waiting, found = look_at(current_house(), current_commune().id, key)
    except Refusal as refusal:
        return _back(refusal)
    return _page("preview", **preview_values(waiting, found)) if isinstance(found, Kept) else _wait(waiting, found)


@blueprint.get("/waiting/<key>/rows")
@needs(*WRITERS)
def rows(key: str) -> str | Response:
    """Show what became of every row of a file that waits."""
    try:
        waiting, found = look_at(current_house(), current_commune().id, key)
    except Refusal as refusal:
        return _back(refusal)
    if not isinstance(found, Kept):
        return _wait(waiting, found)
    paging = asked_paging()
    shown = list(found.rows(paging.offset, paging.size))
    return _page("rows", waiting=waiting, rows=shown, paging=paging.of(found.row_count), row_names=ROW_NAMES)


@blueprint.post("/waiting/<key>/columns")
@needs(*WRITERS)
def columns(key: str) -> Response:
    """Read a file that waits again, as staff say it is to be read."""
    house, commune, form = current_house(), current_commune().id, YearForm()
    try:
        waiting, found = look_at(house, commune, key)
        if not isinstance(found, Kept):
            raise Refusal(BudgetReason.FILE_BEING_READ)
        if "sheet" in request.form:
            read_as(house, commune, key, orders_of(request.form, found.sheets()), waiting.year)
        elif form.validate_on_submit():
            read_as(house, commune, key, {}, form.year.data)
    except Refusal as refusal:
        flash(why_refused(refusal), "wrong")
    return redirect(url_for(".preview", key=key))


@blueprint.post("/waiting/<key>/accept")
@needs(*WRITERS)
def accept(key: str) -> str | Response:
    """Write a file that waits down as a document for each of its years."""
    house, commune = current_house(), current_commune().id
    form = AcceptForm().offer("", country=current_commune().country)
    try:
        waiting, found = look_at(house, commune, key)
    except Refusal as refusal:
        return _back(refusal)
    if not isinstance(found, Kept):
        return _wait(waiting, found)
    values = preview_values(waiting, found, form)
    if not form.validate_on_submit() or not has_chosen(form, values["rivals"]):
        return _page("preview", **values)
    if not write_down(waiting, found, form, values["rivals"]):
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
    document, report = found_or_404(read(lambda db: document_row(db, commune, document_id)))
    papers = read(lambda db: papers_of(db, commune, [document_id]))
    shown = ReportView(report)
    narrowed: dict[str, Any] = {"places": shown.doubtful} if topic == DOUBTFUL else {"topic": topic}
    lines, total = read(lambda db: lines_page(db, document_id, **narrowed, limit=paging.size, offset=paging.offset))
    return _page(
        "show",
        document=document,
        waiting=read(lambda db: waiting_changes(db, commune)),
        year_named=lambda year: document.year_name if year == document.year else str(year),
        report=shown,
        doubtful=DOUBTFUL,
        doubts=sum(map(len, shown.doubtful.values())),
        lines=lines,
        paging=paging.of(total),
        topic=topic,
        form=SortForm().offer(),
        instead=say_instead(document_id),
        papers=papers,
        outdated=[paper for paper in read(lambda db: outdated_papers(db, commune)) if paper in papers],
    )


@blueprint.route("/<int:document_id>/about", methods=["GET", "POST"])
@needs(*WRITERS)
def about(document_id: int) -> str | Response:
    """Change what is said of a document: its title, its status, its dates, whether its file is public."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    document, _report = found_or_404(read(lambda db: document_row(db, commune, document_id)))
    form = DescribeForm().offer(document)
    if form.validate_on_submit():
        said = form.description()
        done = _("What is said of the document is changed.")
        if carry_out(lambda db: describe(db, house, commune, document_id, said, staff_id=staff), done):
            say_early_accounts([document_id])
            return redirect(url_for(".show", document_id=document_id))
    return _page("about", document=document, form=form)


@blueprint.get("/<int:document_id>/file")
def file(document_id: int) -> Response:
    """Send the file a document was read from, to be saved."""
    house, commune = current_house(), current_commune().id
    kept = read_known(lambda db: source_file(db, house, commune, document_id, public=False))
    return send_file(kept.path, kept.media_type, as_attachment=True, download_name=kept.file_name)


@blueprint.post("/<int:document_id>/topics")
@needs(*WRITERS)
def topics(document_id: int) -> Response:
    """Give the ticked lines another topic."""
    return _sort(document_id, change_topic, "topic", _("The topic is changed."))


@blueprint.post("/<int:document_id>/natures")
@needs(*WRITERS)
def natures(document_id: int) -> Response:
    """Give the ticked lines another nature."""
    return _sort(document_id, change_nature, "nature", _("The nature is changed."))


@blueprint.get("/<int:document_id>/publish")
@needs(*WRITERS)
def ask_rivals(document_id: int) -> str:
    """Ask which document is to answer, where another of the same year and status is published."""
    return _page("publish", **rivals_page(document_id))


@blueprint.post("/<int:document_id>/publish")
@needs(*WRITERS)
def show_citizens(document_id: int) -> Response:
    """Let citizens be answered from a document; ask first where another one of its year and status is published."""
    done = publish_or_ask(document_id, request.form.get("rivals", ""), request.form.get("rivals_shown", ""))
    return redirect(url_for(".index") if done else url_for(".ask_rivals", document_id=document_id))


@blueprint.post("/<int:document_id>/hide")
@needs(*WRITERS)
def hide(document_id: int) -> Response:
    """Answer no more from a document."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    done = _("Citizens are no longer answered from this document.")
    carry_out(lambda db: hide_budget(db, house, commune, document_id, staff_id=staff), done)
    return redirect(url_for(".index"))


@blueprint.get("/<int:document_id>/withdraw")
@needs(*WRITERS)
def ask_undo(document_id: int) -> str:
    """Ask whether the import of a document is to be undone, and say what that does."""
    commune = current_commune().id
    document, _report = found_or_404(read(lambda db: document_row(db, commune, document_id)))
    together = read(lambda db: import_rows(db, commune, document_id))
    papers = read(lambda db: papers_of_import(db, commune, document_id))
    return _page("undo", document=document, together=together, papers=papers)


@blueprint.post("/<int:document_id>/withdraw")
@needs(*WRITERS)
def undo(document_id: int) -> Response:
    """Undo the import of a document."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    carry_out(lambda db: undo_import(db, house, commune, document_id, staff_id=staff), _("The import is undone."))
    return redirect(url_for(".index"))


def _sort(document_id: int, change: Callable[..., object], what: str, done: str) -> Response:
    form, house, commune, staff = SortForm().offer(), current_house(), current_commune().id, current_staff().id
    lines, wish = list(form.lines.data or []), str(form[what].data)
    carry_out(lambda db: change(db, house, commune, document_id, lines, wish, staff_id=staff), done)
    narrowed, page = chosen_topic(request.args.get("topic")), asked_paging().number
    return redirect(url_for(".show", document_id=document_id, topic=narrowed, page=page))


def _wait(waiting: Waiting, underway: Underway) -> Response:
    answer = make_response(_page("reading", waiting=waiting, underway=underway))
    answer.headers["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return answer


def _back(refusal: Refusal) -> Response:
    flash(why_refused(refusal), "wrong")
    return redirect(url_for(".index"))


def _page(name: str, **values: Any) -> str:
    return render(f"budgets/{name}.html", may_write=has_role(*WRITERS), statuses=STATUS_NAMES, **NAMES, **values)
