"""`palabre lines`: every line, its provider, its key and its addresses."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import partial

import click

from gateways.base import LineView
from palabre.presence import Found, look, nothing_yet
from palabre.serving import prepare
from palabre.settings import Settings
from palabre.wiring import install
from services.line_kinds import doors_of, ending_for, lacks_address
from services.line_traffic import LineTraffic, traffic_of

NO_ADDRESS = (
    "  no public https address is set: nobody outside reaches these. Set PUBLIC_URL to it; docs/android-phone.md says "
    "how to get one (“Without a public address”)."
)


@click.command("lines")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def COMMAND(*, as_json: bool) -> None:
    """Print the lines on which this installation can be reached, and when each last carried a message."""
    settings = Settings()
    if look(settings) is Found.NOTHING:
        raise nothing_yet(settings)
    installation = install(settings)
    try:
        prepare(installation)
        lines = installation.book.enabled_lines()
        traffic = {number: installation.house.work.read(partial(traffic_of, line_id=number)) for number in lines}
    finally:
        installation.close()
    rows = [_row(line, traffic[number]) for number, line in lines.items()]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        click.echo("No line is switched on yet: add one on the page Lines of the panel.")
    for line, row in zip(lines.values(), rows, strict=True):
        doors = (f"\n  {row[door]}{ending_for(line.provider, door)}" for door in doors_of(line.provider))
        click.echo(f"{line.provider} {line.key} {line.address or '-'}{''.join(doors)}")
        if lacks_address(line.provider, settings.public_url, line.settings):
            click.echo(NO_ADDRESS)
        click.echo(f"  last message in: {row['last_in'] or 'none yet'}; last one sent: {row['last_out'] or 'none yet'}")
        if row["last_error"]:
            click.echo(f"  the last message did not go out: {row['last_error']}")


def _row(line: LineView, traffic: LineTraffic) -> dict[str, str]:
    return {
        "provider": line.provider,
        "key": line.key,
        "address": line.address,
        "inbound": line.url_of("inbound"),
        "status": line.url_of("status"),
        "last_in": _moment(traffic.last_in_at),
        "last_out": _moment(traffic.last_out_at),
        "last_error": traffic.last_error or "",
    }


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ") if moment else ""
