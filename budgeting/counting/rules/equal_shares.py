"""Equal shares: every voter holds the same part of the money and pays with others for what they want.

D. Peters, G. Pierczyński, P. Skowron, "Proportional Participatory Budgeting with Additive Utilities", NeurIPS 2021;
D. Peters, P. Skowron, "Proportionality and the Limits of Welfarism", EC 2020. Bought first is what costs its supporters
least for its worth to them: its cost (utility `cost`) or a vote or its points (`votes`). What is left over is spent by
the announced completion: `add1` gives everybody one more minor unit and begins anew, as long as all of it can be paid;
`greedy` spends the rest by votes; `add1u` does one after the other. `stop` says whether add1 ends as soon as nothing
fits any more (`exhaustive`) or with the money (`budget`). With `comparison` greedy by votes wins instead if more voters
are better served by it. Each of these choices can elect other projects, and so each is announced.

Points are the voter's utilities, for which the rule was made (the first paper, section 2); of a ranking they are its
Borda points (`budgeting.counting.tally`), the first project named getting as many as there are projects. pabutools
counts them from the length of each ballot, so that whoever names one project gives it nothing. With the utility `cost`
points and places would decide nothing, so a commune announces these ballots with the utility `votes` alone.
"""

from __future__ import annotations

from budgeting.ballot import BallotFormat
from budgeting.counting.rule import Later, Rule, Words
from budgeting.counting.rule import marked as _
from budgeting.counting.shares.choices import CHOICES, KEY

RULE = Rule(
    key=KEY,
    words=Words(
        _("Equal shares of the money"),
        _(
            "Every voter holds the same part of the money, and those who want a project pay for it together. Smaller "
            "groups and neighbourhoods get their part too; it takes longer to explain."
        ),
    ),
    paper="Peters, Pierczyński and Skowron, Proportional Participatory Budgeting with Additive Utilities, NeurIPS 2021",
    count=Later("budgeting.counting.shares.equal"),
    parameters=CHOICES,
    quick={"completion": "greedy"},
    announced_for={
        BallotFormat.APPROVAL: {},
        BallotFormat.KNAPSACK: {},
        BallotFormat.POINTS: {"utility": "votes"},
        BallotFormat.RANKING: {"utility": "votes"},
    },
)
