"""What the commands share: the house opened and closed, a commune found by its key, a refusal said plainly."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from budgeting.refusal import Refusal
from palabre.logs import set_up_logs
from palabre.serving import prepare
from palabre.settings import Settings
from palabre.wiring import install
from services.budgets.reasons import BudgetReason
from services.communes import list_communes
from services.house import House

SENTENCES: dict[str, str] = {
    BudgetReason.NO_SUCH_DOCUMENT: "no document has that number; the import printed it"
    ", and the address of its page ends with it",
}


@contextmanager
def opened() -> Iterator[House]:
    """Open the installation's house, brought up to date; a refusal inside ends the command in plain words."""
    settings = Settings()
    set_up_logs(settings.log_level)
    installation = install(settings)
    try:
        prepare(installation)
        yield installation.house
    except Refusal as no:
        raise click.ClickException(f"Not done: {said_plainly(no)}.") from no
    finally:
        installation.close()


def said_plainly(no: Refusal) -> str:
    """Return why something was refused, in a sentence where the command line has one."""
    return SENTENCES.get(no.reason, no.reason.replace("_", " "))


def place_of(house: House, key: str) -> int:
    """Return the id of the commune of that key; the command ends when there is none."""
    communes = house.work.read(list_communes)
    for commune in communes:
        if commune.key == key:
            return commune.id
    known = ", ".join(commune.key for commune in communes) or "none yet"
    raise click.ClickException(f"No commune has the key {key}. Communes: {known}.")
