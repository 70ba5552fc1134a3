"""What is answered to the questions of every public session: figures and documents that are public, else how it is.

None where nothing public answers: then it is a question to the town hall. No figure is made up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from bot.asked_words import TIGHT, not_that_year, year_of
from bot.asked_year import year_asked
from bot.budget_words import STATUSES, budget_answer, document_of
from bot.dialogue import Turn
from bot.document_words import where_to_read
from bot.fitting import Fitted, Spare
from bot.found_words import found_answer
from bot.phrases import Amount, Phrase, Value, _
from bot.steps import Look
from bot.told_at_once import Known, from_budget, from_facts
from bot.understanding.intents import Topic
from bot.understanding.money_questions import MoneyQuestion, read_money_question
from bot.understanding.typical import Typical, names_listed, typical_question
from budgeting.accounts.natures import Nature
from budgeting.accounts.stages import Side
from budgeting.refusal import Refusal

WHO_EXECUTES = _(
    "The mayor decides on each expense and orders its payment; a public accountant, who is not the mayor's, checks and "
    "pays. The council looks at the account."
).brief(_("The mayor orders each expense; the public accountant checks it and pays."))
NOT_IN_IT = _(
    "The budget shows the money of one year: what comes in, what goes out. What the commune owns stands apart, in its "
    "inventory."
).brief(_("The budget is one year's money. What the commune owns stands apart, in its inventory."))


def typical_answer(turn: Turn, question: str) -> Any:
    """Return what is public that answers a typical question, None where nothing does or it is none."""
    asked = typical_question(question)
    if asked is None:
        return None
    return (yield from ANSWERS[asked](turn, read_money_question(question, turn.speech.languages)))


def _plainly(*forms: Phrase) -> Callable[[Turn, MoneyQuestion], Any]:
    def told(turn: Turn, asked: MoneyQuestion) -> Any:  # noqa: ARG001 - as the others
        yield from ()
        return Known("lesson", None, forms, 1)

    return told


def _recovery(turn: Turn, asked: MoneyQuestion) -> Any:
    """Return how much came in of what was expected, where both are written down of one budget."""
    year = yield from year_asked(turn, asked)
    found = yield Look("receipts", lambda: _figures(turn, Topic.REVENUE, year))
    if found is None or not found.planned or not (found.done or found.done_is_nought):
        return None
    values: dict[str, Value] = {
        "year": year_of(found),
        "done": Amount(found.done or 0),
        "planned": Amount(found.planned),
        "share": _of_hundred(found.done or 0, found.planned),
    }
    told = _("Revenue %(year)s: %(done)s came in of %(planned)s expected: %(share)s of 100.", **values)
    return from_budget(Fitted([not_that_year(found), told, Spare(document_of(found, TIGHT))]))


def _of_hundred(part: int, whole: int) -> str:
    """Return a share in whole hundredths, halves up: no cash desk counts closer."""
    return str(int(Fraction(100 * part, whole) + Fraction(1, 2)))


def _teachers(turn: Turn, asked: MoneyQuestion) -> Any:
    """Return what the commune's budget has for the pay of schools' staff, or that it has no line for it."""
    year = yield from year_asked(turn, asked)
    found = yield Look("pay", lambda: _figures(turn, Topic.EDUCATION, year, Nature.PERSONNEL))
    if found is None:
        return None
    if found.nature == Nature.PERSONNEL and found.topic == Topic.EDUCATION:
        return from_budget(budget_answer(found, turn.speech.language))
    told = _(
        "The commune's budget of %(year)s has no line for the pay of teachers: it is not paid from it by itself.",
        year=year_of(found),
    ).brief(_("The budget of %(year)s has no line for teachers' pay."))
    return from_budget(Fitted([told, Spare(document_of(found, TIGHT))]))


def _lines(key: str, side: Side) -> Callable[[Turn, MoneyQuestion], Any]:
    """Return a teller of the sum of the lines called by some names."""

    def told(turn: Turn, asked: MoneyQuestion) -> Any:
        year = yield from year_asked(turn, asked)
        hit = yield Look("lines", lambda: turn.desk.sum_of_lines(names_listed(key), year, side))
        return from_budget(found_answer(hit, STATUSES.get(hit.status, ""), year)) if hit else None

    return told


def _copy(turn: Turn, asked: MoneyQuestion) -> Any:  # noqa: ARG001 - as the others
    """Return where the latest budget or account that is published can be read."""
    for kind in ("budget", "account"):
        found = yield Look(f"published.{kind}", lambda kind=kind: turn.desk.documents(kind))  # type: ignore[misc]
        if found.latest:
            return from_facts([where_to_read(found.latest[0])])
    return None


def _programme(turn: Turn, asked: MoneyQuestion) -> Any:  # noqa: ARG001 - as the others
    """Return where the annual programme can be read, where one is published under such a name."""
    found = yield Look("published", lambda: turn.desk.documents(None))
    programme = next((one for one in found.latest if typical_question(one.title) is Typical.PROGRAMME), None)
    return from_facts([where_to_read(programme)]) if programme else None


def _figures(turn: Turn, topic: Topic, year: int | None, nature: Nature | None = None) -> Any:
    try:
        return turn.desk.known_figures(topic, year, nature)
    except Refusal:
        return None


ANSWERS: Mapping[Typical, Callable[[Turn, MoneyQuestion], Any]] = {
    Typical.EXECUTES: _plainly(WHO_EXECUTES),
    Typical.INVENTORY: _plainly(NOT_IN_IT),
    Typical.RECOVERY: _recovery,
    Typical.PROGRAMME: _programme,
    Typical.COPY: _copy,
    Typical.PARTNERS: _lines("partner_lines", Side.REVENUE),
    Typical.LEVIES: _lines("levy_lines", Side.EXPENDITURE),
    Typical.TEACHERS: _teachers,
}
