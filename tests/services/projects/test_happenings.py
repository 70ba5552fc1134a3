"""What happens to works beside how far they are: told once, kept with who, when and why, and public."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import AuditEntry, Project
from models.project import ProjectState
from services import projects
from services.house import House
from services.indicators.base import Period
from services.indicators.projects_carried_out import find_records
from services.projects import ProjectReason, Works, follow
from services.public import project_page as public_page
from services.uploads import path_of
from tests.services.projects.test_works import UNDER_WAY, Site
from tests.services.townsfolk import plant_commune, told
from tests.services.uploads.pictures import SECRET, taken

MAY, JUNE, JULY = date(2026, 5, 31), date(2026, 6, 30), date(2026, 7, 31)
MARCH = date(2026, 3, 31)


class Yard(Site):
    """Works under way that one person follows."""

    def __init__(self, session: Session, house: House) -> None:
        super().__init__(session, house)
        follow(session, house, self.project, self.ali.id, self.line.id)
        self.keys: tuple[Session, House, int, int] = (session, house, self.commune.id, self.project.id)
        self.who = {"staff_id": self.staff.id}

    def kinds(self) -> list[tuple[str, str]]:
        rows = projects.history_of(self.session, self.project.id)
        return [(row.kind, row.who) for row in reversed(rows)]

    def why(self, *act: Any) -> str:
        with pytest.raises(Refusal) as no:
            act[0](*act[1:], **self.who)
        return str(no.value.reason)


def test_each_thing_that_happens_is_told_once_and_stands_in_the_history(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        projects.set_contractor(*yard.keys, "Forages du Borgou SARL", 2_800, **yard.who)
        projects.set_contractor(*yard.keys, " Forages du  Borgou SARL ", 2_800, **yard.who)  # nothing new
        step = projects.plan_milestone(*yard.keys, "Pompe posée", MAY, **yard.who)
        projects.move_milestone(*yard.keys[:3], step, JUNE, "Pluies", **yard.who)
        projects.reach_milestone(*yard.keys[:3], step, MARCH, "PV n° 3", **yard.who)
        projects.report_delay(*yard.keys, "weather", "La piste est coupée", JULY, **yard.who)
        projects.change_scope(*yard.keys, "Pompe à pied au lieu de solaire", "Pas de panneaux", **yard.who)
        assert told(session, house) == [
            "Projet 7, Forage Zongo : construit par Forages du Borgou SARL pour 2 800 F.",
            "Projet 7, Forage Zongo : Pompe posée, maintenant prévu le 30/06/2026.",
            "Projet 7, Forage Zongo, c'est fait : Pompe posée.",
            "Projet 7, Forage Zongo, en retard : pluies ou routes coupées. Nouvelle date : 31/07/2026.",
            "Projet 7, Forage Zongo, change : Pompe à pied au lieu de solaire. Pourquoi : Pas de panneaux.",
        ]
        assert yard.kinds() == [
            ("contractor", "Awa"),
            *[("milestone", "Awa")] * 3,
            ("delay", "Awa"),
            ("scope", "Awa"),
        ]
        acts = [row.act for row in session.query(AuditEntry).order_by(AuditEntry.id)]
        assert [act for act in acts if act.startswith("follow_up_")] == [  # a step is a promise like any other
            "follow_up_made",
            "follow_up_due",
            "follow_up_evidence",
            "follow_up_state",
        ]
        assert [act for act in acts if act.startswith("project_")] == [
            "project_contractor_set",
            "project_milestone_planned",
            "project_milestone_moved",
            "project_milestone_reached",
            "project_delayed",
            "project_scope_changed",
        ]
        assert (yard.project.cost, yard.project.due_on) == (3_000, JULY)  # the voted price never changes

    run(work)


def test_anybody_reads_when_it_happened_and_why(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        yard.report(Works(ProjectState.UNDER_WAY, 10, 0, "note interne", due_on=MAY))
        projects.report_delay(*yard.keys, "land", "Terrain à borner", JUNE, **yard.who)
        projects.plan_milestone(*yard.keys, "Borne posée", MAY, **yard.who)
        page = public_page(session, yard.commune.id, 7)
        assert [(one.kind, one.reason) for one in page.history] == [
            ("milestone", None),
            ("delay", "Terrain à borner"),
            ("works", None),
        ]
        assert page.history[1].details == {"code": "land", "due_on": "2026-06-30", "before": "2026-05-31"}
        assert [one.title for one in page.milestones] == ["Borne posée"]

    run(work)


def test_a_later_day_always_has_its_reason(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        yard.report(Works(ProjectState.UNDER_WAY, 10, 0, due_on=JUNE))
        assert yard.refused(Works(ProjectState.UNDER_WAY, 10, 0, due_on=JULY)) == ProjectReason.DELAY_REASON_NEEDED
        assert yard.refused(Works(ProjectState.UNDER_WAY, 10, 0)) == ProjectReason.DELAY_REASON_NEEDED  # nor emptied
        yard.report(Works(ProjectState.UNDER_WAY, 20, 0, due_on=MAY))
        assert yard.why(projects.report_delay, *yard.keys, "weather", " ", JULY) == ProjectReason.DELAY_REASON_NEEDED
        assert yard.why(projects.report_delay, *yard.keys, "laziness", "x", JULY) == ProjectReason.DELAY_REASON_NEEDED
        assert yard.why(projects.report_delay, *yard.keys, "weather", "x", MAY) == ProjectReason.NOT_LATER

    run(work)


def test_the_end_of_works_leaves_the_day_that_was_promised(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        yard.report(Works(ProjectState.UNDER_WAY, 10, 0, due_on=JUNE))
        yard.report(Works(ProjectState.ABANDONED, 10, 0, "le terrain est vendu"))
        assert yard.project.due_on == JUNE
        assert yard.refused(Works(ProjectState.UNDER_WAY, 10, 0)) == ProjectReason.DELAY_REASON_NEEDED

    run(work)


def test_what_is_incomplete_is_refused_and_changes_nothing(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        step = projects.plan_milestone(*yard.keys, "Dalle", MAY, **yard.who)
        assert yard.why(projects.set_contractor, *yard.keys, " ", 5) == ProjectReason.CONTRACTOR_NEEDED
        assert yard.why(projects.set_contractor, *yard.keys, "X", 0) == ProjectReason.CONTRACT_WRONG
        assert yard.why(projects.change_scope, *yard.keys, "X", "") == ProjectReason.SCOPE_REASON_NEEDED
        assert yard.why(projects.move_milestone, *yard.keys[:3], step, MAY, "x") == ProjectReason.SAME_DAY
        assert yard.why(projects.reach_milestone, *yard.keys[:3], step, JULY, "x") == ProjectReason.DONE_DAY_LATER
        assert yard.why(projects.reach_milestone, *yard.keys[:3], step, MARCH, " ") == ProjectReason.PROOF_NEEDED
        projects.reach_milestone(*yard.keys[:3], step, MARCH, "PV", **yard.who)
        assert yard.why(projects.reach_milestone, *yard.keys[:3], step, MARCH, "x") == ProjectReason.MILESTONE_REACHED
        other = plant_commune(session, "bagui")
        assert (
            yard.why(projects.set_contractor, session, house, other.id, yard.project.id, "X", 5)
            == ProjectReason.NO_SUCH
        )
        waiting = yard.plant(8, ProjectState.ON_BALLOT)
        keys = (session, house, yard.commune.id, waiting.id)
        assert yard.why(projects.plan_milestone, *keys, "Dalle", MAY) == ProjectReason.NOT_FUNDED

    run(work)


def test_a_photo_is_published_without_what_the_camera_wrote(house: House, run: Any) -> None:
    upload = projects.keep_project_picture(house, taken())

    def work(session: Session) -> None:
        yard = Yard(session, house)
        assert yard.why(projects.add_photo, *yard.keys, "before", "", upload) == ProjectReason.PHOTO_WITHOUT_WORDS
        assert yard.why(projects.add_photo, *yard.keys, "soon", "x", upload) == ProjectReason.PHOTO_MOMENT_WRONG
        photo = projects.add_photo(*yard.keys, "before", "Le terrain avant", upload, **yard.who)
        kept = projects.open_project_photo(session, house, yard.commune.id, 7, photo)
        assert kept.media_type == "image/jpeg" and SECRET not in kept.path.read_bytes()
        assert [one.alt for one in projects.photos_of(session, yard.project.id)] == ["Le terrain avant"]
        other = plant_commune(session, "bagui")
        assert yard.why(projects.remove_photo, session, house, other.id, photo) == ProjectReason.NO_SUCH
        assert path_of(house, projects.remove_photo(*yard.keys[:3], photo, **yard.who)) == kept.path
        assert projects.photos_of(session, yard.project.id) == []

    run(work)


@pytest.mark.parametrize("proof", ["document", "photo"])
def test_any_proof_makes_a_finished_project_count(house: House, run: Any, proof: str) -> None:
    upload = projects.keep_project_picture(house, taken())

    def work(session: Session) -> None:
        yard = Yard(session, house)
        done = Works(ProjectState.DONE, 100, 1, done_on=MARCH, proof="PV" if proof == "document" else "")
        if proof == "photo":
            assert yard.refused(done) == ProjectReason.PROOF_NEEDED
            projects.add_photo(*yard.keys, "before", "Avant", upload, **yard.who)
            assert yard.refused(done) == ProjectReason.PROOF_NEEDED
            projects.add_photo(*yard.keys, "after", "Après", upload, **yard.who)
        yard.report(done)
        period = Period(date(2026, 1, 1), date(2026, 12, 31))
        assert [row.label for row in find_records(session, yard.commune.id, period)] == ["7. Forage Zongo"]
        assert projects.unproven_projects(session, yard.commune.id) == []

    run(work)


def test_a_step_that_was_reached_proves_no_finished_works(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        step = projects.plan_milestone(*yard.keys, "Réception", MARCH, **yard.who)
        projects.reach_milestone(*yard.keys[:3], step, MARCH, "PV", **yard.who)
        assert yard.refused(Works(ProjectState.DONE, 100, 1, done_on=MARCH)) == ProjectReason.PROOF_NEEDED
        yard.report(Works(ProjectState.DONE, 100, 1, done_on=MARCH, proof="PV de réception"))

    run(work)


def test_works_called_done_without_a_proof_count_nowhere_and_are_listed(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        yard.report(UNDER_WAY)
        session.query(Project).filter_by(id=yard.project.id).update({"state": "done", "done_on": MARCH})
        session.expire_all()
        period = Period(date(2026, 1, 1), date(2026, 12, 31))
        assert find_records(session, yard.commune.id, period) == []
        assert projects.unproven_projects(session, yard.commune.id) == [7]
        rows, total = projects.works_page(session, yard.commune.id, JULY)
        assert total == 1 and rows[0].lacks_proof
        assert not projects.project_page(session, yard.commune.id, 7).is_proven

    run(work)


def test_works_past_their_day_are_shown_as_late(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        yard.report(Works(ProjectState.UNDER_WAY, 10, 0, due_on=MAY))
        projects.plan_milestone(*yard.keys, "Dalle", MAY, **yard.who)
        rows, _total = projects.works_page(session, yard.commune.id, JUNE)
        assert (rows[0].is_late, rows[0].late_steps) == (True, 1)
        rows, _total = projects.works_page(session, yard.commune.id, MAY)
        assert (rows[0].is_late, rows[0].late_steps) == (False, 0)

    run(work)
