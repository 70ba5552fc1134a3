"""What counts and what does not, indicator by indicator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from models import Commune, Contact, InformationRequest, Participation, PublicSession
from models.project import ProjectState
from models.public_session import SessionKind
from services.erasure import erase_contact
from services.house import House
from services.indicators import Indicator, Record
from services.indicators.answered_in_time import INDICATOR as IN_TIME
from services.indicators.associations_taking_part import INDICATOR as ASSOCIATIONS
from services.indicators.blank_ballots import INDICATOR as BLANK
from services.indicators.budget_requests import INDICATOR as REQUESTS
from services.indicators.documents_produced import INDICATOR as DOCUMENTS
from services.indicators.lessons_finished import INDICATOR as LESSONS
from services.indicators.projects_carried_out import INDICATOR as PROJECTS
from services.indicators.turnout import INDICATOR as TURNOUT
from services.requests.forgetting import forget_askers
from services.retention import forget_words
from tests.services.indicators.planting import (
    DAY,
    NOON,
    plant_association,
    plant_document,
    plant_finished_lesson,
    plant_inquiry,
    plant_part,
    plant_project,
    plant_question,
    plant_result,
    plant_voter,
    read_records,
)
from tests.services.townsfolk import plant_commune, plant_contact, plant_cycle, plant_zone, planted

Plant = Callable[[Session, Commune], object]
AT_NOON = {"starts_at": NOON, "made_at": NOON}


def records(house: House, indicator: Indicator, *plants: Plant, **values: Any) -> list[Record]:
    def work(session: Session) -> list[Record]:
        commune = plant_commune(session, **values)
        for plant in plants:
            plant(session, commune)
        return read_records(indicator, session, commune)

    return house.work.write(work)


def test_inquiries_and_questions_about_the_budget_are_counted_together(house: House) -> None:
    found = records(
        house,
        REQUESTS,
        lambda s, c: plant_inquiry(s, c, zone_id=plant_zone(s, c, "Nord").id),
        lambda s, c: plant_question(s, c, channel="desk"),
        lambda s, c: plant_question(s, c, is_budget=False),
    )
    assert [(record.subject, record.zone, record.channel) for record in found] == [
        ("inquiry", "Nord", "sms"),
        ("request", None, "desk"),
    ]


def test_one_phone_one_topic_one_day_counts_once_however_it_was_asked(house: House) -> None:
    def plant(session: Session, commune: Commune) -> None:
        mine = plant_contact(session, house, commune, "+22901").id
        other = plant_contact(session, house, commune, "+22902").id
        plant_inquiry(session, commune, contact_id=mine)
        for contact_id, topic, day in ((mine, "water", 0), (mine, "water", 0), (mine, "roads", 0), (mine, "water", 1)):
            when = NOON + timedelta(days=day)
            plant_question(session, commune, contact_id=contact_id, topic=topic, received_at=when)
        plant_question(session, commune, contact_id=other, topic="water")
        plant_question(session, commune, channel="desk", topic="water")
        plant_question(session, commune, channel="desk", topic="water")

    found = records(house, REQUESTS, plant)
    assert [(record.day.day, record.subject) for record in found] == [(10, "request")] * 5 + [(11, "request")]


def forget_by_erasure(session: Session, house: House, contact_id: int) -> None:
    erase_contact(session, session.get_one(Contact, contact_id), house.clock())


def forget_by_time(session: Session, house: House, _contact_id: int) -> None:
    forget_words(session, house.clock() + timedelta(days=800))
    forget_askers(session, InformationRequest.contact_id.is_not(None))


@pytest.mark.parametrize("open_state", ["answered", "received"])
@pytest.mark.parametrize("forget", [forget_by_erasure, forget_by_time])
def test_no_figure_of_the_past_rises_when_who_asked_is_forgotten(
    house: House, forget: Callable[[Session, House, int], None], open_state: str
) -> None:
    def work(session: Session) -> None:
        commune = plant_commune(session)
        mine, other = (plant_contact(session, house, commune, number).id for number in ("+22901", "+22902"))
        for contact_id in (mine, other):
            for topic in ("water", "roads", "overview"):
                plant_inquiry(session, commune, contact_id=contact_id, topic=topic)
        for state in ("answered", open_state, "answered"):
            plant_question(session, commune, contact_id=mine, topic="water", state=state, settled_at=NOON)
        plant_question(session, commune, contact_id=mine, topic=None, state=open_state)
        before = read_records(REQUESTS, session, commune)
        for _time in range(2):
            forget(session, house, mine)
            assert read_records(REQUESTS, session, commune) == before
        forget_askers(session, InformationRequest.contact_id == mine)  # what was still open is settled at last
        assert read_records(REQUESTS, session, commune) == before
        assert [record.subject for record in before].count("request") == 2 and len(before) == 6

    house.work.write(work)


@pytest.mark.parametrize("state", ["prepared", "closed"])
def test_a_form_that_nobody_handed_in_is_no_request(house: House, state: str) -> None:
    never = {"kind": "formal", "state": state, "due_on": None}
    assert records(house, REQUESTS, lambda s, c: plant_question(s, c, **never)) == []
    assert len(records(house, REQUESTS, lambda s, c: plant_question(s, c, kind="formal"), key="other")) == 1


@pytest.mark.parametrize(("is_demo", "counted"), [(False, 1), (True, 3)])
def test_try_out_phones_count_in_a_demonstration_only(house: House, is_demo: bool, counted: int) -> None:
    def inquire(session: Session, commune: Commune, number: str, *, is_simulated: bool) -> None:
        contact = plant_contact(session, house, commune, number, is_simulated=is_simulated)
        plant_inquiry(session, commune, contact_id=contact.id)

    found = records(
        house,
        REQUESTS,
        lambda s, c: inquire(s, c, "+22901", is_simulated=True),
        lambda s, c: inquire(s, c, "+22902", is_simulated=False),
        lambda s, c: plant_question(s, c, is_simulated=True),
        is_demo=is_demo,
    )
    assert len(found) == counted


def test_a_question_counts_on_the_day_it_was_where_the_commune_is(house: House) -> None:
    late = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    (record,) = records(house, REQUESTS, lambda s, c: plant_question(s, c, received_at=late))
    assert record.day == date(2026, 1, 1)


@pytest.mark.parametrize("state", [state for state in ProjectState if state is not ProjectState.DONE])
def test_only_a_finished_project_counts(house: House, state: ProjectState) -> None:
    assert records(house, PROJECTS, lambda s, c: plant_project(s, c, state=state)) == []


def test_a_project_without_its_last_day_does_not_count_yet(house: House) -> None:
    assert records(house, PROJECTS, lambda s, c: plant_project(s, c, done_on=None)) == []


def test_a_project_is_named_in_the_communes_own_language(house: House) -> None:
    (record,) = records(
        house, PROJECTS, lambda s, c: plant_project(s, c, number=12, titles={"ar": "بئر", "fr": "Forage"})
    )
    assert (record.label, record.subject) == ("12. Forage", "project")


def test_a_withdrawn_document_does_not_count(house: House) -> None:
    found = records(
        house, DOCUMENTS, lambda s, c: plant_document(s, c, withdrawn_at=NOON), lambda s, c: plant_document(s, c)
    )
    assert len(found) == 1


def test_an_association_counts_once_on_the_first_day_it_took_part(house: House) -> None:
    def plant(session: Session, commune: Commune) -> None:
        cycle = plant_cycle(session, commune)
        women = plant_association(session, commune, "Femmes")
        plant_part(session, women, cycle, day=date(2026, 5, 1))
        plant_part(session, women, cycle, day=date(2026, 4, 1))
        plant_part(session, plant_association(session, commune, "Jeunes"), cycle)
        plant_association(session, commune, "Absents")
        for kind, name in ((None, "Au tournoi"), (SessionKind.ACCOUNT, "Aux comptes")):
            met = planted(session, PublicSession(commune_id=commune.id, kind=kind, title="x", place="y", **AT_NOON))
            of = plant_association(session, commune, name)
            planted(session, Participation(association_id=of.id, session_id=met.id, role="x", day=DAY))

    found = records(house, ASSOCIATIONS, plant)
    assert [(record.label, record.day.month) for record in found] == [("Jeunes", 3), ("Aux comptes", 3), ("Femmes", 4)]


@pytest.mark.parametrize(("is_demo", "counted"), [(False, 1), (True, 2)])
def test_turnout_names_no_one_and_leaves_try_outs_out(house: House, is_demo: bool, counted: int) -> None:
    def plant(session: Session, commune: Commune) -> None:
        cycle = plant_cycle(session, commune)
        plant_voter(session, cycle)
        plant_voter(session, cycle, simulated=True)

    found = records(house, TURNOUT, plant, is_demo=is_demo)
    assert len(found) == counted
    assert {record.subject_id for record in found} == {None}


@pytest.mark.parametrize(("published_at", "expected"), [(NOON, 4), (None, 0)])
def test_blank_ballots_are_counted_once_a_result_is_published(
    house: House, published_at: datetime | None, expected: int
) -> None:
    def plant(session: Session, commune: Commune) -> None:
        cycle = plant_cycle(session, commune)
        plant_voter(session, cycle)
        plant_result(session, cycle, blank=4, published_at=published_at)

    found = records(house, BLANK, plant)
    assert len(found) == expected
    assert {record.subject_id for record in found} <= {None}


def test_a_result_without_blank_ballots_adds_none(house: House) -> None:
    assert records(house, BLANK, lambda session, commune: plant_result(session, plant_cycle(session, commune), 0)) == []


@pytest.mark.parametrize(("is_demo", "counted"), [(False, 2), (True, 3)])
def test_lessons_count_by_person_where_they_live_and_try_out_phones_in_a_demonstration_only(
    house: House, is_demo: bool, counted: int
) -> None:
    found = records(
        house,
        LESSONS,
        lambda s, c: plant_finished_lesson(s, c, zone_id=plant_zone(s, c, "Nord").id),
        lambda s, c: plant_finished_lesson(s, c, lesson="money", title="D'où vient l'argent", channel="telegram"),
        lambda s, c: plant_finished_lesson(s, c, simulated=True),
        is_demo=is_demo,
    )
    assert len(found) == counted
    assert {record.subject_id for record in found} == {None}
    assert ("L'année du budget", "Nord") in {(record.label, record.zone) for record in found}


def test_only_what_staff_settled_by_its_last_day_is_in_time(house: House) -> None:
    def plant(session: Session, commune: Commune) -> None:
        late = NOON + timedelta(days=1)
        for values in (
            {"state": "answered", "settled_at": NOON},
            {"state": "refused", "settled_at": NOON},
            {"state": "answered", "settled_at": late},
            {"state": "answered", "settled_at": NOON, "answered_from": "budget"},
            {"state": "answered", "settled_at": NOON, "answered_from": "lesson", "helped": True},
            {"state": "answered", "settled_at": NOON, "answered_from": "budget", "helped": False},
            {"state": "closed", "settled_at": NOON},
            {"state": "closed", "settled_at": NOON, "answer": "Oui."},
            {"state": "closed", "settled_at": late, "refusal": "not_held"},
            {"state": "received"},
        ):
            plant_question(session, commune, **values)

    assert len(records(house, IN_TIME, plant)) == 5  # nobody said that the published figure had helped: it was theirs
