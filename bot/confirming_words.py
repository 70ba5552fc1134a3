"""How a ballot is said that was taken: recorded, or kept until its code comes back (level B)."""

from __future__ import annotations

from typing import Any

from bot.ballot_words import in_lines, projects_of
from bot.fitting import Cheapest
from bot.phrases import Phrase, _
from bot.records import Record
from bot.steps import Say
from bot.vote_words import echo_of, unknown_of
from bot.wording import Sentences


def said_of_ballot(cast: Record) -> Say:
    """Say what was recorded; of a ballot that waits for its code, what it is for and what to answer.

    That code goes out later where nothing can go out now: the ballot hangs on it.
    """
    if cast.aside:
        return Say(kept_apart(str(cast.aside)))
    if not cast.confirming:
        return Say(echo_of(cast), is_secret=True)
    forms = [Sentences([*_missed(cast), *unknown_of(cast), form]) for form in _to_confirm(cast)]
    return Say(Cheapest(forms), is_secret=True, may_wait=True)


def kept_apart(reference: str) -> Phrase:
    """Say that a ballot is kept apart, and what to do so that it counts."""
    return _(
        "Your number is not on the list of voters. Your vote is kept sealed. For it to count, go to the town hall with "
        "your papers and say %(aside)s.",
        aside=reference,
    ).brief(
        _(
            "Your number is not on the voters' list. Your vote is kept: go to the town hall with your papers, say "
            "%(aside)s."
        )
    )


def _missed(cast: Record) -> list[Phrase]:
    return [_("That is not the code.")] if cast.is_again else []


def _to_confirm(cast: Record) -> list[Phrase]:
    """Say what to answer so that a ballot counts, in ever fewer words."""
    if not cast.echo:
        counted = _(
            "Number of projects: %(count)s. Your vote counts once you answer %(confirming)s, within 24 hours.",
            count=len(cast.projects),
            confirming=cast.confirming,
        )
        return [counted]
    what: dict[str, Any] = {"projects": in_lines(cast), "confirming": cast.confirming}
    in_words = _(
        "Your vote: %(projects)s. It counts once you answer %(confirming)s, within 24 hours. If you did not vote, do "
        "not answer: nothing is recorded.",
        projects=projects_of(cast),
        confirming=cast.confirming,
    ).brief(_("Vote: %(projects)s. For it to count, answer %(confirming)s (24 h)."))
    return [
        in_words,
        _("Vote\n%(projects)s\nTo count, answer %(confirming)s (24 h)", **what),
        _("Vote\n%(projects)s\nTo count, answer %(confirming)s", **what),
    ]
