"""What staff read of shows of hands: why a sheet is not taken, and which lines two people typed differently."""

from __future__ import annotations

from admin.tongue import _ as say
from admin.tongue import marked as _
from budgeting.hands import HandsReason
from budgeting.refusal import Refusal
from services.by_hand.reasons import HandReason

PRESENT = "0"
"""The line of the people present, as a refusal names it."""
MEETINGS = {
    HandReason.NO_HANDS.value: _("The rules of this vote announce no show of hands."),
    HandReason.MEETING_UNKNOWN.value: _("There is no such meeting."),
    HandReason.MEETING_OUTSIDE.value: _(
        "Hands are raised while the vote is open: this meeting was before or after it."
    ),
    HandReason.MEETING_TO_COME.value: _("This meeting is still to come."),
    HandReason.MEETING_TWICE.value: _("The sheet of this meeting is entered already: same place, same day and hour."),
    HandReason.MEETING_DIFFERS.value: _(
        "Something else was typed before, in: %(lines)s. Look at the paper again, together if you are two; whoever "
        "typed it wrongly types it again."
    ),
    HandReason.MEETING_TRIES.value: _("You typed too many different figures for this sheet today. Ask a colleague."),
    HandReason.MEETING_GUESSED.value: _(
        "Different figures were typed for this sheet too many times. Make it void and enter the meeting anew from the "
        "paper."
    ),
    HandReason.MEETING_CONFIRMED.value: _("This sheet is confirmed: it changes no more. It can be made void."),
    HandReason.MEETING_NOT_OWN.value: _("Only who entered a sheet and may decide stands by it."),
    HandReason.MEETING_UNREADABLE.value: _(
        "The sheet of the show of hands at %(place)s does not open: it was changed in the database. Make it void and "
        "enter it anew from the paper."
    ),
    HandReason.MEETING_VOID.value: _("This sheet is void."),
    HandsReason.PRESENT_WRONG.value: _("The people present are a number from %(least)s to %(most)s."),
    HandsReason.PROJECT_UNKNOWN.value: _("Project %(number)s is not in this vote."),
    HandsReason.NEGATIVE.value: _("Project %(number)s has fewer hands than nought."),
    HandsReason.MORE_THAN_PRESENT.value: _("Project %(number)s has %(given)s hands, and %(most)s people were present."),
    HandsReason.TOO_MANY.value: _(
        "These are %(given)s hands together. With %(each)s choices each, the people present can raise %(most)s."
    ),
    HandsReason.SIGNERS_FEW.value: _("Two different people sign the sheet, at least."),
}


def in_words(no: Refusal) -> Refusal:
    """Return a refusal with the lines that differ in the words of the page."""
    if no.reason != HandReason.MEETING_DIFFERS:
        return no
    lines = str(no.values["lines"]).split(", ")
    told = [say(_("people present")) if one == PRESENT else say(_("project %(number)s"), number=one) for one in lines]
    return Refusal(HandReason.MEETING_DIFFERS, lines=say(_(", ")).join(told))
