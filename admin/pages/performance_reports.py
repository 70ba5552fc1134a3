"""Annual performance reports: of each programme and of the commune, to keep, to work on, to publish."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from admin import programme_words
from admin.desk import (
    current_commune,
    current_house,
    current_staff,
    found,
    has_role,
    paper_languages,
    read,
    render,
    say,
    why_refused,
    write_once,
)
from admin.follow_up_view import reader, today
from admin.forms import Form
from admin.held_files import held
from admin.management_forms import MOST_PROGRAMMES, programmes
from admin.page import Group, Page, needs
from admin.paper_words import REFUSALS
from admin.report_files import sent_report
from admin.tongue import _ as say_in
from admin.tongue import interface_languages
from admin.tongue import marked as _
from budgeting.fiscal_year import name_year, year_of
from budgeting.refusal import Refusal
from printing.written_report import ReportFile, report_pdf
from services.follow_ups.finding import EVERYBODY
from services.printing.performance import ReportSubject, performance_report, publish_report, published_reports
from services.programmes.fiscal import first_month_in
from services.programmes.reading import list_programmes
from services.programmes.told_years import newest_told_year
from services.roles import EVERYONE, RoleName
from services.uploads import keep_upload

blueprint = Blueprint("performance_reports", __name__)
PAGE = Page(
    "performance_reports",
    _("Performance reports"),
    Group.BUDGET,
    24,
    EVERYONE,
    blueprint,
    refusals={**programme_words.REFUSALS, **REFUSALS},
)
WRITERS = (RoleName.ADMINISTRATOR, RoleName.BUDGET_OFFICER)
FIRST, LAST = 1990, 2100
YEAR = "<int(fixed_digits=4):year>"


def subjects() -> list[SelectChoice]:
    """Return what can be reported on: the commune, or one programme."""
    return [SelectChoice(0, say_in(_("All programmes of the commune"))), *programmes()]


def languages() -> list[SelectChoice]:
    """Return the languages of papers."""
    return [SelectChoice(tag, name) for tag, name in paper_languages()]


class PublishForm(Form):
    """A report to publish."""

    subject = SelectField(_("Report on"), choices=subjects, coerce=int, validators=[InputRequired()])
    language = SelectField(_("Language"), choices=languages, validators=[InputRequired()])
    notes = BooleanField(
        _("With why results differ"),
        description=_("As it was written down for each indicator. Everybody can read it then."),
    )


@blueprint.get("/")
def index() -> Response:
    """Lead to the reports of the newest year that is over and of which something is known, else of the last one."""
    commune, memory = current_commune().id, current_house().memory
    last = year_of(today(), read(lambda db: first_month_in(db, commune, memory))) - 1
    told = read(lambda db: newest_told_year(db, commune, last, memory))
    return redirect(url_for(".of_year", year=told or last))


@blueprint.get(f"/{YEAR}")
def of_year(year: int) -> str:
    """Show what can be reported of a year, and what is published."""
    return _show(year, PublishForm(formdata=None))


@blueprint.get(f"/{YEAR}/<int:programme_id>/<language>.<any(pdf, docx):kind>")
def file(year: int, programme_id: int, language: str, kind: str) -> Response:
    """Send a report as staff may read it: of one programme, of all for 0."""
    house, commune, who = current_house(), current_commune().id, reader()
    found(language if language in interface_languages() and FIRST <= year <= LAST else None)
    try:
        report = read(
            lambda db: performance_report(db, house, commune, _subject(year, programme_id), language, reader=who)
        )
        return sent_report(report, ReportFile(kind), f"performance-{year}-{programme_id or 'all'}-{language}")
    except Refusal as refusal:
        flash(why_refused(refusal), "wrong")
        return redirect(url_for(".of_year", year=year))


@blueprint.post(f"/{YEAR}")
@needs(*WRITERS)
def publish(year: int) -> str | Response:
    """Publish a report for everybody: without what is followed within the town hall alone."""
    form, house, commune, staff = PublishForm(), current_house(), current_commune().id, current_staff().id
    if not form.validate_on_submit():
        return _show(year, form)
    subject = _subject(year, form.subject.data)
    try:
        report = read(
            lambda db: performance_report(
                db, house, commune, subject, form.language.data, reader=EVERYBODY, with_notes=bool(form.notes.data)
            )
        )
        name = f"performance-{year}-{form.subject.data or 'all'}-{report.language}.pdf"
        upload = keep_upload(house, name, report_pdf(report))
        with held(upload) as holding:
            made = write_once(lambda db: publish_report(db, house, commune, subject, report, upload, staff_id=staff))
            holding.is_kept = True
    except Refusal as refusal:
        flash(why_refused(refusal), "wrong")
        return _show(year, form)
    say(_("The report is published. From here those who follow documents can be told of it."))
    return redirect(url_for("panel.documents.show", document_id=made.id))


def _subject(year: int, programme_id: int) -> ReportSubject:
    return ReportSubject(year, programme_id or None)


def _show(year: int, form: PublishForm) -> str:
    commune, memory = current_commune().id, current_house().memory
    found(year if FIRST <= year <= LAST else None)
    rows, _total = read(lambda db: list_programmes(db, commune, limit=MOST_PROGRAMMES))
    return render(
        "performance_reports/index.html",
        year=year,
        year_name=name_year(year, read(lambda db: first_month_in(db, commune, memory))),
        years=[one for one in (year - 1, year + 1) if FIRST <= one <= LAST],
        rows=rows,
        published=read(lambda db: published_reports(db, commune, year)),
        kinds=[str(kind) for kind in ReportFile],
        tongues=paper_languages(),
        form=form,
        asked=request.method == "POST",
        may_write=has_role(*WRITERS),
    )
