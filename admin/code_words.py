"""What staff read of voting codes: why some were voided, why others are not made."""

from __future__ import annotations

from admin.tongue import marked as _
from services.codes.reasons import CodeReason
from services.cycles.reasons import CycleReason

VOID_REASONS = {
    "lost": _("lost"),
    "stolen": _("stolen"),
    "misprinted": _("badly printed"),
    "not_handed_out": _("not handed out"),
    "wrong_person": _("handed to somebody who may not vote"),
}
REFUSALS = {
    CodeReason.NO_CODES_HERE.value: _("In this vote people vote by their number: it has no codes."),
    CodeReason.NOT_APPROVED.value: _("Two people approve the plan first: the slips say its dates."),
    CodeReason.VOTE_CLOSED.value: _("The vote is closed: no more codes are made."),
    CodeReason.COUNTED.value: _("The ballots are counted: codes are no longer voided."),
    CodeReason.SIZE_WRONG.value: _("A batch has 1 to %(most)s codes."),
    CodeReason.TOO_MANY.value: _("A vote has %(most)s codes at most, so that nobody can guess one."),
    CodeReason.LABEL_MISSING.value: _("Write for whom the batch is."),
    CodeReason.HANDER_MISSING.value: _("Write who hands the slips out."),
    CodeReason.MADE_ALREADY.value: _(
        "Batch %(number)s is made already, and no second one was made now. Its sheet came as a file: look among your "
        "downloads. If it is not there, void the batch and make another."
    ),
    CodeReason.MADE_MEANWHILE.value: _("Another batch was made at the same moment. Make this one again."),
    CodeReason.BATCH_UNKNOWN.value: _("There is no such batch."),
    CodeReason.UNREADABLE.value: _("This is no voting code: a digit is wrong, or it has not ten of them."),
    CodeReason.UNKNOWN.value: _("This code was not made for this vote."),
    CodeReason.VOIDED_ALREADY.value: _("This is voided already."),
    CodeReason.REASON_WRONG.value: _("Choose a reason."),
    CycleReason.KEY_GONE.value: _("The key of this cycle is not on this machine."),
    CycleReason.KEY_WRONG.value: _("This is not the key of this cycle."),
}
