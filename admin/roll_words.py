"""What staff read of the list of voters: why rows are not kept, what was decided, why something is not done."""

from __future__ import annotations

from admin.cycle_words import REFUSALS as CYCLE_REFUSALS
from admin.tongue import marked as _
from services.cycles.reasons import CycleReason
from services.roll.reasons import RollReason, RowFault

FAULTS = {
    RowFault.NOBODY.value: _("neither a phone nor a voter's number"),
    RowFault.PHONE_WRONG.value: _("no telephone number"),
    RowFault.VOTER_NUMBER_WRONG.value: _("no voter's number: 4 to 24 letters and digits"),
    RowFault.BIRTH_WRONG.value: _("no day or year of birth, which the minimum age needs"),
    RowFault.TOO_YOUNG.value: _("too young on the day of the rules"),
    RowFault.ZONE_MISSING.value: _("no zone, which decides among which projects people choose"),
    RowFault.ZONE_UNKNOWN.value: _("a zone that the commune does not have"),
    RowFault.TWICE.value: _("the same phone or number stands higher up in the file"),
    RowFault.LISTED.value: _("on the list already"),
}
STATES = {"waiting": _("to be decided"), "confirmed": _("on the list"), "refused": _("refused")}
BADGES = {"waiting": "wait", "confirmed": "good", "refused": "bad"}
REFUSALS = {
    RollReason.NOT_HERE.value: _("This vote has no list of voters: it is not at level D."),
    RollReason.NOT_APPROVED.value: _("Two people approve the plan first: its rules say who may stand on the list."),
    RollReason.VOTE_OPEN.value: _("The vote has opened: the list takes no more files. People are added one by one."),
    RollReason.UNREADABLE.value: _("This file cannot be read. Save it as CSV or XLSX and try again."),
    RollReason.NO_COLUMNS.value: _(
        "No row names a column “phone” or “voter's number”: write the names of the columns in the first row."
    ),
    RollReason.TOO_MANY_ROWS.value: _("A file has %(most)s rows at most: cut it into several."),
    RollReason.NOTHING_KEPT.value: _("None of the %(count)s rows can be kept. Nothing has changed."),
    RollReason.NO_BATCH.value: _("This file is no longer there: read it again."),
    RollReason.UNKNOWN.value: _("Nobody of that reference waits here."),
    RollReason.DECIDED.value: _("This is decided already."),
    RollReason.COUNTED.value: _("The ballots are counted: nobody is added any more."),
    RollReason.NUMBER_UNKNOWN.value: _("Nobody on the list has this voter's number."),
    RollReason.NUMBER_TAKEN.value: _("This person votes from another phone, which is on the list."),
    RollReason.PHONE_LISTED.value: _("This phone is on the list already: who uses it votes like everybody else."),
    RollReason.REASON_NEEDED.value: _("Write the reason."),
    RollReason.ZONE_NEEDED.value: _("Choose the zone: it decides which projects this person may choose."),
    RollReason.GONE.value: _("This person has asked to be forgotten, or their number is not known any more."),
    **{reason.value: CYCLE_REFUSALS[reason.value] for reason in (
        CycleReason.KEY_GONE, CycleReason.KEY_WRONG, CycleReason.NOT_ALONE, CycleReason.NOTICE_RUNS,
    )},
    **{name: text for name, text in CYCLE_REFUSALS.items() if name.startswith("approval_")},
}  # fmt: skip
