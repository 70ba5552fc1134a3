"""Why a project won or lost, in one sentence that fits one SMS. Reasons are those of `budgeting.counting`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.ballot_words import POINTS
from bot.naming import title_of
from bot.phrases import Amount, Phrase, Value, _, counted
from bot.records import Record
from bot.wording import Clipped
from budgeting.counting.outcome import Verdict

REASONS: dict[str, tuple[Phrase, ...]] = {
    Verdict.WON: (
        _(
            "Project %(number)s, %(title)s, is chosen: its %(supporters)s paid for it together, at most %(each_money)s "
            "each. It costs %(cost)s."
        ).brief(_("%(title)s: CHOSEN, paid by its %(supporters)s, at most %(each_money)s each. Cost %(cost)s.")),
        _(
            "Project %(number)s, %(title)s, is chosen with what the shares had left over, %(rest_money)s: %(votes)s, "
            "the most of those that still fitted. It costs %(cost)s."
        ).brief(_("%(title)s: CHOSEN with what was left over, %(rest_money)s: %(votes)s. Cost %(cost)s.")),
        _(
            "Project %(number)s, %(title)s, is chosen: its %(supporters)s could pay for it together as soon as "
            "everybody had earned %(earned_money)s. It costs %(cost)s."
        ).brief(_("%(title)s: CHOSEN, %(supporters)s paid it when each had earned %(earned_money)s. Cost %(cost)s.")),
        _(
            "Project %(number)s, %(title)s, is chosen: place %(rank)s with %(votes)s. It needed %(needed_votes)s. It "
            "costs %(cost)s; %(left_money)s were left after it."
        ).brief(_("%(title)s: CHOSEN, %(votes)s, %(needed_votes)s were needed. Cost %(cost)s.")),
        _(
            "Project %(number)s, %(title)s, is chosen: place %(rank)s with %(votes)s. It costs %(cost)s; "
            "%(left_money)s were left after it."
        ).brief(_("%(title)s: CHOSEN, place %(rank)s, %(votes)s. Cost %(cost)s, left after it %(left_money)s.")),
    ),
    Verdict.LOST_NO_VOTES: (
        _("Project %(number)s, %(title)s, is not chosen: nobody voted for it.").brief(
            _("%(title)s: not chosen, nobody voted for it.")
        ),
    ),
    Verdict.LOST_BELOW_MINIMUM: (
        _("Project %(number)s, %(title)s, is not chosen: %(votes)s, and %(minimum_votes)s were needed.").brief(
            _("%(title)s: not chosen, %(votes)s, %(minimum_votes)s were needed.")
        ),
    ),
    Verdict.LOST_INCOMPATIBLE: (
        _(
            "Project %(number)s, %(title)s, is not chosen (%(votes)s): of it and project %(rival)s, which won, only "
            "one could."
        ).brief(_("%(title)s: not chosen (%(votes)s): of it and project %(rival)s only one could win.")),
    ),
    Verdict.LOST_TIE: (
        _(
            "Project %(number)s, %(title)s, is not chosen (%(votes)s): it was level with project %(rival)s, which went "
            "first by the rule announced before the vote. After it %(missing_money)s were missing."
        ).brief(
            _(
                "%(title)s: not chosen (%(votes)s), level with %(rival)s, which the rule put first. Missing "
                "%(missing_money)s."
            )
        ),
    ),
    Verdict.LOST_TOO_DEAR_ALONE: (
        _(
            "Project %(number)s, %(title)s, is not chosen (%(votes)s): alone it costs %(cost)s, which is "
            "%(missing_money)s more than all the money there is."
        ).brief(_("%(title)s: not chosen (%(votes)s). Its cost %(cost)s is more than all the money there is.")),
    ),
    Verdict.LOST_TOO_DEAR_FOR_REST: (
        _(
            "Project %(number)s, %(title)s, is not chosen (%(votes)s): it costs %(cost)s; when its turn came "
            "%(left_money)s were left. It lacked %(missing_money)s, or %(missing_votes)s."
        ).brief(_("%(title)s: not chosen (%(votes)s). It lacked %(missing_money)s or %(missing_votes)s.")),
        _(
            "Project %(number)s, %(title)s, is not chosen (%(votes)s): it costs %(cost)s; when its turn came "
            "%(left_money)s were left, %(missing_money)s too little."
        ).brief(_("%(title)s: not chosen (%(votes)s). Cost %(cost)s: %(missing_money)s missing.")),
    ),
    Verdict.LOST_SUPPORTERS_SHORT: (
        _(
            "Project %(number)s, %(title)s, is not chosen: the shares of its %(supporters)s lacked %(missing_money)s "
            "of the %(cost)s it costs."
        ).brief(_("%(title)s: not chosen, the shares of its %(supporters)s lacked %(missing_money)s of %(cost)s.")),
    ),
    Verdict.LOST_COUNT_ENDED: (
        _(
            "Project %(number)s, %(title)s, is not chosen (%(votes)s): project %(rival)s, level with it, no longer "
            "fitted in the money that was left, and with that the count ended."
        ).brief(_("%(title)s: not chosen (%(votes)s): %(rival)s, level with it, did not fit; the count ended there.")),
    ),
}
"""The sentences of each reason, the most telling first; said is the first whose numbers are all known."""
WON, LOST = (
    _("Project %(number)s, %(title)s, is chosen with %(votes)s.").brief(_("%(title)s: CHOSEN, %(votes)s.")),
    _("Project %(number)s, %(title)s, is not chosen: %(votes)s.").brief(_("%(title)s: not chosen, %(votes)s.")),
)
VOTES = counted("%(count)s vote", "%(count)s votes")
SUPPORTERS = counted("%(count)s supporter", "%(count)s supporters")
MONEY = {"left": "left_money"}
_NAMED = re.compile(r"%\((\w+)\)s")


def reason_phrase(
    line: Record, called: Value | None = None, sentences: Mapping[str, tuple[Phrase, ...]] = REASONS
) -> Phrase:
    """Return why, of a project by its title or as it is `called`, in one of the `sentences` of its reason.

    A reason none of whose sentences has all its numbers is said without them.
    """
    values, reason = _values(line, called), line.reason
    if line.pot is not None and reason == Verdict.LOST_TOO_DEAR_ALONE:
        # There is more money than that of its pot: what it lacked is told beside what was left of that.
        reason, left = Verdict.LOST_TOO_DEAR_FOR_REST, (line["values"] or {}).get("left", 0)
        values["missing_money"] = Amount(line.cost - left)
    told = (*sentences.get(reason, ()), WON if line.won else LOST)
    found = next(sentence for sentence in told if set(_NAMED.findall(sentence.text)) <= values.keys())
    return Phrase(found.text, values, found.short)


def _values(line: Record, called: Value | None) -> dict[str, Value]:
    told = {MONEY.get(name, name): value for name, value in (line["values"] or {}).items()}
    values: dict[str, Value] = {
        name: Amount(value) if name.endswith("_money") else value for name, value in told.items()
    }
    if "missing_votes" in told:
        values["missing_votes"] = VOTES.of(told["missing_votes"])
    has_points = line.points is not None and line.reason != Verdict.LOST_BELOW_MINIMUM  # that one asks for votes
    if has_points and "missing_score" in told:
        values["missing_votes"] = POINTS.of(told["missing_score"])
    title = Clipped(title_of(line), 40) if called is None else called
    weight = POINTS.of(line.points) if has_points else VOTES.of(line.votes)
    votes = {"votes": weight, "supporters": SUPPORTERS.of(line.votes)}
    return {**values, **votes, "number": line.number, "title": title, "cost": Amount(line.cost)}
