"""`palabre verify`: the verifier that every bundle carries, and with it the whole account by every rule."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from budgeting.proof.account import account, table
from budgeting.proof.meetings import hands
from budgeting.proof.published import NotedHead, Unreadable, begins_with, read_noted
from budgeting.proof.sheets import sheets
from budgeting.proof.verify import Bundle, Finding, main


@click.command("verify")
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("--receipt", help="Say what became of the vote of this receipt.")
@click.option("--rules", help="The fingerprint of the rules as it was announced before the vote.")
@click.option("--head", "heads", multiple=True, help="A head kept while the vote ran: a saved file, or size and root.")
def COMMAND(bundle: Path, receipt: str | None, rules: str | None, heads: tuple[str, ...]) -> None:
    """Check BUNDLE, the published bundle of a vote.

    Ends with 0 where all holds, with 1 and a line for each fault where not, with 2 where the file cannot be read.
    A HEAD is a file saved from the page of the log, the address in the square of its slip, or what somebody wrote
    down of it: "1234 3fa4 91c2 …".
    """
    asked = [("--receipt", receipt), ("--rules", rules)]
    said = [f"{name}={value}" for name, value in asked if value is not None]
    noted = _noted(heads)

    def kept(one: Bundle) -> Iterable[Finding]:
        return begins_with(one, noted)

    status = main([*said, "--", str(bundle)], account, table, sheets, hands, kept)
    if noted and not status:
        click.echo(f"heads kept while the vote ran: {len(noted)}. The log begins with each of them.")
    raise SystemExit(status)


def _noted(heads: Iterable[str]) -> tuple[NotedHead, ...]:
    try:
        return tuple(one for given in heads for one in read_noted(given))
    except Unreadable as error:
        click.echo(f"This is no head that can be read: {error}")
        raise SystemExit(2) from None
