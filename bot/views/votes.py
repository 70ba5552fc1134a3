"""Projects, ballots and results as a dialogue speaks of them; money in minor units."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Proof(StrEnum):
    """By what ballots count: a number, the answer with a code, a voting code, a list, a list and an answer."""

    NUMBER = "number"
    ANSWER = "answer"
    CODE = "code"
    LIST = "list"
    LIST_ANSWER = "list_answer"


class ReceiptState(StrEnum):
    """What the public log of a vote says of a receipt; one that is mistyped cannot be a receipt at all."""

    STANDS = "stands"
    REPLACED = "replaced"
    UNKNOWN = "unknown"
    MISTYPED = "mistyped"


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A project on the ballot or under way; money in minor units, progress in percent.

    `awaited_at` is when what its state waits for comes, where that is known: the opening of its vote, or the result.
    `done_on` is the day on which its works were finished, `former_number` the one from before a public draw.
    """

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
    awaited_at: datetime | None = None
    done_on: date | None = None
    former_number: int | None = None


@dataclass(frozen=True, slots=True)
class PaperPot:
    """An envelope in minor units and the numbers it is for; `names` of its zone by language, none of the commune's."""

    envelope: int
    numbers: tuple[int, ...]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class SharedMoney:
    """All the money of a vote, in minor units, and each envelope of it where zones have one."""

    amount: int
    pots: tuple[PaperPot, ...] = ()


@dataclass(frozen=True, slots=True)
class BallotPaper:
    """What can be voted on now, and within which limits; the envelope of a basket in minor units.

    `pots` are all envelopes where zones have one.
    """

    title: str
    max_choices: int
    closes_at: datetime
    projects: tuple[ProjectView, ...]
    format: str = "approval"
    min_choices: int = 1
    envelope: int | None = None
    max_points: int | None = None
    most_for_one: int | None = None
    pots: tuple[PaperPot, ...] = ()


@dataclass(frozen=True, slots=True)
class CastBallot:
    """What was recorded: the projects in words, what was not known, the receipt.

    `stands` is False when an older message came late and a newer ballot stays. `echo` is False where the commune
    echoes the count only. `is_blank` is a ballot cast on purpose for no project. `by_code` where it stands under a
    voting code, and not under the number. `confirming` is the code that must come back before it counts, "" where it
    counts; `is_again` where that is a fresh one, after wrong codes. `aside` is the reference under which it is kept
    apart, its voter not being on the list. `points` stand beside `projects`, which a ranking names in its order.
    `on_paper` where a sheet of paper with the same code stands, and nothing replaces it. `elsewhere` are numbers of the
    vote that only people of other zones may choose. `is_last` where it came after closing, in the grace: nothing
    replaces it any more.
    """

    projects: tuple[ProjectView, ...]
    unknown: tuple[int, ...]
    receipt: str
    closes_at: datetime
    replaced: bool = False
    stands: bool = True
    echo: bool = True
    is_blank: bool = False
    by_code: bool = False
    confirming: str = ""
    is_again: bool = False
    aside: str = ""
    format: str = "approval"
    points: tuple[int, ...] = ()
    on_paper: bool = False
    elsewhere: tuple[int, ...] = ()
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One project's result and the reason, a name of `budgeting.counting.explain`, with its numbers.

    `points` are what its votes come to where ballots have points or an order, None where each vote is one. `hands` of
    the votes were raised in meetings. `pot` are the names of the zone whose money it competed for, none of the whole
    commune; it is None where there is one envelope.
    """

    number: int
    titles: dict[str, str]
    short_names: dict[str, str]
    cost: int
    votes: int
    won: bool
    reason: str
    values: dict[str, int] = field(default_factory=dict)
    points: int | None = None
    hands: int = 0
    pot: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class PotResult:
    """What an envelope was when it was counted and what was spent of it, in minor units.

    `names` are those of its zone by language, none of the whole commune's; `added` of it came from zones.
    """

    names: dict[str, str]
    envelope: int
    spent: int
    added: int = 0

    @property
    def left(self) -> int:
        """What no project took."""
        return self.envelope - self.spent


@dataclass(frozen=True, slots=True)
class ResultsView:
    """A published result; `blank` of the `ballots` are for no project, `present` came to meetings beside them.

    `envelope` is all the money, `pots` each envelope where zones have one.
    """

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
    present: int = 0
    pots: tuple[PotResult, ...] = ()
