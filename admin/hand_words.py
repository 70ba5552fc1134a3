"""What staff read of ballots that they type for others: why one is not taken, in the words of the desk."""

from __future__ import annotations

from admin.cycle_words import REFUSALS as PLANNING
from admin.tongue import marked as _
from bot.typed_ballot import TypedReason
from budgeting.ballot import BallotReason
from budgeting.ways_in import SheetVoid
from services.approvals import ApprovalReason
from services.by_hand.reasons import HandReason
from services.cycles.reasons import CycleReason
from services.voting.paper import VoteReason

_CONSENT = (CycleReason.NOT_ALONE, CycleReason.NOTICE_RUNS, CycleReason.STAFF_FIRST)
BALLOTS = {
    TypedReason.UNREADABLE.value: _("These choices cannot be read. Type numbers alone, such as 3 7, or 0 for blank."),
    TypedReason.ORDER_UNCLEAR.value: _("The order is not plain. Type the numbers alone, the best first: 7 3."),
    BallotReason.NONE_GIVEN.value: _("Type the numbers of the projects."),
    BallotReason.NONE_KNOWN.value: _("Not in this vote: %(numbers)s."),
    BallotReason.TOO_MANY.value: _("A ballot has %(most)s projects at most, these are %(given)s."),
    BallotReason.TOO_FEW.value: _("A ballot has %(least)s projects at least, these are %(given)s."),
    BallotReason.OVER_ENVELOPE.value: _(
        "These projects cost %(cost_money)s together: %(excess_money)s more than the envelope of %(envelope_money)s."
    ),
    BallotReason.OVER_POT.value: _(
        "The projects %(numbers)s cost %(cost_money)s together: %(excess_money)s more than their envelope of "
        "%(envelope_money)s."
    ),
    BallotReason.POINTS_DISAGREE.value: _("Project %(number)s has two numbers of points."),
    BallotReason.POINTS_NOT_POSITIVE.value: _("Project %(number)s needs one point at least."),
    BallotReason.TOO_MANY_POINTS.value: _("These are %(given)s points: %(excess)s too many, there are %(most)s."),
    BallotReason.TOO_MANY_FOR_ONE.value: _("Project %(number)s can get %(most)s points at most, it has %(given)s."),
    BallotReason.POINTS_MISSING.value: _("Type the points of each project: 3:5 7:2."),
    BallotReason.POINTS_UNCLEAR.value: _("The points are not plain. Type each project, a colon and its points: 3:5."),
    BallotReason.POINTS_NOT_WHOLE.value: _("%(part)s is not plain: points are whole numbers from 1."),
    BallotReason.POINTS_NOT_TAKEN.value: _("This vote has no points: type the numbers alone."),
}
REFUSALS = {
    **BALLOTS,
    **{reason.value: PLANNING[reason.value] for reason in (*_CONSENT, ApprovalReason.GIVEN_ALREADY)},
    HandReason.NO_HELP.value: _("The rules of this vote do not announce votes with an agent’s help."),
    HandReason.NO_BOOTH.value: _("The rules of this vote do not announce a booth."),
    HandReason.CODE_UNREADABLE.value: _("This is no voting code: a digit is wrong, or it has not ten of them."),
    HandReason.TRIES_USED.value: _("You typed too many codes today that are not good. Ask a colleague to go on."),
    HandReason.OUTDATED.value: _("This was shown too long ago. Nothing was recorded: type it again."),
    HandReason.NO_PAPER.value: _("The rules of this vote announce no ballots on paper."),
    HandReason.COUNTED.value: _("The ballots of this vote are counted: no sheet is taken any more."),
    HandReason.PLACE_MISSING.value: _("Write where the box stood."),
    HandReason.FOUND_WRONG.value: _("The sheets found are a number from %(least)s to %(most)s."),
    HandReason.BOX_UNKNOWN.value: _("There is no such ballot box."),
    HandReason.BOX_CLOSED.value: _("This ballot box is closed."),
    HandReason.BOX_FULL.value: _(
        "All %(count)s sheets of this box are entered. If there are more, put right how many were found."
    ),
    HandReason.BOX_LACKS.value: _(
        "Sheets not entered yet: %(count)s. The box is closed once each is entered, or void with a reason."
    ),
    HandReason.SAME_PERSON.value: _("A second person closes the box: nobody who typed anything in it."),
    HandReason.NOTHING_TO_CORRECT.value: _(
        "No sheet with this code counts in this box: there is nothing to put right. The try is counted and written "
        "into the trail."
    ),
    HandReason.VOID_WRONG.value: _("Choose a reason."),
    HandReason.WORDS_NEEDED.value: _("Write the reason in words."),
    HandReason.NO_SUCH_VOID.value: _("No void sheet with this reason is entered here."),
    VoteReason.CODE_NOT_GOOD.value: _("This code is not good in this vote: it was never made for it, or it is void."),
    VoteReason.NO_VOTE_OPEN.value: _("No such vote is there."),
    VoteReason.OPENS_LATER.value: _("This vote is not open yet."),
    VoteReason.HAS_CLOSED.value: _("This vote is closed."),
    VoteReason.NOT_READY.value: _("The key of this vote is not on this machine: nothing can be recorded."),
}
VOIDS = {
    SheetVoid.NO_CODE.value: _("no code"),
    SheetVoid.CODE_UNREADABLE.value: _("the code cannot be read"),
    SheetVoid.CODE_NOT_GOOD.value: _("the code is not good"),
    SheetVoid.NO_CHOICE.value: _("no choice that can be read"),
    SheetVoid.TOO_MANY.value: _("more than is allowed"),
    SheetVoid.TWICE.value: _("the same code twice on paper"),
    SheetVoid.BY_PHONE.value: _("voted by phone"),
    SheetVoid.OTHER.value: _("another reason"),
}
GIVEN = {reason: name for reason, name in VOIDS.items() if reason not in {SheetVoid.TWICE, SheetVoid.BY_PHONE}}
"""The reasons that a person gives; that a code has voted already is found out by itself."""
SUGGESTED = {
    HandReason.CODE_UNREADABLE.value: SheetVoid.CODE_UNREADABLE,
    VoteReason.CODE_NOT_GOOD.value: SheetVoid.CODE_NOT_GOOD,
    TypedReason.UNREADABLE.value: SheetVoid.NO_CHOICE,
    BallotReason.NONE_KNOWN.value: SheetVoid.NO_CHOICE,
    BallotReason.TOO_MANY.value: SheetVoid.TOO_MANY,
    BallotReason.OVER_ENVELOPE.value: SheetVoid.TOO_MANY,
    BallotReason.OVER_POT.value: SheetVoid.TOO_MANY,
    BallotReason.TOO_MANY_POINTS.value: SheetVoid.TOO_MANY,
    BallotReason.TOO_MANY_FOR_ONE.value: SheetVoid.TOO_MANY,
}
"""Which reason is chosen beforehand where a sheet that was typed is no ballot."""
HOW_TO_TYPE = {
    "approval": _("Numbers with a space between them, such as 3 7. For a blank ballot: 0."),
    "knapsack": _("Numbers with a space between them, such as 3 7. For a blank ballot: 0."),
    "points": _("Each project, a colon and its points, such as 3:5 7:2. For a blank ballot: 0."),
    "ranking": _("Numbers with a space between them, the best first, such as 7 3. For a blank ballot: 0."),
}
