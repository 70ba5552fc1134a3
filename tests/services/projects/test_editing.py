"""A project is put right while no vote holds it, told once, and its page keeps what stood before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import AuditEntry, Project
from models.project import ProjectState
from services.cycles.approve import void_cycle
from services.house import House
from services.projects import follow, history_of
from services.projects.editing import ProjectDraft, change_project, may_change
from services.projects.reasons import ProjectReason
from tests.services.cycles.plans import Plan
from tests.services.projects.test_works import Site
from tests.services.townsfolk import plant_commune, plant_zone, told

NAMES = {"fr": "Forage Zongo"}
SAME = ProjectDraft(3_000, NAMES, NAMES, None, "")


def changed(site: Site, **values: Any) -> Project:
    where = (site.session, site.house, site.commune.id, site.project.id)
    return change_project(*where, replace(SAME, **values), staff_id=site.staff.id)


def why(site: Site, **values: Any) -> str:
    with pytest.raises(Refusal) as no:
        changed(site, **values)
    return str(no.value.reason)


def test_nothing_that_changed_since_it_was_looked_at_is_overwritten(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        site = Waiting(session, house)
        changed(site, description="Une pompe", seen=0)
        with pytest.raises(Refusal) as no:
            changed(site, description="Deux pompes", seen=0)
        assert no.value.reason == ProjectReason.CHANGED_MEANWHILE
        assert no.value.values == {"who": site.staff.name, "at_moment": house.clock().isoformat()}
        assert site.project.description == "Une pompe"
        assert changed(site, description="Deux pompes", seen=1).description == "Deux pompes"

    run(work)


class Waiting(Site):
    """An accepted project on no ballot yet, which one person follows."""

    def __init__(self, session: Session, house: House, state: ProjectState = ProjectState.ON_BALLOT) -> None:
        super().__init__(session, house, state)
        self.commune.languages = ["fr", "ar"]
        follow(session, house, self.project, self.ali.id, self.line.id)


def test_a_new_price_has_its_reason_is_told_once_and_keeps_the_old_one(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        site = Waiting(session, house)
        assert why(site, cost=30_000) == ProjectReason.PRICE_REASON_NEEDED
        assert why(site, cost=30_000, code="other", why=" ") == ProjectReason.PRICE_REASON_NEEDED
        assert why(site, cost=0, code="mistyped") == ProjectReason.PRICE_WRONG
        assert why(site, cost=None, code="mistyped") == ProjectReason.PRICE_WRONG
        assert changed(site).cost == 3_000 and history_of(session, site.project.id) == []
        assert changed(site, cost=30_000, code="mistyped", why="Un zéro manquait").cost == 30_000
        assert told(session, house) == [
            "Projet 7, Forage Zongo : son prix est maintenant 30 000 F, avant 3 000 F (il était mal tapé)."
        ]
        (event,) = history_of(session, site.project.id)
        assert (event.kind, event.note, event.who) == ("changed", "Un zéro manquait", "Awa")
        assert event.details == {"cost": [3_000, 30_000], "code": "mistyped"}
        trail = session.query(AuditEntry).one()
        assert (trail.act, trail.details) == ("project_changed", {"number": 7, "cost": 30_000, "code": "mistyped"})

    run(work)


def test_a_translation_is_added_without_a_message_and_a_new_name_is_told(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        site = Waiting(session, house)
        both = {**NAMES, "ar": "بئر زونغو"}
        changed(site, titles=both, short_names=both)
        assert (site.project.titles, told(session, house)) == (both, [])
        assert why(site, titles={"ar": "بئر"}, short_names={"ar": "بئر"}) == ProjectReason.NAME_MISSING
        assert why(site, short_names={"fr": "Forage du quartier Zongo"}) == ProjectReason.NAME_TOO_LONG
        new = {**both, "fr": "Puits Zongo"}
        changed(site, titles=new, short_names=new)
        assert told(session, house) == ["Le projet 7 s'appelle maintenant : Puits Zongo."]
        assert [event.details["renamed"] for event in history_of(session, site.project.id)] == [True, False]

    run(work)


def test_its_zone_and_its_description_are_put_right_without_a_message(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        site = Waiting(session, house)
        zone = plant_zone(session, site.commune, "Zongo")
        other = plant_zone(session, plant_commune(session, "parakou"), "Banikanni")
        assert why(site, zone_id=other.id) == ProjectReason.NO_SUCH_ZONE
        changed(site, zone_id=zone.id, description=" Un forage\u0007 ")
        assert (site.project.zone_id, site.project.description) == (zone.id, "Un forage")
        assert history_of(session, site.project.id)[0].details == {"zone": [None, "Zongo"], "description": True}
        assert told(session, house) == []

    run(work)


@pytest.mark.parametrize("state", [one for one in ProjectState if one not in ("on_ballot", "not_funded")])
def test_works_with_their_money_keep_what_was_voted(house: House, run: Any, state: ProjectState) -> None:
    def work(session: Session) -> None:
        site = Waiting(session, house, state)
        assert why(site, cost=1, code="mistyped") == ProjectReason.HELD_BY_VOTE

    run(work)


def test_a_project_that_was_not_chosen_gets_a_new_price(house: House, run: Any) -> None:
    run(lambda session: changed(Waiting(session, house, ProjectState.NOT_FUNDED), cost=1, code="estimate"))


def test_a_ballot_is_frozen_again_after_a_change_and_held_once_it_is_approved(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house)
        project = made.projects[0]
        names = dict(project.titles)

        def change(cost: int) -> None:
            given = ProjectDraft(cost, names, names, None, "", "mistyped")
            change_project(session, house, made.commune.id, project.id, given, staff_id=made.staff[0].id)

        made.freeze()
        change(5_000)
        assert made.cycle.rules is None and project.cost == 5_000
        made.approved()
        assert made.cycle.rules and made.cycle.rules["projects"][0]["cost"] == 5_000
        assert may_change(session, project) is False
        with pytest.raises(Refusal) as no:
            change(6_000)
        assert no.value.reason == ProjectReason.HELD_BY_VOTE
        for person in made.staff:
            void_cycle(session, house, made.commune.id, made.cycle.id, "Prix faux", staff_id=person.id)
        change(6_000)
        assert project.cost == 6_000
        assert made.cycle.rules["projects"][0]["cost"] == 5_000  # what was voted stays

    run(work)


def test_a_project_of_another_commune_is_not_found(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        site = Waiting(session, house)
        stranger = plant_commune(session, "parakou")
        with pytest.raises(Refusal) as no:
            change_project(session, house, stranger.id, site.project.id, SAME, staff_id=None)
        assert no.value.reason == ProjectReason.NO_SUCH

    run(work)
