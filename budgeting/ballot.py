"""What makes a ballot good, before anything is recorded: the same for every channel, and for what waits.

The formats are those of Pabulib (https://pabulib.org/format): approval; knapsack, an approval whose projects fit the
money together (A. Goel, A. K. Krishnaswamy, S. Sakshuwong, T. Aitamurto, "Knapsack Voting for Participatory
Budgeting", 2019); cumulative, points with a sum and a maximum for each project; ordinal, the best first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum

from budgeting.refusal import Refusal


class BallotFormat(StrEnum):
    """How a voter says what they want."""

    APPROVAL = "approval"
    KNAPSACK = "knapsack"
    POINTS = "points"
    RANKING = "ranking"


class BallotReason(StrEnum):
    """Why nothing was recorded."""

    NONE_GIVEN = "ballot_none_given"
    NONE_KNOWN = "ballot_none_known"
    TOO_MANY = "ballot_too_many"
    TOO_FEW = "ballot_too_few"
    OVER_ENVELOPE = "ballot_over_envelope"
    OVER_POT = "ballot_over_pot"
    POINTS_DISAGREE = "ballot_points_disagree"
    POINTS_NOT_POSITIVE = "ballot_points_not_positive"
    TOO_MANY_POINTS = "ballot_too_many_points"
    TOO_MANY_FOR_ONE = "ballot_too_many_points_for_one"
    POINTS_MISSING = "ballot_points_missing"
    POINTS_UNCLEAR = "ballot_points_unclear"
    POINTS_NOT_WHOLE = "ballot_points_not_whole"
    POINTS_NOT_TAKEN = "ballot_points_not_taken"


@dataclass(frozen=True)
class Pot:
    """An envelope in minor units and the numbers of the projects it is for.

    `names` are those of its zone, its own under "", others by language; none where it is that of the whole commune.
    """

    envelope: int
    numbers: tuple[int, ...]
    names: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class BallotRules:
    """The announced limits; `None` means no limit. Envelope in minor units (knapsack).

    `pots` are all envelopes of the vote where zones have one, that of the whole commune last; none elsewhere.
    `max_points` are those of a ballot in all, `max_each` those that one project may get.
    """

    format: BallotFormat = BallotFormat.APPROVAL
    max_choices: int | None = None
    min_choices: int = 1
    envelope: int | None = None
    max_points: int | None = None
    max_each: int | None = None
    pots: tuple[Pot, ...] = ()

    @property
    def most_for_one(self) -> int | None:
        """The points that one project can get at most."""
        limits = [limit for limit in (self.max_each, self.max_points) if limit is not None]
        return min(limits, default=None)


Marks = Sequence[int] | Sequence[tuple[int, int | None]]
"""What stands on a ballot, in its order: numbers, or numbers each with its points."""


def marks_of(numbers: Sequence[int], points: Sequence[int | None]) -> Marks:
    """Return the marks of a ballot of numbers and, where there are any, the points beside them."""
    return list(zip(numbers, points, strict=True)) if points else list(numbers)


@dataclass(frozen=True)
class Judgement:
    """What a ballot comes to: numbers recorded as given, numbers on no ballot, numbers said more than once.

    `points` stand beside `recorded`, where the ballot has points.
    """

    recorded: tuple[int, ...]
    unknown: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()
    points: tuple[int, ...] = ()

    @property
    def marks(self) -> list[int] | list[tuple[int, int]]:
        """What is sealed of it: numbers, or numbers with their points."""
        return list(zip(self.recorded, self.points, strict=True)) if self.points else list(self.recorded)


BLANK = Judgement(recorded=())
"""A blank ballot: cast on purpose for no project, so no announced number of choices applies to it."""


def judge_ballot(marks: Marks, costs: Mapping[int, int], rules: BallotRules) -> Judgement:
    """Judge a ballot of any format, in the order in which it was given."""
    numbers = [mark for mark in marks if isinstance(mark, int)]
    pairs = [mark for mark in marks if not isinstance(mark, int)]
    if rules.format is BallotFormat.POINTS:
        given = [(number, points) for number, points in pairs if points is not None]
        if len(given) < len(marks):
            first = [*numbers, *(number for number, _points in pairs)][0]
            raise Refusal(BallotReason.POINTS_MISSING, number=first)
        return judge_points(given, costs, rules)
    if pairs:
        alone = " ".join(str(mark if isinstance(mark, int) else mark[0]) for mark in marks)
        raise Refusal(BallotReason.POINTS_NOT_TAKEN, numbers=alone)
    judge = judge_basket if rules.format is BallotFormat.KNAPSACK else judge_choices
    return judge(numbers, costs, rules)


def judge_choices(numbers: Sequence[int], on_ballot: Collection[int], rules: BallotRules) -> Judgement:
    """Judge the numbers of an approval or a ranking, in the order they were given.

    A number given twice counts once. Unknown numbers among good ones are named and the good ones stand.
    Raises `Refusal` (`BallotReason`), and then nothing at all is recorded; its `unknown` are those numbers, if any.
    """
    if not numbers:
        raise Refusal(BallotReason.NONE_GIVEN)
    distinct = tuple(dict.fromkeys(numbers))
    recorded = tuple(number for number in distinct if number in on_ballot)
    unknown = tuple(number for number in distinct if number not in on_ballot)
    if not recorded:
        raise Refusal(BallotReason.NONE_KNOWN, numbers=_listed(unknown))
    with _naming(unknown):
        _check_how_many(len(recorded), rules, said=len(distinct))
    return Judgement(recorded, unknown, _said_twice(numbers))


def judge_basket(numbers: Sequence[int], costs: Mapping[int, int], rules: BallotRules) -> Judgement:
    """Judge the numbers of a knapsack ballot: as `judge_choices`, and their costs must fit the envelope of each pot."""
    judgement = judge_choices(numbers, costs, rules)
    with _naming(judgement.unknown):
        _check_money(judgement.recorded, costs, rules)
    return judgement


def _check_money(numbers: Sequence[int], costs: Mapping[int, int], rules: BallotRules) -> None:
    if rules.pots and rules.envelope is not None:
        for pot in rules.pots:
            _check_pot([number for number in numbers if number in pot.numbers], costs, pot)
        return
    cost = sum(costs[number] for number in numbers)
    if rules.envelope is not None and cost > rules.envelope:
        money = {"cost_money": cost, "envelope_money": rules.envelope, "excess_money": cost - rules.envelope}
        raise Refusal(BallotReason.OVER_ENVELOPE, **money)


@contextmanager
def _naming(unknown: Sequence[int]) -> Iterator[None]:
    """Name the numbers that are on no ballot in whatever is refused beside them."""
    try:
        yield
    except Refusal as no:
        raise (Refusal(no.reason, **no.values, unknown=_listed(unknown)) if unknown else no) from None


def _check_pot(numbers: Sequence[int], costs: Mapping[int, int], pot: Pot) -> None:
    cost = sum(costs[number] for number in numbers)
    if cost > pot.envelope:
        money = {"cost_money": cost, "envelope_money": pot.envelope, "excess_money": cost - pot.envelope}
        raise Refusal(BallotReason.OVER_POT, numbers=_listed(numbers), **money)


def judge_points(pairs: Sequence[tuple[int, int]], on_ballot: Collection[int], rules: BallotRules) -> Judgement:
    """Judge pairs of number and points: as `judge_choices`, and the points of the good ones must fit the allowance."""
    judgement = judge_choices([number for number, _ in pairs], on_ballot, rules)
    given: dict[int, int] = {}
    with _naming(judgement.unknown):
        for number, points in pairs:
            if given.setdefault(number, points) != points:
                raise Refusal(BallotReason.POINTS_DISAGREE, number=number)
        recorded = {number: given[number] for number in judgement.recorded}
        _check_points(recorded, rules)
    return replace(judgement, points=tuple(recorded.values()))


def _check_how_many(given: int, rules: BallotRules, said: int) -> None:
    """Check how many good numbers there are; whoever sent too many is told how many they sent, good or not."""
    if rules.max_choices is not None and given > rules.max_choices:
        raise Refusal(BallotReason.TOO_MANY, given=said, most=rules.max_choices)
    if given < rules.min_choices:
        raise Refusal(BallotReason.TOO_FEW, given=given, least=rules.min_choices)


def _check_points(given: Mapping[int, int], rules: BallotRules) -> None:
    for number, points in given.items():
        if points < 1:
            raise Refusal(BallotReason.POINTS_NOT_POSITIVE, number=number)
        if rules.max_each is not None and points > rules.max_each:
            raise Refusal(BallotReason.TOO_MANY_FOR_ONE, number=number, given=points, most=rules.max_each)
    total = sum(given.values())
    if rules.max_points is not None and total > rules.max_points:
        excess = total - rules.max_points
        raise Refusal(BallotReason.TOO_MANY_POINTS, given=total, most=rules.max_points, excess=excess)


def _said_twice(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(number for number, times in Counter(numbers).items() if times > 1)


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(number) for number in numbers)
