from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import AuditEntry, Commune, Contact, InformationRequest, RequestEvent
from services.requests import DeskVisit, RequestNo, enter_at_desk, references_of
from services.requests.filing import asked_already
from services.unit_of_work import UnitOfWork
from tests.services.requests.conftest import Town
from tests.services.townsfolk import plant_commune, plant_zone


def test_a_question_gets_a_reference_and_the_date_the_commune_promises(town: Town) -> None:
    row = town.ask()
    # 23:30 UTC on 31 March is 1 April in Porto-Novo.
    assert (row.reference, row.due_on) == ("DI-26-0001", date(2026, 4, 16))
    assert (row.channel, row.state, row.text) == ("sms", "received", "Combien pour l'eau ?")


def test_numbers_follow_one_another_and_begin_anew_each_year_where_the_commune_is(town: Town) -> None:
    assert [town.ask().reference for _ in range(3)] == ["DI-26-0001", "DI-26-0002", "DI-26-0003"]
    town.clock.now = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert town.ask().reference == "DI-27-0001"


def test_the_number_after_9999_is_10000(town: Town) -> None:
    def renumber(session) -> None:  # type: ignore[no-untyped-def]
        session.scalars(select(InformationRequest)).one().reference = "DI-26-9999"

    town.ask()
    town.house.work.write(renumber)
    assert [town.ask().reference, town.ask().reference] == ["DI-26-10000", "DI-26-10001"]


def test_each_commune_counts_for_itself(town: Town) -> None:
    town.ask()
    other = town.house.work.write(lambda session: plant_commune(session, "tokan").id)
    visit = DeskVisit("Où est le budget ?", "fr")
    entered = town.house.work.write(
        lambda session: enter_at_desk(session, town.house, commune_id=other, visit=visit, staff_id=None)
    )
    assert entered.reference == "DI-26-0001"


def test_questions_put_by_many_writers_at_once_get_different_numbers_without_a_gap(town: Town, engine: Engine) -> None:
    writers = UnitOfWork(engine, writers=1 if engine.dialect.name == "sqlite" else 6)
    with ThreadPoolExecutor(12) as pool:
        asked = pool.map(
            lambda n: writers.write(lambda session: town.ask_in(session, f"Question {n}").reference), range(40)
        )
        references = sorted(asked)
    writers.close()
    assert references == [f"DI-26-{n:04d}" for n in range(1, 41)]


MONEY = [
    ("Combien pour l'eau ?", "water"),
    ("Combien coûte le pont d'Antanetibe ?", "roads"),
    ("Où est le budget ?", None),
    ("Combien d'argent la commune a reçu ?", None),
    ("le prix du forage", "water"),
    ("recettes du marché", "markets"),
    ("les salaires des agents", None),
    ("les factures du chantier", None),
    ("je veux le compte administratif", None),
    ("How much did the bridge cost?", "roads"),
    ("salaries of the staff", None),
]
OTHERS = [
    ("Quand le pont d'Antanetibe sera-t-il réparé ?", "roads"),
    ("réparation du pont d'Antanetibe, c'est pour quand ?", "roads"),
    ("pont antanetibe repare quand", "roads"),
    ("Quand ouvre le marché ?", "markets"),
    ("A quelle heure ouvre la mairie ?", None),
    ("combien d'habitants dans la commune", None),
    ("combien d'élèves à l'école ?", "education"),
    ("how many pupils are in the school?", "education"),
]
IN_ARABIC = (
    "كم كلف بناء المدرسة؟",
    "تكلفة الملعب",
    "كم ثمن الحفر",
    "شحال تقامت المدرسة",
    "كم عدد التلاميذ في المدرسة؟",
    "متى يصلح الجسر؟",
)


@pytest.mark.parametrize(("text", "topic"), MONEY)
def test_a_question_that_asks_about_money_counts_as_one_about_the_budget(
    town: Town, text: str, topic: str | None
) -> None:
    assert town.ask(text, topic).is_budget


@pytest.mark.parametrize(("text", "topic"), OTHERS)
def test_a_topic_of_the_budget_alone_makes_no_question_about_the_budget(
    town: Town, text: str, topic: str | None
) -> None:
    assert not town.ask(text, topic).is_budget


def test_what_is_asked_in_arabic_is_counted_alike(town: Town) -> None:
    assert [town.ask(text, language="ar").is_budget for text in IN_ARABIC] == [True, True, True, True, False, False]


@pytest.mark.parametrize("text", ["", "   \n", "\x00\u200b"])
def test_nothing_asked_is_refused(town: Town, text: str) -> None:
    with pytest.raises(Refusal) as no:
        town.ask(text)
    assert no.value.reason == RequestNo.WITHOUT_TEXT


def test_what_could_harm_a_reader_is_taken_out_of_a_question(town: Town) -> None:
    assert town.ask("Eau\x00 \u202epotable").text == "Eau potable"


def test_a_citizens_question_begins_its_history_and_stays_out_of_the_audit_trail(town: Town) -> None:
    town.ask()
    events, entries = town.house.work.read(
        lambda session: (session.scalars(select(RequestEvent)).all(), session.scalars(select(AuditEntry)).all())
    )
    assert [(event.state, event.staff_id) for event in events] == [("received", None)]
    assert entries == []


def test_what_a_visitor_asks_is_entered_by_staff_without_the_visitor(town: Town) -> None:
    visit = DeskVisit("Combien pour les pistes ?", "fr", topic="roads")
    row = town.house.work.write(
        lambda session: enter_at_desk(
            session, town.house, commune_id=town.commune_id, visit=visit, staff_id=town.staff_id
        )
    )
    assert (row.channel, row.contact_id, row.is_budget, row.topic) == ("desk", None, True, "roads")
    entry = town.house.work.read(lambda session: session.scalars(select(AuditEntry)).one())
    assert (entry.act, entry.subject_id, entry.staff_id) == ("request_received", str(row.id), town.staff_id)
    assert "pistes" not in str(entry.details)


@pytest.mark.parametrize(
    ("visit", "reason"),
    [
        (DeskVisit("Eau ?", "fr", zone_id=10**6), RequestNo.UNKNOWN_ZONE),
        (DeskVisit("Eau ?", "fr", topic="gold"), RequestNo.UNKNOWN_TOPIC),
        (DeskVisit("Eau ?", "xx"), RequestNo.UNKNOWN_LANGUAGE),
        (DeskVisit(" ", "fr"), RequestNo.WITHOUT_TEXT),
    ],
)
def test_a_desk_entry_says_what_is_wrong_with_it(town: Town, visit: DeskVisit, reason: RequestNo) -> None:
    with pytest.raises(Refusal) as no:
        town.house.work.write(
            lambda session: enter_at_desk(
                session, town.house, commune_id=town.commune_id, visit=visit, staff_id=town.staff_id
            )
        )
    assert no.value.reason == reason


def test_a_zone_of_another_commune_is_unknown_at_the_desk(town: Town) -> None:
    zone_id = town.house.work.write(lambda session: plant_zone(session, plant_commune(session, "tokan"), "Nord").id)
    with pytest.raises(Refusal) as no:
        town.house.work.write(
            lambda session: enter_at_desk(
                session,
                town.house,
                commune_id=town.commune_id,
                visit=DeskVisit("Eau ?", "fr", zone_id=zone_id),
                staff_id=None,
            )
        )
    assert no.value.reason == RequestNo.UNKNOWN_ZONE


def test_a_contact_finds_the_references_of_its_own_questions_newest_first(town: Town) -> None:
    for text in ("Un", "Deux", "Trois"):
        town.ask(text)
    found = town.house.work.read(
        lambda session: (
            references_of(session, town.commune_id, [town.contact_id], limit=2),
            references_of(session, town.commune_id, [town.other_contact_id]),
            session.get_one(Commune, town.commune_id).revision,
        )
    )
    assert found == (["DI-26-0003", "DI-26-0002"], [], 1)


def test_the_same_words_within_a_day_are_the_same_question(town: Town) -> None:
    first = town.ask("Quand ouvre le marché ?").id

    def again(text: str) -> int | None:
        def look(session: Session) -> int | None:
            commune, contact = session.get_one(Commune, town.commune_id), session.get_one(Contact, town.contact_id)
            found = asked_already(session, town.house, commune, contact, text)
            return found.id if found else None

        return town.house.work.read(look)

    assert again("quand ouvre le MARCHE") == first
    assert again("Quand ferme le marché ?") is None
    town.clock.wait(hours=25)
    assert again("Quand ouvre le marché ?") is None
