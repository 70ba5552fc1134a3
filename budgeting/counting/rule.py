"""What a file in `rules/` declares."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from budgeting.ballot import BallotFormat
from budgeting.counting.election import Election
from budgeting.counting.outcome import Outcome
from budgeting.counting.terms import Terms

Count = Callable[[Election, Terms], Outcome]
BY_POINTS = (BallotFormat.POINTS, BallotFormat.RANKING)
"""Ballots of which points decide, and not how many people chose a project."""


def marked(text: str) -> str:
    """Mark an English text for the catalogues where it stands; it is translated where it is shown."""
    return text


@dataclass(frozen=True)
class Words:
    """What a rule or a choice is called, and in plain words what it does: English texts, translated where shown.

    `by_points` is the same where voters give points, or places that are worth points, if it is said otherwise there.
    """

    name: str
    meaning: str = ""
    by_points: Words | None = None

    def of(self, ballots: BallotFormat) -> Words:
        """Return the words as they are said of such ballots."""
        return self.by_points if self.by_points and ballots in BY_POINTS else self


@dataclass(frozen=True)
class Parameter:
    """A choice a commune makes when it announces the rule; without `options`, a whole number of 1 or more.

    Where `only_with` names other parameters it matters only while each of them has one of the values given there.
    """

    key: str
    default: str
    words: Words
    options: Mapping[str, Words] = field(default_factory=dict)
    only_with: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def choices(self) -> tuple[str, ...]:
        """The values there are, in the order in which they are offered; none where it is a number."""
        return tuple(self.options)

    def fits(self, value: str) -> bool:
        """Tell whether a value may be announced for this parameter."""
        if self.options:
            return value in self.options
        return value.isascii() and value.isdecimal() and not value.startswith("0") and len(value) <= 18

    def read(self, terms: Terms) -> str:
        """Return the announced value, or the default where none was announced."""
        return terms.parameters.get(self.key, self.default)

    def matters(self, chosen: Mapping[str, str]) -> bool:
        """Can it change anything beside these values of all parameters?"""
        return all(chosen[key] in values for key, values in self.only_with.items())

    def said(self, value: str) -> Words:
        """Return what a value is called; a number is called by itself."""
        return self.options.get(value, Words(value))


@dataclass(frozen=True)
class Later:
    """The `count` of a module that is loaded when something is counted: for rules that need a large library.

    So whoever only says what a rule is called, a public page or the form of a cycle, loads nothing of it.
    """

    module: str

    def __call__(self, election: Election, terms: Terms) -> Outcome:
        """Load the module and count."""
        outcome: Outcome = importlib.import_module(self.module).count(election, terms)
        return outcome


EVERY_FORMAT: Mapping[BallotFormat, Mapping[str, str]] = {each: {} for each in BallotFormat}


@dataclass(frozen=True)
class Rule:
    """A counting rule: its key (also the name of its file), its words, its paper, the ballots it reads and the count.

    `count` gets an `Election` and `Terms` already checked against this declaration (`count_election`). It gives every
    project exactly one step, selects no project `why_not_stand` sets aside and no two incompatible ones, and never
    spends more than the envelope. A contract test holds every rule to it. `quick` are choices with which it counts the
    largest elections in a moment, where it is only compared with the rule that was announced.

    `formats` are what it can count at all; `announced_for` those of which it counts everything that voters say, each
    with the values of parameters that this takes: only for these a commune may announce it. The file of a rule names
    the source of how it reads points and rankings. `by_votes_alone` where a rule asks how many votes a project has, and
    never who gave them: then hands raised in a meeting can be counted by it.
    """

    key: str
    words: Words
    paper: str
    count: Count
    formats: frozenset[BallotFormat] = frozenset(BallotFormat)
    parameters: tuple[Parameter, ...] = ()
    quick: Mapping[str, str] = field(default_factory=dict)
    announced_for: Mapping[BallotFormat, Mapping[str, str]] = field(default_factory=lambda: EVERY_FORMAT)
    by_votes_alone: bool = False

    def may_be_announced(self, ballots: BallotFormat, chosen: Mapping[str, str]) -> bool:
        """Does it count everything that is said on such ballots, with these values of its parameters?"""
        needed = self.announced_for.get(ballots)
        return needed is not None and needed.items() <= self.choose(chosen).items()

    def accepts(self, chosen: Mapping[str, str]) -> bool:
        """Are these values of parameters that the rule has, each one that it knows?"""
        declared = {parameter.key: parameter for parameter in self.parameters}
        return all(key in declared and declared[key].fits(value) for key, value in chosen.items())

    def choose(self, given: Mapping[str, str]) -> dict[str, str]:
        """Return a value for every parameter: the one given, else the default; none is left to a later version."""
        return {parameter.key: given.get(parameter.key, parameter.default) for parameter in self.parameters}
