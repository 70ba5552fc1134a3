"""Drafting a cycle: its plan and its rules, free to change until two people have approved them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.counting.rules import find_rule
from budgeting.counting.terms import DECISIVE, TieBreak
from budgeting.hands import may_take_hands
from budgeting.phases import Phase, PhaseKind
from budgeting.refusal import Refusal
from budgeting.ways_in import PHONES_ONLY, WaysIn
from models import Cycle
from models import Phase as PhaseRow
from models.cycle import CycleState, IdentityLevel
from services.audit import record
from services.cycles.ballot_format import MOST_CHOICES, BallotDraft, may_count, set_ballot, why_not_ballot
from services.cycles.pots import NO_ZONE_MONEY, RICHEST, ZoneMoney, set_pots
from services.cycles.reasons import CycleReason
from services.cycles.ways import set_ways, why_not_ways
from services.house import House
from services.numbering import hold
from services.revision import grow_revision

LONGEST_TITLE = 80
LONGEST_GRACE = 24 * 3600
TIE_BREAKS = (TieBreak.MORE_VOTES, TieBreak.LOWER_COST, TieBreak.ORDER)
RULE = "greedy"
PER_PHONE, MOST_PER_PHONE = 10, 50
"""People who may vote from one phone with codes, unless staff say otherwise, and at most."""
LEVELS = tuple(IdentityLevel)
AGES = range(10, 100)


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything staff decide of a cycle; envelope in minor units, grace in seconds.

    `rule` is the key of a counting rule, `choices` what is announced of its parameters; the rest takes its default.
    """

    title: str
    year: int
    envelope: int
    max_choices: int = 3
    minimum_votes: int = 0
    grace_seconds: int = 7200
    rule: str = RULE
    choices: Mapping[str, str] = field(default_factory=dict)
    tie_break: tuple[TieBreak, ...] = TIE_BREAKS
    phases: tuple[Phase, ...] = ()
    level: str = IdentityLevel.ANY_PHONE.value
    ballot: BallotDraft = field(default_factory=BallotDraft)
    voters_per_phone: int = PER_PHONE
    minimum_age: int | None = None
    age_on: date | None = None
    own_zone_only: bool = False
    confirms: bool = True
    ways: WaysIn = PHONES_ONLY
    zone_money: ZoneMoney = NO_ZONE_MONEY


def start_cycle(session: Session, house: House, commune_id: int, draft: Draft, *, staff_id: int | None) -> Cycle:
    """Begin a cycle as a draft."""
    cycle = Cycle(
        commune_id=commune_id,
        state=CycleState.DRAFT,
        created_at=house.clock(),
    )
    _set(session, cycle, draft)
    session.add(cycle)
    session.flush()
    _plan(session, cycle, draft)
    note(session, house, cycle, "cycle_started", staff_id)
    return cycle


def change_cycle(
    session: Session, house: House, commune_id: int, cycle_id: int, draft: Draft, *, staff_id: int | None
) -> Cycle:
    """Change a draft; what had been frozen of it is frozen no more, and earlier approvals say nothing of it."""
    cycle = get_draft(session, commune_id, cycle_id)
    _set(session, cycle, draft)
    _plan(session, cycle, draft)
    cycle.rules = cycle.rules_hash = None
    note(session, house, cycle, "cycle_changed", staff_id)
    return cycle


def find_cycle(session: Session, commune_id: int, cycle_id: int) -> Cycle:
    """Return the commune's cycle of that id; one of another commune is not found."""
    found = session.get(Cycle, cycle_id)
    if found is None or found.commune_id != commune_id:
        raise Refusal(CycleReason.UNKNOWN)
    return found


def get_cycle(session: Session, commune_id: int, cycle_id: int) -> Cycle:
    """Return and lock the commune's cycle of that id, for an act on it."""
    query = select(Cycle).where(Cycle.id == cycle_id, Cycle.commune_id == commune_id).with_for_update()
    found = session.scalar(query)
    if found is None:
        raise Refusal(CycleReason.UNKNOWN)
    return found


def get_draft(session: Session, commune_id: int, cycle_id: int) -> Cycle:
    """Return and lock a cycle that may still be changed; `Refusal` once it is approved, closed or void.

    The drafts of a commune are held together: what one may hold, a project or days for its vote, depends on the others.
    """
    hold(session, f"drafts-{commune_id}")
    cycle = get_cycle(session, commune_id, cycle_id)
    if cycle.state != CycleState.DRAFT:
        raise Refusal(CycleReason.NOT_DRAFT, title=cycle.title)
    return cycle


def tie_breaks_of(cycle: Cycle) -> tuple[TieBreak, ...]:
    """Return the declared tie-breaks, in order."""
    return tuple(TieBreak(word.strip().replace("-", "_")) for word in cycle.tie_break.split(","))


def numbers_drawn_at(cycle: Cycle) -> datetime | None:
    """Return when numbers of the ballot were drawn last; None where none were."""
    return max((datetime.fromisoformat(draw["at"]) for draw in cycle.number_draws), default=None)


def note(session: Session, house: House, cycle: Cycle, act: str, staff_id: int | None, **details: str | int) -> None:
    """Write an act on a cycle into the trail and make what is remembered of the commune old."""
    grow_revision(session, cycle.commune_id)
    record(
        session,
        house,
        act=act,
        subject="cycle",
        subject_id=cycle.id,
        details={"state": str(cycle.state), **details},
        staff_id=staff_id,
        commune_id=cycle.commune_id,
    )


def _set(session: Session, cycle: Cycle, draft: Draft) -> None:
    title = one_line(draft.title)
    if no := _why_not(draft, title) or _why_not_title(session, cycle, draft.year, title):
        raise no
    cycle.title, cycle.year, cycle.envelope = title, draft.year, draft.envelope
    cycle.max_choices, cycle.minimum_votes = draft.max_choices, draft.minimum_votes
    cycle.grace_seconds, cycle.identity_level = draft.grace_seconds, IdentityLevel(draft.level)
    cycle.voters_per_phone = draft.voters_per_phone
    cycle.minimum_age, cycle.own_zone_only = draft.minimum_age, draft.own_zone_only
    cycle.confirms = draft.confirms
    cycle.age_on = _age_day(draft)
    cycle.counting_rule, cycle.rule_choices = draft.rule, _choices(draft)
    cycle.tie_break = ",".join(way.value for way in draft.tie_break)
    set_ballot(cycle, draft.ballot)
    set_ways(cycle, draft.ways)
    set_pots(session, cycle, draft.zone_money)


def _choices(draft: Draft) -> dict[str, str]:
    """Return a value for every parameter of the rule: a later version's default changes no cycle that there is."""
    rule = find_rule(draft.rule)
    return rule.choose(draft.choices) if rule else {}


def _age_day(draft: Draft) -> date | None:
    """Return the day on which people must be of age: the one that was set, else that of the vote's opening."""
    opens = next((phase.opens_at.date() for phase in draft.phases if phase.kind is PhaseKind.VOTE), None)
    return (draft.age_on or opens) if draft.minimum_age is not None else None


def _is_rule(draft: Draft) -> bool:
    """Is it a rule that the house knows, with values that it knows?"""
    rule = find_rule(draft.rule)
    return rule is not None and rule.accepts(draft.choices)


def _has_money(draft: Draft) -> bool:
    """Is there an envelope? That of the whole commune may be nought where zones have theirs."""
    return 0 <= draft.envelope < RICHEST and bool(draft.envelope or draft.zone_money.envelopes)


def _why_not(draft: Draft, title: str) -> Refusal | None:
    kinds = Counter(phase.kind for phase in draft.phases)
    problems = (
        (not title or len(title) > LONGEST_TITLE, Refusal(CycleReason.TITLE_MISSING, most=LONGEST_TITLE)),
        (not 2000 <= draft.year <= 2100, Refusal(CycleReason.YEAR_WRONG)),
        (not _has_money(draft), Refusal(CycleReason.ENVELOPE_WRONG)),
        (not 1 <= draft.max_choices <= MOST_CHOICES, Refusal(CycleReason.CHOICES_WRONG, most=MOST_CHOICES)),
        (not 0 <= draft.minimum_votes < 10**9, Refusal(CycleReason.MINIMUM_WRONG)),
        (not 0 <= draft.grace_seconds <= LONGEST_GRACE, Refusal(CycleReason.GRACE_WRONG)),
        (draft.minimum_age is not None and draft.minimum_age not in AGES, Refusal(CycleReason.AGE_WRONG)),
        (draft.level not in LEVELS, Refusal(CycleReason.LEVEL_WRONG)),
        (not 1 <= draft.voters_per_phone <= MOST_PER_PHONE, Refusal(CycleReason.PER_PHONE_WRONG, most=MOST_PER_PHONE)),
        (not _is_rule(draft), Refusal(CycleReason.RULE_WRONG)),
        (not DECISIVE & set(draft.tie_break), Refusal(CycleReason.TIE_BREAK_WRONG)),
        (len(set(draft.tie_break)) < len(draft.tie_break), Refusal(CycleReason.TIE_BREAK_WRONG)),
        (any(times > 1 for times in kinds.values()), Refusal(CycleReason.PHASE_REPEATED)),
    )
    wrong = next((no for is_wrong, no in problems if is_wrong), None)
    return wrong or why_not_ways(draft.ways, draft.level) or _why_not_ballot(draft) or _why_not_hands(draft)


def _why_not_hands(draft: Draft) -> Refusal | None:
    """Return why a show of hands cannot be announced: its totals tell nobody's ballot, and nobody's zone."""
    by_zone = draft.own_zone_only and draft.level == IdentityLevel.CLOSED_ROLL
    fits = not by_zone and may_take_hands(draft.ballot.format, draft.rule, draft.ballot.min_choices)
    return Refusal(CycleReason.HANDS_UNFIT) if draft.ways.by_hands and not fits else None


def _why_not_ballot(draft: Draft) -> Refusal | None:
    if no := why_not_ballot(draft.ballot, draft.max_choices):
        return no
    fits = may_count(draft.ballot.format, draft.rule, dict(draft.choices))
    return None if fits else Refusal(CycleReason.RULE_UNFIT)


def _why_not_title(session: Session, cycle: Cycle, year: int, title: str) -> Refusal | None:
    query = select(Cycle.id).where(Cycle.commune_id == cycle.commune_id, Cycle.year == year, Cycle.title == title)
    with session.no_autoflush:
        taken = any(found != cycle.id for found in session.scalars(query))
    return Refusal(CycleReason.TITLE_TAKEN, title=title) if taken else None


def _plan(session: Session, cycle: Cycle, draft: Draft) -> None:
    session.execute(delete(PhaseRow).where(PhaseRow.cycle_id == cycle.id))
    for phase in draft.phases:
        session.add(PhaseRow(cycle_id=cycle.id, kind=phase.kind, opens_at=phase.opens_at, closes_at=phase.closes_at))
    session.flush()
