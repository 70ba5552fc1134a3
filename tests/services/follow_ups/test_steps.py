"""Steps of works are promises: what happens to one there stands in the history of the project, and is told once."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from models import FollowUp
from models.project import ProjectState
from services import projects
from services.follow_ups import following
from services.follow_ups.evidence import NewEvidence, add_evidence
from services.follow_ups.moving import Move, move, promise_by
from services.follow_ups.reading import follow_up_page
from services.follow_ups.reasons import FollowUpNo
from services.house import House
from services.projects.works import Works
from tests.services.follow_ups.planting import JUNE, MAY, TODAY, Hall
from tests.services.projects.test_works import Site
from tests.services.townsfolk import told


class Yard(Hall):
    """Works under way whose project one person follows, and whose one step both follow."""

    def __init__(self, session: Session, house: House) -> None:
        site = Site(session, house)
        self.session, self.house, self.site = session, house, site
        self.commune, self.line, self.staff, self.ali, self.bio = (
            site.commune, site.line, site.staff, site.ali, site.bio,
        )  # fmt: skip
        self.keys = (session, house, site.commune.id)
        self.who = {"staff_id": site.staff.id}
        self.step = projects.plan_milestone(*self.keys, site.project.id, "Pompe posée", MAY, **self.who)
        projects.follow(session, house, site.project, site.ali.id, site.line.id)
        row = session.get_one(FollowUp, self.step)
        for person in (site.ali, site.bio):
            following.follow(session, house, row, person.id, site.line.id)

    def steps(self) -> list[str]:
        rows = projects.history_of(self.session, self.site.project.id)
        return [row.details["step"] for row in reversed(rows) if row.kind == "milestone"]


def test_what_moves_among_the_promises_stands_in_the_project_and_nobody_hears_twice(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        assert yard.why(move, 1, Move("done")) == FollowUpNo.PROOF_NEEDED
        assert yard.why(promise_by, 1, None, "x") == FollowUpNo.DUE_DAY_NEEDED
        promise_by(*yard.keys, 1, JUNE, "Pluies", **yard.who)
        add_evidence(*yard.keys, 1, NewEvidence("PV n° 3"), **yard.who)
        move(*yard.keys, 1, Move("done", done_on=date(2026, 3, 31)), **yard.who)
        assert yard.steps() == ["planned", "moved", "reached"]
        assert told(session, house) == [
            "Projet 7, Forage Zongo : Pompe posée, maintenant prévu le 30/06/2026.",
            "R1, Pompe posée : promis maintenant pour le 30/06/2026, avant pour le 29/05/2026.",
            "Projet 7, Forage Zongo, c'est fait : Pompe posée.",
            "R1, Pompe posée : réalisé.",
        ]
        (view,) = projects.milestones_of(session, yard.site.project.id)
        assert (view.done_on, view.proof, view.number) == (date(2026, 3, 31), "PV n° 3", 1)

    run(work)


def test_what_is_taken_up_again_is_planned_again(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        add_evidence(*yard.keys, 1, NewEvidence("PV n° 3"), **yard.who)
        for state in ("in_progress", "done", "in_progress"):
            move(*yard.keys, 1, Move(state), **yard.who)
        assert yard.steps() == ["planned", "reached", "planned"]

    run(work)


def test_the_steps_of_works_that_are_given_up_are_given_up_too(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        yard.site.report(Works(ProjectState.ABANDONED, 10, 0, note="Pas d'eau dessous"))
        row = follow_up_page(session, yard.commune.id, 1, today=TODAY).row
        assert (row.state, row.reason) == ("abandoned", "Pas d'eau dessous")
        (view,) = projects.milestones_of(session, yard.site.project.id)
        assert view.is_dropped and yard.steps() == ["planned", "dropped"]

    run(work)
