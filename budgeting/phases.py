"""The dated stages of a cycle."""

from __future__ import annotations

from enum import StrEnum


class PhaseKind(StrEnum):
    """The stages of a participatory budget, in their usual order."""

    INFORMATION = "information"
    PROPOSALS = "proposals"
    REVIEW = "review"
    SUPPORT = "support"
    VOTE = "vote"
    COUNT = "count"
    APPEAL = "appeal"
    WORKS = "works"
    EVALUATION = "evaluation"
