"""The same figures for machines: tables that no spreadsheet takes for formulas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import TextIOWrapper
from tempfile import SpooledTemporaryFile
from typing import IO

from flask import Response, abort, send_file
from sqlalchemy.orm import Session

from budgeting.accounts.stages import Stage
from budgeting.money import decimals_of
from portal.desk import cacheable, commune, current_house, read
from services.clock import day_in
from services.follow_ups.reading import open_follow_ups
from services.indicators.export import write_csv
from services.public import PublicProject, open_lines, open_projects
from services.public.lines import OpenLine
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
ABOUT_A_PROMISE = (
    "reference",
    "origin",
    "occasion",
    "promised_on",
    "text",
    "owner",
    "due_on",
    "state",
    "is_late",
    "done_on",
    "reason",
    "moved_at",
)
IN_MEMORY = 1024 * 1024
"""Bytes of a table that are held; the rest of a long one is on the disk until it is sent."""
STAGES = tuple(stage.value for stage in Stage)


def budget_lines(year: int) -> Response:
    """Send the lines of the documents that answer for a year; 404 where there are none."""
    header = ("year", "status", "source", "currency", *ABOUT_A_LINE, *STAGES)
    place = commune()
    table = read(lambda session: _written(header, map(_line, open_lines(session, place.id, year))))
    if not table.rows:
        table.file.close()
        abort(404)
    return _table(f"budget-{place.key}-{year}.csv", table)


def projects() -> Response:
    """Send all projects with their titles in every language of the commune."""
    found = read(lambda session: open_projects(session, commune().id))
    languages = commune().languages
    header = ("number", *(f"title_{tag}" for tag in languages), *ABOUT_A_PROJECT)
    rows = ((item.view.number, *(item.view.titles.get(tag, "") for tag in languages), *_facts(item)) for item in found)
    return _table(f"projects-{commune().key}.csv", _written(header, rows))


def requests() -> Response:
    """Send the public register: every request by its dates, its words where they are public."""
    header, place = (*ABOUT_A_REQUEST, "days", "in_time"), commune()

    def rows(session: Session) -> Iterator[Sequence[object]]:
        for row in open_register(session, place.id):
            yield *(getattr(row, name) for name in ABOUT_A_REQUEST), row.days, row.in_time

    return _table(f"requests-{place.key}.csv", read(lambda session: _written(header, rows(session))))


def follow_ups() -> Response:
    """Send every public promise with where it stands."""
    place = commune()
    today = day_in(current_house().clock(), place.time_zone)

    def rows(session: Session) -> Iterator[Sequence[object]]:
        for row in open_follow_ups(session, place.id, today):
            yield *(getattr(row, name) for name in ABOUT_A_PROMISE), row.as_written.get("state")

    header = (*ABOUT_A_PROMISE, "state_as_written")
    return _table(f"promises-{place.key}.csv", read(lambda session: _written(header, rows(session))))


def send_rows(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """Send a table of rows that are at hand."""
    return _table(name, _written(header, rows))


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


def _line(line: OpenLine) -> Sequence[object]:
    about = (getattr(line, name) for name in ABOUT_A_LINE)
    amounts = (in_units(line.amounts.get(stage)) for stage in STAGES)
    return line.year, line.status, line.source, commune().currency, *about, *amounts


@dataclass(slots=True)
class Table:
    """A table on its way: written row by row, beyond a megabyte on the disk; `rows` without the header."""

    file: IO[bytes]
    rows: int = 0

    def counted(self, rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
        for self.rows, row in enumerate(rows, 1):
            yield row


def _written(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    table = Table(SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115 - closed with the response
    text = TextIOWrapper(table.file, encoding="utf-8", newline="")
    write_csv(text, header, table.counted(rows))
    text.detach()  # or it would close the file; what it held back is written first
    return table


def _table(name: str, table: Table) -> Response:
    digest, length = _digest_of(table.file), table.file.tell()
    table.file.seek(0)
    response = send_file(table.file, "text/csv", as_attachment=True, download_name=name, etag=False)
    response.content_length = length
    response.set_etag(digest)
    return cacheable(response)


def _digest_of(file: IO[bytes]) -> str:
    file.seek(0)
    digest = sha256()
    while block := file.read(64 * 1024):
        digest.update(block)
    return digest.hexdigest()
