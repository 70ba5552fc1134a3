"""`palabre indicators`: what can be done with figures from outside; `verify` checks a file of frozen ones."""

from __future__ import annotations

from pathlib import Path

import click

from budgeting.frozen_figures import UnreadableFigures, faults_of, read_file


@click.group("indicators")
def COMMAND() -> None:
    """Indicators of a commune."""


@COMMAND.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--key", help="The public key that the installation announces, to be sure that it is theirs.")
def verify(file: Path, key: str | None) -> None:
    """Check FILE, the frozen figures of a period: that nothing in it was changed since it was signed.

    Ends with 0 where all holds, with 1 and a line for each fault where not, with 2 where the file cannot be read.
    """
    try:
        found = read_file(file)
        faults = list(faults_of(found, key))
    except UnreadableFigures as error:
        click.echo(f"This cannot be read: {error}")
        raise SystemExit(2) from None
    figures = found["figures"]
    click.echo(f"commune: {figures['commune']['name']}\nperiod: {figures['first']} to {figures['last']}")
    click.echo(f"frozen_at: {figures['frozen_at']}\nfingerprint: {found['sha256']}\nkey: {found['public_key']}")
    for fault in faults:
        click.echo(f"FAULT {fault}")
    if not faults:
        click.echo("All of it holds: these are the figures as they were frozen.")
        if key is None:
            click.echo("Compare the key with the one on the commune's page, or give it with --key.")
    raise SystemExit(1 if faults else 0)
