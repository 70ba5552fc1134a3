"""A cycle while it is being prepared: what is kept of it and what the checks find."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from budgeting.ballot import BallotFormat
from budgeting.counting.terms import TieBreak
from budgeting.phases import Phase, PhaseKind
from models import Cycle
from models.cycle import IdentityLevel
from services.cycles.ballot_format import BallotDraft
from services.cycles.checks import why_not_freeze
from services.cycles.draft import start_cycle
from services.cycles.reasons import CycleReason
from services.house import House
from tests.services.cycles.plans import CLOSES, OPENS, Plan, draft, plan, refused
from tests.services.townsfolk import NOW, plant_commune, plant_zone


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


def test_where_zones_decide_each_of_them_must_be_able_to_fill_a_ballot(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house, level=IdentityLevel.CLOSED_ROLL.value, own_zone_only=True, max_choices=3)
        north = plant_zone(session, made.commune, "Nord")
        zongo, kpota, left = (plant_zone(session, made.commune, name) for name in ("Zongo", "Kpota", "Ancien"))
        zongo.parent_id = kpota.parent_id = north.id
        left.retired = True
        made.projects[0].zone_id, made.projects[1].zone_id, made.projects[2].zone_id = zongo.id, north.id, None
        made.cycle.min_choices = 3
        session.flush()
        (fault,) = why_not_freeze(session, house, made.cycle)
        values = {"zone": "Kpota", "least": 3, "count": 2}
        assert fault.as_record() == {"reason": CycleReason.CHECK_LEAST_ZONE, "values": values}
        made.cycle.own_zone_only = False
        assert why_not_freeze(session, house, made.cycle) == []

    run(work)


def test_where_zones_decide_each_of_them_must_have_what_the_money_pays(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        ballot = BallotDraft(format=BallotFormat.KNAPSACK.value, min_choices=2)
        rolled = {"level": IdentityLevel.CLOSED_ROLL.value, "own_zone_only": True}
        made = Plan(session, house, envelope=7_000, ballot=ballot, max_choices=3, **rolled)
        zongo, kpota = (plant_zone(session, made.commune, name) for name in ("Zongo", "Kpota"))
        made.projects[0].zone_id, made.projects[1].zone_id = zongo.id, kpota.id
        session.flush()
        faults = why_not_freeze(session, house, made.cycle)
        assert {str(fault.reason) for fault in faults} == {CycleReason.CHECK_LEAST_DEAR_ZONE}
        assert [fault.values["zone"] for fault in faults] == ["Kpota", "Zongo"]

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
