"""`palabre lines`: every line, its provider, its key and its addresses."""

from __future__ import annotations

import json

import click

from palabre.presence import Found, look, nothing_yet
from palabre.serving import prepare
from palabre.settings import Settings
from palabre.wiring import install
from services.line_kinds import ending_for


@click.command("lines")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def COMMAND(*, as_json: bool) -> None:
    """Print the lines on which this installation can be reached."""
    settings = Settings()
    if look(settings) is Found.NOTHING:
        raise nothing_yet(settings)
    installation = install(settings)
    try:
        prepare(installation)
        lines = installation.book.enabled_lines().values()
    finally:
        installation.close()
    rows = [
        {
            "provider": line.provider,
            "key": line.key,
            "address": line.address,
            "inbound": line.url_of("inbound"),
            "status": line.url_of("status"),
        }
        for line in lines
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        inbound = row["inbound"] + ending_for(row["provider"])
        click.echo(f"{row['provider']} {row['key']} {row['address'] or '-'}\n  {inbound}\n  {row['status']}")
