"""Indicators: the figures the commune has committed to, each opening on the records it counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from flask import Blueprint, Response, request
from markupsafe import Markup

from admin.charts import draw_bars
from admin.desk import current_commune, current_house, current_staff, found, read, render, write
from admin.labels import name_channel, name_topic
from admin.page import Group, Page
from admin.paging import asked_paging
from admin.tongue import _ as say_in
from admin.tongue import marked as _
from admin.tongue import name_of
from services.clock import day_in
from services.indicators import Indicator, Period, Record, find_indicator
from services.indicators.board import board_of, card_from, note_export
from services.indicators.export import as_csv
from services.indicators.groups import By
from services.indicators.groups import Group as Part
from services.roles import EVERYONE

blueprint = Blueprint("indicators", __name__)
PAGE = Page("indicators", _("Indicators"), Group.PUBLISHING, 40, EVERYONE, blueprint)

PART_NAMES = {By.ZONE: _("Zone"), By.CHANNEL: _("Way in"), By.LANGUAGE: _("Language")}
COLUMNS = (_("Day"), _("Record"), _("Zone"), _("Way in"), _("Language"), _("Number"))
"""Of the table for the commune's own people, in their language; what machines read is on the public pages."""

SUBJECT_PAGES = {"request": "requests", "document": "documents", "association": "associations", "project": "projects"}


@blueprint.get("/")
def index() -> str:
    """Show every figure of the period."""
    commune, period = current_commune().id, _asked_period()
    cards = read(lambda db: board_of(db, commune, period))
    return render("indicators/index.html", cards=cards, period=period, periods=_usual_periods(), draw=_draw)


@blueprint.get("/<key>")
def show(key: str) -> str:
    """Show one figure, what it is made of and the records behind it."""
    indicator, period, paging = found(find_indicator(key)), _asked_period(), asked_paging()
    records, commune = _records(indicator, period), current_commune().id
    return render(
        "indicators/show.html",
        card=read(lambda db: card_from(db, commune, indicator, records, period)),
        period=period,
        periods=_usual_periods(),
        rows=records[paging.offset : paging.offset + paging.size],
        paging=paging.of(len(records)),
        parts=PART_NAMES,
        name_part=_name_part,
        name_record=_name_record,
        subject_pages=SUBJECT_PAGES,
        channel=name_channel,
        draw=_draw,
    )


@blueprint.get("/<key>.csv")
def table(key: str) -> Response:
    """Send the records behind a figure as a table that no spreadsheet takes for formulas."""
    indicator, period = found(find_indicator(key)), _asked_period()
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    records = _records(indicator, period)
    write(lambda db: note_export(db, house, commune_id=commune, key=key, period=period, staff_id=staff))
    name = f"{indicator.key}_{period.first}_{period.last}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    words = as_csv([say_in(name) for name in COLUMNS], map(_row, records))
    return Response(words, mimetype="text/csv", headers=headers)


def _row(record: Record) -> tuple[object, ...]:
    """Return a record as the page says it, with days as every spreadsheet reads them."""
    language = name_of(record.language) if record.language else ""
    channel = name_channel(record.channel) if record.channel else ""
    return (record.day.isoformat(), _name_record(record), record.zone, channel, language, record.subject_id)


def _records(indicator: Indicator, period: Period) -> Sequence[Record]:
    commune = current_commune().id
    return read(lambda db: indicator.records(db, commune, period))


def _today() -> date:
    return day_in(current_house().clock(), current_commune().time_zone)


def _asked_period() -> Period:
    """Return the period of the address, this year where it names none that can be."""
    try:
        return Period(date.fromisoformat(request.args["first"]), date.fromisoformat(request.args["last"]))
    except (KeyError, ValueError):
        return Period(_today().replace(month=1, day=1), _today())


def _usual_periods() -> list[tuple[str, Period]]:
    today = _today()
    year = date(today.year, 1, 1)
    return [
        (_("This year"), Period(year, today)),
        (_("Last year"), Period(date(today.year - 1, 1, 1), year - timedelta(days=1))),
        (_("Last 30 days"), Period(today - timedelta(days=29), today)),
    ]


def _draw(groups: Sequence[Part]) -> Markup:
    return draw_bars([(group.key or "", group.count) for group in groups])


def _name_part(by: By, key: str | None) -> str:
    if key is None:
        return say_in(_("not known"))
    names = {By.CHANNEL: name_channel, By.LANGUAGE: name_of}
    return names[by](key) if by in names else key


def _name_record(record: Record) -> str:
    if record.subject == "inquiry":
        return name_topic(record.label)
    if record.subject == "participant":
        return say_in(_("Somebody who wrote"))
    return say_in(_("A voter: %(vote)s"), vote=record.label) if record.subject == "turnout" else record.label
