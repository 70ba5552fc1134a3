"""`palabre budget`: a commune's own file read, checked and written down; shown to citizens, hidden, taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.accounts.reading import Reading
from budgeting.accounts.words import fold
from budgeting.refusal import Refusal
from models import BudgetDocument, Commune
from models.budget import BudgetStatus
from palabre.budget_report import json_pieces, refusal_text, report_text
from palabre.budget_telling import told
from palabre.console import opened
from palabre.serving import prepare
from palabre.settings import Settings
from palabre.wiring import Installation, install
from services.budgets.importing import Source, Terms, import_budget, years_of
from services.budgets.job import AS_NAMED, Job
from services.budgets.looking import job_for
from services.budgets.opening import names_other_money
from services.budgets.publishing import publish
from services.budgets.reading_now import reading_now
from services.budgets.reading_room import CannotBeRead
from services.budgets.sources import discard_source, keep_source
from services.house import House
from services.printing.undoing import hide_budget, withdraw_budget

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
@click.option("--only", default="", metavar="NAME", help="Of a file of several communes, read this one's rows alone.")
@click.option("--date", "decided", type=click.DateTime(["%Y-%m-%d"]), help="Day of the decision, such as 2025-12-20.")
@click.option("--title", help="What the document is called; else what the file calls itself.")
@click.option(
    "--source",
    help="What every answer quotes, such as “Budget primitif 2026”; else the title given, else the file's name.",
)
@click.option("--publish", "wants_published", is_flag=True, help="Answer citizens from it at once; needs --status.")
@click.option("--currency", metavar="CODE", help="ISO 4217 code, for a dry run; else the currency the file names.")
@click.option("--dry-run", is_flag=True, help="Read and report; nothing is written, no database is needed.")
@click.option("--json", "wants_json", is_flag=True, help="Print JSON.")
def import_file(
    file: Path,
    *,
    key: str | None,
    year: int | None,
    currency: str | None,
    only: str,
    dry_run: bool,
    wants_json: bool,
    **asked: Any,
) -> None:
    """Read a budget or an account from a CSV, XLSX, XLS or ODS file, report what was found, write it down.

    Citizens are told nothing of it before it is published.
    """
    content = file.read_bytes()
    wishes = _wishes(year, **asked)
    try:
        if dry_run:
            job = Job(file.name, currency.upper() if currency else AS_NAMED, year=year, only=only)
            with _reading(job, content) as reading:
                _show(reading, [], wants_json=wants_json, dry_run=True)
        else:
            _write(content, file.name, key, wishes, only, wants_json=wants_json)
    except Refusal as refusal:
        raise click.ClickException(refusal_text(refusal)) from refusal


@COMMAND.command("publish")
@click.argument("document", type=int)
@click.option("--commune", "key", help="Key of the commune; not needed where there is one only.")
def publish_document(document: int, *, key: str | None) -> None:
    """Answer citizens from a document."""
    _change([document], key, partial(publish, published=True, staff_id=None))


@COMMAND.command("hide")
@click.argument("document", type=int)
@click.option("--commune", "key", help="Key of the commune; not needed where there is one only.")
def hide_document(document: int, *, key: str | None) -> None:
    """Tell citizens nothing more of a document until it is published again; its citizen budgets are withdrawn."""
    _change([document], key, partial(hide_budget, staff_id=None))


@COMMAND.command("withdraw")
@click.argument("documents", type=int, nargs=-1, required=True, metavar="DOCUMENT...")
@click.option("--commune", "key", help="Key of the commune; not needed where there is one only.")
def withdraw_documents(documents: tuple[int, ...], *, key: str | None) -> None:
    """Undo an import: the documents answer no more, and their files may be imported again.

    Give several numbers to undo a file of several years at once; either all of them are undone or none. The citizen
    budgets that were published from them are withdrawn.
    """
    _change(dict.fromkeys(documents), key, partial(withdraw_budget, staff_id=None))


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for beside the file: None where the file shall speak for itself."""

    year: int | None
    status: str | None
    title: str | None
    source: str | None
    published: bool
    dated_on: date | None = None


class Written(NamedTuple):
    """A document that was written: its facts, and what citizens hear of it."""

    facts: dict[str, Any]
    told: str


def _wishes(year: int | None, *, status: str | None, title: str | None, source: str | None, **more: Any) -> Wishes:
    published = more["wants_published"]
    if published and status is None:
        raise click.UsageError("Say with --status how far the document has come: every answer quotes it.")
    decided: datetime | None = more["decided"]
    return Wishes(year, status, title, source, bool(published), decided.date() if decided else None)


def _show(reading: Reading, written: list[Written], *, wants_json: bool, dry_run: bool) -> None:
    if wants_json:
        more = {} if dry_run else {"documents": [each.facts for each in written]}
        for piece in json_pieces(reading, more):
            click.echo(piece, nl=False)
        return
    click.echo(report_text(reading))
    for facts, told_of_it in written:
        click.echo("Written: document {id}, {year}, {status}, “{title}”, quoted as “{source}”.".format(**facts))
        click.echo(told_of_it)
    if len(written) > 1:
        click.echo(f"To undo all of it: palabre budget withdraw {' '.join(str(each.facts['id']) for each in written)}")
    if dry_run:
        click.echo("Nothing was written.")


def _refuse_unnamed(reading: Reading, only: str) -> None:
    """Refuse a commune that no row of the file names: nothing of it would be read, or all of another."""
    named = {fold(name): name for sheet in reading.sheets for name in sheet.communes}
    if only and fold(only) not in named:
        names = f" It names: {', '.join(named.values())}." if named else ""
        raise click.ClickException(f"No row of the file names the commune “{only}”.{names}")


@contextmanager
def _reading(job: Job, content: bytes) -> Iterator[Reading]:
    try:
        with reading_now(job, content) as reading:
            _refuse_unnamed(reading, job.only)
            yield reading
    except CannotBeRead as error:
        raise click.ClickException("This file cannot be read: it is damaged, or too large for this machine.") from error


def _write(content: bytes, name: str, key: str | None, wishes: Wishes, only: str, *, wants_json: bool) -> None:
    installation = install(Settings())
    try:
        prepare(installation)
        job = installation.house.work.read(lambda db: job_for(db, _commune(db, key).id, name, wishes.year))
        with _reading(replace(job, only=only), content) as reading:
            years_of(reading, wishes.year)  # refuses before anything is locked
            if names_other_money(reading, job.currency):
                named = reading.document.currency
                raise click.ClickException(f"The file is in {named}, the commune counts in {job.currency}.")
            file = Source.of(name, content)
            source = Source(wishes.source or wishes.title or file.name, file.digest)
            written = _keep(installation, key, reading, source, wishes, content)
            _show(reading, written, wants_json=wants_json, dry_run=False)
    finally:
        installation.close()


def _keep(
    installation: Installation, key: str | None, reading: Reading, source: Source, wishes: Wishes, content: bytes
) -> list[Written]:
    stored_as = keep_source(installation.house, content)

    def keep(session: Session) -> list[Written]:
        commune = _commune(session, key)
        documents = import_budget(
            session,
            installation.house,
            commune,
            reading,
            source=source,
            year=wishes.year,
            status=wishes.status,
            title=wishes.title,
            published=wishes.published,
            terms=Terms(dated_on=wishes.dated_on, stored_as=stored_as),
        )
        return [Written(_facts(row), told(session, commune, row)) for row in documents]

    try:
        return installation.house.work.write(keep)
    except Refusal:
        discard_source(installation.house, stored_as)
        raise


def _facts(row: BudgetDocument) -> dict[str, Any]:
    return {
        "id": row.id,
        "year": row.year,
        "status": str(row.status),
        "title": row.title,
        "source": row.source,
        "published": row.published,
    }


def _change(
    document_ids: Iterable[int], key: str | None, act: Callable[[Session, House, int, int], BudgetDocument]
) -> None:
    with opened() as house:

        def change(session: Session) -> str:
            commune = _commune(session, key)
            changed = [act(session, house, commune.id, number) for number in document_ids]
            return "\n".join(told(session, commune, document) for document in changed)

        click.echo(house.work.write(change))


def _commune(session: Session, key: str | None) -> Commune:
    found = session.scalars(select(Commune) if key is None else select(Commune).where(Commune.key == key)).all()
    if len(found) == 1:
        return found[0]
    if key is not None:
        raise click.ClickException(f"There is no commune “{key}”.")
    raise click.ClickException("Say which commune with --commune." if found else "There is no commune yet.")
