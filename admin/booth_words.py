"""What people read in a booth where something is not taken: in words for who votes, not for who sits at a desk."""

from __future__ import annotations

from admin.desk import why_refused
from admin.tongue import _ as say
from admin.tongue import marked as _
from bot.typed_ballot import TypedReason
from budgeting.ballot import BallotReason
from budgeting.refusal import Refusal
from services.by_hand.reasons import HandReason
from services.voting.paper import VoteReason

CODE_ALONE = _("Type the ten digits of the code of your slip.")
VOTER = {
    BallotReason.NONE_GIVEN.value: _("Choose a project, or touch “Blank ballot”."),
    TypedReason.UNREADABLE.value: _("Only whole numbers can be read. Look at what you wrote."),
    TypedReason.ORDER_UNCLEAR.value: _("Two projects have the same place. Write 1 for the best, then 2, then 3."),
    HandReason.TRIES_USED.value: _("Too many codes that are not good were typed here today. Call the agent."),
    HandReason.OUTDATED.value: _("Too much time went by. Nothing was recorded: begin again."),
    VoteReason.CODE_NOT_GOOD.value: _("This code is not good in this vote. Look at your slip, or ask the agent."),
}
SAYS_HOW = {
    "approval": _("Touch the projects you want."),
    "knapsack": _("Touch the projects you want. Together they may not cost more than there is."),
    "points": _("Write points beside the projects you want: %(points)s in all, %(each)s at most for one."),
    "ranking": _("Write 1 beside the project you want most, then 2, then 3."),
}


def why_not_here(refusal: Refusal) -> str:
    """Return a refusal as a sentence for who votes, in the language of this request."""
    text = VOTER.get(str(refusal.reason))
    return why_refused(refusal) if text is None else say(text)
