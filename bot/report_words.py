"""How a report of works is said: its number, its project, where it stands and what the staff answered."""

from __future__ import annotations

from bot.naming import numbered
from bot.phrases import Day, Phrase, Value, _
from bot.records import Record

STATES: dict[str, Phrase] = {
    "open": _("received, not answered yet"),
    "answered": _("the town hall answered"),
    "repaired": _("repaired"),
    "closed": _("no longer pursued"),
}


def standing(found: Record) -> list[Value]:
    """Return everything there is to say of a report to who asks for it; the answer is told to its sender alone."""
    values: dict[str, Value] = {
        "reference": found.reference,
        "received_on": Day.of(found.made_on),
        "number": found.number,
        "state": STATES.get(found.state, _("unknown")),
    }
    said = _("Report %(reference)s of %(received_on)s on project %(number)s: %(state)s.", **values)
    return [said, _("Answer: %(answer)s", answer=found.answer)] if found.answer else [said]


def received(kept: Record, found: Record, *, gets_news: bool) -> list[Value]:
    """Return that a report is with the staff, where its answer comes, and how to follow it."""
    projects = numbered([found])
    told = _("Noted for the town hall: %(projects)s. The answer comes here.", projects=projects)
    if not gets_news:
        told = _(
            "Noted for the town hall: %(projects)s. Your news is off: for the answer, send START.", projects=projects
        )
    return [told, _("To follow it: TRACK %(reference)s", reference=kept.reference)]
