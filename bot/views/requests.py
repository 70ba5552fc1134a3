"""Questions and formal requests as a dialogue speaks of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class StageView:
    """Whom a citizen may turn to: a code of the law room, the body's own name where it has one, and until when.

    `is_unconfirmed` where the number of days was not read in the text of the law.
    """

    body: str
    name: str
    until: date | None
    is_unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class ComplaintView:
    """Whom a citizen turned to, by when that body must answer where the law says so, and how it decided.

    `verdict` is a code of the law room, None while nothing is decided; `decision` what staff wrote of it. `is_past`
    where the commune has settled the request anew since; `is_unconfirmed` as for a stage.
    """

    body: str
    name: str
    due_on: date | None
    verdict: str | None = None
    decision: str | None = None
    is_past: bool = False
    is_unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class PromiseNamed:
    """A promise that came of a question, and where it stands; `state` is None until the town hall says it."""

    reference: str
    state: str | None


@dataclass(frozen=True, slots=True)
class RequestView:
    """A question or a formal request; of what was written anybody but its author sees what staff have made public.

    `text` and `asked` are None for them, and `is_withheld` where words stand there that the town hall tells alone.
    `ground` is the code of the law's list a refusal stands on, which the public register shows too.

    `due_on` is None while a form is awaited or the clock stands still; `strict_on` is the date without the wait.
    `complaint` is the last stage the citizen turned to, `stage` the next that is open to them, `other_stages` those
    that are open beside it.
    `is_at_once` while nobody has said yet whether an answer of published data helped. `is_appeal` where it is one
    against the result of a vote.
    `session_at` is when the public session is to which it was put too.
    `promise` is what the town hall promised or a session recommended because of it, for its author.
    `objection` is the last question in which its author wrote what they do not agree with.
    `days` of a `unit` (working, calendar) on a `basis` (law, promise), with so many holidays left out, make the date.
    """

    reference: str
    state: str
    received_on: date
    due_on: date | None
    kind: str = "question"
    strict_on: date | None = None
    days: int = 0
    unit: str = ""
    holidays: int = 0
    basis: str = ""
    text: str | None = None
    answer: str | None = None
    reason: str | None = None
    asked: str | None = None
    stage: StageView | None = None
    other_stages: tuple[StageView, ...] = ()
    complaint: ComplaintView | None = None
    is_at_once: bool = False
    is_appeal: bool = False
    ground: str | None = None
    is_withheld: bool = False
    objection: str | None = None
    session_at: datetime | None = None
    promise: PromiseNamed | None = None


def objection_to(reference: str) -> str:
    """Return with what a question begins in which somebody objects to one of their requests."""
    return f"{reference}: "


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """An earlier answer that is public: which one, and its words."""

    key: str
    answer: str


@dataclass(frozen=True, slots=True)
class AwaitedView:
    """A request whose author was asked something and has not answered yet."""

    reference: str
    asked: str


@dataclass(frozen=True, slots=True)
class AppealsView:
    """The vote whose result may be appealed against, the last day of that, and the first where it is still to come."""

    title: str
    until: date
    opens: date | None = None


@dataclass(frozen=True, slots=True)
class FormalView:
    """What the law here asks of a formal request: its period, what everybody's form needs; where and when it is taken.

    Each of `needs` is the code of a field, with that of what does as well beside it.
    """

    is_known: bool
    days: int = 0
    unit: str = ""
    basis: str = ""
    needs: tuple[tuple[str, ...], ...] = ()
    place: str = ""
    hours: str = ""
