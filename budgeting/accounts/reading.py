"""What reading a file gives: facts of the document, lines, what was skipped and why, totals, problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from budgeting.accounts.columns import Column
from budgeting.accounts.context import Programme
from budgeting.accounts.fates import REASONS, Fate
from budgeting.accounts.faults import Problem
from budgeting.accounts.naming import Head
from budgeting.accounts.natures import Nature
from budgeting.accounts.stages import Section, Side, Slot
from budgeting.accounts.topics import Topic
from budgeting.accounts.totals import TotalCheck


class DocumentKind(StrEnum):
    """A budget says what will be spent, an account what was."""

    BUDGET = "budget"
    ACCOUNT = "account"


class DocumentStatus(StrEnum):
    """How far a document has come; a guess, to be confirmed by whoever imports it."""

    DRAFT = "draft"
    VOTED = "voted"
    APPROVED = "approved"
    AMENDED = "amended"
    EXECUTED = "executed"


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the file seems to be; `decimals` is how many digits of the amounts are minor units.

    `currency` is an ISO 4217 code, `CFA` where it may be XAF or XOF, or "" when nothing tells; `multiplier` is what one
    unit of the file stands for, already applied to all amounts; `first_sheet` names the sheets in order.
    """

    title: str
    authority: str
    years: tuple[int, ...]
    kind: DocumentKind
    status: DocumentStatus
    currency: str
    multiplier: int
    decimals: int
    sheets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the budget, counted once: `rows` are all the rows its amounts stand in; amounts in minor units.

    `columns` holds the name of the column each amount stands in: its letters, in a text its number and title.
    `is_internal` marks "opérations d'ordre", moves between sections that are no money of their own. `nature` is what
    people said of such lines before, None where the words must tell.
    """

    sheet: str
    row: int
    rows: tuple[int, ...]
    side: Side
    section: Section | None
    code: str
    label: str
    programme: Programme | None
    topic: Topic
    parents: tuple[Head, ...]
    place: str
    is_internal: bool
    amounts: Mapping[Slot, int]
    columns: Mapping[Slot, str] = field(default_factory=dict)
    nature: Nature | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no line, and why; `values` are what the reason's sentence needs."""

    sheet: str
    row: int
    fate: Fate
    label: str
    values: Mapping[str, str]

    @property
    def why(self) -> str:
        """The reason in English, to be translated at the edge from `fates.REASONS` and `values`."""
        return REASONS[self.fate] % self.values


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """How the first table of a sheet was read, so that a person can put it right by an order.

    `header_row` counts from 1 and is 0 where no row names the columns; `fingerprint` is what the headings are known
    again by; `samples` are the first texts below each heading; `year` is that of amounts whose column names none;
    `is_text` says that the columns have no letters. `communes` are those that a column names, `only` the one whose
    rows were read, "" for all of them.
    """

    number: int
    name: str
    header_row: int
    fingerprint: str
    multiplier: int
    year: int | None
    columns: tuple[Column, ...]
    samples: tuple[tuple[str, ...], ...]
    lines: int = 0
    is_text: bool = False
    communes: tuple[str, ...] = ()
    only: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one file gave; `lines` may come from a disk, one by one."""

    document: DocumentFacts
    lines: Sequence[Line]
    skipped: tuple[Skipped, ...]
    totals: tuple[TotalCheck, ...]
    problems: tuple[Problem, ...]
    sheets: tuple[ReadSheet, ...] = ()
