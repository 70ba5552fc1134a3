"""The budget as a dialogue speaks of it; money in minor units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic of the budget and its money in minor units, the stage most recently known.

    `planned` is given where nothing is recorded as done yet, so that nobody is told of a bare nought. `share` is what
    it is of every hundred in the table of the topics, whose shares add up; None where that is not known.
    """

    topic: str
    amount: int
    planned: int | None = None
    share: int | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """A programme of the budget and its money in minor units; `other_year` where it is not of the year asked for."""

    code: str
    name: str
    amount: int
    other_year: str = ""


@dataclass(frozen=True, slots=True)
class AchievementView:
    """What was aimed at and reached, in thousandths of the unit; None where nobody wrote it down.

    `period` is the part of the year, `3/4` for its third quarter, empty for the whole; `women` and `men` are parts of
    the result.
    """

    name: str
    unit: str = ""
    period: str = ""
    target: int | None = None
    result: int | None = None
    women: int | None = None
    men: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PartView:
    """One of the lines that a sum is made of: the name of its programme, its money in minor units, its title."""

    programme: str
    planned: int | None = None
    done: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class HitView:
    """Something that was found: a line of a budget, a programme, a document, an answer; money in minor units.

    Several lines of one title in one year are one find: `lines` says how many, the money is their sum, `parts` are the
    first of them; `done_in_part` where only some say what was done. `kind` names what it is, `side` that of a line,
    `year` what its year is called, `link` its public page. `titles` are its title in each language that has one, where
    it was given in several; then `title` is that in the commune's own. `common` is what the lines of a sum have in
    common whose titles differ: a name, `state` for the State's money, `taxes`; then `parts` has the largest first.
    """

    kind: str
    title: str
    year: str = ""
    topic: str | None = None
    code: str | None = None
    planned: int | None = None
    done: int | None = None
    status: str = ""
    source: str = ""
    text: str = ""
    link: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    lines: int = 1
    done_in_part: bool = False
    parts: tuple[PartView, ...] = ()
    side: str = ""
    common: str = ""


@dataclass(frozen=True, slots=True)
class BudgetView:
    """What is known of one topic, nature or programme in one document; money in minor units.

    `nature` is what the money is spent on, where that was asked for and lines say it; then it is within the topic.
    `asked_topic` is set where the budget has no line of it and `topic` is the nearest it has; `asked_place` where no
    line says that it is for that place and the answer is for the whole commune. `authorised` is what may be committed
    over the years. `link` is the public page that shows more, empty where there is none. `share` is what a topic, a
    nature or a programme alone is of every hundred, as its published table has it; None of what stands in none.

    `done_is_nought` where every line says itself that nothing was done; elsewhere a `done` of nought is what nobody
    noted. `naming` are lines that name `asked_topic` beside other things, the largest first, of the place where one is
    given.

    `per_head` is among the people of now; `people_year` is what year it is, where the figures are another's.

    `asked_year` differs from `year` when the year asked for does not exist. `total` is all expenditure (or all
    revenue) of the same stage; `planned` and `done` are None where the document does not say. `year_name`, and
    `asked_year_name` of the year asked for, is what a fiscal year is called that is no calendar year: `2025/2026`.
    """

    topic: str
    year: int
    asked_year: int | None
    status: str
    source: str
    amount: int
    total: int
    planned: int | None = None
    done: int | None = None
    per_head: int | None = None
    programme: str | None = None
    last_year: int | None = None
    last_amount: int | None = None
    year_name: str = ""
    last_year_name: str = ""
    code: str | None = None
    objective: str = ""
    place: str | None = None
    asked_place: str = ""
    asked_topic: str | None = None
    asked_year_name: str = ""
    authorised: int | None = None
    achievements: tuple[AchievementView, ...] = ()
    link: str = ""
    nature: str | None = None
    share: int | None = None
    naming: tuple[HitView, ...] = ()
    done_is_nought: bool = False
    people_year: int | None = None
