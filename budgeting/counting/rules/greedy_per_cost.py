"""Greedy by votes per cost: the project with the most votes for its money first, as long as the money lasts.

N. Talmon, P. Faliszewski, "A Framework for Approval-Based Budgeting Methods", AAAI 2019 (proportional greedy rule).
Many small projects win in place of a large one. Ratios are compared as fractions, so that level ones are level. Points
and rankings are read as in `greedy`.
"""

from __future__ import annotations

from budgeting.counting.election import Election
from budgeting.counting.greedily import count_greedily, for_the_money
from budgeting.counting.outcome import Outcome
from budgeting.counting.rule import Rule, Words
from budgeting.counting.rule import marked as _
from budgeting.counting.terms import Terms

KEY = "greedy_per_cost"


def count(election: Election, terms: Terms) -> Outcome:
    """Count an election; see the head of this file."""
    return count_greedily(KEY, election, terms, for_the_money)


RULE = Rule(
    key=KEY,
    words=Words(
        _("Most votes for the money first"),
        _(
            "Votes are divided by the cost: what costs half as much needs half the votes. Many small projects win in "
            "place of a few large ones, and dear works that many people want can lose."
        ),
        Words(
            _("Most points for the money first"),
            _(
                "Points are divided by the cost: what costs half as much needs half the points. Many small projects "
                "win in place of a few large ones, and dear works that many people want can lose."
            ),
        ),
    ),
    paper="Talmon and Faliszewski, A Framework for Approval-Based Budgeting Methods, AAAI 2019",
    count=count,
    by_votes_alone=True,
)
