"""The reasons of `bot.reasons` in ever fewer words, for where the whole sentence would cost another segment."""

from __future__ import annotations

from bot.phrases import Phrase, _
from budgeting.counting.outcome import Verdict

TIGHT: dict[str, tuple[Phrase, ...]] = {
    Verdict.WON: (
        _("%(title)s: CHOSEN, paid by %(supporters)s, at most %(each_money)s each."),
        _("%(title)s: CHOSEN with what was left, %(rest_money)s: %(votes)s."),
        _("%(title)s: CHOSEN, paid by %(supporters)s when each had %(earned_money)s."),
        _("%(title)s: CHOSEN, %(votes)s, %(needed_votes)s were needed."),
        _("%(title)s: CHOSEN, place %(rank)s, %(votes)s. Cost %(cost)s."),
    ),
    Verdict.LOST_NO_VOTES: (_("%(title)s: not chosen, nobody voted for it."),),
    Verdict.LOST_BELOW_MINIMUM: (_("%(title)s: not chosen, %(votes)s, %(minimum_votes)s were needed."),),
    Verdict.LOST_INCOMPATIBLE: (_("%(title)s: not chosen (%(votes)s): %(rival)s won, and only one of the two could."),),
    Verdict.LOST_TIE: (
        _("%(title)s: not chosen, level with %(rival)s, which the rule put first. Missing %(missing_money)s."),
    ),
    Verdict.LOST_TOO_DEAR_ALONE: (_("%(title)s: not chosen, its cost %(cost)s is more than all the money."),),
    Verdict.LOST_TOO_DEAR_FOR_REST: (
        _("%(title)s: not chosen, it lacked %(missing_money)s or %(missing_votes)s."),
        _("%(title)s: not chosen, it lacked %(missing_money)s of its cost %(cost)s."),
    ),
    Verdict.LOST_SUPPORTERS_SHORT: (_("%(title)s: not chosen, its supporters lacked %(missing_money)s of %(cost)s."),),
    Verdict.LOST_COUNT_ENDED: (
        _("%(title)s: not chosen: %(rival)s, level with it, did not fit; the count ended there."),
    ),
}
"""One for each of `REASONS`, in the same order and by some of the same numbers."""
