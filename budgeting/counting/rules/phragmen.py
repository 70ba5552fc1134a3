"""Sequential Phragmén: everybody earns money at one pace, and a project is bought when its supporters can pay for it.

E. Phragmén, 1894, as told by S. Janson, "Phragmén's and Thiele's election methods", 2016; for projects with costs
M. Los, Z. Christoff, D. Grossi, "Proportional Budget Allocations: Towards a Systematization", IJCAI 2022. A project's
load is the moment at which its supporters, who hold nothing after each purchase, could pay for it; the least load is
next. Projects dearer than the envelope never stand, and the count ends with the first project next in line that the
envelope does not pay for. A ballot supports what it names, with points or in an order too: files of such elections can
be counted, and points and places decide nothing. The papers speak of approvals, so a commune announces it for these.
"""

from __future__ import annotations

from budgeting.ballot import BallotFormat
from budgeting.counting.rule import Later, Rule, Words
from budgeting.counting.rule import marked as _

RULE = Rule(
    key="phragmen",
    words=Words(
        _("Everybody earns at one pace (Phragmén)"),
        _(
            "All voters earn alike; as soon as those who want a project can pay for it together, it is chosen and they "
            "begin again from nothing. Each group gets its turn; money can stay when the next project no longer fits."
        ),
    ),
    paper="Los, Christoff and Grossi, Proportional Budget Allocations: Towards a Systematization, IJCAI 2022",
    count=Later("budgeting.counting.shares.earning"),
    announced_for={BallotFormat.APPROVAL: {}, BallotFormat.KNAPSACK: {}},
)
