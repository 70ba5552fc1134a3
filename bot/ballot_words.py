"""What a ballot is for, in words: by names or by numbers, with its points or in its order."""

from __future__ import annotations

from collections.abc import Sequence

from bot.naming import SHORT, numbered
from bot.phrases import Listed, Value, _, counted
from bot.records import Record
from bot.wording import Roomy, Series
from budgeting.ballot import BallotFormat

POINTS = counted("%(count)s point", "%(count)s points")

HOW_TO_GIVE_POINTS = _(
    "Send each project, a colon and its points, all in one message, such as %(example)s; the last vote before the end "
    "counts. For a blank vote, send VOTE 0."
)
HOW_TO_RANK = _(
    "Send the numbers of ALL your projects in one message, the best first, such as %(example)s; the last vote before "
    "the end counts. For a blank vote, send VOTE 0."
)


HOW_TO_GIVE_POINTS_BY_CODE = _(
    "Send VOTE, your code and each project with its points, such as VOTE 48210 93756 %(example)s. The last vote "
    "counts. Blank vote: VOTE, your code and 0."
)
HOW_TO_RANK_BY_CODE = _(
    "Send VOTE, your code and ALL your numbers, the best first, such as VOTE 48210 93756 %(example)s. The last vote "
    "counts. Blank vote: VOTE, your code and 0."
)


def projects_of(ballot: Record, longest: int = SHORT) -> Value:
    """Return what a ballot is for: its projects with their names, of so many letters, or that it is blank."""
    if ballot.is_blank:
        return _("blank, for no project")
    if ballot.points:
        named = [numbered([project], longest) for project in ballot.projects]
        pairs = zip(named, ballot.points, strict=True)
        return Series([_with_points(name, points, is_first=not at) for at, (name, points) in enumerate(pairs)])
    return _in_order(ballot, numbered(ballot.projects, longest))


def in_lines(ballot: Record) -> Value:
    """Return what a ballot is for, each project in a line of its own where nothing but its name is said of it."""
    if ballot.is_blank or ballot.points or ballot.format == BallotFormat.RANKING:
        return projects_of(ballot)
    return Listed(numbered(ballot.projects).items, "\n")


def numbers_of(ballot: Record) -> Value:
    """Return what a ballot is for by numbers alone, as somebody would send it again."""
    if ballot.is_blank:
        return _("blank")
    numbers = [project.number for project in ballot.projects]
    return _in_order(ballot, said_again(numbers, ballot.points or ()))


def said_again(numbers: Sequence[int], points: Sequence[int | None]) -> Value:
    """Return numbers with their points, where they have any: 3:5, 7:2."""
    beside = dict(zip(numbers, points, strict=False))
    return Series([number if beside.get(number) is None else f"{number}:{beside[number]}" for number in numbers])


def as_typed(numbers: Sequence[int], points: Sequence[int | None]) -> str:
    """Return a ballot as it is typed behind the vote word: 3:5 7:2."""
    beside = dict(zip(numbers, points, strict=False))
    return " ".join(str(one) if beside.get(one) is None else f"{one}:{beside[one]}" for one in numbers)


def _with_points(project: Value, points: int, *, is_first: bool) -> Value:
    """Return '3 Well: 5 points', and of those that follow the number of points alone."""
    return Listed([project, ":", Roomy(" "), POINTS.of(points) if is_first else points], "")


def _in_order(ballot: Record, projects: Value) -> Value:
    if ballot.format != BallotFormat.RANKING or len(ballot.projects) < 2:
        return projects
    return _("in this order %(projects)s", projects=projects)
