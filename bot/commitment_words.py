"""How a commitment of the action plan is said: how many of its activities are done, one figure, what to send next."""

from __future__ import annotations

from functools import partial

from bot.fitting import Fitted, Spare
from bot.phrases import Named, Value, _
from bot.records import Record
from bot.result_words import Quantity
from bot.wording import Clipped

WIDTHS = ((40, 45), (40, 30), (30, 22))
"""Characters of a title and of what is counted where text is paid, and those they have where that does not fit."""

LABEL = 22
"""Those of a title in a list."""

ASK = _("To ask about it: QUESTION and your words.").brief(_("To ask: QUESTION"))


def told_of(found: Record) -> Fitted:
    """Return how far a commitment is; what can be spared is said where there is room."""
    return Fitted(_told(found, *WIDTHS[0]), [partial(_told, found, *widths) for widths in WIDTHS[1:]])


def _told(found: Record, title: int, indicator: int) -> list[Value]:
    values: dict[str, Value] = {"number": found.number, "title": Clipped(Named(found.titles), title)}
    parts: list[Value] = [_progress(found, values)]
    if found.late:
        parts.append(Spare(_("Late: %(late)s.", late=found.late)))
    if found.unfit:
        parts.append(Spare(_("With dates that do not fit: %(late)s.", late=found.unfit)))
    if found.figure:
        parts.append(_figure(found.figure, indicator))
    if found.page:
        parts.append(Spare(_("More: %(page)s", page=found.page)))
    return [*parts, _("The others: COMMITMENT") if found.others else ASK]


def _progress(found: Record, values: dict[str, Value]) -> Value:
    if not found.activities:
        return _("Commitment %(number)s, %(title)s: no activity is written down yet.", **values)
    return _(
        "Commitment %(number)s, %(title)s: %(kept)s of %(activities)s activities done.",
        **values,
        kept=found.done,
        activities=found.activities,
    )


def _figure(figure: Record, width: int) -> Value:
    values: dict[str, Value] = {
        "indicator": Clipped(Named(figure.names), width),
        "result": Quantity(figure.value, figure.unit),
    }
    if figure.target is None:
        return _("%(indicator)s: %(result)s.", **values)
    return _("%(indicator)s: %(result)s, target %(target)s.", **values, target=Quantity(figure.target))
