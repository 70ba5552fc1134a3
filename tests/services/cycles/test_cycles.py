from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from budgeting.counting.canonical import canonical_json, digest_of
from budgeting.counting.terms import TieBreak
from budgeting.phases import Phase, PhaseKind
from budgeting.refusal import Refusal
from models import AuditEntry, CountRun, Cycle
from models.cycle import CycleState
from services.approvals import ApprovalReason
from services.cycles.approve import void_cycle
from services.cycles.checks import why_not_freeze
from services.cycles.draft import change_cycle, start_cycle
from services.cycles.key import confirm_backup, destroy_key, restore_key, show_key
from services.cycles.notices import notices_of
from services.cycles.reading import cycle_page, cycles_of
from services.cycles.reasons import CycleReason
from services.house import House
from services.keyring import KeyMissing
from tests.services.cycles.plans import APPEAL_ENDS, CLOSES, GRACE, OPENS, Plan, draft, plan
from tests.services.townsfolk import NOW, plant_commune


def refused(act: Any, *args: Any, **values: Any) -> str:
    with pytest.raises(Refusal) as no:
        act(*args, **values)
    return str(no.value.reason)


def test_a_plan_two_people_approve_is_approved(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house)
        digest = made.freeze()
        made.back_up()
        assert made.approve(0) is False
        assert made.cycle.state == CycleState.DRAFT
        assert made.approve(1) is True
        assert made.cycle.state == CycleState.APPROVED
        assert digest_of(canonical_json(made.cycle.rules)) == digest
        page = cycle_page(session, house, made.commune.id, made.cycle.id)
        assert [voice.who for voice in page.approval.voices] == ["Awa", "Bio"]
        assert notices_of(session, made.commune.id) == []
        assert not page.row.one_person

    run(work)


def test_the_frozen_rules_hold_everything_that_decides(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house, minimum_votes=2)
        made.freeze()
        rules = made.cycle.rules
        assert rules is not None
        assert [(project["number"], project["cost"]) for project in rules["projects"]] == [
            (1, 4_000),
            (2, 3_000),
            (3, 6_000),
        ]
        assert rules["terms"]["tie_break"] == ["more_votes", "lower_cost", "order"]
        assert (rules["terms"]["rule"], rules["terms"]["minimum_votes"]) == ("greedy", 2)
        assert (rules["identity_level"], rules["max_choices"], rules["grace_seconds"]) == ("A", 3, 7200)
        assert rules["phases"][1] == {
            "kind": "vote",
            "opens_at": OPENS.isoformat(),
            "closes_at": CLOSES.isoformat(),
        }
        assert rules["key_fingerprint"] == house.keyring.load(made.cycle.id).fingerprint
        assert rules["duplicates"] == "last_ballot_before_closing_counts"

    run(work)


def test_one_person_cannot_be_two(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house)
        made.freeze()
        made.back_up()
        made.approve(0)
        assert refused(made.approve, 0) == ApprovalReason.GIVEN_ALREADY
        assert refused(made.approve, 0, alone=True) == CycleReason.NOT_ALONE

    run(work)


def test_without_a_confirmed_backup_nothing_is_approved(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house)
        assert refused(made.approve) == CycleReason.NOT_FROZEN
        made.freeze()
        assert refused(made.approve) == CycleReason.BACKUP_NEEDED
        where = (session, house, made.commune.id, made.cycle.id)
        assert refused(confirm_backup, *where, "zzzz", staff_id=None) == CycleReason.BACKUP_WRONG
        made.back_up()
        assert refused(show_key, *where, staff_id=None) == CycleReason.BACKUP_DONE

    run(work)


def test_a_change_after_freezing_needs_new_approvals(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house)
        first = made.freeze()
        made.back_up()
        made.approve(0)
        made.projects[0].cost = 4_500
        session.flush()
        assert refused(made.approve, 1) == CycleReason.CHANGED
        second = made.freeze()
        assert second != first
        assert made.cycle.key_backed_up_at is not None  # the key is the same, and so is its backup
        assert made.approve(1) is False
        assert made.approve(0) is True

    run(work)


def test_after_approval_nothing_changes(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house).approved()
        where = (session, house, made.commune.id, made.cycle.id)
        assert refused(change_cycle, *where, draft(), staff_id=None) == CycleReason.NOT_DRAFT
        assert refused(made.choose, 1, 2) == CycleReason.NOT_DRAFT
        assert refused(made.freeze) == CycleReason.NOT_DRAFT
        assert refused(made.approve) == CycleReason.NOT_DRAFT
        assert refused(show_key, *where, staff_id=None) == CycleReason.NOT_DRAFT

    run(work)


def test_a_commune_of_one_person_goes_on_after_its_notice(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        late = plan(NOW + timedelta(days=4))
        made = Plan(session, house, deciders=1, phases=late)
        made.freeze()
        made.back_up()
        assert refused(made.approve, 0, alone=True) == CycleReason.NOT_ALONE  # the notice comes first
        assert made.approve(0) is False
        (notice,) = notices_of(session, made.commune.id)
        assert (notice.matter, notice.digest) == ("cycle_plan", made.cycle.rules_hash)
        assert (notice.published_at, notice.alone_from) == (NOW, NOW + timedelta(hours=48))
        clock.wait(hours=47, minutes=59)
        assert refused(made.approve, 0, alone=True) == CycleReason.NOTICE_RUNS
        clock.wait(minutes=1)
        assert made.approve(0, alone=True) is True
        assert made.cycle.one_person
        assert notices_of(session, made.commune.id) == []

    run(work)


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


def test_two_people_void_a_cycle_for_one_public_reason(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house).approved()

        def void(who: int, reason: str) -> bool:
            return void_cycle(session, house, made.commune.id, made.cycle.id, reason, staff_id=made.staff[who].id)

        assert refused(void, 0, " ") == CycleReason.REASON_NEEDED
        assert void(0, "Panne du réseau") is False
        assert void(1, "Autre raison") is False  # not what the first one approved
        assert made.cycle.state == CycleState.APPROVED
        assert void(1, "Panne du réseau") is True
        assert (made.cycle.state, made.cycle.voided_reason) == (CycleState.VOIDED, "Panne du réseau")
        assert {project.cycle_id for project in made.projects} == {None}

    run(work)


def published_run(cycle_id: int, now: Any) -> CountRun:
    return CountRun(
        cycle_id=cycle_id,
        rule="greedy",
        parameters={},
        input_digest="0" * 64,
        election={},
        outcome={},
        ballots=0,
        made_at=now,
        published_at=now,
    )


def test_the_key_goes_after_the_appeal_and_the_result_with_two_people(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house).approved()

        def destroy(who: int) -> bool:
            return destroy_key(session, house, made.commune.id, made.cycle.id, staff_id=made.staff[who].id)

        clock.set(APPEAL_ENDS + GRACE - timedelta(seconds=1))
        assert refused(destroy, 0) == CycleReason.APPEAL_RUNS
        clock.wait(seconds=1)
        assert refused(destroy, 0) == CycleReason.NOT_PUBLISHED
        session.add(published_run(made.cycle.id, clock()))
        session.flush()
        assert destroy(0) is False
        assert house.keyring.has(made.cycle.id)
        assert destroy(1) is True
        assert not house.keyring.has(made.cycle.id)
        assert made.cycle.key_destroyed_at == clock()
        assert refused(destroy, 0) == CycleReason.KEY_GONE

    run(work)


def test_a_key_comes_back_from_its_sheet_and_no_other_key_does(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house)
        made.freeze()
        where = (session, house, made.commune.id, made.cycle.id)
        text = show_key(*where, staff_id=None).text
        house.keyring.destroy(made.cycle.id)
        with pytest.raises(KeyMissing):
            house.keyring.load(made.cycle.id)
        for wrong in ("", "no key", text[:-4] + "0000" if not text.endswith("0000") else text[:-4] + "1111"):
            assert refused(restore_key, *where, wrong, staff_id=None) == CycleReason.KEY_WRONG
        restore_key(*where, text.upper(), staff_id=None)
        assert house.keyring.load(made.cycle.id).fingerprint == made.cycle.key_fingerprint

    run(work)


def test_the_trail_says_who_did_what_to_a_cycle(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house).approved()
        acts = [row.act for row in session.query(AuditEntry).order_by(AuditEntry.id)]
        assert acts == [
            "cycle_started",
            "cycle_ballot_chosen",
            "cycle_frozen",
            "cycle_key_shown",
            "cycle_key_backed_up",
            "approved",
            "cycle_approval_given",
            "approved",
            "cycle_approved",
        ]
        assert not any(house.keyring.load(made.cycle.id).secret.hex() in str(row.details) for row in _trail(session))

    run(work)


def _trail(session: Session) -> list[AuditEntry]:
    return session.query(AuditEntry).all()


def test_a_cycle_of_another_commune_is_not_found(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house)
        other = plant_commune(session, "parakou")
        assert refused(cycle_page, session, house, other.id, made.cycle.id) == CycleReason.UNKNOWN
        assert cycles_of(session, house, other.id) == []
        assert [row.title for row in cycles_of(session, house, made.commune.id)] == ["Budget 2026"]

    run(work)
