from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from budgeting.refusal import Refusal
from models import AuditEntry
from services.associations import (
    AssociationNo,
    add_association,
    add_participation,
    cycles_of,
    list_associations,
    remove_participation,
)
from services.house import House
from tests.services.townsfolk import plant_commune, plant_cycle


@pytest.fixture
def ids(house: House) -> tuple[int, int]:
    """A commune and its cycle."""

    def plant(session: Any) -> tuple[int, int]:
        commune = plant_commune(session)
        return commune.id, plant_cycle(session, commune).id

    return house.work.write(plant)


def add(house: House, commune_id: int, name: str, field: str = "") -> int:
    return house.work.write(
        lambda session: add_association(session, house, commune_id=commune_id, name=name, field=field, staff_id=None)
    )


def take_part(house: House, commune_id: int, association_id: int, cycle_id: int, **values: Any) -> int:
    given = {"role": "Atelier", "day": date(2026, 3, 2), **values}
    return house.work.write(
        lambda session: add_participation(
            session,
            house,
            commune_id=commune_id,
            association_id=association_id,
            cycle_id=cycle_id,
            staff_id=None,
            **given,
        )
    )


def test_an_association_is_listed_with_what_it_took_part_in(house: House, ids: tuple[int, int]) -> None:
    commune_id, cycle_id = ids
    women = add(house, commune_id, " Femmes  de Zongo ", "Femmes")
    add(house, commune_id, "Amis de l'eau")
    take_part(house, commune_id, women, cycle_id)
    take_part(house, commune_id, women, cycle_id, role="Suivi", day=date(2026, 5, 1))
    rows, total = house.work.read(lambda session: list_associations(session, commune_id))
    assert total == 2
    assert [(row.name, row.field, [part.role for part in row.participations]) for row in rows] == [
        ("Amis de l'eau", None, []),
        ("Femmes de Zongo", "Femmes", ["Suivi", "Atelier"]),
    ]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (" ", AssociationNo.WITHOUT_NAME),
        ("x" * 201, AssociationNo.NAME_TOO_LONG),
        ("FEMMES DE ZONGO", AssociationNo.NAME_TAKEN),
    ],
)
def test_a_name_that_cannot_stand_is_refused(
    house: House, ids: tuple[int, int], name: str, reason: AssociationNo
) -> None:
    add(house, ids[0], "Femmes de Zongo")
    with pytest.raises(Refusal) as no:
        add(house, ids[0], name)
    assert no.value.reason == reason


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"role": " "}, AssociationNo.WITHOUT_ROLE),
        ({"role": "ATELIER"}, AssociationNo.TOOK_PART_ALREADY),
        ({"role": "Suivi", "day": date(2027, 1, 1)}, AssociationNo.DAY_WRONG),
        ({"role": "Suivi", "day": date(1800, 1, 1)}, AssociationNo.DAY_WRONG),
    ],
)
def test_a_participation_that_cannot_stand_is_refused(
    house: House, ids: tuple[int, int], values: dict[str, Any], reason: AssociationNo
) -> None:
    commune_id, cycle_id = ids
    women = add(house, commune_id, "Femmes de Zongo")
    take_part(house, commune_id, women, cycle_id)
    with pytest.raises(Refusal) as no:
        take_part(house, commune_id, women, cycle_id, **values)
    assert no.value.reason == reason


def test_a_participation_entered_by_mistake_is_removed_and_the_trail_remembers(
    house: House, ids: tuple[int, int]
) -> None:
    commune_id, cycle_id = ids
    part = take_part(house, commune_id, add(house, commune_id, "Femmes de Zongo"), cycle_id)
    house.work.write(
        lambda session: remove_participation(
            session, house, commune_id=commune_id, participation_id=part, staff_id=None
        )
    )
    rows, _ = house.work.read(lambda session: list_associations(session, commune_id))
    assert rows[0].participations == ()
    acts = house.work.read(lambda session: session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all())
    assert acts == ["association_added", "association_took_part", "association_part_removed"]


def test_nothing_of_another_commune_can_be_touched(house: House, ids: tuple[int, int]) -> None:
    commune_id, cycle_id = ids
    women = add(house, commune_id, "Femmes de Zongo")
    part = take_part(house, commune_id, women, cycle_id)
    other = house.work.write(lambda session: plant_commune(session, "tokan").id)
    theirs = add(house, other, "Femmes de Zongo")
    with pytest.raises(Refusal) as unknown:
        take_part(house, other, women, cycle_id)
    with pytest.raises(Refusal) as foreign:
        take_part(house, other, theirs, cycle_id)
    with pytest.raises(Refusal) as kept:
        house.work.write(
            lambda session: remove_participation(session, house, commune_id=other, participation_id=part, staff_id=None)
        )
    assert [no.value.reason for no in (unknown, foreign, kept)] == [
        AssociationNo.UNKNOWN,
        AssociationNo.UNKNOWN_CYCLE,
        AssociationNo.UNKNOWN_PARTICIPATION,
    ]
    assert house.work.read(lambda session: cycles_of(session, other)) == []
    assert [cycle.id for cycle in house.work.read(lambda session: cycles_of(session, commune_id))] == [cycle_id]
