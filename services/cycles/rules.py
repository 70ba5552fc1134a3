"""The frozen rules of a cycle: everything that decides the result, in one text with one digest."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from budgeting.announced_ballot import write_limits
from budgeting.confirming_codes import WAIT_HOURS
from budgeting.counting.canonical import canonical_json, digest_of
from budgeting.counting.frozen import read_terms, write_terms
from budgeting.counting.rivals import pairs_of
from budgeting.counting.terms import DRAWN_NUMBERS, GREATEST_DRAWN, Terms, TieBreak
from budgeting.proof.withholding import BALLOTS_PUBLISHED_FROM
from budgeting.refusal import Refusal
from budgeting.ways_in import write_ways
from models import Commune, Cycle, Project
from models.cycle import IdentityLevel
from services.cycles.ballot_format import announced_ballot
from services.cycles.checks import why_not_freeze
from services.cycles.draft import get_draft, note, tie_breaks_of
from services.cycles.phases import phases_of
from services.cycles.pots import announced_pots, leftovers_of, pots_by_number
from services.cycles.reasons import CycleReason
from services.cycles.ways import ways_of
from services.house import House
from services.keyring import CycleKey, KeyMissing
from services.projects.reading import projects_on_ballot
from services.voting.log import LONGEST_WAIT, public_log_key

KIND, OF_POTS = "palabre-rules/1", "palabre-rules/2"
"""Where zones have envelopes it is of another kind: a program that knows nothing of them reads no rules."""
DUPLICATES = "last_ballot_before_closing_counts"


def freeze(session: Session, house: House, commune_id: int, cycle_id: int, *, staff_id: int | None) -> Cycle:
    """Write down a draft's rules and their digest, and make the cycle's key; `Refusal` with the first fault found.

    The draft can still be changed, and then it is no longer frozen.
    """
    cycle = get_draft(session, commune_id, cycle_id)
    if faults := why_not_freeze(session, house, cycle):
        raise faults[0]
    key = _make_key(house, cycle.id)
    if cycle.key_fingerprint != key.fingerprint:
        cycle.key_fingerprint, cycle.key_backed_up_at = key.fingerprint, None
    cycle.log_key = public_log_key(house.vault)
    write_rules(session, cycle)
    note(session, house, cycle, "cycle_frozen", staff_id, digest=cycle.rules_hash or "")
    return cycle


def _make_key(house: House, cycle_id: int) -> CycleKey:
    try:
        return house.keyring.create(cycle_id)
    except KeyMissing:  # a file stands there and is no whole key: nothing is written over what may be half of one
        raise Refusal(CycleReason.KEY_DAMAGED, number=cycle_id) from None


def write_rules(session: Session, cycle: Cycle) -> None:
    """Write the rules of a cycle as they stand now, and their digest, into its row."""
    cycle.rules = rules_of(session, cycle)
    cycle.rules_hash = digest_of(canonical_json(cycle.rules))


def rules_of(session: Session, cycle: Cycle) -> dict[str, Any]:
    """Return the rules of a cycle as they stand now, as JSON types; money in minor units, instants in UTC."""
    commune, projects = session.get_one(Commune, cycle.commune_id), projects_on_ballot(session, cycle.id)
    pots = pots_by_number(session, cycle, projects)
    zoned = cycle.own_zone_only and cycle.identity_level == IdentityLevel.CLOSED_ROLL
    return {
        "kind": OF_POTS if cycle.envelopes else KIND,
        "commune": commune.name,
        "country": commune.country,
        "currency": commune.currency,
        "title": cycle.title,
        "year": cycle.year,
        "cycle": cycle.id,
        "envelope": cycle.envelope,
        **announced_pots(session, cycle),
        **write_limits(announced_ballot(cycle)),
        "identity_level": str(cycle.identity_level),
        **who_votes(cycle),
        **write_ways(ways_of(cycle)),
        "terms": json.loads(write_terms(terms_of(cycle))),
        **announced_draw(cycle),
        **({"number_draws": cycle.number_draws} if cycle.number_draws else {}),
        "duplicates": DUPLICATES,
        "grace_seconds": cycle.grace_seconds,
        "log_delay_seconds": LONGEST_WAIT,
        "log_key": cycle.log_key,
        "ballots_published_from": BALLOTS_PUBLISHED_FROM,
        "key_fingerprint": cycle.key_fingerprint,
        "phases": [
            {"kind": str(phase.kind), "opens_at": phase.opens_at.isoformat(), "closes_at": phase.closes_at.isoformat()}
            for phase in phases_of(session, cycle.id)
        ],
        "projects": [_project(project, pots.get(project.number), zoned=zoned) for project in projects],
    }


def who_votes(cycle: Cycle) -> dict[str, Any]:
    """Return what the level of a cycle announces beside its letter: voters of one phone, hours a code may take, age."""
    if cycle.identity_level == IdentityLevel.CLOSED_ROLL:
        age_on = cycle.age_on.isoformat() if cycle.age_on else None
        rule = {"minimum_age": cycle.minimum_age, "age_on": age_on, "own_zone_only": cycle.own_zone_only}
        # A list of before this was announced says nothing of codes, and keeps its digest.
        return {"voters_per_phone": 1, **rule, **({"confirming_hours": WAIT_HOURS} if cycle.confirms else {})}
    if cycle.identity_level == IdentityLevel.VOTING_CODE:
        return {"voters_per_phone": cycle.voters_per_phone}
    if cycle.identity_level == IdentityLevel.CONFIRMED_PHONE:
        return {"voters_per_phone": 1, "confirming_hours": WAIT_HOURS}
    return {"voters_per_phone": 1}


def announced_draw(cycle: Cycle) -> dict[str, dict[str, int]]:
    """Return what will be drawn in public where a draw can decide: so many numbers, from nought to the greatest.

    Announced, so that nobody can say afterwards that more was drawn, or less (RFC 3797, section 4).
    """
    draws = TieBreak.DRAW in tie_breaks_of(cycle)
    return {"draw": {"numbers": DRAWN_NUMBERS, "greatest": GREATEST_DRAWN}} if draws else {}


def terms_of(cycle: Cycle) -> Terms:
    """Return the counting rule with its choices, tie-breaks, threshold and rivals a cycle declares."""
    return Terms(
        rule=cycle.counting_rule,
        tie_break=tie_breaks_of(cycle),
        minimum_votes=cycle.minimum_votes,
        incompatible=pairs_of([str(number) for number in group] for group in cycle.exclusive),
        parameters=dict(cycle.rule_choices),
        leftovers=leftovers_of(cycle),
    )


def frozen_terms(cycle: Cycle) -> Terms:
    """Return the terms as they were frozen, with what the public draw gave where they announce one."""
    return read_terms(canonical_json(frozen(cycle)["terms"]), cycle.drawn or "")


def frozen(cycle: Cycle) -> dict[str, Any]:
    """Return the frozen rules; `Refusal` where their digest is not the one that was approved."""
    if cycle.rules is None or not is_unaltered(cycle):
        raise Refusal(CycleReason.RULES_ALTERED)
    return cycle.rules


def is_unaltered(cycle: Cycle) -> bool:
    """Do the frozen rules still have the digest that was approved?"""
    return cycle.rules is not None and digest_of(canonical_json(cycle.rules)) == cycle.rules_hash


def grace_of(cycle: Cycle) -> timedelta:
    """Return how long after closing a message that was sent in time may still arrive."""
    return timedelta(seconds=cycle.grace_seconds)


def _project(project: Project, pot: str | None, *, zoned: bool) -> dict[str, Any]:
    # The number is also the place on the ballot: it is what people type.
    said = {"number": project.number, "order": project.number, "cost": project.cost, "titles": dict(project.titles)}
    # Where only its own people choose a project, its zone decides from how many votes ballots are published.
    home = {"zone": str(project.zone_id)} if zoned and project.zone_id is not None else {}
    return {**said, **home, **({"pot": pot} if pot else {})}
