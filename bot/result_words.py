"""What the money brought, said beside the money: allocation, paid, planned result, result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.asked_words import LONG, TIGHT, WIDE, name_of, what_else_was_asked, year_of
from bot.fitting import Fitted, Spare
from bot.phrases import Amount, Phrase, Speech, Value, _
from bot.records import Record
from bot.wording import Clipped, Roomy, Sentences
from budgeting.quantities import write_quantity

NO_RESULT = _("What it brought: nobody has written a result down yet.").brief(_("Result: none given yet."))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A target or a result: its number, with its unit where text is free."""

    thousandths: int
    unit: str = ""

    def spoken(self, speech: Speech) -> str:
        """Return the number, shares with their sign everywhere."""
        number = write_quantity(self.thousandths, speech.language)
        if self.unit == "%":
            return f"{number} %"
        return number if speech.is_brief or not self.unit else f"{number} {self.unit}"


def result_answer(found: Record, document: Callable[[Record, int], Value], page: Value) -> Fitted:
    """Return the money and the result of a topic or programme.

    `document` says what it is taken from with a source of so many characters, `page` where to see more.
    """

    def told(width: int) -> list[Value]:
        return _told(found, width, document(found, width), page)

    def barest() -> list[Value]:
        """Return it without a result where that is the nearest topic's: it is not what was asked."""
        differs, money, result, *others = told(TIGHT)
        return [differs, money, Spare(result) if found.asked_topic else result, *others]

    return Fitted(told(LONG), [lambda: told(WIDE), lambda: told(TIGHT), barest])


def _told(found: Record, width: int, document: Value, page: Value) -> list[Value]:
    first, *others = found.achievements or [None]
    return [
        what_else_was_asked(found),
        _money(found, width),
        achievement_told(first, width) if first else NO_RESULT,
        *(Spare(achievement_told(other, width)) for other in others),
        Roomy(_objective(found)),
        document,
        Roomy(page),
    ]


def achievements(found: Record) -> Sentences:
    """Return what was aimed at and reached, nothing where nobody wrote it down."""
    return Sentences([achievement_told(each, WIDE) for each in found.achievements or ()])


def _money(found: Record, width: int) -> Phrase:
    values: dict[str, Value] = {"topic": name_of(found, width), "year": year_of(found)}
    if found.done or found.done_is_nought:
        values["done"] = Amount(found.done)
    if found.planned is not None:
        values["planned"] = Amount(found.planned)
    if found.planned is None:
        return _("%(topic)s %(year)s: %(done)s spent.", **values) if "done" in values else _not_said(found, values)
    if "done" in values:
        return _("%(topic)s %(year)s: %(done)s spent of %(planned)s planned.", **values)
    return _("%(topic)s %(year)s: %(planned)s planned, no spending noted yet.", **values)


def _not_said(found: Record, values: dict[str, Value]) -> Phrase:
    return _("%(topic)s %(year)s: %(amount)s.", **values, amount=Amount(found.amount))


def achievement_told(each: Record, width: int) -> Value:
    """Return what was reached of one indicator and what was aimed at."""
    name = Clipped(f"{each.name} {each.period}".strip(), width)
    values: dict[str, Value] = {"indicator": name}
    if each.target is not None:
        values["target"] = Quantity(each.target, each.unit)
    if each.result is not None:
        values["result"] = Quantity(each.result, each.unit)
    if each.result is None:
        return _("%(indicator)s: %(target)s aimed at, no result given yet.", **values)
    if each.target is None:
        return Sentences([_("%(indicator)s: %(result)s, no target was set.", **values), Roomy(_by_sex(each))])
    said = _("%(indicator)s: %(result)s reached, %(target)s aimed at.", **values).brief(
        _("%(indicator)s: %(result)s of %(target)s.")
    )
    return Sentences([said, Roomy(_by_sex(each))])


def _by_sex(each: Record) -> Value:
    if each.women is None or each.men is None:
        return ""
    return _("(women %(women)s, men %(men)s)", women=Quantity(each.women), men=Quantity(each.men))


def _objective(found: Record) -> Value:
    return _("What it is for: %(objective)s", objective=found.objective) if found.objective else ""
