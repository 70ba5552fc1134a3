"""Where somebody lives is kept once they have said so, and is forgotten with them."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.ports import ZoneView
from models import Project, Zone
from services.contacts import Visitor
from services.desk import Desk
from services.desk.scope import Scope
from services.erasure import erase_contact
from services.house import House
from tests.services.budgets.planting import plant_document
from tests.services.budgets.planting import plant_line as plant_budget_line
from tests.services.townsfolk import plant_commune, plant_contact, plant_line, planted


def desk_of(session: Session, house: House, key: str = "kossi") -> Desk:
    commune = plant_commune(session, key=key)
    visitor = Visitor(plant_contact(session, house, commune, "+22997000001"), commune, None)
    return Desk(Scope(session, house, plant_line(session, commune), visitor, None, house.clock(), 1))


def plant_zone(desk: Desk, name: str = "Zongo", *, retired: bool = False) -> Zone:
    return planted(desk.session, Zone(commune_id=desk.scope.commune.id, name=name, retired=retired))


def test_where_somebody_lives_is_known_once_they_have_said_it(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        desk = desk_of(session, house)
        zone = plant_zone(desk)
        assert desk.my_zone() is None
        desk.live_in(zone.id)
        assert desk.my_zone() == ZoneView(zone.id, "Zongo")
        zone.retired = True
        session.flush()
        assert desk.my_zone() is None

    run(work)


@pytest.mark.parametrize("where", ["elsewhere", "nowhere", "retired"])
def test_no_other_place_is_kept(house: House, run: Any, where: str) -> None:
    def work(session: Session) -> None:
        desk, other = desk_of(session, house), desk_of(session, house, "other")
        places = {"elsewhere": plant_zone(other).id, "nowhere": 10**6, "retired": plant_zone(desk, retired=True).id}
        desk.live_in(places[where])
        assert desk.scope.contact.zone_id is None

    run(work)


def test_who_is_forgotten_lives_nowhere(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        desk = desk_of(session, house)
        desk.live_in(plant_zone(desk).id)
        erase_contact(session, desk.scope.contact, house.clock())
        assert desk.scope.contact.zone_id is None

    run(work)


def test_a_place_is_called_as_in_the_language_of_the_reader_and_known_by_all_its_names(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        desk = desk_of(session, house)
        zone = plant_zone(desk)
        zone.names = {"ar": "زونغو"}
        session.flush()
        assert desk.zones() == [ZoneView(zone.id, "Zongo", ("زونغو",))]
        desk.set_language("ar")
        assert desk.zones() == [ZoneView(zone.id, "زونغو", ("Zongo",))]
        for said in ("زونغو", "بزونغو", "زنغو", "بزنغو", "Zongo"):
            assert desk.zone_named(said) == "زونغو"
        desk.set_language("en")
        assert desk.zone_named("بزونغو") == "Zongo"

    run(work)


def test_how_many_live_in_the_commune_and_in_a_place_of_it_is_what_staff_set(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        desk = desk_of(session, house)
        zone = plant_zone(desk)
        desk.scope.commune.population = None
        assert desk.commune().population is None and desk.zones()[0].population is None
        desk.scope.commune.population, zone.population = 18_400, 950
        session.flush()
        assert desk.commune().population == 18_400 and desk.zones()[0].population == 950

    run(work)


def test_the_money_of_a_place_is_told_by_its_name_in_the_language_of_the_reader(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        desk = desk_of(session, house)
        zone = plant_zone(desk)
        zone.names = {"ar": "زونغو"}
        document = plant_document(session, desk.scope.commune)
        plant_budget_line(session, document, "water", voted=100, zone_id=zone.id)
        desk.set_language("ar")
        told = desk.budget("water", None, None, "بزونغو")
        assert (told.place, told.amount) == ("زونغو", 100)
        assert desk.budget("water", None, None, "zongo").place == "زونغو"
        empty = Zone(commune_id=desk.scope.commune.id, name="Lac", names={"ar": "البحيرة"})
        session.add(empty)
        desk.scope.commune.revision += 1
        session.flush()
        assert desk.budget("water", None, None, "للبحيرة").asked_place == "البحيرة"

    run(work)


def test_the_place_of_a_project_is_told_in_the_language_of_the_reader(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        desk = desk_of(session, house)
        zone = plant_zone(desk)
        zone.names = {"ar": "زونغو"}
        names = {"titles": {"fr": "Puits"}, "short_names": {"fr": "Puits"}}
        works = {"state": "under_way", "cost": 5000, "made_at": house.clock()}
        session.add(Project(commune_id=desk.scope.commune.id, zone_id=zone.id, number=1, **names, **works))
        session.flush()
        desk.set_language("ar")
        assert desk.project(1).zone == "زونغو"
        desk.set_language("fr")
        assert desk.project(1).zone == "Zongo"

    run(work)
