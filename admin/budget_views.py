"""What the budget pages show of a report and of lines: grouped, cut to a page, in the reader's order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from admin.budget_words import FATE_NAMES, LOUD, say_problem
from admin.labels import TOPIC_NAMES
from admin.tongue import _ as say
from budgeting.accounts.reading import Line
from services.budgets.job import DOUBTS
from services.budgets.lines import proposed_nature
from services.budgets.listing import LineRow

MOST_LOUD = 8
MOST_SHOWN = 200
MOST_ROWS = 30


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem: where it stands and what it is, in words."""

    sheet: str
    row: int
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """The rows skipped for one reason: how many, and the first of them by sheet."""

    words: str
    count: int
    places: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ReportView:
    """The report of an import, as `services.budgets.report` makes it, cut to what a page can hold."""

    report: Mapping[str, Any]

    @property
    def document(self) -> Mapping[str, Any]:
        """The facts of the document."""
        facts: Mapping[str, Any] = self.report.get("document", {})
        return facts

    @property
    def sums(self) -> Sequence[Mapping[str, Any]]:
        """The sums of all lines by side, year and stage."""
        return list(self.report.get("sums", ()))

    @property
    def line_count(self) -> int:
        """How many lines were read."""
        return int(self.report.get("lines", 0))

    @property
    def totals(self) -> Sequence[Mapping[str, Any]]:
        """The stated totals that were checked."""
        return list(self.report.get("totals", ()))

    @property
    def differing(self) -> Sequence[Mapping[str, Any]]:
        """The stated totals that are not what their lines make, cut to a page."""
        return [total for total in self.totals if not total["agrees"]][:MOST_SHOWN]

    @property
    def differing_count(self) -> int:
        """How many stated totals are not what their lines make."""
        return sum(not total["agrees"] for total in self.totals)

    @property
    def findings(self) -> Sequence[Finding]:
        """The problems in words, cut to a page; differing totals have a table of their own."""
        shown = [found for found in self.report.get("problems", ()) if found["kind"] != "total_differs"][:MOST_SHOWN]
        return [Finding(found["sheet"], found["row"], found["column"], say_problem(found)) for found in shown]

    @property
    def loud(self) -> Sequence[Finding]:
        """The problems that make a whole budget wrong, in words, each sentence once, however many sheets have it."""
        found = {say_problem(each): each for each in self.report.get("problems", ()) if each["kind"] in LOUD}
        return [Finding(each["sheet"], each["row"], each["column"], words) for words, each in found.items()][:MOST_LOUD]

    @property
    def finding_count(self) -> int:
        """How many problems there are in all."""
        return sum(found["kind"] != "total_differs" for found in self.report.get("problems", ()))

    @property
    def doubtful(self) -> Mapping[str, Sequence[int]]:
        """The rows of each sheet with a line whose topic or nature people have to settle."""
        rows: dict[str, list[int]] = defaultdict(list)
        for found in self.report.get("problems", ()):
            if found["kind"] in DOUBTS:
                rows[found["sheet"]].append(found["row"])
        return rows

    @property
    def skipped(self) -> Sequence[Skipped]:
        """The skipped rows by reason, the most frequent first."""
        by_fate: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in self.report.get("skipped", ()):
            by_fate[row["fate"]].append(row)
        groups = sorted(by_fate.items(), key=lambda item: -len(item[1]))
        return [Skipped(say(FATE_NAMES.get(fate, rows[0]["why"])), len(rows), _places(rows)) for fate, rows in groups]


DOUBTFUL = "doubtful"
"""What a list is narrowed to in place of a topic: the lines that people have to look at."""


def chosen_topic(topic: str | None) -> str | None:
    """Return the topic a list is narrowed to, or `DOUBTFUL`; None for what is neither."""
    return topic if topic == DOUBTFUL or topic in set(map(str, TOPIC_NAMES)) else None


def line_row(line: Line) -> LineRow:
    """Return a line that is only read as the page of a document shows those that are written."""
    years = {slot.year for slot in line.amounts}
    amounts = {
        f"{slot.stage} {slot.year}" if len(years) > 1 else str(slot.stage): amount
        for slot, amount in line.amounts.items()
    }
    return LineRow(
        id=0,
        side=str(line.side),
        topic=str(line.topic),
        code=line.code or None,
        label=line.label,
        programme=line.programme.title if line.programme else None,
        sheet=line.sheet,
        row=line.row,
        nature=proposed_nature(line),
        amounts=amounts,
        place=line.place or None,
    )


def _places(rows: Sequence[Mapping[str, Any]]) -> Sequence[tuple[str, str]]:
    by_sheet: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        by_sheet[row["sheet"]].append(row["row"])
    return [(sheet, _numbers(sorted(numbers))) for sheet, numbers in by_sheet.items()]


def _numbers(numbers: Sequence[int]) -> str:
    shown = say(", ").join(map(str, numbers[:MOST_ROWS]))
    return f"{shown} …" if len(numbers) > MOST_ROWS else shown
