"""Running the count of a cycle and keeping what came of it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.counting.canonical import canonical_json
from budgeting.counting.count import count_election
from budgeting.counting.election import Election
from budgeting.counting.frozen import election_digest, terms_digest, write_election
from budgeting.counting.outcome import Outcome, write_outcome
from budgeting.counting.terms import Terms, TieBreak
from budgeting.phases import PhaseKind
from budgeting.refusal import Refusal
from models import CountRun, Cycle
from models.cycle import CycleState, IdentityLevel
from services.codes.setting_aside import set_voided_aside
from services.counting.comparing import COMPARED, compare_rules
from services.counting.opening import OpenedBox, at_closing, compare_with_log, elect, open_box
from services.counting.reasons import CountReason
from services.cycles.draft import get_cycle, note
from services.cycles.key import load_key
from services.cycles.phases import phase_of
from services.cycles.reasons import CycleReason
from services.cycles.rules import frozen, frozen_terms, grace_of, is_unaltered
from services.house import House
from services.keyring import CycleKey
from services.voting.cast import log_salt
from services.voting.log import append_pending


def count_cycle(session: Session, house: House, commune_id: int, cycle_id: int, *, staff_id: int | None) -> CountRun:
    """Count a cycle's ballots under its frozen rules; `Refusal` before closing and grace are over.

    Counting the same ballots again gives the same digest and keeps the run there is.
    """
    cycle = get_cycle(session, commune_id, cycle_id)
    if no := why_not_count(session, house, cycle):
        raise no
    rules, terms, key = frozen(cycle), frozen_terms(cycle), load_key(house, cycle)
    beside = _set_aside(session, house, cycle, key)
    append_pending(session, house, cycle.id)
    box = open_box(session, cycle.id, key)
    election = elect(rules, box.choices)
    run = _run(cycle, election, terms, box)
    run.parameters = {**run.parameters, **compare_with_log(session, cycle.id, box), **beside}
    run.made_at = house.clock()
    kept = _keep(session, run)
    note(session, house, cycle, "cycle_counted", staff_id, digest=kept.input_digest, run=kept.id)
    return kept


def _set_aside(session: Session, house: House, cycle: Cycle, key: CycleKey) -> dict[str, int]:
    """Take the ballots of voided codes out of the box, where people vote by codes; return how many lie aside."""
    if cycle.identity_level != IdentityLevel.VOTING_CODE:
        return {}
    return {"set_aside": set_voided_aside(session, cycle.id, key, log_salt(cycle.id), house.clock())}


def why_not_count(session: Session, house: House, cycle: Cycle) -> Refusal | None:
    """Return why the ballots of a cycle stay closed, or None."""
    if cycle.state == CycleState.CLOSED:
        return Refusal(CycleReason.OVER)
    if cycle.state != CycleState.APPROVED:
        return Refusal(CycleReason.NOT_APPROVED)
    unlocks = unlocks_at(session, cycle)
    if unlocks is None:
        return Refusal(CountReason.NO_VOTE)
    if house.clock() < unlocks:
        return Refusal(CountReason.TOO_EARLY, from_at=unlocks.isoformat())
    if cycle.key_destroyed_at is not None:
        return Refusal(CycleReason.KEY_GONE)
    if not is_unaltered(cycle):
        return Refusal(CycleReason.RULES_ALTERED)
    return Refusal(CountReason.DRAW_MISSING) if needs_draw(cycle) else None


def needs_draw(cycle: Cycle) -> bool:
    """Do the frozen rules announce a public draw whose result is not written down yet?"""
    terms: dict[str, Any] = (cycle.rules or {}).get("terms", {})
    return cycle.drawn is None and TieBreak.DRAW in terms.get("tie_break", ())


def unlocks_at(session: Session, cycle: Cycle) -> datetime | None:
    """Return when the ballots may be opened: closing and grace; None where the plan has no vote."""
    vote = phase_of(session, cycle.id, PhaseKind.VOTE)
    return None if vote is None else vote.closes_at + grace_of(cycle)


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
            "grace_changes_winners": _changes_winners(cycle, terms, box, outcome),
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


def _changes_winners(cycle: Cycle, terms: Terms, box: OpenedBox, outcome: Outcome) -> bool:
    """Would other projects have won without the ballots that came in the grace?"""
    if not box.in_grace:
        return False
    without = count_election(elect(frozen(cycle), at_closing(box)), terms)
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
