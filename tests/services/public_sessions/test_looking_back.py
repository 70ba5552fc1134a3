"""Associations that took part count once; a session opens with what earlier ones left, and says what became of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models import Commune, Document, Participation
from models.document import DocumentCategory
from models.follow_up import FollowUpState, Visibility
from services.associations import (
    AssociationNo,
    add_association,
    add_participation,
    contact_of,
    find_association,
    set_contact,
)
from services.follow_ups.making import NewFollowUp, add_follow_up
from services.follow_ups.moving import Move, move
from services.house import House
from services.indicators.associations_taking_part import find_records
from services.indicators.base import Period
from services.public_sessions.finding import find_session
from services.public_sessions.reasons import SessionNo
from services.public_sessions.recommendations import Recommendations, Recommended, recommendations_of
from services.public_sessions.running import close_session, open_session
from services.public_sessions.taking_part import bring_association, tick_associations
from tests.services.session_town import SessionTown
from tests.services.townsfolk import NOW, plant_commune, plant_cycle, planted


def associate(town: SessionTown, name: str) -> int:
    return int(
        town.house.work.write(
            lambda db: add_association(db, town.house, commune_id=town.commune, name=name, staff_id=None)
        )
    )


def counted(town: SessionTown, first: date, last: date) -> list[tuple[str, date]]:
    found = town.house.work.read(lambda db: find_records(db, town.commune, Period(first, last)))
    return [(record.label, record.day) for record in found]


def test_an_association_counts_once_a_period_in_cycles_and_sessions_together(town: SessionTown, house: House) -> None:
    women, youth = associate(town, "Femmes de Zongo"), associate(town, "Jeunes")
    held = town.announce(10, kind="account")
    assert town.why_not(tick_associations, held, [women]) == SessionNo.NOT_ITS_DAY
    town.go_to(10)
    assert town.why_not(tick_associations, held, [women, 99]) == AssociationNo.UNKNOWN

    def take_part(db: Any) -> None:
        cycle = plant_cycle(db, db.get_one(Commune, town.commune)).id
        given = {"association_id": women, "cycle_id": cycle, "role": "Atelier", "day": date(2026, 4, 2)}
        add_participation(db, house, commune_id=town.commune, staff_id=None, **given)

    house.work.write(take_part)
    town.do(tick_associations, held, [women, youth])
    new = town.do(bring_association, held, "Amis de l'eau", "Awa, +228 90 00 00 00")
    assert counted(town, date(2026, 4, 1), date(2026, 4, 30)) == [
        ("Femmes de Zongo", date(2026, 4, 2)), ("Jeunes", date(2026, 4, 10)), ("Amis de l'eau", date(2026, 4, 10)),
    ]  # fmt: skip
    assert counted(town, date(2026, 4, 5), date(2026, 4, 30))[0] == ("Femmes de Zongo", date(2026, 4, 10))
    town.do(tick_associations, held, [new])
    assert town.page(held).took_part == ["Amis de l'eau"]
    assert [one.name for one in town.public(held).associations] == ["Amis de l'eau"]
    assert town.why_not(bring_association, held, "amis de l'EAU", "") == AssociationNo.NAME_TAKEN
    view = house.work.read(lambda db: find_association(db, town.commune, new))
    assert view is not None
    assert [(part.cycle, part.session_id) for part in view.participations] == [("Débat budgétaire", held)]


def test_how_an_association_is_reached_is_sealed_and_can_be_forgotten(town: SessionTown, house: House) -> None:
    town.go_to(1)
    held = town.announce(1)
    town.go_to(1)
    new = town.do(bring_association, held, "Amis de l'eau", "+228 90 00 00 00")
    reached = {"commune_id": town.commune, "association_id": new, "staff_id": None}
    assert house.work.read(lambda db: contact_of(db, house, town.commune, new)) == "+228 90 00 00 00"
    raw = house.work.read(lambda db: db.connection().exec_driver_sql("SELECT contact FROM association").scalar())
    assert b"90 00" not in bytes(raw)
    house.work.write(lambda db: set_contact(db, house, contact=" ", **reached))
    assert house.work.read(lambda db: contact_of(db, house, town.commune, new)) == ""


def promise(town: SessionTown, text: str, **given: Any) -> int:
    new = NewFollowUp("recommendation", text, **{"visibility": Visibility.PUBLIC, **given})
    return int(town.do(lambda *keys, staff_id: add_follow_up(*keys, new, staff_id=staff_id).number))


def recommended(town: SessionTown, held: int) -> Recommendations:
    def work(db: Any) -> Recommendations:
        return recommendations_of(db, find_session(db, town.commune, held), today=town.clock().date())

    found: Recommendations = town.house.work.read(work)
    return found


def said(some: tuple[Recommended, ...]) -> list[tuple[str, str | None, str]]:
    return [(one.row.text, one.row.state, one.observation) for one in some]


def test_a_session_opens_with_what_earlier_ones_left_and_its_observations(town: SessionTown) -> None:
    before, held, after = town.announce(-30, was_held=True), town.announce(10), town.announce(20, title="Suivi")
    promise(town, "Multiplier les canaux", source_id=before)
    written = {"state": "des réflexions sont en cours", "note": "En attente du maire"}
    promise(town, "Former les citoyens", occasion="Séance de 2017", state=None, as_written=written)
    promise(town, "Déjà faite", occasion="Séance de 2017", state=FollowUpState.DONE)
    promise(town, "Pour les agents", occasion="Séance de 2017", visibility=Visibility.STAFF)
    assert [one[0] for one in said(recommended(town, held).left)] == ["Multiplier les canaux", "Former les citoyens"]
    town.go_to(10)
    town.do(open_session, held)
    promise(town, "Élargir le débat", source_id=held)
    town.do(lambda *keys, staff_id: move(*keys, 1, Move("in_progress", "La radio lit le budget."), staff_id=staff_id))
    town.do(close_session, held)
    found = recommended(town, held)
    assert said(found.own) == [("Élargir le débat", "not_started", "")]
    assert said(found.earlier) == [
        ("Multiplier les canaux", "in_progress", "La radio lit le budget."),
        ("Former les citoyens", None, "En attente du maire"),
    ]
    town.go_to(10)
    town.do(open_session, after)
    assert [one[0] for one in said(recommended(town, after).earlier)] == [
        "Multiplier les canaux", "Former les citoyens", "Élargir le débat",
    ]  # fmt: skip
    assert said(recommended(town, before).own) == [("Multiplier les canaux", "in_progress", "La radio lit le budget.")]


def test_a_session_opens_where_nothing_is_left(town: SessionTown) -> None:
    held = town.announce(1)
    town.go_to(1)
    town.do(open_session, held)
    assert recommended(town, held) == Recommendations((), ())


@pytest.mark.parametrize("withdrawn", [None, NOW])
def test_everybody_who_reads_of_a_session_finds_the_newest_guide_for_associations(
    town: SessionTown, house: House, withdrawn: Any
) -> None:
    held = town.announce()

    def publish(db: Any) -> None:
        other = plant_commune(db, "tokan").id
        for commune, title, day, gone in (
            (town.commune, "Guide 2024", date(2024, 1, 1), None),
            (town.commune, "Guide 2026", date(2026, 1, 1), withdrawn),
            (other, "Guide d'ailleurs", date(2026, 3, 1), None),
        ):
            fields = {"category": DocumentCategory.CIVIC_GUIDE, "language": "fr", "published_at": NOW}
            planted(db, Document(commune_id=commune, title=title, dated_on=day, withdrawn_at=gone, **fields))

    house.work.write(publish)
    guide = town.public(held).guide
    assert guide is not None
    assert guide.title == ("Guide 2024" if withdrawn else "Guide 2026")


def test_a_part_in_a_session_is_of_no_cycle(town: SessionTown, house: House) -> None:
    youth, held = associate(town, "Jeunes"), town.announce(1)
    town.go_to(1)
    town.do(tick_associations, held, [youth])
    (part,) = house.work.read(lambda db: list(db.query(Participation)))
    assert (part.cycle_id, part.session_id) == (None, held)
