"""The figures the commune publishes: as they are, and as they were frozen and signed at the end of a period."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, abort, make_response, request

from portal.desk import cacheable, commune, current_house, read, show
from portal.tongue import is_from_right, language
from portal.views.open_data import send_rows
from services.clock import day_in
from services.figures import words
from services.figures.numbers import number_of
from services.figures.parts import PARTS, say_part
from services.figures.public import OpenRow, live_beside, open_figures, open_periods, open_rows, open_snapshots
from services.figures.snapshots import file_of
from services.figures.spans import key_of, span_of
from services.figures.telling import Told
from services.indicators.base import By, Indicator, Period

ABOUT = (
    "period",
    "span",
    "first",
    "last",
    "indicator",
    "kind",
    "value",
    "unit",
    "target",
    "records",
    "part",
    "whole",
    "is_few",
    "is_withheld",
    "is_running",
    "signed_sha256",
)


def indicators() -> Response:
    """Show the figures of this year, or of a period that the address names among those there are."""
    house, place = current_house(), commune()
    periods = open_periods(day_in(house.clock(), place.time_zone))
    wish = request.args.get("period", "")
    period = next((one for one in periods if key_of(one) == wish), periods[0])
    return show(
        "indicators",
        figures=read(lambda session: open_figures(session, house, place, period)),
        snapshots=read(lambda session: open_snapshots(session, place.id)),
        period=period,
        periods=periods,
        is_running=period.last >= day_in(house.clock(), place.time_zone),
        **_words(),
    )


def frozen(number: int) -> Response:
    """Show published figures as they were frozen, beside what they are today."""
    house, place = current_house(), commune()
    found = next((one for one in read(lambda session: open_snapshots(session, place.id)) if one.id == number), None)
    if found is None:
        abort(404)
    live = read(lambda session: live_beside(session, house, place, found))
    return show("frozen_figures", snapshot=found, live=live, **_words())


def frozen_file(sha256: str) -> Response:
    """Send the signed file of published figures; `palabre indicators verify` checks it."""
    place = commune().id
    found = read(lambda session: file_of(session, place, sha256, published=True))
    if found is None:
        abort(404)
    text, name = found
    response = make_response(text)
    response.content_type = "application/json; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return cacheable(response)


def table() -> Response:
    """Send every published figure for machines."""
    house, place = current_house(), commune()
    rows = read(lambda session: list(open_rows(session, house, place)))
    return send_rows(f"indicators-{place.key}.csv", ABOUT, map(_row, rows))


def _row(row: OpenRow) -> Sequence[object]:
    told, indicator, currency = row.told, row.told.indicator, commune().currency
    return (
        key_of(row.period),
        span_of(row.period),
        row.period.first,
        row.period.last,
        indicator.key,
        indicator.kind,
        number_of(indicator, told.value, currency),
        words.unit_key(indicator, currency),
        number_of(indicator, row.target, currency),
        told.records,
        told.part,
        told.whole,
        told.is_few,
        told.is_withheld,
        row.is_running,
        row.sha256,
    )


def _words() -> dict[str, object]:
    return {
        "told": _told,
        "figure": _figure,
        "name_period": _name_period,
        "key_of": key_of,
        "part_names": PARTS,
        "name_part": lambda by, key: say_part(By(by), key, language()),
        "say_unit": lambda indicator, number: words.say_unit(indicator, number, language()),
    }


def _told(told: Told) -> str:
    return _held(words.say_told(told, language(), commune().currency))


def _figure(indicator: Indicator, value: int | None) -> str:
    return _held(words.say_figure(indicator, value, language(), commune().currency))


def _held(said: str) -> str:
    return f"{words.FIRST_STRONG}{said}{words.POP}" if is_from_right() else said


def _name_period(period: Period) -> str:
    return words.say_period(period, language())
