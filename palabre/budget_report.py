"""What the reader found in a budget file, as lines of text for a terminal."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from budgeting.accounts.fates import REASONS, Fate
from budgeting.accounts.faults import Kind, Problem
from budgeting.accounts.grid import place_of
from budgeting.accounts.reading import Reading
from budgeting.accounts.report import as_json, line_values
from budgeting.accounts.totals import TotalCheck
from budgeting.refusal import Refusal
from services.budgets.reasons import BudgetReason
from services.budgets.report import sums_of

REFUSED = {
    BudgetReason.KNOWN_FILE: "This file was imported before, as the budget of %(year)s. Withdraw that one first.",
    BudgetReason.NOTHING_READ: "No line of a budget was found in this file. Look at it with --dry-run.",
    BudgetReason.YEAR_NEEDED: "The file does not say of which year it is. Say so with --year.",
    BudgetReason.YEAR_WRONG: "%(year)s is not a fiscal year.",
}
MOST_OF_A_KIND = 10
"""Problems of one kind that the text tells one by one: nine hundred alike would hide the three that are not."""


def report_text(reading: Reading) -> str:
    """Return the document, sums, skipped rows by reason, totals that differ and problems, a line each."""
    return "\n".join([*_facts(reading), *_sums(reading), *_skipped(reading), *_totals(reading), *_problems(reading)])


def json_pieces(reading: Reading, more: Mapping[str, Any]) -> Iterator[str]:
    """Yield the report as JSON, with what else is to stand in it, a line of the budget at a time: there may be many."""
    mark = "{"
    for name, value in {**as_json(reading, with_lines=False), **more}.items():
        yield f"{mark}\n {json.dumps(name)}: "
        if name == "lines":
            yield from _listed(line_values(line) for line in reading.lines)
        else:
            yield json.dumps(value, ensure_ascii=False, indent=1)
        mark = ","
    yield "\n}\n"


def _listed(values: Iterable[Any]) -> Iterator[str]:
    mark = "["
    for value in values:
        yield f"{mark}\n  {json.dumps(value, ensure_ascii=False)}"
        mark = ","
    yield "[]" if mark == "[" else "\n ]"


def refusal_text(refusal: Refusal) -> str:
    """Return why an import was refused, in English."""
    words = next((text for reason, text in REFUSED.items() if reason == refusal.reason), "It was refused: %(reason)s.")
    return words % {"reason": str(refusal.reason), **refusal.values}


def _facts(reading: Reading) -> Iterator[str]:
    facts = reading.document
    yield facts.title or "(no title)"
    years = ", ".join(map(str, facts.years)) or "no year"
    yield f"{facts.kind}, {facts.status}, {years}, {facts.currency or 'no currency named'}"
    yield f"{len(reading.lines)} lines, {len(reading.skipped)} rows skipped, {len(reading.problems)} problems"


def _sums(reading: Reading) -> Iterator[str]:
    for each in sums_of(reading):
        yield f"  {each.side} {each.year or ''} {each.stage}: {_written(each.amount, reading)}"


def _skipped(reading: Reading) -> Iterator[str]:
    for fate, count in Counter(row.fate for row in reading.skipped).most_common():
        yield f"Skipped {count}: {_reason(fate)}"


def _reason(fate: Fate) -> str:
    return REASONS[fate].replace("%(sheets)s", "another sheet")


def _totals(reading: Reading) -> Iterator[str]:
    wrong = [total for total in reading.totals if not total.agrees]
    advice = ": correct the totals or their lines in the file" if wrong else ""
    yield f"{len(reading.totals)} stated totals checked, {len(wrong)} do not add up{advice}"
    yield from (f"  {_place(total)} {_difference(total, reading)}" for total in wrong[:MOST_OF_A_KIND])
    if len(wrong) > MOST_OF_A_KIND:
        yield f"  and {len(wrong) - MOST_OF_A_KIND} more; --json has all"


def _difference(total: TotalCheck, reading: Reading) -> str:
    stated, computed = _written(total.stated, reading), _written(total.computed, reading)
    return f"“{total.label}” {total.slot.stage} {total.slot.year or ''}: states {stated}, its lines make {computed}"


def _problems(reading: Reading) -> Iterator[str]:
    """Yield the problems as they come, of each kind the first few and, behind the last of them, how many more."""
    told: Counter[Kind] = Counter()
    # Totals that differ are said with the totals.
    often: Counter[Kind] = Counter(
        problem.kind for problem in reading.problems if problem.kind is not Kind.TOTAL_DIFFERS
    )
    for problem in reading.problems:
        told[problem.kind] += 1
        if problem.kind in often and told[problem.kind] <= MOST_OF_A_KIND:
            yield f"! {_place(problem)} {problem.text}".replace("  ", " ")
        if told[problem.kind] == MOST_OF_A_KIND < often[problem.kind]:
            yield f"! and {often[problem.kind] - MOST_OF_A_KIND} more of this kind; --json has all"


def _place(thing: TotalCheck | Problem) -> str:
    where = f" {place_of(thing.row, thing.column)}" if thing.row else ""
    return f"[{thing.sheet}{where}]" if thing.sheet else ""


def _written(minor: int, reading: Reading) -> str:
    units, rest = divmod(abs(minor), 10**reading.document.decimals)
    decimals = f".{rest:0{reading.document.decimals}d}" if rest else ""
    return f"{'-' if minor < 0 else ''}{units:,}{decimals}".replace(",", " ")
