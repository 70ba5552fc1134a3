"""'I do not vote for 3': no ballot, and never its opposite; what stands, and how to vote, is said."""

from __future__ import annotations

from bot.ballot_words import numbers_of
from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import Phrase, _
from bot.records import Record
from bot.steps import Look, Say

BY_CODE = _(
    "Nothing was recorded. To vote, send VOTE, your code and the numbers you want; 0 is a blank vote. To see your "
    "vote: MY VOTE and your code."
).brief(_("Nothing was recorded. To vote: VOTE + code + the numbers you want (0: blank). See yours: MY VOTE + code"))


@dialogue("not_for", is_private=True)
def not_for(turn: Turn) -> Talk:
    """Say that a refusal is recorded nowhere, which vote stands, and how to vote, change it, or vote blank."""
    yield Look("open", turn.desk.ballot_paper)  # nobody is told how to vote in a vote that is closed
    if (yield Look("by_code", turn.desk.takes_codes)):
        yield Say(BY_CODE)  # what stands for a code is told to who shows it
        return
    proven = yield Look("proven", turn.desk.has_proven_phone)
    before = (yield Look("before", turn.desk.my_ballot)) if proven else None
    yield Say(_said(before), is_secret=before is not None)


def _said(before: Record | None) -> Phrase:
    if before is None:
        return _(
            "Nothing was recorded. To vote, send VOTE and the numbers of the projects you want; for a blank "
            "vote, VOTE 0. To see your vote: MY VOTE."
        ).brief(
            _(
                "Nothing was recorded. To vote: VOTE + the numbers you want. For a blank vote: VOTE 0. "
                "See yours: MY VOTE"
            )
        )
    if not before.echo:
        return _(
            "Nothing was changed: your vote stays as it was. To change it, send VOTE and ALL the numbers you want; for "
            "a blank vote, VOTE 0. To see it: MY VOTE."
        ).brief(
            _("Your vote stays as it was. To change it: VOTE + ALL the numbers you want. For a blank vote: VOTE 0.")
        )
    return _(
        "Nothing was changed: your vote stays %(numbers)s. To change it, send VOTE and ALL the numbers you want; for "
        "a blank vote, VOTE 0. To see it: MY VOTE.",
        numbers=numbers_of(before),
    ).brief(_("Your vote stays %(numbers)s. To change it: VOTE + ALL the numbers you want. For a blank vote: VOTE 0."))
