"""The words for every named refusal a citizen can meet."""

from __future__ import annotations

from bot.phrases import Amount, Hour, Phrase, _
from budgeting.refusal import Refusal


def phrase_of(no: Refusal) -> Phrase:
    """Return the sentence of a refusal; one without words of its own still says what to do next."""
    found = PHRASES.get(str(no.reason))
    if found is None:
        return _("That is not possible now. Send 0 for the menu or ? for help.")
    return Phrase(found.text, {name: _spoken(name, value) for name, value in no.values.items()}, found.short)


def _spoken(name: str, value: str | int) -> Phrase | Amount | Hour | str | int:
    if name.endswith("_at") and isinstance(value, str):
        return Hour.of(value)
    if name.endswith("_money") and isinstance(value, int):
        return Amount(value)
    return value


PHRASES: dict[str, Phrase] = {
    "no_vote_open": _("No vote is open now. Send PROJECTS to see the projects, or 0 for the menu."),
    "vote_opens_later": _("The vote opens on %(opens_at)s. Send PROJECTS to see the projects."),
    "vote_has_closed": _("The vote closed on %(closes_at)s. Your message came too late. Send RESULTS for the results."),
    "too_many_choices": _(
        "You may choose up to %(max)s projects, you sent %(sent)s. Nothing was changed. Send VOTE and your numbers."
    ),
    "no_known_project": _("No project has number %(unknown)s. Nothing was changed. Send PROJECTS for the list."),
    "phone_not_proven": _("To vote, share your own phone number once."),
    "vote_not_ready": _("The vote cannot be recorded now. Nothing was changed. Please send it again later."),
    "no_such_project": _("No project has number %(number)s. Send PROJECTS for the list."),
    "no_such_reference": _("I know no request or proposal %(reference)s. Check the number and send it again."),
    "proposals_closed": _("Proposals are not open now. Send 0 for the menu."),
    "proposals_open_later": _("Proposals open on %(opens_at)s. Send 0 for the menu."),
    "not_in_a_group": _("This cannot be done in a group. Please write to me in private."),
    "wrong_code": _("That code is not right. Nothing was erased. Send ERASE to start again."),
    "project_not_done": _("Project %(number)s is not finished yet. Send PROJECT %(number)s to see where it stands."),
    "no_results_yet": _("There are no results yet. Send 0 for the menu."),
    "no_budget_yet": _("The commune has not published its budget here yet. Send ASK and your question."),
}
