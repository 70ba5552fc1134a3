"""The report of a session: what it lacks, the file to keep or to work on, and its publication."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from admin import room_words as words
from admin.desk import (
    carry_out,
    current_commune,
    current_house,
    current_staff,
    found,
    has_role,
    read,
    read_known,
    render,
    why_refused,
)
from admin.held_files import held
from admin.page import Group, Page, needs
from admin.paper_words import REFUSALS as PRESS_REFUSALS
from admin.report_files import sent_report
from admin.room_view import find_room, within
from admin.tongue import marked as _
from admin.tongue import name_of
from budgeting.refusal import Refusal
from locales.page_words import page_languages
from printing.written_report import ReportFile, WrittenReport, report_pdf
from services.printing.session_report import missing_parts, session_report
from services.requests.rights import SETTLERS
from services.roles import EVERYONE
from services.session_rooms.publishing import publish_report
from services.uploads import keep_upload

blueprint = Blueprint("session_reports", __name__)
PAGE = Page(
    "session_reports",
    _("Report of a session"),
    Group.HIDDEN,
    0,
    EVERYONE,
    blueprint,
    refusals={**PRESS_REFUSALS, **words.REFUSALS},
)


@blueprint.get("/")
def index() -> Response:
    """Lead to the list of sessions."""
    return redirect(url_for("panel.session_questions.index"))


@blueprint.get("/<int:session_id>")
def show(session_id: int) -> str:
    """Show what the report lacks and where it can be had."""
    room, house, commune = find_room(session_id), current_house(), current_commune().id
    return render(
        "session_reports/show.html",
        room=room,
        missing=read(lambda db: missing_parts(db, house, commune, room.session_id)),
        languages=[(tag, name_of(tag)) for tag in _languages()],
        sessions=words.SESSIONS,
        may_publish=has_role(*SETTLERS) and room.state in {"open", "held"},
    )


@blueprint.get("/<int:session_id>/<language>.<ending>")
def file(session_id: int, language: str, ending: str) -> Response:
    """Send the report as a file."""
    kind = found(next((one for one in ReportFile if one == ending), None))
    report = _report(session_id, language)
    try:
        return sent_report(report, kind, f"session-{within(session_id)}-{language}")
    except Refusal as refusal:
        flash(why_refused(refusal), "wrong")
        return redirect(url_for(".show", session_id=within(session_id)))


@blueprint.post("/<int:session_id>/publish")
@needs(*SETTLERS)
def publish(session_id: int) -> Response:
    """Publish the report in one language as a document of the commune."""
    house, commune, staff, at = current_house(), current_commune().id, current_staff().id, within(session_id)
    report = _report(at, request.form.get("language", ""))
    try:
        upload = keep_upload(house, f"session-{at}-{report.language}.pdf", report_pdf(report))
    except Refusal as refusal:
        flash(why_refused(refusal), "wrong")
        return redirect(url_for(".show", session_id=at))
    done = _("The report is published as a document. Whoever looks at the documents finds it.")
    with held(upload) as holding:
        holding.is_kept = carry_out(
            lambda db: publish_report(db, house, commune, at, report, upload, staff_id=staff), done
        )
    return redirect(url_for(".show", session_id=at))


def _report(session_id: int, language: str) -> WrittenReport:
    house, commune = current_house(), current_commune().id
    return read_known(lambda db: session_report(db, house, commune, within(session_id), language))


def _languages() -> list[str]:
    """Return the languages in which pages are, the commune's own first."""
    own = current_commune().languages
    return [tag for tag in dict.fromkeys((*own, *page_languages())) if tag in page_languages()]
