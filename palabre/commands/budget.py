"""`palabre budget import`: a commune's own file, read, checked, and written down unless it is only looked at."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.accounts.reading import Reading
from budgeting.accounts.report import as_json
from budgeting.refusal import Refusal
from models import Commune
from models.budget import BudgetStatus
from palabre.budget_report import refusal_text, report_text
from palabre.serving import prepare
from palabre.settings import Settings
from palabre.wiring import Installation, install
from services.budgets.importing import Source, import_budget, years_of
from services.budgets.opening import names_other_money, read_file

FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
STATUSES = click.Choice([status.value for status in BudgetStatus])


@click.group("budget")
def COMMAND() -> None:
    """Published money."""


@COMMAND.command("import")
@click.argument("file", type=FILE)
@click.option("--commune", "key", help="Key of the commune; not needed where there is one only.")
@click.option("--year", type=click.IntRange(1900, 2199), help="Fiscal year, where the file names none.")
@click.option("--status", type=STATUSES, help="How far the document has come; else what the file seems to be.")
@click.option("--currency", metavar="CODE", help="ISO 4217 code, for a dry run; else the currency the file names.")
@click.option("--dry-run", is_flag=True, help="Read and report; nothing is written, no database is needed.")
@click.option("--json", "wants_json", is_flag=True, help="Print JSON.")
def import_file(
    file: Path,
    *,
    key: str | None,
    year: int | None,
    status: str | None,
    currency: str | None,
    dry_run: bool,
    wants_json: bool,
) -> None:
    """Read a budget or an account from a CSV, XLSX, XLS or ODS file, report what was found, write it down."""
    content = file.read_bytes()
    try:
        if dry_run:
            reading = read_file(content, file.name, currency=currency and currency.upper(), year=year)
            written: list[dict[str, Any]] = []
        else:
            reading, written = _write(content, file.name, key, year, status)
    except Refusal as refusal:
        raise click.ClickException(refusal_text(refusal)) from refusal
    _show(reading, written, wants_json=wants_json, dry_run=dry_run)


def _show(reading: Reading, written: list[dict[str, Any]], *, wants_json: bool, dry_run: bool) -> None:
    if wants_json:
        report = as_json(reading) if dry_run else {**as_json(reading), "documents": written}
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return
    click.echo(report_text(reading))
    for document in written:
        click.echo(f"Written: document {document['id']}, {document['year']}, {document['status']}.")
    if dry_run:
        click.echo("Nothing was written.")


def _write(
    content: bytes, name: str, key: str | None, year: int | None, status: str | None
) -> tuple[Reading, list[dict[str, Any]]]:
    installation = install(Settings())
    try:
        prepare(installation)
        currency = installation.house.work.read(lambda session: _commune(session, key).currency)
        reading = read_file(content, name, currency=currency, year=year)
        years_of(reading, year)  # refuses before anything is locked
        if names_other_money(reading, currency):
            raise click.ClickException(f"The file is in {reading.document.currency}, the commune counts in {currency}.")
        return reading, _keep(installation, key, reading, Source.of(name, content), year, status)
    finally:
        installation.close()


def _keep(
    installation: Installation, key: str | None, reading: Reading, source: Source, year: int | None, status: str | None
) -> list[dict[str, Any]]:
    def keep(session: Session) -> list[dict[str, Any]]:
        documents = import_budget(
            session, installation.house, _commune(session, key), reading, source=source, year=year, status=status
        )
        return [{"id": row.id, "year": row.year, "status": str(row.status)} for row in documents]

    return installation.house.work.write(keep)


def _commune(session: Session, key: str | None) -> Commune:
    found = session.scalars(select(Commune) if key is None else select(Commune).where(Commune.key == key)).all()
    if len(found) == 1:
        return found[0]
    if key is not None:
        raise click.ClickException(f"There is no commune “{key}”.")
    raise click.ClickException("Say which commune with --commune." if found else "There is no commune yet.")
