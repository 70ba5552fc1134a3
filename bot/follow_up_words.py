"""How a promise of the commune is said: what it is, where it stands, who answers for it, by when."""

from __future__ import annotations

from bot.fitting import Spare
from bot.phrases import Day, Phrase, Value, _
from bot.records import Record
from bot.wording import Clipped, Closed

TITLE = 40
"""Characters of a promise where text is paid."""

OWNER = 30
NOTE = 50

STATES: dict[str, Phrase] = {
    "not_started": _("not begun"),
    "in_progress": _("in progress"),
    "done": _("done"),
    "abandoned": _("given up"),
}
UNSAID = _("not said yet")


def standing(found: Record) -> list[Value]:
    """Return everything there is to say of a promise; what can be spared is said where there is room."""
    state = STATES.get(found.state or "", UNSAID)
    values: dict[str, Value] = {"reference": found.reference, "title": Clipped(found.text, TITLE), "state": state}
    if found.done_on:
        parts: list[Value] = [
            _("%(reference)s, %(title)s: done on %(day)s.", **_but_state(values), day=_day(found.done_on))
        ]
    else:
        parts = [_("%(reference)s, %(title)s: %(state)s.", **values)]
    if found.reason:
        parts.append(_("Why: %(why)s", why=Closed(Clipped(found.reason, NOTE, has_end=True))))
    parts += _promised(found)
    if found.owner:
        parts.append(Spare(_("In charge: %(step)s.", step=Clipped(found.owner, OWNER))))
    if found.note:
        note = Closed(Clipped(found.note, NOTE, has_end=True))
        parts.append(Spare(_("On %(day)s: %(why)s", day=_day(found.noted_on), why=note)))
    if not found.is_heard and found.state not in {"done", "abandoned"}:
        parts.append(Spare(_("To be told: FOLLOW %(reference)s", reference=found.reference)))
    return parts


def _promised(found: Record) -> list[Value]:
    """Return by when it is promised, where it is still awaited."""
    if found.is_late:
        return [_("Late: promised for %(due_on)s.", due_on=_day(found.due_on))]
    is_awaited = found.due_on and found.state not in {"done", "abandoned"}
    return [_("Promised for %(due_on)s.", due_on=_day(found.due_on))] if is_awaited else []


def _but_state(values: dict[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if name != "state"}


def _day(text: str) -> Day:
    return Day.of(text)
