"""Why a sheet is not printed, as staff read it."""

from __future__ import annotations

from admin.tongue import marked as _
from printing import PrintingNo
from services.printing.reasons import PaperNo

REFUSALS = {
    PaperNo.NO_BUDGET.value: _("Nothing of that year is published: publish a budget first."),
    PaperNo.NO_LINE.value: _("Nobody can write to the commune yet: add a line first."),
    PaperNo.DEAF_LINE.value: _("What people write does not arrive yet: a poster has no number to name."),
    PaperNo.NO_PROGRAMME.value: _("No programme is known yet: there is nothing to report on."),
    PaperNo.NO_LANGUAGE.value: _("Choose a language of the list."),
    PaperNo.NOT_RECEIVED.value: _("The form was not handed in yet: there is nothing to acknowledge."),
    PaperNo.NO_COMMUNE.value: _("There is no such commune."),
    PaperNo.NOT_OUTDATED.value: _("This citizen budget is as its budget is now: it is not made anew."),
    PaperNo.PUBLISHED_ALREADY.value: _(
        "It is published already in this language. Withdraw the document first to publish a new one."
    ),
    PrintingNo.BUSY.value: _("Several sheets are being printed. Try again in a minute."),
    PrintingNo.FAILED.value: _("The sheet could not be made. Try again; if it fails again, tell your technician."),
    PaperNo.NO_BALLOT.value: _(
        "The list of this vote is not fixed: approve the plan first. A cancelled vote has none."
    ),
}
