from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from models import Staff
from services.cycles.consent import is_alone
from services.cycles.reasons import CycleReason
from services.house import House
from services.roles import RoleName, ensure_roles
from services.staff import Boss, deactivate_staff
from tests.services.cycles.plans import Plan, plan, refused
from tests.services.townsfolk import NOW, plant_commune, plant_staff


def test_who_sends_the_others_away_waits_for_the_notice_from_then_on(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        late = plan(NOW + timedelta(days=10), NOW + timedelta(days=20))
        made = Plan(session, house, phases=late)
        made.freeze()
        made.back_up()
        assert made.approve(0) is False
        clock.wait(hours=72)
        first, second = made.staff
        deactivate_staff(session, house, second.id, Boss(first.id, made.commune.id))
        assert refused(made.approve, 0, alone=True) == CycleReason.NOTICE_RUNS
        clock.wait(hours=48)
        assert made.approve(0, alone=True) is True

    run(work)


def plant_for_all(session: Session, made: Plan, role: RoleName = RoleName.ADMINISTRATOR) -> Staff:
    """Plant a person of the whole installation."""
    person = plant_staff(session, made.commune, "Cica")
    person.commune_id, person.roles = None, [ensure_roles(session)[role]]
    session.flush()
    return person


def test_where_an_administrator_of_the_installation_may_say_yes_nobody_is_alone(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house, deciders=1)
        assert is_alone(session, made.commune.id)
        made.staff.append(plant_for_all(session, made))
        assert not is_alone(session, made.commune.id)
        made.freeze()
        made.back_up()
        assert made.approve(0) is False
        assert refused(made.approve, 0, alone=True) == CycleReason.NOT_ALONE
        assert made.approve(1) is True
        assert not made.cycle.one_person

    run(work)


def test_who_sends_a_person_of_the_installation_away_waits_too(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        late = plan(NOW + timedelta(days=10), NOW + timedelta(days=20))
        made = Plan(session, house, deciders=1, phases=late)
        other = plant_for_all(session, made, RoleName.BUDGET_OFFICER)
        made.freeze()
        made.back_up()
        assert made.approve(0) is False
        clock.wait(hours=72)
        deactivate_staff(session, house, other.id, Boss(made.staff[0].id, None))
        assert refused(made.approve, 0, alone=True) == CycleReason.NOTICE_RUNS

    run(work)


def test_people_without_a_deciding_role_and_of_other_communes_do_not_count(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house, deciders=1)
        roles = ensure_roles(session)
        plant_staff(session, made.commune, "Dossou").roles = [roles[RoleName.MODERATOR]]
        plant_staff(session, plant_commune(session, "kozah"), "Essi").roles = [roles[RoleName.ADMINISTRATOR]]
        session.flush()
        assert is_alone(session, made.commune.id)

    run(work)
