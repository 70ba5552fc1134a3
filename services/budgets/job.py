"""Reading one file with all that the commune knows: a job that is written down, done apart, and done again if need be.

Nothing here touches a database: whoever writes the job down has looked everything up.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from budgeting.accounts.faults import Kind, Problem
from budgeting.accounts.foremost import foremost
from budgeting.accounts.line_rules import LineRule, RuleKind, Rules, Trait, as_rules, is_said, recall
from budgeting.accounts.magnitude import Earlier, check_against, check_per_head, name_line
from budgeting.accounts.orders import Orders, SheetOrder, order_as_json, order_from_json
from budgeting.accounts.read import Heard, read_budget
from budgeting.accounts.reading import Line, Reading
from budgeting.money import decimals_of
from services.budgets.opening import decimals_named

DOUBTS = {Kind.SEVERAL_TOPICS: Trait.TOPIC, Kind.CODE_AGAINST_WORDS: Trait.NATURE}
"""What the reader is not sure of in one line, and what settles it."""

AS_NAMED = "XXX"
"""ISO 4217 for no currency: the decimals are those of the money that the file names."""

EarlierLine = tuple[str, str, str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Job:
    """What is needed to read one file: its name, the commune's money and people, what was learnt from files before.

    `earlier` holds the lines of the commune's documents by fiscal year: side, code, label, amounts by stage. `only` is
    the commune whose rows are read on every sheet, "" where the orders say it. `currency` is `AS_NAMED` where nobody
    has said in which money the file is.
    """

    name: str
    currency: str
    population: int | None = None
    year: int | None = None
    orders: Orders = field(default_factory=dict)
    known: Mapping[str, SheetOrder] = field(default_factory=dict)
    rules: Sequence[LineRule] = ()
    earlier: Mapping[int, Sequence[EarlierLine]] = field(default_factory=dict)
    only: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the job as plain values."""
        return {
            "name": self.name,
            "currency": self.currency,
            "population": self.population,
            "year": self.year,
            "orders": {str(number): order_as_json(order) for number, order in self.orders.items()},
            "known": {fingerprint: order_as_json(order) for fingerprint, order in self.known.items()},
            "rules": [[rule.trait, rule.kind, rule.programme, rule.name, rule.value] for rule in self.rules],
            "earlier": {str(year): [list(line) for line in lines] for year, lines in self.earlier.items()},
            "only": self.only,
        }

    @property
    def digest(self) -> str:
        """What tells this job from any other on the same file."""
        return hashlib.sha256(json.dumps(self.as_json(), sort_keys=True).encode()).hexdigest()


def job_from_json(values: Mapping[str, Any]) -> Job:
    """Return the job that plain values hold."""
    return Job(
        values["name"],
        values["currency"],
        values["population"],
        values["year"],
        {int(number): order_from_json(order) for number, order in values["orders"].items()},
        {fingerprint: order_from_json(order) for fingerprint, order in values["known"].items()},
        [LineRule(Trait(trait), RuleKind(kind), *rest) for trait, kind, *rest in values["rules"]],
        {int(year): [_earlier_line(line) for line in lines] for year, lines in values["earlier"].items()},
        values.get("only", ""),  # of a file that waits since an older version there is none
    )


def do_job(job: Job, content: bytes, heard: Heard | None = None) -> Reading:
    """Read the file, say of its lines what staff said before, and look for gross errors."""
    decimals = 0 if job.currency == AS_NAMED else decimals_of(job.currency)
    reading = _read(job, content, decimals, heard)
    if job.currency == AS_NAMED and (decimals := decimals_named(reading)):
        reading = _read(job, content, decimals, heard)
    rules = as_rules(job.rules)
    lines = tuple(recall(reading.lines, rules))
    # Amounts of two years side by side are each checked against people, the latest alone against the year before.
    found = foremost(reading.sheets, lines, decimals)
    found += check_per_head(lines, job.population, job.currency, decimals)
    found += check_against(_of_latest(lines), _before(job, lines), decimals)
    return replace(reading, lines=lines, problems=(*_unsettled(reading, rules), *found))


def _read(job: Job, content: bytes, decimals: int, heard: Heard | None) -> Reading:
    return read_budget(
        content,
        job.name,
        year=job.year,
        decimals=decimals,
        orders=job.orders,
        known=job.known,
        heard=heard,
        only=job.only,
    )


def _unsettled(reading: Reading, rules: Rules) -> Iterator[Problem]:
    """Yield the problems of a reading but for those that people settled, when they said what such lines are."""
    settled = {
        (kind, line.sheet, line.row)
        for kind, trait in DOUBTS.items()
        for line in (reading.lines if rules else ())
        if is_said(rules, trait, line)
    }
    return (each for each in reading.problems if (each.kind, each.sheet, each.row) not in settled)


def _of_latest(lines: Sequence[Line]) -> list[Line]:
    latest = _latest(lines)
    return [
        replace(line, amounts={slot: amount for slot, amount in line.amounts.items() if slot.year == latest})
        for line in lines
    ]


def _before(job: Job, lines: Sequence[Line]) -> Earlier | None:
    latest = _latest(lines)
    if latest is None or latest - 1 not in job.earlier or any(_has(line, latest - 1) for line in lines):
        return None  # a file that holds the year before itself has been compared with it
    before: dict[tuple[str, str, str], dict[str, int]] = {}
    for side, code, label, amounts in job.earlier[latest - 1]:
        sums = before.setdefault(name_line(side, code, label), {})
        for stage, amount in amounts.items():
            sums[stage] = sums.get(stage, 0) + amount
    return Earlier(latest - 1, before)


def _has(line: Line, year: int) -> bool:
    return any(slot.year == year for slot in line.amounts)


def _latest(lines: Sequence[Line]) -> int | None:
    return max((slot.year for line in lines for slot in line.amounts if slot.year is not None), default=None)


def _earlier_line(values: Sequence[Any]) -> EarlierLine:
    side, code, label, amounts = values
    return side, code, label, amounts
