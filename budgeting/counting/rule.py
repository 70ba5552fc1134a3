"""What a file in `rules/` declares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from budgeting.ballot import BallotFormat
from budgeting.counting.election import Election
from budgeting.counting.outcome import Outcome
from budgeting.counting.terms import Terms

Count = Callable[[Election, Terms], Outcome]


@dataclass(frozen=True)
class Parameter:
    """A choice a commune makes when it announces the rule; without `choices`, a whole number of 1 or more."""

    key: str
    default: str
    choices: tuple[str, ...] = ()

    def fits(self, value: str) -> bool:
        """Tell whether a value may be announced for this parameter."""
        if self.choices:
            return value in self.choices
        return value.isascii() and value.isdecimal() and not value.startswith("0") and len(value) <= 18

    def read(self, terms: Terms) -> str:
        """Return the announced value, or the default where none was announced."""
        return terms.parameters.get(self.key, self.default)


@dataclass(frozen=True)
class Rule:
    """A counting rule: its key (also the name of its file), its paper, the ballots it reads and the count itself.

    `count` gets an `Election` and `Terms` already checked against this declaration (`count_election`). It gives every
    project exactly one step, selects no project `why_not_stand` sets aside and no two incompatible ones, and never
    spends more than the envelope. A contract test holds every rule to it.
    """

    key: str
    paper: str
    count: Count
    formats: frozenset[BallotFormat] = frozenset(BallotFormat)
    parameters: tuple[Parameter, ...] = ()
