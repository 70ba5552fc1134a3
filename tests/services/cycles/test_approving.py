"""The plan and the rules of a cycle: frozen, backed up, approved by two people."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from budgeting.counting.canonical import canonical_json, digest_of
from budgeting.phases import Phase, PhaseKind
from models.cycle import CycleState
from services.approvals import ApprovalReason
from services.cycles.approve import approve_cycle
from services.cycles.draft import change_cycle
from services.cycles.key import confirm_backup, show_key
from services.cycles.notices import notices_of
from services.cycles.reading import cycle_page
from services.cycles.reasons import CycleReason
from services.house import House
from tests.services.cycles.plans import CLOSES, OPENS, Plan, draft, plan, refused
from tests.services.townsfolk import NOW


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


def test_a_ballot_is_not_approved_while_ideas_are_gathered_unless_each_person_knows_that_they_wait(
    house: House, run: Any
) -> None:
    def work(session: Session) -> None:
        gathering = (
            Phase(PhaseKind.PROPOSALS, NOW - timedelta(days=1), NOW + timedelta(hours=2)),
            Phase(PhaseKind.REVIEW, NOW + timedelta(hours=2), NOW + timedelta(hours=9)),
        )
        made = Plan(session, house, phases=(*gathering, *plan()[1:]))
        made.freeze()
        made.back_up()
        found = cycle_page(session, house, made.commune.id, made.cycle.id).gathering
        assert [phase.kind for phase in found] == [PhaseKind.PROPOSALS, PhaseKind.REVIEW]
        assert refused(made.approve) == CycleReason.IDEAS_TO_COME
        where = (session, house, made.commune.id, made.cycle.id, str(made.cycle.rules_hash))
        yes = [approve_cycle(*where, staff_id=person.id, ideas_wait=True) for person in made.staff]
        assert yes == [False, True]
        assert cycle_page(session, house, made.commune.id, made.cycle.id).gathering == ()

    run(work)
