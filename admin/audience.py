"""Who is told by a message: what it costs, and how many they were, as pages say it."""

from __future__ import annotations

from flask import flash

from admin.desk import say
from admin.tongue import marked as _
from admin.tongue import ngettext

THOUSANDTHS = 1000


def whole_cost(cost: int) -> int:
    """Return a cost in minor units, a begun one counted whole; `cost` in thousandths of the minor unit."""
    return -(-cost // THOUSANDTHS)


def say_told(people: int) -> None:
    """Show on the next page how many people are told of what was done; nobody may be."""
    if people:
        flash(ngettext("%(count)s person is told.", "%(count)s people are told.", people), "done")
    else:
        say(_("Nobody is told."), kind="note")
