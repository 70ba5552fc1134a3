from __future__ import annotations

from sqlalchemy.orm import Session

from budgeting.phases import PhaseKind
from models import Commune, Phase
from services.house import House
from services.public import find_by_key, lines_of, public_results, stages_of
from tests.services.cycles.test_key import published_run
from tests.services.townsfolk import NOW, plant_commune, plant_cycle, plant_line, planted


def test_a_commune_is_found_by_its_public_name_alone(session: Session, commune: Commune) -> None:
    found = find_by_key(session, commune.key)
    assert found is not None
    assert found.id == commune.id
    assert find_by_key(session, "nowhere") is None


def test_only_enabled_lines_of_the_commune_with_an_address_are_told(session: Session, commune: Commune) -> None:
    kept = plant_line(session, commune)
    plant_line(session, commune, key="off").enabled = False
    plant_line(session, commune, key="bare").address = ""
    plant_line(session, plant_commune(session, "kozah"))
    session.flush()
    assert [(line.channel, line.address) for line in lines_of(session, commune.id)] == [("sms", kept.address)]


def test_a_plan_is_public_once_it_is_approved(session: Session, commune: Commune) -> None:
    cycle = plant_cycle(session, commune)
    planted(session, Phase(cycle_id=cycle.id, kind=PhaseKind.VOTE, opens_at=NOW, closes_at=NOW.replace(year=2027)))
    assert stages_of(session, commune.id) == []
    cycle.state = "approved"
    session.flush()
    assert [(stage.kind, stage.title) for stage in stages_of(session, commune.id)] == [("vote", cycle.title)]


def test_a_count_that_is_published_is_no_longer_announced(session: Session, commune: Commune) -> None:
    cycle = plant_cycle(session, commune)
    cycle.state = "approved"
    for kind in (PhaseKind.COUNT, PhaseKind.APPEAL):
        planted(session, Phase(cycle_id=cycle.id, kind=kind, opens_at=NOW, closes_at=NOW.replace(year=2027)))
    assert [stage.kind for stage in stages_of(session, commune.id)] == ["count", "appeal"]
    session.add(published_run(cycle.id, NOW))
    session.flush()
    assert [stage.kind for stage in stages_of(session, commune.id)] == ["appeal"]


def test_there_is_no_result_before_publication(session: Session, commune: Commune, house: House) -> None:
    plant_cycle(session, commune).state = "approved"
    session.flush()
    assert public_results(session, commune.id) is None
