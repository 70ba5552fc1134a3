"""Greedy by votes: the most wanted project first, each funded if its cost fits in the money still left.

N. Talmon, P. Faliszewski, "A Framework for Approval-Based Budgeting Methods", AAAI 2019 (greedy rule with the number
of approvals). It is what most cities do: a project that does not fit is passed over and the next one is looked at.
Points and rankings are ranked by their score in the same way.
"""

from __future__ import annotations

from budgeting.counting.election import Election
from budgeting.counting.greedily import count_greedily, each_alike
from budgeting.counting.outcome import Outcome
from budgeting.counting.rule import Rule
from budgeting.counting.terms import Terms

KEY = "greedy"


def count(election: Election, terms: Terms) -> Outcome:
    """Count an election; see the head of this file."""
    return count_greedily(KEY, election, terms, each_alike)


RULE = Rule(
    key=KEY,
    paper="Talmon and Faliszewski, A Framework for Approval-Based Budgeting Methods, AAAI 2019",
    count=count,
)
