"""What is said of a cycle and of its projects: true before, during and after the vote, the count, the publication."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from models.cycle import CycleState
from services.counting import count_cycle, publish
from services.counting.publish import run_digest
from services.cycles.reading import cycle_page, cycles_of
from services.cycles.standing import Standing, standing_of
from services.house import House
from services.projects import project_views, projects_page
from services.public import project_page
from tests.conftest import HandClock
from tests.services.cycles.plans import CLOSES, GRACE, OPENS, Plan, plan
from tests.services.townsfolk import NOW


def project_standings(session: Session, made: Plan) -> list[str]:
    """Return where the projects stand, the same for staff and for the public."""
    rows, _total = projects_page(session, made.commune.id)
    staff = [row.standing for row in rows]
    assert [view.state for view in project_views(session, made.commune.id)] == staff
    assert [project_page(session, made.commune.id, row.view.number).view.state for row in rows] == staff
    return staff


def test_a_cycle_and_its_projects_stand_where_vote_count_and_publication_are(
    house: House, run: Any, clock: HandClock
) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house)
        where = (session, house, made.commune.id, made.cycle.id)

        def standing() -> Standing:
            page = cycle_page(*where)
            assert [row.standing for row in cycles_of(session, house, made.commune.id)] == [page.row.standing]
            return page.row.standing

        assert standing() is Standing.DRAFT
        assert project_standings(session, made) == ["for_later_vote"] * 3
        made.approved()
        assert standing() is Standing.APPROVED
        assert project_standings(session, made) == ["on_ballot"] * 3
        clock.set(OPENS)
        assert standing() is Standing.VOTING
        made.vote(1, 2, 3)
        clock.set(CLOSES + GRACE)
        assert standing() is Standing.VOTED
        digest = run_digest(count_cycle(*where, staff_id=made.staff[0].id))
        assert standing() is Standing.COUNTED
        assert cycle_page(*where).row.counted_at == clock()
        for person in made.staff:
            publish(*where, digest, staff_id=person.id)
        assert standing() is Standing.PUBLISHED
        assert cycle_page(*where).row.published_at == clock()
        assert cycle_page(*where).fates == {1: "not_funded", 2: "funded", 3: "funded"}
        assert project_standings(session, made) == ["not_funded", "funded", "funded"]

    run(work)


@pytest.mark.parametrize(
    ("state", "standing"),
    [
        (CycleState.DRAFT, Standing.DRAFT),
        (CycleState.CLOSED, Standing.CLOSED),
        (CycleState.VOIDED, Standing.VOIDED),
    ],
)
def test_a_cycle_that_is_not_approved_stands_where_its_state_says(state: CycleState, standing: Standing) -> None:
    assert standing_of(state, plan(), CLOSES, NOW, NOW) is standing


def test_an_approved_plan_without_a_vote_waits() -> None:
    assert standing_of(CycleState.APPROVED, (), CLOSES + timedelta(days=1), None, None) is Standing.APPROVED
