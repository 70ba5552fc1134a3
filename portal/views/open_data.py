"""The same figures for machines: tables that no spreadsheet takes for formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import Response, abort

from budgeting.accounts.stages import Stage
from budgeting.money import decimals_of
from portal.desk import cacheable, commune, read
from services.indicators.export import as_csv
from services.public import PublicProject, open_lines, open_projects
from services.public.requests import open_register

ABOUT_A_LINE = ("side", "section", "nature", "chapter", "programme", "topic", "zone", "code", "label")
ABOUT_A_PROJECT = (
    "zone",
    "state",
    "progress",
    "cost",
    "spent",
    "currency",
    "due_on",
    "done_on",
    "ratings",
    "mean_rating",
)
ABOUT_A_REQUEST = (
    "reference",
    "kind",
    "topic",
    "state",
    "received_on",
    "due_on",
    "settled_on",
    "refusal",
    "text",
    "answer",
)
STAGES = tuple(stage.value for stage in Stage)


def budget_lines(year: int) -> Response:
    """Send the lines of the documents that answer for a year; 404 where there are none."""
    lines = read(lambda session: list(open_lines(session, commune().id, year)))
    if not lines:
        abort(404)
    header = ("year", "status", "source", "currency", *ABOUT_A_LINE, *STAGES)
    rows = (
        (
            line.year,
            line.status,
            line.source,
            commune().currency,
            *(getattr(line, name) for name in ABOUT_A_LINE),
            *(in_units(line.amounts.get(stage)) for stage in STAGES),
        )
        for line in lines
    )
    return _table(f"budget-{commune().key}-{year}.csv", header, rows)


def projects() -> Response:
    """Send all projects with their titles in every language of the commune."""
    found = read(lambda session: open_projects(session, commune().id))
    languages = commune().languages
    header = ("number", *(f"title_{tag}" for tag in languages), *ABOUT_A_PROJECT)
    rows = ((item.view.number, *(item.view.titles.get(tag, "") for tag in languages), *_facts(item)) for item in found)
    return _table(f"projects-{commune().key}.csv", header, rows)


def requests() -> Response:
    """Send the public register: every request by its dates, its words where they are public."""
    found = read(lambda session: list(open_register(session, commune().id)))
    rows = ((*(getattr(row, name) for name in ABOUT_A_REQUEST), row.days, row.in_time) for row in found)
    return _table(f"requests-{commune().key}.csv", (*ABOUT_A_REQUEST, "days", "in_time"), rows)


def in_units(minor: int | None) -> str:
    """Return an amount in units of its currency with a decimal point, exactly; empty where there is none."""
    if minor is None:
        return ""
    decimals = decimals_of(commune().currency)
    if not decimals:
        return str(minor)
    units, rest = divmod(abs(minor), 10**decimals)
    return f"{'-' if minor < 0 else ''}{units}.{rest:0{decimals}d}"


def _facts(item: PublicProject) -> tuple[object, ...]:
    view = item.view
    mean = f"{item.rating_sum / item.ratings:.1f}" if item.ratings else ""
    return (
        view.zone,
        view.state,
        view.progress,
        in_units(view.cost),
        in_units(view.spent),
        commune().currency,
        view.due_on,
        item.done_on,
        item.ratings,
        mean,
    )


def _table(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    response = Response(as_csv(header, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return cacheable(response)
