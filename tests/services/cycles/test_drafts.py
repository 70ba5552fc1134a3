"""A cycle while it is being prepared: what is kept of it and what the checks find."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from budgeting.counting.terms import TieBreak
from budgeting.phases import Phase, PhaseKind
from models import Cycle
from services.cycles.checks import why_not_freeze
from services.cycles.draft import start_cycle
from services.cycles.reasons import CycleReason
from services.house import House
from tests.services.cycles.plans import CLOSES, OPENS, Plan, draft, plan, refused
from tests.services.townsfolk import NOW, plant_commune


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"title": " "}, CycleReason.TITLE_MISSING),
        ({"year": 1999}, CycleReason.YEAR_WRONG),
        ({"envelope": 0}, CycleReason.ENVELOPE_WRONG),
        ({"envelope": 10**18}, CycleReason.ENVELOPE_WRONG),
        ({"max_choices": 0}, CycleReason.CHOICES_WRONG),
        ({"max_choices": 21}, CycleReason.CHOICES_WRONG),
        ({"minimum_votes": -1}, CycleReason.MINIMUM_WRONG),
        ({"grace_seconds": -1}, CycleReason.GRACE_WRONG),
        ({"tie_break": (TieBreak.MORE_VOTES,)}, CycleReason.TIE_BREAK_WRONG),
        ({"phases": (plan()[1], plan()[1])}, CycleReason.PHASE_REPEATED),
    ],
)
def test_a_draft_with_a_wrong_value_is_not_kept(house: House, run: Any, values: Any, reason: CycleReason) -> None:
    def work(session: Session) -> None:
        commune = plant_commune(session)
        assert refused(start_cycle, session, house, commune.id, draft(**values), staff_id=None) == reason

    run(work)


def test_two_cycles_of_a_year_have_two_titles(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        commune = plant_commune(session)
        start_cycle(session, house, commune.id, draft(), staff_id=None)
        again = refused(start_cycle, session, house, commune.id, draft(), staff_id=None)
        assert again == CycleReason.TITLE_TAKEN
        assert session.query(Cycle).count() == 1

    run(work)


@pytest.mark.parametrize(
    ("phases", "found"),
    [
        ((), {"cycle_check_plan_empty", "cycle_check_no_vote", "cycle_check_no_appeal"}),
        ((plan()[1],), {"cycle_check_no_appeal"}),
        (plan(NOW - timedelta(days=1)), {"cycle_check_vote_past", "cycle_check_overlap"}),
        (plan(CLOSES, OPENS), {"cycle_check_ends_before_start"}),
        (
            (plan()[1], Phase(PhaseKind.APPEAL, OPENS - timedelta(hours=1), OPENS)),
            {"cycle_check_appeal_early"},
        ),
    ],
)
def test_the_checks_name_every_fault_of_a_plan(house: House, run: Any, phases: Any, found: set[str]) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house, phases=phases)
        assert {str(no.reason) for no in why_not_freeze(session, house, made.cycle)} == found
        assert refused(made.freeze) in found

    run(work)


def test_the_checks_look_at_the_ballot_and_at_other_votes(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house).approved()
        other = start_cycle(session, house, made.commune.id, draft(title="Jeunes", envelope=10), staff_id=None)
        reasons = [str(no.reason) for no in why_not_freeze(session, house, other)]
        assert reasons == ["cycle_check_few_projects", "cycle_check_other_vote"]
        assert refused(made_choice := _choose, session, house, made, other) == CycleReason.PROJECT_TAKEN
        assert made_choice

    run(work)


def _choose(session: Session, house: House, made: Plan, other: Cycle) -> None:
    made.cycle = other
    made.choose(1, 2)


def test_a_project_dearer_than_the_envelope_is_named(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house, envelope=5_000)
        (fault,) = why_not_freeze(session, house, made.cycle)
        assert fault.as_record() == {"reason": "cycle_check_too_dear", "values": {"number": 3}}
        made.choose(1, 2)
        assert why_not_freeze(session, house, made.cycle) == []

    run(work)
