"""Why a project won or lost, in one sentence that fits one SMS. Reasons are those of `budgeting.counting`."""

from __future__ import annotations

from bot.naming import title_of
from bot.phrases import Amount, Phrase, Value, _, counted
from bot.records import Record
from bot.wording import Clipped
from budgeting.counting.outcome import Verdict

REASONS: dict[str, Phrase] = {
    Verdict.WON: _(
        "Project %(number)s, %(title)s, is chosen: place %(rank)s with %(votes)s. It costs %(cost)s; "
        "%(left_money)s were left after it."
    ).brief(_("%(title)s: CHOSEN, place %(rank)s, %(votes)s. Cost %(cost)s, left after it %(left_money)s.")),
    Verdict.LOST_NO_VOTES: _("Project %(number)s, %(title)s, is not chosen: nobody voted for it.").brief(
        _("%(title)s: not chosen, nobody voted for it.")
    ),
    Verdict.LOST_BELOW_MINIMUM: _(
        "Project %(number)s, %(title)s, is not chosen: %(votes)s, and %(minimum_votes)s were needed."
    ).brief(_("%(title)s: not chosen, %(votes)s, %(minimum_votes)s were needed.")),
    Verdict.LOST_INCOMPATIBLE: _(
        "Project %(number)s, %(title)s, is not chosen (%(votes)s): it cannot go with a project that won."
    ).brief(_("%(title)s: not chosen (%(votes)s), it cannot go with a winner.")),
    Verdict.LOST_TIE: _(
        "Project %(number)s, %(title)s, is not chosen: %(votes)s, as many as another project that came first by "
        "the rule announced before the vote. After it %(missing_money)s were missing."
    ).brief(_("%(title)s: not chosen, tied at %(votes)s, second by the announced rule. Missing: %(missing_money)s.")),
    Verdict.LOST_TOO_DEAR_ALONE: _(
        "Project %(number)s, %(title)s, is not chosen (%(votes)s): alone it costs %(cost)s, which is "
        "%(missing_money)s more than all the money there is."
    ).brief(_("%(title)s: not chosen (%(votes)s). Its cost %(cost)s is more than all the money there is.")),
    Verdict.LOST_TOO_DEAR_FOR_REST: _(
        "Project %(number)s, %(title)s, is not chosen (%(votes)s): it costs %(cost)s; when its turn came "
        "%(left_money)s were left, %(missing_money)s too little."
    ).brief(_("%(title)s: not chosen (%(votes)s). Cost %(cost)s, left %(left_money)s: %(missing_money)s missing.")),
    Verdict.LOST_SUPPORTERS_SHORT: _(
        "Project %(number)s, %(title)s, is not chosen: the shares of its %(supporters)s do not pay for %(cost)s."
    ).brief(_("%(title)s: not chosen, the shares of its %(supporters)s do not pay %(cost)s.")),
}
WON, LOST = (
    _("Project %(number)s, %(title)s, is chosen with %(votes)s.").brief(_("%(title)s: CHOSEN, %(votes)s.")),
    _("Project %(number)s, %(title)s, is not chosen: %(votes)s.").brief(_("%(title)s: not chosen, %(votes)s.")),
)
VOTES = counted("%(count)s vote", "%(count)s votes")
SUPPORTERS = counted("%(count)s supporter", "%(count)s supporters")
MONEY = {"left": "left_money", "missing_money": "missing_money"}


def reason_phrase(line: Record) -> Phrase:
    """Return why; a reason whose numbers are not all known is said without them."""
    values = _values(line)
    found = REASONS.get(line.reason)
    if found is None or not _fits(found, values):
        found = WON if line.won else LOST
    return Phrase(found.text, values, found.short)


def _values(line: Record) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name, value in (line["values"] or {}).items():
        values[MONEY.get(name, name)] = Amount(value) if name in MONEY else value
    title = Clipped(title_of(line), 40)
    votes = {"votes": VOTES.of(line.votes), "supporters": SUPPORTERS.of(line.votes)}
    return {**values, **votes, "number": line.number, "title": title, "cost": Amount(line.cost)}


def _fits(phrase: Phrase, values: dict[str, Value]) -> bool:
    return all(
        f"%({name})s" not in phrase.text or name in values for name in ("rank", "minimum_votes", *MONEY.values())
    )
