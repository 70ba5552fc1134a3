"""A department studies an idea: written down, told to its authors once, said to who asks, found in the queue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import AuditEntry, Proposal
from services.house import House
from services.proposals import ProposalReason, view_of
from services.proposals.queue import StudyView, proposal_page
from services.proposals.studying import (
    BY,
    LATE,
    MINE,
    UNASSIGNED,
    Assignment,
    assign_study,
    departments_of,
    study_page,
)
from tests.services.proposals.test_deciding import Town
from tests.services.townsfolk import plant_commune, plant_staff, told

APRIL, MAY = date(2026, 4, 30), date(2026, 5, 31)
WORKS = Assignment("Service technique", due_on=APRIL)


def give(town: Town, proposal: Proposal, given: Assignment = WORKS) -> None:
    assign_study(town.session, town.house, town.commune.id, proposal.id, given, staff_id=town.staff.id)


def why(town: Town, proposal: Proposal, given: Assignment) -> str:
    with pytest.raises(Refusal) as no:
        give(town, proposal, given)
    return str(no.value.reason)


def test_the_authors_hear_once_for_each_department_who_studies_their_idea(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        proposal = town.propose("Un forage")
        give(town, proposal, replace(WORKS, staff_id=town.staff.id))
        give(town, proposal, replace(WORKS, due_on=MAY))  # another day of the same department
        give(town, proposal, Assignment(" Urbanisme "))
        assert told(session, house) == [
            "Votre proposition P-26-0001 est à l'étude : Service technique, jusqu'au 30/04/2026.",
            "Votre proposition P-26-0001 est à l'étude : Urbanisme.",
        ]
        view = view_of(session, proposal)
        assert (view.studied_by, view.studied_until) == ("Urbanisme", None)
        assert proposal_page(session, town.commune.id, "P-26-0001").row.study == StudyView("Urbanisme")
        trail = session.query(AuditEntry).filter_by(act="proposal_study_assigned").order_by(AuditEntry.id).all()
        assert trail[0].details == {
            "reference": "P-26-0001", "department": "Service technique", "due_on": "2026-04-30"
        }  # fmt: skip

    run(work)


def test_what_cannot_be_studied_so_is_refused(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        proposal = town.propose("Un forage")
        stranger = plant_staff(session, plant_commune(session, "parakou"), "Bio")
        assert why(town, proposal, Assignment(" ")) == ProposalReason.DEPARTMENT_NEEDED
        assert why(town, proposal, replace(WORKS, staff_id=stranger.id)) == ProposalReason.NO_SUCH_STAFF
        assert why(town, proposal, replace(WORKS, due_on=date(2026, 3, 30))) == ProposalReason.STUDY_DAY_PAST
        give(town, proposal)
        town.accept(proposal)
        assert view_of(session, proposal).studied_by is None  # it is decided
        assert why(town, proposal, WORKS) == ProposalReason.DECIDED

    run(work)


def test_the_queue_shows_mine_what_is_late_what_nobody_has_and_a_department_s(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        mine, theirs, nobodys = (town.propose(title) for title in ("Un forage", "Un marché", "Un pont"))
        give(town, mine, replace(WORKS, staff_id=town.staff.id))
        give(town, theirs, Assignment("Urbanisme", due_on=MAY))

        def listed(state: str | None, today: date = date(2026, 5, 1)) -> list[str]:
            rows, total = study_page(session, town.commune.id, state=state, staff_id=town.staff.id, today=today)
            assert total == len(rows)
            return [row.reference for row in rows]

        assert listed(None) == [mine.reference, theirs.reference, nobodys.reference]
        assert listed(MINE) == [mine.reference] == listed(LATE)
        assert listed(LATE, APRIL) == []  # its last day
        assert listed(UNASSIGNED) == [nobodys.reference]
        assert listed(f"{BY}Urbanisme") == [theirs.reference]
        assert departments_of(session, town.commune.id) == ["Service technique", "Urbanisme"]
        town.accept(mine)
        assert listed(MINE) == listed(LATE) == [] and listed("accepted") == [mine.reference]

    run(work)
