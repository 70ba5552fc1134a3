"""A request's life under each country's law, on a clock that the test sets; the dates are counted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.law.asking import FormField
from budgeting.law.corrections import Correction, CorrectionKind
from budgeting.law.reasons import LawNo
from budgeting.refusal import Refusal
from models import AuditEntry, Commune, Contact, InformationRequest, Line, RequestEvent, RequestReminder
from services import requests
from services.feasts import correct_feast, list_feasts, undo_correction
from services.house import House
from services.requests import Deposit, RequestNo
from services.requests.forgetting import forget_old_askers
from services.requests.formal import open_form
from services.requests.pausing import reply_of
from services.requests.reminding import remind_all
from services.retention import forget_words
from tests.conftest import HandClock
from tests.services.townsfolk import plant_commune, plant_contact, plant_line, plant_staff, told

NAME = "Fatima Zohra Kpogandji"
NUMBER = "AB918273"
FIELDS = {
    FormField.NAME: NAME,
    FormField.POSTAL_ADDRESS: "12 rue du Puits",
    FormField.IDENTITY_NUMBER: NUMBER,
    FormField.IDENTITY_COPY: "vue le jour du dépôt",
}


@dataclass
class Office:
    """A commune of a country with one citizen; each act is a transaction of its own."""

    house: House
    clock: HandClock
    commune_id: int
    contact_id: int
    line_id: int
    staff_id: int

    def prepare(self, text: str = "Le compte administratif de 2025") -> int:
        def work(session: Session) -> int:
            row = requests.prepare_formal(
                session,
                self.house,
                commune=session.get_one(Commune, self.commune_id),
                contact=session.get_one(Contact, self.contact_id),
                line=session.get_one(Line, self.line_id),
                text=text,
                topic=None,
                language="fr",
            )
            return row.id

        return self.house.work.write(work)

    def do(self, verb: Any, request_id: int, **values: Any) -> InformationRequest:
        common = {"commune_id": self.commune_id, "request_id": request_id, "staff_id": self.staff_id}
        return self.house.work.write(lambda session: verb(session, self.house, **common, **values))

    def deposit(self, **values: Any) -> InformationRequest:
        form = Deposit("Le compte administratif de 2025", FIELDS, **values)
        return self.do(requests.receive_formal, self.prepare(), deposit=form)

    def reply(self, reference: str, text: str) -> None:
        where = {"commune_id": self.commune_id, "contact_id": self.contact_id}
        self.house.work.write(lambda s: reply_of(s, self.house, **where, reference=reference, text=text))

    def row(self, request_id: int) -> InformationRequest:
        return self.house.work.read(lambda session: session.get_one(InformationRequest, request_id))

    def remind(self) -> int:
        return self.house.work.write(lambda session: remind_all(session, self.house))

    def messages(self) -> list[str]:
        return self.house.work.read(lambda session: told(session, self.house))

    def correct(self, kind: CorrectionKind, day: date, name: str = "", to: date | None = None) -> int:
        correction = Correction(kind, day, name, to)
        return self.house.work.write(
            lambda s: correct_feast(
                s, self.house, commune_id=self.commune_id, correction=correction, staff_id=self.staff_id
            )
        )

    def go_to(self, year: int, month: int, day: int) -> None:
        self.clock.set(datetime(year, month, day, 10, 0, tzinfo=UTC))


def office_in(house: House, clock: HandClock, country: str, zone: str) -> Office:
    clock.set(datetime(2026, 3, 2, 10, 0, tzinfo=UTC))  # a Monday

    def plant(session: Session) -> tuple[int, int, int, int]:
        commune = plant_commune(session, country=country, time_zone=zone)
        contact = plant_contact(session, house, commune, "+22890000001")
        return commune.id, contact.id, plant_line(session, commune).id, plant_staff(session, commune).id

    return Office(house, clock, *house.work.write(plant))


@pytest.fixture
def morocco(house: House, clock: HandClock) -> Iterator[Office]:
    yield office_in(house, clock, "MA", "Africa/Casablanca")


@pytest.fixture
def togo(house: House, clock: HandClock) -> Iterator[Office]:
    yield office_in(house, clock, "TG", "Africa/Lome")


def test_morocco_counts_twenty_working_days_without_the_feast_and_tells_the_date(morocco: Office) -> None:
    # From Tuesday 3 March 2026: weeks of five end on 6, 13, 19 (20 and 23 March are given for Eid al-Fitr by the
    # library), so the 20th working day is one or two days after Friday 27 March.
    row = morocco.deposit()
    assert (row.state, row.law, row.due_on) == ("received", "morocco", date(2026, 3, 31))
    (message,) = morocco.messages()
    assert "31/03/2026" in message and "DI-26-0001" in message


def test_morocco_urgent_counts_three_days(morocco: Office) -> None:
    assert morocco.deposit(track="urgent").due_on == date(2026, 3, 5)


def test_morocco_extends_once_with_a_reason_by_as_many_working_days(morocco: Office) -> None:
    row = morocco.deposit()
    done = morocco.do(requests.extend, row.id, days=20, code="many_documents", reason="Le document est aux archives.")
    assert (done.state, done.due_on) == ("extended", date(2026, 4, 28))
    with pytest.raises(Refusal) as no:
        morocco.do(requests.extend, row.id, days=1, code="many_documents", reason="Encore")
    assert no.value.reason == RequestNo.STEP_NOT_OPEN
    assert "28/04/2026" in morocco.messages()[-1]


def test_the_clock_stands_still_while_the_citizen_is_awaited_and_both_dates_are_known(morocco: Office) -> None:
    row = morocco.deposit()
    morocco.go_to(2026, 3, 4)
    asked = morocco.do(requests.ask_back, row.id, text="Pour quelle année ?")
    assert (asked.state, asked.due_on) == ("paused", None)
    morocco.go_to(2026, 3, 11)
    view = morocco.house.work.read(
        lambda s: requests.find_request(
            s, morocco.house, s.get_one(Commune, morocco.commune_id), row.reference, s.get(Contact, morocco.contact_id)
        )
    )
    assert (view.due_on, view.strict_on, view.asked) == (None, date(2026, 3, 31), "Pour quelle année ?")
    morocco.reply(row.reference, "2025")
    kept = morocco.row(row.id)
    # Five working days (5, 6, 9, 10, 11 March) were not the commune's: 31 March moves to 7 April.
    assert (kept.state, kept.due_on) == ("received", date(2026, 4, 7))


def test_nobody_else_answers_what_was_asked_and_nothing_is_answered_twice(morocco: Office) -> None:
    row = morocco.deposit()
    morocco.do(requests.ask_back, row.id, text="Pour quelle année ?")
    where = {"commune_id": morocco.commune_id, "reference": row.reference, "text": "2025"}
    with pytest.raises(Refusal) as no:
        morocco.house.work.write(lambda s: reply_of(s, morocco.house, contact_id=10**6, **where))
    assert no.value.reason == RequestNo.NOT_YOURS
    morocco.reply(row.reference, "2025")
    with pytest.raises(Refusal) as twice:
        morocco.reply(row.reference, "2025")
    assert twice.value.reason == RequestNo.NOT_PAUSED


def test_a_refusal_tells_to_whom_and_until_when_and_each_stage_has_its_own_clock(morocco: Office) -> None:
    row = morocco.deposit()
    morocco.go_to(2026, 3, 6)
    morocco.do(requests.refuse, row.id, code="deliberation", reason="Séance à huis clos.")
    # Twenty working days after Friday 6 March, two feasts left out: Monday 6 April.
    assert "06/04/2026" in morocco.messages()[-1]
    morocco.go_to(2026, 3, 12)
    morocco.do(requests.file_complaint, row.id, stage=0, filed_on=date(2026, 3, 12))
    assert "27/03/2026" in morocco.messages()[-1]  # fifteen days for the head of the institution
    morocco.go_to(2026, 3, 25)
    morocco.do(requests.note_complaint_answer, row.id, stage=0, answered_on=date(2026, 3, 25), verdict="against")
    assert "Décision : on ne vous donne pas raison." in morocco.messages()[-1]
    assert "CDAI (Commission du droit d'accès à l'information)" in morocco.messages()[-1]
    assert "24/04/2026" in morocco.messages()[-1]
    with pytest.raises(Refusal) as no:
        morocco.do(requests.file_complaint, row.id, stage=2, filed_on=date(2026, 3, 25))
    assert no.value.reason == LawNo.COMPLAINT_BEFORE_STAGE


def test_a_foreigner_hands_in_a_residence_permit_in_place_of_an_identity_card(morocco: Office) -> None:
    given = {FormField.NAME: NAME, FormField.POSTAL_ADDRESS: "Rue 4", FormField.RESIDENCE_NUMBER: "R778899"}
    done = morocco.do(requests.receive_formal, morocco.prepare(), deposit=Deposit("Le compte", given))
    assert done.state == "received"


def test_a_ground_that_the_law_does_not_know_is_refused(morocco: Office) -> None:
    row = morocco.deposit()
    with pytest.raises(Refusal) as no:
        morocco.do(requests.refuse, row.id, code="loan_or_tax_plan", reason="Non")
    assert no.value.reason == RequestNo.UNKNOWN_CODE


def test_a_form_that_lacks_something_is_not_registered_and_says_what(morocco: Office) -> None:
    short = {FormField.NAME: NAME, FormField.POSTAL_ADDRESS: "Rue 4"}
    request_id = morocco.prepare()
    with pytest.raises(Refusal) as no:
        morocco.do(requests.receive_formal, request_id, deposit=Deposit("Le compte", short))
    assert (no.value.reason, no.value.values["field"]) == (RequestNo.FORM_INCOMPLETE, "identity_number")
    assert morocco.row(request_id).state == "prepared"


def test_who_asks_is_sealed_for_staff_and_erased_a_year_after_the_end(morocco: Office) -> None:
    row = morocco.deposit()
    assert row.form is not None and NAME.encode() not in row.form and NUMBER.encode() not in row.form
    assert open_form(morocco.house, row)["name"] == NAME
    morocco.do(requests.answer, row.id, text="Voir le document publié.")
    morocco.clock.wait(days=364)
    morocco.house.work.write(lambda s: forget_words(s, morocco.clock.now))
    assert morocco.row(row.id).form is not None
    morocco.clock.wait(days=2)
    morocco.house.work.write(lambda s: forget_words(s, morocco.clock.now))
    forget_old_askers(morocco.house)
    gone = morocco.row(row.id)
    assert (gone.form, gone.contact_id, gone.answer) == (None, None, "Voir le document publié.")


def test_who_asks_stands_in_no_history_and_no_trail(morocco: Office) -> None:
    row = morocco.deposit()
    morocco.do(requests.refuse, row.id, code="private_life", reason="Salaire d'un agent.")
    events, entries = morocco.house.work.read(
        lambda s: (s.scalars(select(RequestEvent)).all(), s.scalars(select(AuditEntry)).all())
    )
    written = " ".join([*(f"{one.note} {one.reason}" for one in events), *(str(one.details) for one in entries)])
    assert NAME not in written and NUMBER not in written and "Puits" not in written


def test_togo_gives_thirty_days_and_fifteen_to_a_journalist_and_no_more(togo: Office) -> None:
    first = togo.deposit()
    assert first.due_on == date(2026, 4, 1)
    assert togo.deposit(asker="journalist").due_on == date(2026, 3, 17)
    with pytest.raises(Refusal) as no:
        togo.do(requests.extend, first.id, days=5, code="many_documents", reason="Plus tard")
    assert no.value.reason == LawNo.NO_EXTENSION
    with pytest.raises(Refusal) as urgent:
        togo.deposit(track="urgent")
    assert urgent.value.reason == LawNo.NO_URGENT_TRACK


@pytest.mark.parametrize(("country", "zone"), [("ML", "Africa/Bamako"), ("CM", "Africa/Douala")])
def test_where_the_law_gives_no_number_a_formal_request_runs_on_the_promise(
    house: House, clock: HandClock, country: str, zone: str
) -> None:
    office = office_in(house, clock, country, zone)
    assert office.deposit().due_on == date(2026, 3, 17)


@pytest.mark.parametrize(("country", "zone"), [("BI", "Africa/Bujumbura"), ("BJ", "Africa/Porto-Novo")])
def test_where_no_law_is_known_there_is_no_formal_request(
    house: House, clock: HandClock, country: str, zone: str
) -> None:
    office = office_in(house, clock, country, zone)
    with pytest.raises(Refusal) as no:
        office.prepare()
    assert no.value.reason == RequestNo.NOT_FORMAL_HERE


def test_reminders_come_once_whenever_the_job_runs_and_are_caught_up(morocco: Office) -> None:
    row = morocco.deposit()
    assert morocco.remind() == 0
    morocco.go_to(2026, 3, 24)  # five working days before 31 March
    assert (morocco.remind(), morocco.remind()) == (1, 0)
    morocco.go_to(2026, 4, 20)
    assert (morocco.remind(), morocco.remind()) == (4, 0)
    kinds = morocco.house.work.read(
        lambda s: [one.kind for one in s.scalars(select(RequestReminder).order_by(RequestReminder.day))]
    )
    assert kinds == ["reminder_soon"] * 2 + ["reminder_last_day"] + ["reminder_escalation"] * 2
    silence = [message for message in morocco.messages() if "31/03/2026" in message and "au plus tard" in message]
    assert len([one for one in silence if "pas de réponse" in one]) == 1
    acts = morocco.house.work.read(lambda s: list(s.scalars(select(AuditEntry.act).order_by(AuditEntry.id))))
    assert acts[-2:] == ["request_reminder_soon", "request_reminder_escalation"]
    assert row.id


def test_a_feast_that_is_set_right_moves_the_date_and_tells_the_citizen_and_back(morocco: Office) -> None:
    row = morocco.deposit()
    assert morocco.correct(CorrectionKind.ADDED, date(2026, 3, 9), "Deuil national") == 1
    assert morocco.row(row.id).due_on == date(2026, 4, 1)
    assert "01/04/2026" in morocco.messages()[-1]
    feasts = morocco.house.work.read(lambda s: list_feasts(s, morocco.commune_id, 2026))
    assert [one.kind for one in feasts if one.day == date(2026, 3, 9)] == ["added"]
    moved = morocco.house.work.write(
        lambda s: undo_correction(
            s, morocco.house, commune_id=morocco.commune_id, day=date(2026, 3, 9), staff_id=morocco.staff_id
        )
    )
    assert (moved, morocco.row(row.id).due_on) == (1, date(2026, 3, 31))


def test_a_feast_that_changes_no_date_tells_nobody(morocco: Office) -> None:
    morocco.deposit()
    before = len(morocco.messages())
    assert morocco.correct(CorrectionKind.ADDED, date(2026, 9, 9), "Fête de la ville") == 0
    assert len(morocco.messages()) == before


def test_the_promise_of_the_day_it_came_in_stays(togo: Office) -> None:
    def ask(session: Session) -> int:
        return requests.file_question(
            session,
            togo.house,
            commune=session.get_one(Commune, togo.commune_id),
            contact=session.get_one(Contact, togo.contact_id),
            line=session.get_one(Line, togo.line_id),
            text="Quand ouvre le marché ?",
            topic=None,
            language="fr",
        ).id

    first = togo.house.work.write(ask)

    def promise_less(session: Session) -> None:
        session.get_one(Commune, togo.commune_id).promised_days = 30

    togo.house.work.write(promise_less)
    second = togo.house.work.write(ask)
    togo.correct(CorrectionKind.ADDED, date(2026, 3, 9), "Deuil national")
    assert (togo.row(first).due_on, togo.row(second).due_on) == (date(2026, 3, 17), date(2026, 4, 1))
