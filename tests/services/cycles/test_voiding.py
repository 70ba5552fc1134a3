"""The end of a cycle for a public reason, what the trail says of it, and who may look."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from models import AuditEntry
from models.cycle import CycleState
from services.cycles.approve import void_cycle
from services.cycles.reading import cycle_page, cycles_of
from services.cycles.reasons import CycleReason
from services.house import House
from tests.services.cycles.plans import Plan, refused
from tests.services.townsfolk import plant_commune


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


def test_the_trail_and_the_page_say_who_voided_it(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house).approved()
        for person in made.staff:
            void_cycle(session, house, made.commune.id, made.cycle.id, "Panne du réseau", staff_id=person.id)
        acts = [row.act for row in session.query(AuditEntry).order_by(AuditEntry.id)][-4:]
        assert acts == ["approved", "cycle_void_asked", "approved", "cycle_voided"]
        page = cycle_page(session, house, made.commune.id, made.cycle.id)
        assert page.voiding is not None and [voice.who for voice in page.voiding.voices] == ["Awa", "Bio"]
        assert page.row.voided_at is not None

    run(work)
