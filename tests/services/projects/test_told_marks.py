"""Two phones that rate one project at the same moment: none waits for the other for ever, and none is done again."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from models import Commune, Contact, Feedback, Project
from models.project import ProjectState
from services.house import House
from services.projects.feedback import rate
from services.projects.told_marks import tell_by_steps
from services.unit_of_work import UnitOfWork
from tests.services.townsfolk import NOW, plant_commune, plant_contact, planted

TITLES = {"fr": "Le forage"}
MEETING = 0.5  # seconds one waits for the other; where one writes at a time they do not meet


def plant(session: Session, house: House, rated: int) -> tuple[int, list[int]]:
    commune = plant_commune(session, "tchaoudjo")
    words = {"titles": TITLES, "short_names": TITLES, "state": ProjectState.DONE, "made_at": NOW}
    project = planted(session, Project(commune_id=commune.id, number=1, cost=9, **words))
    people = [plant_contact(session, house, commune, f"+2289011220{place}").id for place in range(rated + 2)]
    for one in people[:rated]:
        rate(session, house, project, one, 4, None)
    return project.id, people[rated:]


def test_two_phones_that_rate_through_two_processes_do_not_hold_each_other(house: House, engine: Engine) -> None:
    project_id, people = house.work.write(lambda db: plant(db, house, 3))
    both_wrote, tries = threading.Barrier(2), list[int]()

    def rating(contact_id: int) -> Callable[[Session], Any]:
        def act(session: Session) -> None:
            tries.append(contact_id)
            planted(session, Feedback(project_id=project_id, contact_id=contact_id, rating=5, made_at=NOW))
            with contextlib.suppress(threading.BrokenBarrierError):
                both_wrote.wait(MEETING)
            tell_by_steps(session, project_id)

        return act

    processes = [UnitOfWork(engine), UnitOfWork(engine)]
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(work.write, rating(one)) for work, one in zip(processes, people, strict=True)]:
            done.result(10)
    for work in processes:
        work.close()
    assert sorted(tries) == sorted(people)  # nobody was rolled back and done again
    told = select(Project.told_ratings, Project.told_rating_sum).where(Project.id == project_id)
    assert house.work.read(lambda db: tuple(db.execute(told).one())) == (5, 22)
    assert house.work.read(lambda db: db.scalar(select(func.count(Feedback.id)))) == 5


@pytest.mark.parametrize("is_demo", [False, True])
def test_a_trial_phone_is_none_of_the_five_but_in_a_demonstration(house: House, *, is_demo: bool) -> None:
    def told(session: Session) -> tuple[int, int]:
        project_id, people = plant(session, house, 4)
        project = session.get_one(Project, project_id)
        session.get_one(Commune, project.commune_id).is_demo = is_demo
        session.get_one(Contact, people[0]).is_simulated = True
        session.flush()
        rate(session, house, project, people[0], 1, None)
        if not is_demo:
            assert project.told_ratings == 0
            rate(session, house, project, people[1], 5, None)
        return project.told_ratings, project.told_rating_sum

    assert house.work.write(told) == ((5, 17) if is_demo else (5, 21))
