"""What people report of works: kept, counted by people, answered, and told to nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.messages import Location
from budgeting.refusal import Refusal
from models import AuditEntry, Contact, WorksReport
from models.project import ProjectState
from services import projects
from services.erasure import erase_contact
from services.house import House
from services.periods import ASKERS
from services.projects import ProjectReason
from services.projects.forgetting import forget_old_reporters
from services.projects.reported import find_report
from services.projects.reports import (
    LONGEST,
    add_photo_to_report,
    add_place_to_report,
    decide_reports,
    people_reporting,
    report_works,
    reports_of,
    reports_waiting,
)
from services.public import project_page as public_page
from services.sent_files import PhotoState, state_of_photo, wanted_files
from services.today import today_of
from tests.services.projects.test_works import Site
from tests.services.townsfolk import plant_commune, plant_contact, told


class Yard(Site):
    """Finished works of which people report something."""

    def __init__(self, session: Session, house: House) -> None:
        super().__init__(session, house, ProjectState.DONE)

    def says(self, who: Contact, text: str, photo: str | None = None) -> WorksReport:
        return report_works(self.session, self.house, self.project, who, self.line, text, photo)

    def decides(self, outcome: str, answer: str, *reports: WorksReport) -> int:
        keys = (self.session, self.house, self.commune.id, self.project.id, [one.id for one in reports])
        return decide_reports(*keys, outcome, answer, staff_id=self.staff.id)

    def why(self, outcome: str, answer: str, *reports: WorksReport) -> str:
        with pytest.raises(Refusal) as no:
            self.decides(outcome, answer, *reports)
        return str(no.value.reason)

    def people(self) -> int:
        return people_reporting(self.session, self.commune.id).get(self.project.id, 0)


def test_each_person_counts_once_however_often_they_write(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        first = yard.says(yard.ali, "le 7 est en panne")
        again = yard.says(yard.ali, "toujours en panne")
        yard.says(yard.ali, "toujours en panne")
        yard.says(yard.bio, "la pompe fuit")
        assert (first.id, first.reference, first.text) == (
            again.id,
            "S-26-0001",
            "le 7 est en panne\ntoujours en panne",
        )
        assert [row.reference for row in reports_of(session, yard.project.id)] == ["S-26-0002", "S-26-0001"]
        assert (yard.people(), reports_waiting(session, yard.commune.id)) == (2, 2)

    run(work)


def test_works_that_are_not_funded_take_no_report(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        waiting = yard.plant(8, ProjectState.ON_BALLOT)
        with pytest.raises(Refusal) as no:
            report_works(session, house, waiting, yard.ali, yard.line, "en panne")
        assert no.value.reason == ProjectReason.WITHOUT_WORKS

    run(work)


def test_an_answer_reaches_everybody_it_is_for_and_it_stays_open_until_it_is_closed(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        one, two = yard.says(yard.ali, "en panne"), yard.says(yard.bio, "fuite")
        assert yard.decides("answered", "Le technicien vient lundi.", one, two) == 2
        assert told(session, house) == 2 * ["Votre signalement, projet 7, Forage Zongo : Le technicien vient lundi."]
        assert (one.state, yard.people(), reports_waiting(session, yard.commune.id)) == ("answered", 2, 0)
        yard.says(yard.ali, "il n'est pas venu")
        assert (one.state, reports_waiting(session, yard.commune.id)) == ("open", 1)
        assert yard.decides("repaired", "C'est réparé.", one, two) == 2
        assert (one.state, one.outcome, yard.people()) == ("closed", "repaired", 0)
        assert yard.says(yard.ali, "encore en panne").id != one.id  # a new breakdown is a new report
        acts = [row.act for row in session.query(AuditEntry).order_by(AuditEntry.id)]
        assert acts == ["works_report_answered"] * 2 + ["works_report_closed"] * 2

    run(work)


def test_what_is_no_report_is_closed_without_a_word(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        one = yard.says(yard.ali, "insultes")
        assert yard.why("repaired", " ", one) == ProjectReason.REPORT_ANSWER_NEEDED
        assert yard.why("forgotten", "x", one) == ProjectReason.REPORT_OUTCOME_NEEDED
        assert yard.decides("unfit", "", one) == 0
        assert (one.state, told(session, house)) == ("closed", [])
        assert yard.why("repaired", "x", one) == ProjectReason.REPORT_NONE_CHOSEN
        assert yard.why("repaired", "x") == ProjectReason.REPORT_NONE_CHOSEN

    run(work)


def test_a_report_of_another_commune_is_out_of_reach(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        one, other = yard.says(yard.ali, "en panne"), plant_commune(session, "bagui")
        with pytest.raises(Refusal):
            decide_reports(session, house, other.id, yard.project.id, [one.id], "repaired", "x", staff_id=None)
        second = yard.plant(9, ProjectState.DONE)
        with pytest.raises(Refusal):
            decide_reports(session, house, yard.commune.id, second.id, [one.id], "repaired", "x", staff_id=None)
        with pytest.raises(Refusal):
            projects.open_report_photo(session, house, other.id, one.id)

    run(work)


def test_fewer_than_five_people_are_told_to_nobody(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        for number in range(4):
            yard.says(plant_contact(session, house, yard.commune, f"+2290198000{number}"), "en panne")
        assert public_page(session, yard.commune.id, 7).reporting is None
        yard.says(plant_contact(session, house, yard.commune, "+22901980099", is_simulated=True), "en panne")
        assert public_page(session, yard.commune.id, 7).reporting is None  # a simulated phone counts in a demonstration
        yard.says(yard.bio, "en panne, je suis Awa Bio")
        page = public_page(session, yard.commune.id, 7)
        assert page.reporting == 5 and "Awa" not in repr(page)

    run(work)


def test_where_it_is_stands_beside_a_report_until_its_sender_is_forgotten(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        row = yard.says(yard.ali, "La pompe fuit")
        assert add_place_to_report(session, yard.project, yard.ali, Location(8.98, 1.13)) is row
        assert add_place_to_report(session, yard.project, yard.bio, Location(1.0, 1.0)) is None
        (shown,) = reports_of(session, yard.project.id)
        assert (shown.latitude, shown.longitude) == (8.98, 1.13)
        erase_contact(session, yard.ali, house.clock())
        (shown,) = reports_of(session, yard.project.id)
        assert shown.latitude is shown.longitude is None

    run(work)


def test_a_photo_waits_to_be_fetched_and_is_left_when_its_sender_is_forgotten(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        yard.says(yard.ali, "en panne, appelez le 97 00 00 01")
        assert add_photo_to_report(session, house, yard.project, yard.ali, "AgAD7")
        assert not add_photo_to_report(session, house, yard.project, yard.bio, "AgAD8")
        (wanted,) = wanted_files(session, yard.line.id)
        assert (wanted.key, wanted.file_id) == (("works_report", 1), "AgAD7")
        erase_contact(session, yard.ali, house.clock())
        (row,) = reports_of(session, yard.project.id)
        assert (row.photo, row.text) == ("gone:forgotten", "en panne, appelez le […]")
        assert wanted_files(session, yard.line.id) == [] and yard.people() == 1  # what is broken is still broken
        assert yard.decides("repaired", "Réparé", session.get_one(WorksReport, row.id)) == 0

    run(work)


def test_what_is_added_never_costs_what_was_said_and_sent_first_nor_is_lost(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        row = yard.says(yard.ali, "la pompe fuit", "AgAD1")
        row.photo = kept = f"{'a' * 32}.jpg"
        assert state_of_photo(kept) == PhotoState.KEPT
        assert yard.says(yard.ali, "encore").id == row.id
        added = add_photo_to_report(session, house, yard.project, yard.ali, "AgAD2")
        assert added is not None and added.id != row.id and added.text == "encore"
        assert (row.photo, row.text) == (kept, "la pompe fuit\nencore")
        other = yard.says(yard.ali, "la porte aussi", "AgAD3")
        assert other.id not in {row.id, added.id} and other.text == "la porte aussi"
        assert {one.file_id for one in wanted_files(session, yard.line.id)} == {"AgAD2", "AgAD3"}
        other.photo = "gone:refused"
        assert yard.says(yard.ali, "toujours", "AgAD5").id == other.id
        assert {one.file_id for one in wanted_files(session, yard.line.id)} == {"AgAD2", "AgAD5"}
        assert yard.people() == 1 and reports_waiting(session, yard.commune.id) == 3

    run(work)


def test_words_beyond_what_a_report_takes_begin_another_of_the_same_person(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        first = yard.says(yard.ali, "la pompe fuit")
        second = yard.says(yard.ali, "x" * LONGEST)
        assert (first.text, second.text) == ("la pompe fuit", "x" * LONGEST)
        assert first.reference != second.reference and yard.people() == 1
        yard.says(yard.bio, "moi aussi")
        assert yard.people() == 2
        erase_contact(session, yard.bio, house.clock())
        assert yard.people() == 2  # what is broken is still broken

    run(work)


def test_who_reported_is_forgotten_a_year_after_it_was_closed(house: House, run: Any, clock: Any) -> None:
    def begin(session: Session) -> None:
        yard = Yard(session, house)
        one, _other = yard.says(yard.ali, "en panne, 97 00 00 01 02"), yard.says(yard.bio, "97 00 00 01 02")
        yard.decides("repaired", "Réparé", one)

    run(begin)
    clock.wait(days=ASKERS / timedelta(days=1) + 1)
    assert forget_old_reporters(house) == 1
    assert forget_old_reporters(house) == 0

    def look(session: Session) -> None:
        closed, still_open = session.query(WorksReport).order_by(WorksReport.id)
        assert (closed.contact_id, closed.text) == (None, "en panne, […]")
        assert still_open.contact_id is not None and still_open.text == "97 00 00 01 02"

    run(look)


def test_staff_see_today_what_waits_for_an_answer(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        yard.says(yard.ali, "en panne")
        today = today_of(session, house, yard.commune, yard.staff.id)  # type: ignore[arg-type]
        assert today.reports == 1 and not today.is_calm
        rows, _total = projects.works_page(session, yard.commune.id, house.clock().date())
        assert rows[0].reports == 1

    run(work)


def test_where_a_report_stands_is_told_to_all_and_the_answer_to_its_sender_alone(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        row = yard.says(yard.ali, "le 7 est en panne")

        def told_to(who: Contact | None) -> tuple[str, str | None]:
            view = find_report(session, yard.commune, "S-26-0001", who)
            return view.state, view.answer

        assert told_to(yard.ali) == ("open", None)
        yard.decides("answered", "Une équipe passe lundi.", row)
        assert told_to(yard.ali) == ("answered", "Une équipe passe lundi.")
        assert told_to(yard.bio) == told_to(None) == ("answered", None)
        yard.says(yard.ali, "personne n'est venu")
        assert told_to(yard.ali) == ("open", None)
        yard.decides("repaired", "Réparé hier.", row)
        assert told_to(yard.ali) == ("repaired", "Réparé hier.")

    run(work)


def test_a_report_of_another_commune_is_not_found(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        yard = Yard(session, house)
        yard.says(yard.ali, "le 7 est en panne")
        with pytest.raises(Refusal) as no:
            find_report(session, plant_commune(session, "tokan"), "S-26-0001", yard.ali)
        assert str(no.value.reason) == "no_such_reference"

    run(work)
