"""What an earlier vote did not choose, or did not decide, can be voted on again; that vote keeps it as it was."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from models import Cycle, Project
from models.project import ProjectState
from services.counting import count_cycle, publish, results_view
from services.counting.publish import run_digest
from services.cycles.ballot_list import choose_ballot, free_projects, held_elsewhere
from services.cycles.draft import start_cycle
from services.cycles.reading import cycle_page
from services.cycles.reasons import CycleReason
from services.house import House
from services.projects import history_of, project_row
from services.public import project_page
from tests.services.cycles.plans import CLOSES, GRACE, OPENS, Plan, draft, refused


def voted(session: Session, house: House, clock: Any) -> tuple[Plan, Cycle]:
    """A published vote that chose projects 1 and 3, and a draft after it."""
    made = Plan(session, house).approved()
    clock.set(OPENS + timedelta(hours=1))
    for phone, numbers in enumerate([(1, 3), (1, 3), (2,)]):
        made.vote(phone, *numbers)
    clock.set(CLOSES + GRACE)
    where = (session, house, made.commune.id, made.cycle.id)
    run = count_cycle(*where, staff_id=made.staff[0].id)
    for person in made.staff:
        publish(*where, run_digest(run), staff_id=person.id)
    assert [one.state for one in made.projects] == ["funded", "not_funded", "funded"]
    later = draft(title="Budget 2027", year=2027)
    return made, start_cycle(session, house, made.commune.id, later, staff_id=made.staff[0].id)


def choose(made: Plan, cycle: Cycle, *numbers: int) -> None:
    choose_ballot(made.session, made.house, made.commune.id, cycle.id, numbers, staff_id=made.staff[0].id)


def test_a_project_that_was_not_chosen_is_voted_on_again_and_its_first_vote_stays(
    house: House, run: Any, clock: Any
) -> None:
    def work(session: Session) -> None:
        made, later = voted(session, house, clock)
        second = made.projects[1]
        assert [one.number for one in free_projects(session, made.commune.id, later.id)] == [2]
        choose(made, later)
        assert (second.state, second.cycle_id) == (ProjectState.NOT_FUNDED, made.cycle.id)  # left where it is
        assert refused(choose, made, later, 1) == CycleReason.PROJECT_TAKEN
        choose(made, later, 2)
        assert (second.state, second.cycle_id) == (ProjectState.ON_BALLOT, later.id)
        assert project_row(session, made.commune.id, 2).standing == "for_later_vote"
        assert project_page(session, made.commune.id, 2, house).view.state == "for_later_vote"
        assert [past.state for past in history_of(session, second.id)] == ["on_ballot", "not_funded"]
        told = {line.number: line.won for line in results_view(session, made.commune).lines}
        assert told == {1: True, 2: False, 3: True}
        choose(made, later)
        assert (second.state, second.cycle_id) == (ProjectState.ON_BALLOT, None)

    run(work)


def test_the_page_of_a_draft_names_the_cycles_that_hold_accepted_projects(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house)
        staff = made.staff[0].id
        later = start_cycle(session, house, made.commune.id, draft(title="Budget 2027", year=2027), staff_id=staff)
        assert held_elsewhere(session, made.commune.id, later.id) == [(made.cycle.id, "Budget 2026", 3)]
        page = cycle_page(session, house, made.commune.id, later.id)
        assert (page.projects, page.held) == ((), ((made.cycle.id, "Budget 2026", 3),))
        session.query(Project).filter_by(number=3).one().cycle_id = None
        page = cycle_page(session, house, made.commune.id, later.id)
        assert [view.number for view, _is_on in page.projects] == [3]
        assert page.held == ((made.cycle.id, "Budget 2026", 2),)

    run(work)
