"""`palabre segments`: what a text costs as SMS."""

from __future__ import annotations

import json
import sys

import click

from bot.sms.prepare import prepare


@click.command("segments")
@click.option("--ascii-only", is_flag=True, help="For lines that garble accents.")
def COMMAND(*, ascii_only: bool) -> None:
    """Read a text a line and print JSON lines: encoding, units, segments, the text as sent, whether it changed."""
    for line in sys.stdin:
        sent = prepare(line.rstrip("\n"), ascii_only=ascii_only)
        row = {
            "encoding": str(sent.encoding),
            "units": sent.units,
            "segments": sent.segments,
            "text": sent.text,
            "changed": sent.changed,
        }
        click.echo(json.dumps(row, ensure_ascii=False))
