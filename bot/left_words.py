"""What is left of the money that came in, and what there is to share in a vote."""

from __future__ import annotations

from bot.asked_words import TIGHT, WIDE, not_that_year, year_of
from bot.budget_words import both_answers, document_of, page_of
from bot.fitting import Fitted, Spare
from bot.phrases import Amount, Phrase, Spoken, Value, _
from bot.records import Record
from bot.wording import Roomy, Sentences

NOT_LEFT = _("What is left is not published.").brief(_("What is left: not published."))
NOTHING_TO_SHARE = _("No money is put to a vote now. To see where the money goes, send BUDGET.")


def left_answer(came_in: Record, went_out: Record) -> Spoken:
    """Return what came in less what was spent, where both are known of one year; else that it is not published."""
    if came_in.year != went_out.year or None in (came_in.done, went_out.done) or not came_in.done:
        return Sentences([NOT_LEFT, both_answers(came_in, went_out)])

    def told(width: int) -> list[Value]:
        return [
            not_that_year(came_in),
            _left(came_in, went_out),
            Spare(document_of(came_in, width)),
            Roomy(page_of(came_in)),
        ]

    return Fitted(told(WIDE), [lambda: told(TIGHT)])


def _left(came_in: Record, went_out: Record) -> Phrase:
    left = came_in.done - went_out.done
    values: dict[str, Value] = {
        "year": year_of(came_in), "earned_money": Amount(came_in.done), "spent": Amount(went_out.done)
    }  # fmt: skip
    if left < 0:
        return _(
            "%(year)s: %(earned_money)s came in, %(spent)s was spent: %(missing_money)s more than came in. What is in "
            "the till today is not published.",
            **values,
            missing_money=Amount(-left),
        ).brief(_("%(year)s: %(earned_money)s in, %(spent)s out: %(missing_money)s too much. The till: not published."))
    return _(
        "%(year)s: %(earned_money)s came in, %(spent)s was spent: %(left_money)s is left. What is in the till today is "
        "not published.",
        **values,
        left_money=Amount(left),
    ).brief(_("%(year)s: %(earned_money)s in, %(spent)s out: %(left_money)s left. The till: not published."))


def money_to_share(amount: int) -> Phrase:
    """Return what a vote shares out, and how to see among what."""
    return _("The vote shares out %(amount)s. To see the projects, send PROJECTS.", amount=Amount(amount))
