"""The desk: everything a dialogue can see and do, and the shapes of what it gets.

`services.desk` is the real one; tests use a small fake. What is returned is stored in the conversation as JSON, so
views hold only numbers, words, lists and dates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from bot.messages import Location


@dataclass(frozen=True, slots=True)
class CommuneView:
    """The commune as a dialogue speaks of it."""

    name: str
    languages: tuple[str, ...]
    promised_days: int
    is_first_contact: bool = False


@dataclass(frozen=True, slots=True)
class ZoneView:
    """A neighbourhood or village."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class SessionView:
    """The commune's next public session."""

    title: str
    place: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic of the budget and its money in minor units, the stage most recently known.

    `planned` is given where nothing is recorded as done yet, so that nobody is told of a bare nought.
    """

    topic: str
    amount: int
    planned: int | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """A programme of the budget and its money in minor units."""

    code: str
    name: str
    amount: int


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
class BudgetView:
    """What is known of one topic or programme in one document; money in minor units.

    `asked_topic` is set where the budget has no line of it and `topic` is the nearest it has; `asked_place` where no
    line says that it is for that place and the answer is for the whole commune. `authorised` is what may be committed
    over the years. `link` is the public page that shows more, empty where there is none.

    `asked_year` differs from `year` when the year asked for does not exist. `total` is all expenditure (or all
    revenue) of the same stage; `planned` and `done` are None where the document does not say. `year_name` is what a
    fiscal year is called that is no calendar year: `2025/2026`.
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
    authorised: int | None = None
    achievements: tuple[AchievementView, ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True)
class HitView:
    """Something that was found: a line of a budget, a programme, a document, an answer; money in minor units.

    `kind` names what it is, `year` what its year is called, `link` its public page.
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


@dataclass(frozen=True, slots=True)
class RequestView:
    """A question put to the commune; `text` and `answer` are None for anybody but its author."""

    reference: str
    state: str
    received_on: date
    promised_on: date
    text: str | None = None
    answer: str | None = None
    reason: str | None = None


class Stance(StrEnum):
    """How a visitor stood to an idea before they supported it."""

    NEW = "new"
    ALREADY = "already"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A citizen's idea as others may see it; `stance` is the visitor's, where they have just supported it."""

    reference: str
    title: str
    state: str
    zone: str | None = None
    cost: int | None = None
    reason: str | None = None
    supports: int = 0
    project_number: int | None = None
    merged_into: str | None = None
    stance: Stance = Stance.NEW


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A project on the ballot or under way; money in minor units, progress in percent."""

    number: int
    titles: dict[str, str]
    short_names: dict[str, str]
    cost: int
    state: str
    progress: int = 0
    spent: int = 0
    zone: str | None = None
    description: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class BallotPaper:
    """What can be voted on now."""

    title: str
    max_choices: int
    closes_at: datetime
    projects: tuple[ProjectView, ...]


@dataclass(frozen=True, slots=True)
class CastBallot:
    """What was recorded: the projects in words, what was not known, the receipt.

    `stands` is False when an older message came late and a newer ballot stays. `echo` is False where the commune
    echoes the count only. `is_blank` is a ballot cast on purpose for no project.
    """

    projects: tuple[ProjectView, ...]
    unknown: tuple[int, ...]
    receipt: str
    closes_at: datetime
    replaced: bool = False
    stands: bool = True
    echo: bool = True
    is_blank: bool = False


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One project's result and the reason, a name of `budgeting.counting.explain`, with its numbers."""

    number: int
    titles: dict[str, str]
    short_names: dict[str, str]
    cost: int
    votes: int
    won: bool
    reason: str
    values: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ResultsView:
    """A published result; `blank` of the `ballots` are for no project."""

    title: str
    year: int
    ballots: int
    blank: int
    envelope: int
    spent: int
    identity_level: str
    rule: str
    one_person: bool
    lines: tuple[ResultLine, ...]


class Desk(Protocol):
    """What the conversation asks of the house; every call may raise a `Refusal`."""

    def commune(self) -> CommuneView: ...

    def zones(self) -> Sequence[ZoneView]: ...

    def next_session(self) -> SessionView | None: ...

    def set_language(self, language: str) -> None: ...

    def stop_news(self) -> None: ...

    def start_news(self) -> None: ...

    def gets_news(self) -> bool:
        """Is the sender told what they did not ask for? False after STOP."""

    def can_be_asked(self) -> bool:
        """Will a question reach the sender now? False once the replies of the hour, or the money, are used up."""

    def new_code(self) -> str:
        """Return a fresh four-digit code."""

    def erase_me(self) -> int:
        """Forget the sender and return how many open requests stay because the law needs them."""

    def has_proven_phone(self) -> bool: ...

    def keep_phone(self, number: str) -> None: ...

    def budget(self, topic: str | None, year: int | None, code: str | None, place: str | None = None) -> BudgetView:
        """Return what is published of a topic, a programme, and a place that some words may name."""

    def budget_topics(self, year: int | None) -> Sequence[TopicView]: ...

    def programmes(self, year: int | None) -> Sequence[ProgrammeView]: ...

    def ask_question(self, text: str, topic: str | None) -> RequestView: ...

    def find_reference(self, reference: str) -> RequestView | ProposalView: ...

    def my_references(self) -> Sequence[str]: ...

    def similar_proposals(self, title: str) -> Sequence[ProposalView]: ...

    def submit_proposal(
        self, title: str, zone_id: int | None, description: str, photo: str | None, location: Location | None
    ) -> ProposalView: ...

    def support_proposal(self, reference: str) -> ProposalView: ...

    def projects(self) -> Sequence[ProjectView]: ...

    def project(self, number: int) -> ProjectView: ...

    def follow_project(self, number: int) -> ProjectView: ...

    def rate_project(self, number: int, rating: int | None, text: str | None) -> ProjectView: ...

    def ballot_paper(self) -> BallotPaper: ...

    def cast_ballot(self, numbers: Sequence[int]) -> CastBallot: ...

    def cast_blank(self) -> CastBallot:
        """Record a ballot for no project in place of any other."""

    def my_ballot(self) -> CastBallot | None: ...

    def results(self) -> ResultsView: ...
