"""Opening a cycle's ballots under its key: what they say, without who said it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.announced_ballot import read_limits
from budgeting.ballot import BallotFormat
from budgeting.counting.election import Ballot, CountedProject, Election
from budgeting.counting.entries import COMMUNE_WIDE
from budgeting.receipts import commit_receipt
from models import Ballot as BallotRow
from models import LogEntry
from models.ballot import LogEvent
from services.keyring import CycleKey
from services.vault import Sealed
from services.voting.box import IN_TIME, log_salt

Mark = str | tuple[str, int]
"""A project by its number, with its points where the vote has any."""
Chosen = tuple[Mark, ...]


FEWEST_LATE = 5
"""Fewer ballots that came in the grace are told to nobody: what depends on them says what these people chose."""


@dataclass(slots=True)
class OpenedBox:
    """The ballots of a cycle: their choices, those that came in the grace, the receipts' commitments.

    `replaced_in_grace` holds what stood at the announced closing for voters whose later ballot came in the grace.
    `unreadable` counts ballots that do not open under the key: they were changed in the database.
    """

    choices: list[Chosen] = field(default_factory=list)
    in_grace: list[Chosen] = field(default_factory=list)
    replaced_in_grace: list[Chosen] = field(default_factory=list)
    commitments: Counter[str] = field(default_factory=Counter)
    grace_commitments: list[str] = field(default_factory=list)
    unreadable: int = 0


def open_box(session: Session, cycle_id: int, key: CycleKey) -> OpenedBox:
    """Open every ballot of a cycle."""
    box = OpenedBox()
    # By key, which is random: the order says nothing about the order of arrival.
    query = select(BallotRow.sealed, BallotRow.in_grace).where(BallotRow.cycle_id == cycle_id).order_by(BallotRow.id)
    for sealed, came_in_grace in session.execute(query):
        record = _open(key, sealed)
        if record is None:
            box.unreadable += 1
        else:
            _put(box, cycle_id, record, came_in_grace)
    return box


def at_closing(box: OpenedBox) -> list[Chosen]:
    """Return the choices that stood at the announced closing: each voter's last ballot without the grace."""
    return [*(Counter(box.choices) - Counter(box.in_grace)).elements(), *box.replaced_in_grace]


def elect(rules: dict[str, Any], ballots: Iterable[Chosen], hands: Mapping[str, int] | None = None) -> Election:
    """Return the frozen projects and envelope with these ballots, grouped, and the hands raised in meetings."""
    projects = tuple(
        CountedProject(str(project["number"]), project["cost"], project["order"], project.get("pot", COMMUNE_WIDE))
        for project in rules["projects"]
    )
    known, ballots_format = {project.id for project in projects}, read_limits(rules).format
    kept = Counter(tuple(mark for mark in chosen if _project(mark) in known) for chosen in ballots)
    grouped = tuple(_ballot(chosen, weight, ballots_format) for chosen, weight in kept.items())
    envelopes = rules.get("envelopes", {})
    return Election(projects, grouped, rules["envelope"], ballots_format, hands or {}, envelopes)


def _ballot(chosen: Chosen, weight: int, ballots_format: BallotFormat) -> Ballot:
    """Return a ballot as a rule reads it: a ranking in its order, points beside the projects."""
    projects = tuple(_project(mark) for mark in chosen)
    if ballots_format is BallotFormat.POINTS:
        return Ballot(projects, weight, tuple(mark[1] for mark in chosen if not isinstance(mark, str)))
    return Ballot(projects if ballots_format is BallotFormat.RANKING else tuple(sorted(projects)), weight)


def _project(mark: Mark) -> str:
    return mark if isinstance(mark, str) else mark[0]


def compare_with_log(session: Session, cycle_id: int, box: OpenedBox) -> dict[str, int]:
    """Return how many receipts the log holds that have no ballot, and how many ballots have no receipt in the log."""
    standing: Counter[str] = Counter()
    query = select(LogEntry.commitment, LogEntry.event).where(LogEntry.cycle_id == cycle_id)
    for commitment, event in session.execute(query):
        standing[commitment] += 1 if event == LogEvent.CAST else -1
    return {
        "entries_without_ballot": (standing - box.commitments).total(),
        "ballots_without_entry": (box.commitments - standing).total(),
    }


def _open(key: CycleKey, sealed: bytes) -> dict[str, Any] | None:
    try:
        record = key.open(sealed)
        record["choices"] = _numbers(record["choices"])
        record[IN_TIME] = None if record.get(IN_TIME) is None else _numbers(record[IN_TIME])
        record["receipt"] = str(record["receipt"])
    except (Sealed, ValueError, TypeError, KeyError):
        return None
    return record


def _numbers(choices: Iterable[Any]) -> Chosen:
    return tuple(_mark(choice) for choice in choices)


def _mark(choice: Any) -> Mark:
    if isinstance(choice, list):
        number, points = choice
        return str(int(number)), int(points)
    return str(int(choice))


def _put(box: OpenedBox, cycle_id: int, record: dict[str, Any], came_in_grace: bool) -> None:
    commitment = commit_receipt(record["receipt"], log_salt(cycle_id))
    box.choices.append(record["choices"])
    box.commitments[commitment] += 1
    if came_in_grace:
        box.in_grace.append(record["choices"])
        box.grace_commitments.append(commitment)
        if record[IN_TIME] is not None:
            box.replaced_in_grace.append(record[IN_TIME])
