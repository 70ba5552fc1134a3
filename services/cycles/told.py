"""How the ballots of a cycle are counted, in plain words: what the panel, the public page and the result say alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from budgeting.ballot import BallotFormat
from budgeting.counting.rivals import groups_of
from budgeting.counting.rule import BY_POINTS, Rule, Words
from budgeting.counting.rules import find_rule
from budgeting.counting.terms import DECISIVE, DRAWN_NUMBERS, GREATEST_DRAWN, Terms, TieBreak

BY_VOTES = "greedy"
MORE_VOTERS = "more_voters"
"""What `more_votes` is called where points decide: there a vote is not what a project has the most of."""


@dataclass(frozen=True, slots=True)
class ChoiceTold:
    """One choice of a rule: what it is about, what was chosen, and whether that is the usual one."""

    about: Words
    chosen: Words
    is_usual: bool


@dataclass(frozen=True, slots=True)
class TermsTold:
    """Terms of a count; names and meanings are English msgids, `exclusive` groups of project numbers.

    `to_draw` is how many numbers a public draw gives and the greatest of them, None where none is announced.
    `tie_breaks` are those that can decide, in order, up to the first that always does; `drawn` is what the public draw
    gave, "" before it and where none is announced. `leftovers` is what becomes of what zones leave, None where none has
    an envelope.
    """

    rule: Words
    choices: tuple[ChoiceTold, ...]
    tie_breaks: tuple[str, ...]
    minimum_votes: int
    exclusive: tuple[tuple[int, ...], ...]
    to_draw: tuple[int, int] | None
    drawn: str
    leftovers: str | None = None

    @property
    def has_draw(self) -> bool:
        """Whether a public draw is announced."""
        return self.to_draw is not None


def tell_terms(terms: Terms, ballots: BallotFormat) -> TermsTold:
    """Return terms in plain words, as they are said of such ballots; a rule no longer there is called by its key."""
    rule = find_rule(terms.rule)
    return TermsTold(
        rule=rule.words.of(ballots) if rule else Words(terms.rule),
        choices=tuple(_choices(rule, terms, ballots)) if rule else (),
        tie_breaks=deciding_ties(terms, ballots),
        minimum_votes=terms.minimum_votes,
        exclusive=tuple(sorted(tuple(sorted(map(int, group))) for group in groups_of(terms.incompatible))),
        to_draw=(DRAWN_NUMBERS, GREATEST_DRAWN) if TieBreak.DRAW in terms.tie_break else None,
        drawn=terms.seed,
        leftovers=terms.leftovers.value if terms.leftovers else None,
    )


def _choices(rule: Rule, terms: Terms, ballots: BallotFormat) -> Iterator[ChoiceTold]:
    chosen = rule.choose(terms.parameters)
    for each in rule.parameters:
        if each.matters(chosen):
            value = chosen[each.key]
            said = each.said(value).of(ballots)
            yield ChoiceTold(each.words.of(ballots), said, is_usual=value == each.default)


def deciding_ties(terms: Terms, ballots: BallotFormat) -> tuple[str, ...]:
    """Return the tie-breaks that can decide: votes cannot where the rule itself goes by votes.

    With points it can: who is level in points may still be wanted by more people.
    """
    by_points = ballots in BY_POINTS
    able = [way for way in terms.tie_break if by_points or terms.rule != BY_VOTES or way is not TieBreak.MORE_VOTES]
    last = next((place for place, way in enumerate(able, 1) if way in DECISIVE), len(able))
    return tuple(MORE_VOTERS if by_points and way is TieBreak.MORE_VOTES else way.value for way in able[:last])
