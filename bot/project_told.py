"""What is said of one project: what, where, how much, how far."""

from __future__ import annotations

from bot.fitting import Spare
from bot.naming import state_of
from bot.phrases import Amount, Day, Phrase, Value, _
from bot.records import Record
from bot.wording import Clipped, Roomy

UNDER_WAY = {"under_way", "done"}


def told_of(found: Record, title: Value, *, with_zone: bool = False) -> list[Value]:
    """Return everything that is said of a project, sentence by sentence, under this title."""
    return [
        _name(found, title, with_zone=with_zone),
        _("Cost %(cost)s, %(state)s.", cost=Amount(found.cost), state=state_of(found)),
        *_progress(found),
        Roomy(found.description),
    ]


def _name(found: Record, title: Value, *, with_zone: bool) -> Phrase:
    values: dict[str, Value] = {"number": found.number, "title": title}
    if found.zone and with_zone:
        return _("%(number)s. %(title)s (%(zone)s).", **values, zone=Clipped(found.zone, 20))
    return _("%(number)s. %(title)s.", **values)


def _progress(found: Record) -> list[Value]:
    if found.state not in UNDER_WAY:
        return []
    progress = _("Progress %(percent)s%%, spent %(spent)s.", percent=found.progress, spent=Amount(found.spent))
    if not found.due_on or found.state == "done":
        return [progress]
    return [progress, Spare(_("To be ready by %(due_on)s.", due_on=Day.of(found.due_on)))]
