"""The formats of a ballot in plain words, and what is wrong with one, as staff read them."""

from __future__ import annotations

from admin.tongue import marked as _
from services.cycles.reasons import CycleReason

FORMATS = {
    "approval": _("Projects: the numbers of those they want (VOTE 3 7). The simplest; every choice weighs the same."),
    "knapsack": _(
        "Projects within the money: what they choose may cost the envelope at most (VOTE 3 7). Voters weigh costs; who "
        "goes over is told at once by how much, and sends again."
    ),
    "points": _(
        "Points: some for each project (VOTE 3:5 7:2). Voters say how much they want each; longer to explain and type."
    ),
    "ranking": _("An order: the best first (VOTE 7 3). The first weighs most; longer to explain than plain choices."),
}
REFUSALS = {
    CycleReason.FORMAT_WRONG.value: _("Choose what people send: only the ballots of the list work."),
    CycleReason.LEAST_WRONG.value: _("The fewest choices are 1 or more, and no more than the most, %(most)s."),
    CycleReason.POINTS_WRONG.value: _("A voter has %(least)s to %(most)s points, one for each choice at least."),
    CycleReason.EACH_WRONG.value: _("One project gets 1 point at least, and no more than a voter has, %(most)s."),
    CycleReason.RULE_UNFIT.value: _(
        "This way of counting does not count points or places: choose another, or for equal shares choose that a "
        "project is worth one, whatever it costs."
    ),
    CycleReason.CHECK_RULE_UNFIT.value: _(
        "The way of counting does not go with what people send: change one of them in the plan and rules."
    ),
    CycleReason.CHECK_LEAST.value: _("A ballot needs %(least)s choices, and there are only %(count)s projects."),
    CycleReason.CHECK_LEAST_DEAR.value: _(
        "A ballot needs %(least)s choices, and even the cheapest cost more than the envelope together."
    ),
    CycleReason.CHECK_LEAST_ZONE.value: _(
        "A ballot needs %(least)s choices, and %(zone)s has only %(count)s projects to choose from: ask for fewer "
        "choices, or let everybody choose among all projects."
    ),
    CycleReason.CHECK_LEAST_DEAR_ZONE.value: _(
        "A ballot needs %(least)s choices, and even the cheapest that %(zone)s can choose cost more than the envelope "
        "together."
    ),
}
