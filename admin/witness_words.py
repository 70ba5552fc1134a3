"""The words of outside witnesses in the panel."""

from __future__ import annotations

from admin.cycle_words import COUNT_REFUSALS, REFUSALS
from admin.tongue import marked as _
from services.witnesses.reasons import WitnessReason

CAPACITIES = {
    "association": _("An association"),
    "mayor": _("The mayor, or somebody sent by them"),
    "authority": _("The supervising authority"),
    "court": _("A judge, a bailiff or a notary"),
    "other": _("Another person whom people trust"),
}
MATTERS = {
    "accept": _("to accept"),
    "cycle_plan": _("the plan and the rules"),
    "cycle_result": _("the publication of the result"),
    "cycle_void": _("the cancelling of the vote"),
    "cycle_key_end": _("the end of the key"),
    "ballot_box": _("the closing of a ballot box"),
    "count_sheet": _("the sheet of a show of hands"),
    "broadcast": _("the sending of a broadcast"),
    "log_head": _("the state of the public log: only whether they have seen it"),
}
WITNESS_REFUSALS = {
    **REFUSALS,
    **COUNT_REFUSALS,
    WitnessReason.UNKNOWN.value: _("There is no such witness, or no longer."),
    WitnessReason.NAME_MISSING.value: _("Write the name, for whom they speak, and who agreed to them."),
    WitnessReason.IS_STAFF.value: _("This is the name of a member of staff. A witness comes from outside."),
    WitnessReason.NOT_YET.value: _("The name has to stand on the public page for 48 hours first."),
    WitnessReason.NOT_ACCEPTED.value: _("The witness has not accepted yet: give them the link to accept first."),
    WitnessReason.ACCEPTED_ALREADY.value: _("The witness has accepted already."),
    WitnessReason.NOTHING_WAITS.value: _("Nothing waits for a witness here: a member of staff says yes first."),
    WitnessReason.LINK_DEAD.value: _("This link is not good, or no longer."),
}
