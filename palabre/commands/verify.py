"""`palabre verify`: the verifier that every bundle carries, and with it the whole account by every rule."""

from __future__ import annotations

from pathlib import Path

import click

from budgeting.proof.account import account, table
from budgeting.proof.verify import main


@click.command("verify")
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("--receipt", help="Say what became of the vote of this receipt.")
@click.option("--rules", help="The fingerprint of the rules as it was announced before the vote.")
def COMMAND(bundle: Path, receipt: str | None, rules: str | None) -> None:
    """Check BUNDLE, the published bundle of a vote.

    Ends with 0 where all holds, with 1 and a line for each fault where not, with 2 where the file cannot be read.
    """
    asked = [("--receipt", receipt), ("--rules", rules)]
    said = [f"{name}={value}" for name, value in asked if value is not None]
    raise SystemExit(main([*said, "--", str(bundle)], account, table))
