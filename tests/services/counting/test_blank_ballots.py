"""Blank ballots in a count: voters like the others, for no project, told in number."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from services.counting import count_cycle, count_page, publish, results_view
from services.counting.publish import run_digest
from services.house import House
from services.public import public_results
from tests.services.cycles.plans import CLOSES, GRACE, OPENS, Plan


def counted(session: Session, house: House, clock: Any, *ballots: tuple[int, ...]) -> tuple[Plan, Any]:
    made = Plan(session, house).approved()
    clock.set(OPENS + timedelta(hours=1))
    for phone, numbers in enumerate(ballots):
        made.vote(phone, *numbers)
    clock.set(CLOSES + GRACE)
    return made, count_cycle(session, house, made.commune.id, made.cycle.id, staff_id=made.staff[0].id)


def test_a_blank_ballot_counts_as_a_voter_and_for_no_project(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made, count = counted(session, house, clock, (1, 2), (), (1,), ())
        assert (count.ballots, count.outcome["votes"]) == (4, {"1": 2, "2": 1, "3": 0})
        page = count_page(session, house, made.commune.id, made.cycle.id)
        assert page.run is not None
        assert (page.turnout, page.run.ballots, page.run.blank) == (4, 4, 2)
        assert (page.run.entries_without_ballot, page.run.ballots_without_entry, page.run.unreadable) == (0, 0, 0)

    run(work)


def test_a_vote_taken_back_leaves_its_voter_and_no_choice(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house).approved()
        clock.set(OPENS + timedelta(hours=1))
        made.vote(0, 1, 2)
        made.vote(1, 3)
        clock.wait(minutes=1)
        made.vote(0)
        clock.set(CLOSES + GRACE)
        count = count_cycle(session, house, made.commune.id, made.cycle.id, staff_id=None)
        assert (count.ballots, count.outcome["votes"]) == (2, {"1": 0, "2": 0, "3": 1})
        assert count.parameters["entries_without_ballot"] == count.parameters["ballots_without_entry"] == 0

    run(work)


def test_a_blank_ballot_that_came_in_the_grace_is_told_by_what_it_changed(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house).approved()
        clock.set(OPENS + timedelta(hours=1))
        made.vote(0, 1)
        made.vote(0, at=CLOSES + timedelta(minutes=30), sent_at=CLOSES - timedelta(minutes=5))
        clock.set(CLOSES + GRACE)
        count = count_cycle(session, house, made.commune.id, made.cycle.id, staff_id=None)
        assert (count.ballots, count.ballots_in_grace, count.outcome["selected"]) == (1, 1, [])
        assert count.parameters["grace_changes_winners"] is True

    run(work)


def test_the_published_result_tells_how_many_were_blank(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made, count = counted(session, house, clock, (), (1,))
        for person in made.staff[:2]:
            publish(session, house, made.commune.id, made.cycle.id, run_digest(count), staff_id=person.id)
        view = results_view(session, made.commune)
        assert (view.ballots, view.blank, view.year) == (2, 1, made.cycle.year)
        shown = public_results(session, made.commune.id)
        assert shown is not None
        assert shown.view.blank == 1

    run(work)


def test_a_count_of_blank_ballots_alone_chooses_nothing(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        _made, count = counted(session, house, clock, (), (), ())
        assert (count.ballots, count.outcome["selected"], count.outcome["cost"]) == (3, [], 0)

    run(work)
