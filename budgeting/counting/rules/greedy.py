"""Greedy by votes: the most wanted project first, each funded if its cost fits in the money still left.

N. Talmon, P. Faliszewski, "A Framework for Approval-Based Budgeting Methods", AAAI 2019 (greedy rule with the number
of approvals). It is what most cities do: a project that does not fit is passed over and the next one is looked at.
Points are ranked by their sum, as cities that vote in points do (https://pabulib.org/format, cumulative and scoring);
rankings by Borda's count (see `budgeting.counting.tally`); baskets that fit the money by their number (A. Goel and
others, "Knapsack Voting for Participatory Budgeting", 2019).
"""

from __future__ import annotations

from budgeting.counting.election import Election
from budgeting.counting.greedily import count_greedily, each_alike
from budgeting.counting.outcome import Outcome
from budgeting.counting.rule import Rule, Words
from budgeting.counting.rule import marked as _
from budgeting.counting.terms import Terms

KEY = "greedy"


def count(election: Election, terms: Terms) -> Outcome:
    """Count an election; see the head of this file."""
    return count_greedily(KEY, election, terms, each_alike)


RULE = Rule(
    key=KEY,
    words=Words(
        _("Most votes first"),
        _(
            "The project with the most votes is chosen, then the next, as long as the money lasts; one that no longer "
            "fits is passed over. Easy to explain; one large group or neighbourhood can take all the money."
        ),
        Words(
            _("Most points first"),
            _(
                "The project with the most points is chosen, then the next, as long as the money lasts; one that no "
                "longer fits is passed over. Easy to explain; one large group or neighbourhood can take all the money."
            ),
        ),
    ),
    paper="Talmon and Faliszewski, A Framework for Approval-Based Budgeting Methods, AAAI 2019",
    count=count,
    by_votes_alone=True,
)
