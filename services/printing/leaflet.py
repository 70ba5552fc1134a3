"""A citizen budget in words: what the page shows and the sheet prints, string for string."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what belongs to it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A large figure with its name and a word beside it."""

    label: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One row of money; `bar` in thousandths of the longest, `minor` is the amount before it was written."""

    label: str
    amount: str
    share: str
    head: str
    bar: int
    minor: int


@dataclass(frozen=True, slots=True)
class MoneyPart:
    """Where money comes from or goes to; without `rows` the lede says why."""

    title: str
    lede: str
    columns: tuple[str, ...]
    rows: tuple[MoneyRow, ...]
    total: MoneyRow | None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What a topic had, has, and the difference."""

    label: str
    before: str
    now: str
    difference: str


@dataclass(frozen=True, slots=True)
class ChangePart:
    """What changed against an earlier year; without `rows` the lede says why."""

    title: str
    lede: str
    columns: tuple[str, ...]
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project with where it stands and what it costs."""

    label: str
    state: str
    amount: str


@dataclass(frozen=True, slots=True)
class ProjectPart:
    """What the people chose; without `rows` the lede says so."""

    title: str
    lede: str
    rows: tuple[ProjectRow, ...]
    more: str


@dataclass(frozen=True, slots=True)
class TextPart:
    """Paragraphs under a title."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactPart:
    """Facts under a title."""

    title: str
    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class PriorityPart:
    """What the money is for first: where most of it goes, "" where nothing says, and what the programmes are for."""

    title: str
    most: str
    lede: str
    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ContactPart:
    """Whom to ask; `code` is a square code as SVG, "" for none, and `code_words` says what it opens."""

    title: str
    lede: str
    rows: tuple[Fact, ...]
    code: str
    code_words: str


@dataclass(frozen=True, slots=True)
class Leaflet:
    """One year's citizen budget in one language; `date` is ISO 8601, that of the document or the year's last day.

    `budgets` are the numbers of the documents its figures were read from. `priorities` is None where the commune has
    written nothing that tells them.
    """

    year: int
    language: str
    title: str
    commune: str
    date: str
    standing: str
    demonstration: str
    about: TextPart
    figures: tuple[KeyFigure, ...]
    reading: str
    receipts: MoneyPart
    spending: MoneyPart
    changes: ChangePart
    projects: ProjectPart
    glossary: FactPart
    contacts: ContactPart
    facts: FactPart
    budgets: tuple[int, ...] = ()
    priorities: PriorityPart | None = None
