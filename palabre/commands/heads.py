"""`palabre heads`: checks the heads of a public log while its vote runs, and holds them against what somebody kept."""

from __future__ import annotations

from pathlib import Path

import click

from budgeting.proof.published import Unreadable, faults_of, read_file, read_noted


@click.command("heads")
@click.argument("saved", type=click.Path(path_type=Path))
@click.argument("earlier", nargs=-1)
def COMMAND(saved: Path, earlier: tuple[str, ...]) -> None:
    """Check SAVED, the file of heads from the page of a log; each EARLIER one must still be in it.

    EARLIER is a file saved before, or the size and root of one head. Ends with 0 where all holds, with 1 and a line
    for each fault where not, with 2 where something cannot be read. Compare the key with the one in the rules.
    """
    try:
        paper = read_file(saved)
        noted = [one for given in earlier for one in read_noted(given)]
    except Unreadable as error:
        click.echo(f"This cannot be read: {error}")
        raise SystemExit(2) from None
    faults = list(faults_of(paper, noted))
    click.echo(f"log_key: {paper['log_key']}\nheads: {len(paper['heads'])}, kept before: {len(noted)}")
    for fault in faults:
        click.echo(f"FAULT {fault}")
    if not faults:
        click.echo("All of it holds: the log has only grown.")
    raise SystemExit(1 if faults else 0)
