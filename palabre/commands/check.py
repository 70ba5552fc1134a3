"""`palabre check`: says what is wrong with this installation, before citizens find out."""

from __future__ import annotations

import click

from locales.catalogue import compile_all
from locales.page_words import SOURCE
from palabre.migrations import is_current
from palabre.presence import Found, look, nothing_yet
from palabre.safety import find_troubles
from palabre.settings import Settings
from palabre.trouble import Trouble, marked
from palabre.wiring import Installation, install
from services.communes import list_communes
from services.database import is_alive

IN_ORDER = Trouble(marked("Everything is in order."))


@click.command("check")
@click.pass_context
def COMMAND(context: click.Context) -> None:
    """Print everything that is wrong, one sentence each; exit code 1 when there is something.

    It answers in the commune's own language, as `palabre init` does; in English while there is none, or where several
    communes differ.
    """
    settings = Settings()
    if look(settings) is Found.NOTHING and settings.is_sqlite:
        raise nothing_yet(settings)
    compile_all()
    installation = install(settings)
    try:
        troubles, language = find_troubles(installation), _language_of(installation)
    finally:
        installation.close()
    for trouble in troubles:
        click.echo(f"- {trouble.said(language)}")
    if troubles:
        context.exit(1)
    click.echo(IN_ORDER.said(language))


def _language_of(installation: Installation) -> str:
    """Return the language of the communes, English where it is not one or cannot be read."""
    if not (is_alive(installation.engine) and is_current(installation.engine)):
        return SOURCE
    spoken = {commune.languages[0] for commune in installation.house.work.read(list_communes)}
    return spoken.pop() if len(spoken) == 1 else SOURCE
