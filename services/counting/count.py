"""Running the count of a cycle and keeping what came of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from budgeting.counting.canonical import canonical_json
from budgeting.counting.count import count_election
from budgeting.counting.election import Election
from budgeting.counting.frozen import election_digest, terms_digest, write_election
from budgeting.counting.outcome import Outcome, write_outcome
from budgeting.counting.terms import Terms
from budgeting.proof.meetings import write_shows
from models import Ballot, CountRun, Cycle, LogEntry, PendingEntry, VotingCode
from models.base import Base
from models.cycle import IdentityLevel
from models.voting_code import CodeState
from services.by_hand.meeting_list import open_shows, sheets_digest
from services.codes.setting_aside import set_aside, set_voided_aside
from services.counting.comparing import COMPARED, compare_rules
from services.counting.opening import OpenedBox, at_closing, compare_with_log, elect, open_box
from services.counting.ready import why_not_count
from services.counting.shows import SHOWS
from services.cycles.draft import find_cycle, get_cycle, note
from services.cycles.key import load_key
from services.cycles.rules import frozen, frozen_terms
from services.cycles.ways import ways_of
from services.house import House
from services.voting.box import log_salt
from services.voting.log import append_pending

TRIES = 3
"""Times that a count is worked out beside the writers before it is done among them."""


class BoxChanged(Exception):
    """The ballots or the terms are not those that a count was made from."""


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """A count that is not kept yet, and the digest of the box and the terms it was made from."""

    run: CountRun
    source: str


def count_cycle(session: Session, house: House, commune_id: int, cycle_id: int, *, staff_id: int | None) -> CountRun:
    """Count a cycle's ballots under its frozen rules; `Refusal` before closing and grace are over.

    Counting the same ballots again gives the same digest and keeps the run there is.
    """
    close_box(session, house, commune_id, cycle_id)
    worked = work_out(session, house, commune_id, cycle_id)
    return keep_count(session, house, commune_id, cycle_id, worked, staff_id=staff_id)


def count_beside(house: House, commune_id: int, cycle_id: int, *, staff_id: int | None) -> int:
    """Count as `count_cycle` does, holding up no writer while a large election is worked out; return the run's id.

    A ballot that arrived in time may still be written meanwhile: then the box is another, and it is counted anew.
    Call it outside of a transaction.
    """
    where = (house, commune_id, cycle_id)
    for _ in range(TRIES):
        house.work.write(lambda session: close_box(session, *where))
        try:
            worked = house.work.read(lambda session: work_out(session, *where))
            return house.work.write(lambda session: keep_count(session, *where, worked, staff_id=staff_id).id)  # noqa: B023
        except BoxChanged:
            continue
    return house.work.write(lambda session: count_cycle(session, *where, staff_id=staff_id).id)


def close_box(session: Session, house: House, commune_id: int, cycle_id: int) -> None:
    """Take ballots of voided codes out and write into the log what waits; `Refusal` before the box may be opened."""
    cycle = _countable(session, house, get_cycle(session, commune_id, cycle_id))
    if cycle.identity_level == IdentityLevel.VOTING_CODE:
        set_voided_aside(session, cycle.id, load_key(house, cycle), log_salt(cycle.id), house.clock())
    append_pending(session, house, cycle.id)


def work_out(session: Session, house: House, commune_id: int, cycle_id: int) -> WorkedOut:
    """Open the box and count; nothing is written, and nobody is kept waiting.

    `BoxChanged` where a ballot lies in the box that the log does not have yet.
    """
    cycle = _countable(session, house, find_cycle(session, commune_id, cycle_id))
    if _rows(session, PendingEntry, PendingEntry.cycle_id == cycle.id):
        raise BoxChanged(cycle_id)
    source = _source(session, cycle)
    key = load_key(house, cycle)
    box, shows = open_box(session, cycle.id, key), open_shows(session, cycle.id, key)
    run = _run(cycle, elect(frozen(cycle), box.choices, shows.hands), frozen_terms(cycle), box)
    run.parameters = {**run.parameters, **compare_with_log(session, cycle.id, box), **_lies_aside(session, cycle)}
    if ways_of(cycle).by_hands:
        run.parameters = {**run.parameters, SHOWS: write_shows(shows)}
    return WorkedOut(run, source)


def keep_count(
    session: Session, house: House, commune_id: int, cycle_id: int, worked: WorkedOut, *, staff_id: int | None
) -> CountRun:
    """Keep a count; `BoxChanged` where the ballots or the terms are not those it was made from."""
    cycle = _countable(session, house, get_cycle(session, commune_id, cycle_id))
    if _source(session, cycle) != worked.source:
        raise BoxChanged(cycle_id)
    worked.run.made_at = house.clock()
    kept = _keep(session, worked.run)
    note(session, house, cycle, "cycle_counted", staff_id, digest=kept.input_digest, run=kept.id)
    return kept


def _countable(session: Session, house: House, cycle: Cycle) -> Cycle:
    if no := why_not_count(session, house, cycle):
        raise no
    return cycle


def _source(session: Session, cycle: Cycle) -> str:
    """Return the digest of what a count is made from: terms, log, what waits for it, codes, meetings, each ballot.

    A code that is voided meanwhile changes no ballot, and its ballot may not be counted.
    """
    is_void = VotingCode.state == CodeState.VOIDED
    rows = (
        _rows(session, LogEntry, LogEntry.cycle_id == cycle.id),
        _rows(session, PendingEntry, PendingEntry.cycle_id == cycle.id),
        _rows(session, VotingCode, VotingCode.cycle_id == cycle.id, is_void),
    )
    digest = sha256(f"{terms_digest(frozen_terms(cycle))} {rows} {sheets_digest(session, cycle.id)}".encode())
    query = select(Ballot.id, Ballot.sealed, Ballot.in_grace).where(Ballot.cycle_id == cycle.id).order_by(Ballot.id)
    for row in session.execute(query.execution_options(yield_per=1000)):
        digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()


def _rows(session: Session, table: type[Base], *which: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(table).where(*which)) or 0


def _lies_aside(session: Session, cycle: Cycle) -> dict[str, int]:
    """Return how many ballots of voided codes lie aside, where people vote by codes."""
    is_by_code = cycle.identity_level == IdentityLevel.VOTING_CODE
    return {"set_aside": set_aside(session, cycle.id)} if is_by_code else {}


def latest_run(session: Session, cycle_id: int) -> CountRun | None:
    """Return the run made last."""
    return session.scalar(select(CountRun).where(CountRun.cycle_id == cycle_id).order_by(CountRun.id.desc()).limit(1))


def _run(cycle: Cycle, election: Election, terms: Terms, box: OpenedBox) -> CountRun:
    outcome = count_election(election, terms)
    return CountRun(
        cycle_id=cycle.id,
        rule=outcome.rule,
        parameters={
            "terms": terms_digest(terms),
            "rules": cycle.rules_hash,
            "grace_receipts": sorted(box.grace_commitments),
            "grace_changes_winners": _changes_winners(cycle, terms, box, election.hands, outcome),
            "unreadable": box.unreadable,
            "drawn": terms.seed,
            COMPARED: compare_rules(election, terms, outcome),
        },
        input_digest=election_digest(election),
        election=json.loads(write_election(election)),
        outcome=json.loads(write_outcome(outcome)),
        ballots=election.voters,
        ballots_in_grace=len(box.in_grace),
    )


def _changes_winners(cycle: Cycle, terms: Terms, box: OpenedBox, hands: Mapping[str, int], outcome: Outcome) -> bool:
    """Would other projects have won without the ballots that came in the grace?"""
    if not box.in_grace:
        return False
    without = count_election(elect(frozen(cycle), at_closing(box), hands), terms)
    return set(without.selected) != set(outcome.selected)


def _keep(session: Session, run: CountRun) -> CountRun:
    before = latest_run(session, run.cycle_id)
    if before is not None and _said(before) == _said(run):
        return before
    session.add(run)
    session.flush()
    return run


def _said(run: CountRun) -> tuple[str, str, dict[str, Any]]:
    return run.input_digest, canonical_json(run.outcome), run.parameters
