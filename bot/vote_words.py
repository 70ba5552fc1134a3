"""How a recorded vote is said: what it is for, what it replaces, its receipt, and until when it may be changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.ballot_words import in_lines, numbers_of, projects_of
from bot.fitting import Cheapest
from bot.naming import numbers_phrase
from bot.phrases import Hour, Phrase, Spoken, Value, _
from bot.records import Record
from bot.wording import Sentences

ONE_CARD = _(
    "One number, one vote: press the button below to share your own number, once. Your choice is kept until then."
).brief(_("One number, one vote: share your own number, once."))
CARD_NEEDED = _("I need your number to record your vote. Nothing was recorded yet.")
SEND_NUMBERS = _("Please send the numbers of the projects. Nothing was recorded.")
NOT_RECORDED = _("Nothing was recorded. What would you like?")
NOTHING_CHANGED = _("Nothing was changed. To see your vote, send MY VOTE.")

HOW_TO_VOTE = _(
    "Send the numbers of ALL the projects you want together, such as %(example)s; the last vote before the end "
    "counts. For a blank vote, send VOTE 0."
)

HOW_TO_VOTE_BY_CODE = _(
    "Send VOTE, your code and the numbers of ALL the projects you want, such as VOTE 48210 93756 %(example)s; the last "
    "vote before the end counts. For a blank vote: VOTE, your code and 0."
).brief(
    _(
        "Send VOTE, your code and ALL your numbers, such as VOTE 48210 93756 %(example)s. The last vote counts. 0: "
        "blank vote."
    )
)


PAPER_COUNTS = _(
    "Nothing was changed: this code was used on a sheet of paper, and by the rules of this vote the paper counts."
)


def to_vote_so_by_code(numbers: Value) -> Phrase:
    """Say that numbers alone change no vote that stands for a code, and what to send with one."""
    return _(
        "Nothing was changed: a vote made with a code stays as it was. To vote so, or to change it, send VOTE, your "
        "code and the numbers: VOTE + code + %(numbers)s",
        numbers=numbers,
    ).brief(_("Nothing was changed: a vote by code stays. To vote so: VOTE + code + %(numbers)s"))


def asked_beside(before: Record | None, *, by_code: bool = False) -> Phrase:
    """Ask what somebody wants, and say that nothing has happened to the vote that stands.

    What stands for a code is not seen without it; that it stays is said all the same.
    """
    if by_code:
        return _("Nothing was changed: a vote by code stays. What would you like?")
    if before is None:
        return NOT_RECORDED
    if not before.echo:
        return _("Nothing was changed: your vote stays as it was. What would you like?")
    return _("Nothing was changed: your vote stays %(numbers)s. What would you like?", numbers=numbers_of(before))


def echo_of(cast: Record) -> Spoken:
    """Say what was recorded, what was not known, the receipt, and until when it can be changed.

    Where that costs a second SMS, how to change it goes first, then the words around the names of the projects. In the
    grace nothing can be changed any more, and nothing is said of it.
    """
    receipt = _("Receipt %(receipt)s.", receipt=cast.receipt)
    if cast.on_paper and not cast.stands:
        return Sentences([PAPER_COUNTS, receipt])
    told = [_recorded(cast), *unknown_of(cast), receipt]
    until = _("Can be changed until %(closes_at)s.", closes_at=Hour.of(cast.closes_at))
    closing = [] if cast.is_last else [Sentences([*told, _closing(cast)]), Sentences([*told, until])]
    forms = [*closing, Sentences(told)]
    if cast.echo and cast.stands:
        forms += [Sentences([form, *unknown_of(cast)]) for form in _bare(cast)]
    return Cheapest(forms)


def _bare(cast: Record) -> list[Phrase]:
    """Say what was recorded and the receipt in ever fewer words, one under the other."""
    what: dict[str, Any] = {"projects": in_lines(cast), "receipt": cast.receipt}
    head = (
        _("Vote replaced by\n%(projects)s\nReceipt\n%(receipt)s\n", **what)
        if cast.replaced
        else _("Vote recorded\n%(projects)s\nReceipt\n%(receipt)s\n", **what)
    )
    return [head, _("Your vote\n%(projects)s\n%(receipt)s\n", **what)]


def _recorded(cast: Record) -> Phrase:
    what: dict[str, Any] = {"projects": projects_of(cast)}
    if not cast.echo:
        what = {"count": len(cast.projects)}
    if not cast.stands:
        return _NEWER[cast.echo](what)
    return (_REPLACED if cast.replaced else _FIRST)[cast.echo](what)


Saying = Callable[[dict[str, Any]], Phrase]
_FIRST: dict[bool, Saying] = {
    True: lambda what: _("Your vote is recorded: %(projects)s.", **what).brief(_("Vote recorded: %(projects)s.")),
    False: lambda what: _("Your vote is recorded, number of projects: %(count)s.", **what),
}
_REPLACED: dict[bool, Saying] = {
    True: lambda what: _(
        "Your vote is now: %(projects)s. It replaces all of your earlier vote, which no longer counts.", **what
    ).brief(_("Replaced by: %(projects)s.")),
    False: lambda what: _("Your earlier vote is replaced. Number of projects now: %(count)s.", **what),
}
_NEWER: dict[bool, Saying] = {
    True: lambda what: _("A later vote of yours stands: %(projects)s.", **what),
    False: lambda what: _("A later vote of yours stands, number of projects: %(count)s.", **what),
}


def unknown_of(cast: Record) -> list[Phrase]:
    """Say which numbers of a ballot are in no vote, or of another zone; nothing where none is."""
    said = ((not_in_vote, cast.unknown), (of_other_zone, cast.elsewhere))
    return [say(numbers_phrase(numbers)) for say, numbers in said if numbers]


def not_in_vote(what: Value) -> Phrase:
    """Say of numbers or of names that they are in no vote."""
    return _("Not in this vote: %(numbers)s.", numbers=what).brief(_("Not here: %(numbers)s."))


def of_other_zone(what: Value) -> Phrase:
    """Say of numbers that only people of another zone may choose them."""
    return _("For people of another zone: %(numbers)s.", numbers=what).brief(_("Other zone: %(numbers)s."))


def _closing(cast: Record) -> Phrase:
    if cast.by_code:
        return _(
            "You can change it until %(closes_at)s: send VOTE, your code and all your numbers. For a blank vote: VOTE, "
            "your code and 0.",
            closes_at=Hour.of(cast.closes_at),
        ).brief(_("Change by %(closes_at)s: VOTE + code + numbers"))
    return _(
        "You can change it until %(closes_at)s: send VOTE and all your numbers. For a blank vote: VOTE 0.",
        closes_at=Hour.of(cast.closes_at),
    ).brief(_("Change by %(closes_at)s: VOTE + numbers"))
