"""What people read in a booth where something is not taken: in words for who votes, not for who sits at a desk."""

from __future__ import annotations

from admin.desk import why_refused
from admin.tongue import _ as say
from admin.tongue import marked as _
from bot.typed_ballot import TypedReason
from budgeting.ballot import BallotReason, BallotRules
from budgeting.refusal import Refusal
from services.by_hand.reasons import BoothReason, HandReason
from services.voting.paper import VoteReason
from services.voting.voided import VoidedReason

CODE_ALONE = _("Type the ten digits of the code of your slip.")
NOT_TAKEN = _("This vote was not taken. Call the agent.")
VOTER = {
    BallotReason.NONE_GIVEN.value: _("Choose a project, or touch “Blank ballot”."),
    TypedReason.UNREADABLE.value: _("Only whole numbers can be read. Look at what you wrote."),
    TypedReason.ORDER_UNCLEAR.value: _("Two projects have the same place. Write 1 for the best, then 2, then 3."),
    HandReason.TRIES_USED.value: _("Too many codes that are not good were typed here today. Call the agent."),
    HandReason.OUTDATED.value: _("Too much time went by. Nothing was recorded: begin again."),
    BoothReason.PAPER_STANDS.value: _(
        "A sheet of paper with this code was entered, and by the rules of this vote the paper counts."
    ),
    BoothReason.LATER_STANDS.value: _("A later vote with this code was recorded: that one counts."),
    BoothReason.BROKEN_SEAL.value: NOT_TAKEN,
    VoteReason.CODE_NOT_GOOD.value: _("This code is not good in this vote. Look at your slip, or ask the agent."),
    VoteReason.HAS_CLOSED.value: _("This vote is closed."),
}
REFUSED = {
    VoteReason.CODE_NOT_GOOD.value: _("the code is not good in this vote"),
    HandReason.CODE_UNREADABLE.value: _("the code is not good in this vote"),
    VoteReason.HAS_CLOSED.value: _("it came too late"),
    VoidedReason.VOIDED.value: _("this vote was cancelled"),
    BoothReason.PAPER_STANDS.value: _("a sheet of paper with this code counts"),
    BoothReason.LATER_STANDS.value: _("a later vote with this code counts"),
    BoothReason.BROKEN_SEAL.value: _("it cannot be opened: damaged, or sealed for another vote"),
    BoothReason.KEY_GONE.value: _("the vote is over and its key destroyed: nobody can open it any more"),
    "other": _("the choices are no ballot of this vote"),
}
"""Why a ballot that waited is not counted, as the agent reads it beside its receipt; never what was chosen."""
TOO_MUCH = {
    "many": _("Too many projects: %(most)s at most."),
    "few": _("Too few projects: %(least)s at least."),
    "cost": _("Together these projects cost more than there is. Take one away."),
    "points": _("Too many points: %(points)s in all, %(each)s at most for one."),
}
"""What the page says by itself of choices that are no ballot; the server says it in its own words where it judges."""
SAID_ALIKE = {
    "none": BallotReason.NONE_GIVEN,
    "unreadable": TypedReason.UNREADABLE,
    "same_place": TypedReason.ORDER_UNCLEAR,
    "code": HandReason.CODE_UNREADABLE,
    "closed": VoteReason.HAS_CLOSED,
}
SAYS_HOW = {
    "approval": _("Touch the projects you want."),
    "knapsack": _("Touch the projects you want. Together they may not cost more than there is."),
    "points": _("Write points beside the projects you want: %(points)s in all, %(each)s at most for one."),
    "ranking": _("Write 1 beside the project you want most, then 2, then 3."),
}


def say_faults(rules: BallotRules, most: int) -> dict[str, str]:
    """Return what the page's script says of itself, and of a server's refusal under `voter-` and its reason."""
    limits = {"most": most, "least": rules.min_choices, "points": rules.max_points, "each": rules.most_for_one}
    faults = {name: say(text, **limits) for name, text in TOO_MUCH.items()}
    faults |= {name: why_not_here(Refusal(reason)) for name, reason in SAID_ALIKE.items()}
    return {**faults, "not_taken": say(NOT_TAKEN), **{f"voter-{name}": say(text) for name, text in VOTER.items()}}


def why_not_here(refusal: Refusal) -> str:
    """Return a refusal as a sentence for who votes, in the language of this request."""
    text = VOTER.get(str(refusal.reason))
    return why_refused(refusal) if text is None else say(text)
