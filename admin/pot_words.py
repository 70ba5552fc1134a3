"""What the panel says of the envelopes of zones."""

from __future__ import annotations

from admin.tongue import marked as _
from budgeting.counting.terms import Leftovers
from services.cycles.reasons import CycleReason

LEFTOVERS = {
    Leftovers.STAY.value: _("It stays: no project of another zone or of the whole commune gets it."),
    Leftovers.TO_COMMUNE.value: _("It goes to the projects of the whole commune, which are counted last."),
}
REFUSALS = {
    CycleReason.ZONE_UNKNOWN.value: _("The commune has no such zone."),
    CycleReason.LEFTOVERS_WRONG.value: _("Choose what becomes of the money that a zone leaves."),
    CycleReason.CHECK_TOO_DEAR_ZONE.value: _(
        "Project %(number)s costs more than the envelope of its zone %(zone)s and could never win."
    ),
    CycleReason.CHECK_ZONE_EMPTY.value: _(
        "%(zone)s has an envelope and no project on the ballot: put one on it, or empty that amount."
    ),
    CycleReason.CHECK_EXCLUSIVE_ZONES.value: _(
        "The projects %(numbers)s exclude each other and are paid from different envelopes, which are counted apart: "
        "nothing could keep two of them from winning. Group projects of one envelope only."
    ),
}
