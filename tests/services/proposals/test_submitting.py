from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from budgeting.phases import PhaseKind
from budgeting.refusal import Refusal
from models import AuditEntry, Commune, Cycle, Phase, ProposalEvent
from models.cycle import CycleState
from services.house import House
from services.proposals import Author, Idea, ProposalReason, submit_at_desk, submit_proposal, view_of
from services.unit_of_work import UnitOfWork
from tests.services.townsfolk import NOW, plant_commune, plant_cycle, plant_staff, plant_zone

SMS = Author("sms", "fr")


def open_proposals(session: Session, commune: Commune, *, after: timedelta = timedelta(days=-1)) -> None:
    cycle = plant_cycle(session, commune)
    opens_at = NOW + after
    session.add(
        Phase(cycle_id=cycle.id, kind=PhaseKind.PROPOSALS, opens_at=opens_at, closes_at=opens_at + timedelta(days=30))
    )
    session.flush()


def submit(session: Session, house: House, commune: Commune, title: str = "Un forage", **values: Any) -> str:
    return submit_proposal(session, house, commune, SMS, Idea(title, **values)).reference


def test_references_count_up_in_a_commune_and_its_year(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> list[str]:
        zongo, parakou = plant_commune(session), plant_commune(session, "parakou")
        open_proposals(session, zongo, after=timedelta(days=-1))
        open_proposals(session, parakou)
        first = [submit(session, house, zongo), submit(session, house, zongo), submit(session, house, parakou)]
        clock.wait(days=20)
        return [*first, submit(session, house, zongo)]

    assert run(work) == ["P-26-0001", "P-26-0002", "P-26-0001", "P-26-0003"]


def test_the_year_of_a_reference_is_that_of_the_commune_s_own_calendar(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> str:
        zongo = plant_commune(session)
        clock.set(NOW.replace(year=2026, month=12, day=31, hour=23, minute=30))  # 00:30 in Porto-Novo
        open_proposals(session, zongo, after=timedelta(days=270))
        return submit(session, house, zongo)

    assert run(work) == "P-27-0001"


def test_after_9999_a_reference_gets_one_more_digit(house: House, run: Any) -> None:
    def work(session: Session) -> list[str]:
        zongo = plant_commune(session)
        open_proposals(session, zongo)
        first = submit_proposal(session, house, zongo, SMS, Idea("Un forage"))
        first.reference = "P-26-9999"
        session.flush()
        return [submit(session, house, zongo), submit(session, house, zongo)]

    assert run(work) == ["P-26-10000", "P-26-10001"]


def test_before_the_phase_an_idea_is_told_when_it_opens(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        zongo = plant_commune(session)
        open_proposals(session, zongo, after=timedelta(days=2))
        submit(session, house, zongo)

    with pytest.raises(Refusal) as no:
        run(work)
    assert no.value.reason == ProposalReason.OPEN_LATER
    assert no.value.values == {"opens_at": (NOW + timedelta(days=2)).isoformat()}


@pytest.mark.parametrize("is_void", [True, False])
def test_without_an_open_or_coming_phase_no_idea_is_taken(house: House, run: Any, is_void: bool) -> None:
    def work(session: Session) -> None:
        zongo = plant_commune(session)
        if is_void:
            open_proposals(session, zongo)
            session.query(Cycle).one().state = CycleState.VOIDED
            session.flush()
        submit(session, house, zongo)

    with pytest.raises(Refusal) as no:
        run(work)
    assert no.value.reason == ProposalReason.CLOSED


def test_a_long_title_is_cut_and_kept_whole_in_the_description(house: House, run: Any) -> None:
    long = "Construire un forage " * 12

    def work(session: Session) -> tuple[str, str]:
        zongo = plant_commune(session)
        open_proposals(session, zongo)
        proposal = submit_proposal(session, house, zongo, SMS, Idea(long, "Près du marché\x00"))
        return proposal.title, proposal.description

    title, description = run(work)
    assert len(title) <= 160
    assert description == f"{' '.join(long.split())}\nPrès du marché"


@pytest.mark.parametrize(("state", "is_later"), [(CycleState.DRAFT, False), (CycleState.APPROVED, True)])
def test_an_idea_that_comes_when_the_ballot_is_approved_is_for_a_later_vote(
    house: House, run: Any, state: CycleState, is_later: bool
) -> None:
    def work(session: Session) -> bool:
        zongo = plant_commune(session)
        open_proposals(session, zongo)
        session.query(Cycle).one().state = state
        proposal = submit_proposal(session, house, zongo, SMS, Idea("Un forage"))
        return view_of(session, proposal).is_for_later_vote

    assert run(work) == is_later


def test_an_idea_without_words_is_refused(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        zongo = plant_commune(session)
        open_proposals(session, zongo)
        submit(session, house, zongo, " \x00 ")

    with pytest.raises(Refusal) as no:
        run(work)
    assert no.value.reason == ProposalReason.TITLE_MISSING


def test_a_zone_of_another_commune_is_unknown(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        zongo, parakou = plant_commune(session), plant_commune(session, "parakou")
        open_proposals(session, zongo)
        submit(session, house, zongo, zone_id=plant_zone(session, parakou, "Banikanni").id)

    with pytest.raises(Refusal) as no:
        run(work)
    assert no.value.reason == ProposalReason.ZONE_UNKNOWN


def test_an_idea_brought_to_the_desk_is_in_the_trail_without_its_words(house: House, run: Any) -> None:
    def work(session: Session) -> tuple[Any, list[AuditEntry], int]:
        zongo = plant_commune(session)
        open_proposals(session, zongo)
        staff = plant_staff(session, zongo)
        zone = plant_zone(session, zongo, "Zongo 2")
        idea = Idea("Un forage", "", zone.id)
        proposal = submit_at_desk(session, house, zongo.id, idea, language="fr", staff_id=staff.id)
        return view_of(session, proposal), session.query(AuditEntry).all(), session.query(ProposalEvent).count()

    view, trail, events = run(work)
    assert (view.reference, view.state, view.zone, view.supports) == ("P-26-0001", "received", "Zongo 2", 0)
    assert [entry.details for entry in trail] == [{"reference": "P-26-0001"}]
    assert events == 1


def test_writers_at_the_same_time_get_different_references(house: House, engine: Engine, run: Any) -> None:
    def begin(session: Session) -> int:
        zongo = plant_commune(session)
        open_proposals(session, zongo)
        return zongo.id

    commune_id = run(begin)
    work = UnitOfWork(engine, writers=4 if engine.dialect.name == "postgresql" else 1)

    def propose(_turn: int) -> str:
        return work.write(lambda session: submit(session, house, session.get_one(Commune, commune_id)))

    with ThreadPoolExecutor(8) as pool:
        references = list(pool.map(propose, range(24)))
    work.close()
    assert sorted(references) == [f"P-26-{number:04d}" for number in range(1, 25)]
