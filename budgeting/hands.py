"""A show of hands in a meeting: what its signed count sheet says, and what no sheet can say.

Hands are totals, no ballots: only a count that asks how many votes each project has, and never who gave them, can take
them, and nobody can tell from them whether a person also voted otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from budgeting.ballot import BallotFormat
from budgeting.counting.rules import find_rule
from budgeting.refusal import Refusal

FEWEST_PRESENT, MOST_PRESENT = 5, 20_000
"""People at a meeting: of fewer, the sheet would say who chose what; of more, nobody counts hands."""
FEWEST_SIGNERS = 2


class HandsReason(StrEnum):
    """Why a count sheet is none."""

    PRESENT_WRONG = "hands_present_wrong"
    PROJECT_UNKNOWN = "hands_project_unknown"
    NEGATIVE = "hands_negative"
    MORE_THAN_PRESENT = "hands_more_than_present"
    TOO_MANY = "hands_too_many"
    SIGNERS_FEW = "hands_signers_few"


def may_take_hands(format_: str, rule: str, min_choices: int) -> bool:
    """Can totals be counted beside such ballots, by the rule of that key?"""
    found = find_rule(rule)
    return format_ == BallotFormat.APPROVAL and found is not None and found.by_votes_alone and min_choices == 1


def check_hands(present: int, hands: Mapping[str, int], projects: Collection[str], max_choices: int) -> None:
    """Raise a `Refusal` unless so many people, each with so many choices, can have raised these hands."""
    if not FEWEST_PRESENT <= present <= MOST_PRESENT:
        raise Refusal(HandsReason.PRESENT_WRONG, least=FEWEST_PRESENT, most=MOST_PRESENT)
    for project, number in hands.items():
        if project not in projects:
            raise Refusal(HandsReason.PROJECT_UNKNOWN, number=project)
        if number < 0:
            raise Refusal(HandsReason.NEGATIVE, number=project)
        if number > present:
            raise Refusal(HandsReason.MORE_THAN_PRESENT, number=project, given=number, most=present)
    if sum(hands.values()) > present * max_choices:
        raise Refusal(HandsReason.TOO_MANY, given=sum(hands.values()), most=present * max_choices, each=max_choices)


def check_signers(signers: Collection[str]) -> None:
    """Raise a `Refusal` unless two different people signed."""
    if len({signer.casefold() for signer in signers}) < FEWEST_SIGNERS:
        raise Refusal(HandsReason.SIGNERS_FEW, least=FEWEST_SIGNERS)
