"""Indicators: the figures the commune has committed to, each opening on the records it counts."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from admin.desk import carry_out, current_commune, current_house, current_staff, found, has_role, read, render, write
from admin.figure_words import FIGURE_REFUSALS
from admin.indicator_forms import target_form
from admin.indicator_view import (
    SUBJECT_PAGES,
    asked_period,
    draw_trend,
    name_record,
    period_words,
    record_row,
    today,
)
from admin.labels import name_channel
from admin.page import Group, Page, needs
from admin.paging import asked_paging
from admin.report_files import sent_report
from admin.table_files import TableFile, sent_table
from admin.tongue import _ as say_in
from admin.tongue import marked as _
from admin.tongue import spoken_languages
from printing.written_report import ReportFile
from services.figures.reading import Reading, read_board, read_one, trend_of
from services.figures.report import figures_report
from services.figures.spans import Span, key_of, span_of
from services.figures.tables import board_table
from services.figures.targets import drop_target, set_target
from services.figures.telling import tell_staff
from services.indicators import Indicator, Period, Record, find_indicator
from services.indicators.board import note_export
from services.printing.voice import Voice
from services.roles import DECIDERS, EVERYONE, RoleName

blueprint = Blueprint("indicators", __name__)
PAGE = Page("indicators", _("Indicators"), Group.PUBLISHING, 40, EVERYONE, blueprint, refusals=FIGURE_REFUSALS)
COLUMNS = (
    _("Day"),
    _("Record"),
    _("Zone"),
    _("Way in"),
    _("Language"),
    _("Number"),
    _("Sex"),
    _("Counts for"),
)
"""Of the table for the commune's own people, in their language; what machines read is on the public pages."""
BOARD = "board"
CHOOSERS = (RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER)


@blueprint.get("/")
def index() -> str:
    """Show every figure of the period."""
    commune, period = current_commune().id, asked_period()
    readings = read(lambda db: read_board(db, commune, period, today()))
    return render(
        "indicators/index.html", readings=readings, period=period, may_choose=has_role(*CHOOSERS), **period_words()
    )


@blueprint.get("/<key>")
def show(key: str) -> str:
    """Show one figure, its target and trend, what it is made of and the records behind it."""
    return _page(found(find_indicator(key)))


@blueprint.post("/<key>/target")
@needs(*DECIDERS)
def target(key: str) -> str | Response:
    """Set what a figure is to reach in the period, or take it back."""
    indicator, period = found(find_indicator(key)), asked_period()
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    form = target_form(indicator)
    if not form.validate_on_submit():
        return _page(indicator, form)
    value = form.value.data

    def work(db: Session) -> None:
        if value is None:
            drop_target(db, house, commune, indicator, period, staff_id=staff)
        else:
            set_target(db, house, commune, indicator, period, value, staff_id=staff)

    carry_out(work, _("There is no target any more.") if value is None else _("The target is set."))
    return redirect(url_for(".show", key=key, first=period.first.isoformat(), last=period.last.isoformat()))


@blueprint.get("/<key>.<any(csv, xlsx):kind>")
def table(key: str, kind: str) -> Response:
    """Send the records behind a figure, or the whole board, as a table that no spreadsheet takes for formulas."""
    if key == BOARD:
        return _board_file(TableFile(kind))
    indicator, period = found(find_indicator(key)), asked_period()
    _reading, records = _read(indicator, period)
    _note(key, period)
    header = [say_in(name) for name in COLUMNS]
    name = f"{indicator.key}_{period.first}_{period.last}"
    return sent_table(TableFile(kind), name, say_in(indicator.name.text), header, list(map(record_row, records)))


@blueprint.get("/report.<any(pdf, docx):kind>")
def report(kind: str) -> Response:
    """Send the figures of the period as a report: those that the page and its tables show, for the town hall."""
    commune, period, day = current_commune(), asked_period(), today()
    readings = read(lambda db: read_board(db, commune.id, period, day))
    pairs = [(reading, tell_staff(reading.card)) for reading in readings]
    voice = Voice(spoken_languages()[0], commune)
    _note(BOARD, period)
    written = figures_report(pairs, period, voice, today=day)
    return sent_report(written, ReportFile(kind), f"palabre-{commune.key}-{key_of(period)}")


def _page(indicator: Indicator, form: object = None) -> str:
    commune, period, paging = current_commune().id, asked_period(), asked_paging()
    reading, records = _read(indicator, period)
    steps = read(lambda db: trend_of(db, commune, indicator, period, today()))
    return render(
        "indicators/show.html",
        reading=reading,
        card=reading.card,
        period=period,
        rows=records[paging.offset : paging.offset + paging.size],
        paging=paging.of(len(records)),
        name_record=name_record,
        subject_pages=SUBJECT_PAGES,
        channel=name_channel,
        steps=steps,
        draw_trend=draw_trend,
        is_own=span_of(period) is Span.OWN,
        form=form or target_form(indicator, reading.target),
        may_decide=has_role(*DECIDERS),
        **period_words(),
    )


def _board_file(kind: TableFile) -> Response:
    commune, period = current_commune(), asked_period()
    readings = read(lambda db: read_board(db, commune.id, period, today()))
    header, rows = board_table(readings, period, Voice(spoken_languages()[0], commune))
    _note(BOARD, period)
    return sent_table(kind, f"palabre-{commune.key}-{key_of(period)}", say_in(PAGE.title), header, rows)


def _read(indicator: Indicator, period: Period) -> tuple[Reading, Sequence[Record]]:
    commune, day = current_commune().id, today()
    return read(lambda db: read_one(db, commune, indicator, period, day))


def _note(key: str, period: Period) -> None:
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    write(lambda db: note_export(db, house, commune_id=commune, key=key, period=period, staff_id=staff))
