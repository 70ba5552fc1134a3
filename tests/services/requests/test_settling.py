"""What a decision leaves behind: the day it stands under, the clock, the public words, the way to complain."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from budgeting.law.reasons import LawNo
from budgeting.refusal import Refusal
from models import AuditEntry, Commune, Contact, InformationRequest
from models.request import RequestState
from services import requests
from services.house import House
from services.indicators import Period
from services.indicators.answered_in_time import INDICATOR as IN_TIME
from services.public.requests import PublicRequest, RequestFigures, figures_of, list_public
from services.requests import Dossier, RequestNo
from services.requests.formal import drop_forms, make_formal
from services.requests.known import file_answered, find_known, note_helped
from tests.conftest import HandClock
from tests.services.at_once import at_once
from tests.services.requests.conftest import Town
from tests.services.requests.test_lives import Office, office_in
from tests.services.townsfolk import told

PUBLIC = ("request_published", "request_withdrawn")
ASKED = "Quand ouvre le grand marché couvert ?"


@pytest.fixture
def morocco(house: House, clock: HandClock) -> Office:
    return office_in(house, clock, "MA", "Africa/Casablanca")


def do(town: Town, verb: Any, request_id: int, **values: Any) -> InformationRequest:
    common = {"commune_id": town.commune_id, "request_id": request_id, "staff_id": town.staff_id}
    return town.house.work.write(lambda session: verb(session, town.house, **common, **values))


def register(town: Town | Office) -> list[PublicRequest]:
    return town.house.work.read(lambda session: list_public(session, town.commune_id)[0])


def figures(town: Town | Office) -> RequestFigures:
    return town.house.work.read(lambda session: figures_of(session, town.house, town.commune_id))


def in_time(town: Town) -> int:
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    return town.house.work.read(lambda session: len(IN_TIME.records(session, town.commune_id, year)))


def dossier(town: Town | Office, request_id: int) -> Dossier:
    return town.house.work.read(lambda session: requests.read_dossier(session, town.house, town.commune_id, request_id))


def stage_of(office: Office, reference: str) -> str | None:
    def work(session: Session) -> str | None:
        commune, contact = session.get_one(Commune, office.commune_id), session.get(Contact, office.contact_id)
        view = requests.find_request(session, office.house, commune, reference, contact)
        return view.stage.body if view.stage else None

    return office.house.work.read(work)


def test_an_open_formal_request_is_answered_or_refused_and_never_closed(morocco: Office) -> None:
    row = morocco.deposit()
    with pytest.raises(Refusal) as no:
        morocco.do(requests.close, row.id, reason="Rien à dire")
    assert no.value.reason == RequestNo.FORMAL_STAYS_OPEN
    details = morocco.house.work.read(
        lambda s: requests.read_request(s, morocco.house, morocco.commune_id, row.id).next_steps
    )
    assert "closed" not in details and "refused" in details
    unsent = morocco.prepare("Autre")
    assert morocco.do(requests.close, unsent, reason="Retirée.").state == "closed"
    assert dossier(morocco, unsent).rungs == () and [one.reference for one in register(morocco)] == [row.reference]


def test_the_way_to_complain_stays_readable_after_a_refused_request_is_closed(morocco: Office) -> None:
    row = morocco.deposit()
    morocco.do(requests.refuse, row.id, code="deliberation", reason="Séance à huis clos.")
    assert stage_of(morocco, row.reference) == "head_of_institution"
    closed = morocco.do(requests.close, row.id, reason="Classée.")
    assert (closed.reason, stage_of(morocco, row.reference)) == ("Séance à huis clos.", "head_of_institution")


def test_a_question_closed_without_a_word_of_its_own_is_never_said_to_be_answered(town: Town) -> None:
    row = town.ask()
    town.clock.wait(days=1)
    do(town, requests.close, row.id, reason="Posée deux fois.")
    (shown,) = register(town)
    assert (shown.state, shown.settled_on, shown.in_time) == ("closed", None, None)
    found = figures(town)
    assert (found.received, found.settled, found.in_time, found.waiting, in_time(town)) == (1, 0, 0, 0, 0)


def test_asking_back_and_closing_takes_nothing_out_of_the_register(town: Town) -> None:
    row = town.ask()
    do(town, requests.ask_back, row.id, text="Quel quartier ?")
    do(town, requests.close, row.id, reason="Sans suite.")
    assert [one.reference for one in register(town)] == [row.reference]
    assert figures(town).received == 1


@pytest.mark.parametrize(("days", "expected"), [(2, 1), (40, 0)])
def test_closing_what_was_answered_changes_no_figure(town: Town, days: int, expected: int) -> None:
    row = town.ask()
    town.clock.wait(days=days)
    do(town, requests.answer, row.id, text="Oui.")
    before = figures(town)
    assert (before.settled, before.in_time, in_time(town)) == (1, expected, expected)
    do(town, requests.close, row.id)
    assert (figures(town), in_time(town)) == (before, expected)


def test_an_answer_after_a_refusal_stands_under_its_own_day(town: Town) -> None:
    row = town.ask()
    town.clock.wait(days=2)
    do(town, requests.refuse, row.id, code="not_held", reason="Introuvable.")
    town.clock.wait(days=100)
    late = do(town, requests.answer, row.id, text="Retrouvé.").settled_at
    (shown,) = register(town)
    assert (late, shown.days, shown.in_time) == (town.clock.now, 102, False)
    town.clock.wait(days=1)
    assert do(town, requests.answer, row.id, text="Retrouvé : 3.").settled_at == late


def test_the_days_to_complain_run_from_the_answer_that_took_the_place_of_a_refusal(morocco: Office) -> None:
    row = morocco.deposit()
    morocco.do(requests.refuse, row.id, code="deliberation", reason="Séance à huis clos.")
    morocco.go_to(2026, 6, 1)
    morocco.do(requests.answer, row.id, text="Une partie seulement.")
    rung = dossier(morocco, row.id).rungs[0]
    assert rung.after is not None and rung.after.on == date(2026, 6, 1) and rung.state == "stage_open"


def test_an_answer_while_the_citizen_is_awaited_ends_the_wait_and_counts_as_in_time(town: Town) -> None:
    row = town.ask()
    do(town, requests.ask_back, row.id, text="Quel quartier ?")
    town.clock.wait(days=4)
    done = do(town, requests.answer, row.id, text="Tous : 12 millions.")
    assert done.due_on == date(2026, 4, 20)  # sixteen April, and four days of waiting
    assert (figures(town).in_time, in_time(town)) == (1, 1)
    after = dossier(town, row.id)
    assert after.asked is None and after.deadline is not None and not after.deadline.count.is_stopped


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ((requests.refuse, {"code": "not_held", "reason": "Introuvable."}), "Introuvable."),
        ((requests.answer, {"text": "12 millions."}), "12 millions."),
    ],
)
def test_public_words_are_taken_back_when_the_answer_changes(town: Town, first: Any, said: str) -> None:
    row, (verb, values) = town.ask(ASKED), first
    do(town, verb, row.id, **values)
    do(town, requests.publish, row.id, text="Le marché ?", answer=said)
    do(town, requests.answer, row.id, text="13 millions.")
    (shown,) = register(town)
    assert (shown.text, shown.answer) == (None, None)
    found = dossier(town, row.id)
    assert found.has_lapsed and found.words == ("Le marché ?", "13 millions.") and found.published_at is None
    assert town.house.work.read(lambda s: find_known(s, town.commune_id, "Le grand marché ?", None)) is None
    do(town, requests.publish, row.id, text="Le marché ?", answer="13 millions.")
    assert not dossier(town, row.id).has_lapsed and register(town)[0].answer == "13 millions."


def test_the_same_answer_again_leaves_its_public_words(town: Town) -> None:
    row = town.ask()
    do(town, requests.answer, row.id, text="Oui.")
    do(town, requests.publish, row.id, text="Eau ?", answer="Oui.")
    do(town, requests.answer, row.id, text="Oui.")
    assert register(town)[0].answer == "Oui."


def group_of(town: Town, *ids: int) -> int:
    common = {"commune_id": town.commune_id, "staff_id": town.staff_id}
    return town.house.work.write(
        lambda s: requests.make_group(s, town.house, request_ids=ids, question=ASKED, **common).id
    )


def answer_group(town: Town, group: int, text: str) -> tuple[int, int]:
    common = {"commune_id": town.commune_id, "group_id": group, "staff_id": town.staff_id}
    done = town.house.work.write(lambda s: requests.answer_group(s, town.house, text=text, **common))
    return done.answered, done.told


def answered_at_once(session: Session, office: Office | Town, key: str) -> InformationRequest:
    commune, contact = session.get_one(Commune, office.commune_id), session.get_one(Contact, office.contact_id)
    row = file_answered(
        session, office.house, commune=commune, contact=contact, line=None, text=ASKED, topic=None, language="fr",
        source="published",
    )  # fmt: skip
    note_helped(session, office.house, row, helped=True, key=key)
    return row


def test_a_changed_answer_of_a_group_reaches_everybody_who_got_the_old_one_and_the_register(town: Town) -> None:
    first, second, third = (town.ask(ASKED).id for _ in range(3))
    group = group_of(town, first, second, third)
    do(town, requests.answer, third, text="À vous seul : le 5.")
    assert answer_group(town, group, "Le 3 mars.") == (2, 2)
    once = town.house.work.write(lambda s: answered_at_once(s, town, f"group:{group}").id)
    do(town, requests.close, second)
    before = len(town.house.work.read(lambda s: told(s, town.house)))
    assert answer_group(town, group, "Le 4 mars.") == (3, 2)
    assert answer_group(town, group, "Le 4 mars.") == (0, 0)
    sent = town.house.work.read(lambda s: told(s, town.house))[before:]
    assert len(sent) == 2 and all(one.endswith("Le 4 mars.") for one in sent)
    rows = town.house.work.read(lambda s: {one: s.get_one(InformationRequest, one) for one in (second, third, once)})
    assert (rows[second].state, rows[second].public_answer, rows[once].answer) == ("closed", "Le 4 mars.", "Le 4 mars.")
    assert rows[third].answer == "À vous seul : le 5."
    assert [one.answer for one in register(town)] == [None, "Le 4 mars.", "Le 4 mars."]


def test_the_trail_says_once_of_each_question_that_a_group_makes_it_public_and_never_that_it_was_withdrawn(
    town: Town,
) -> None:
    first, second = (town.ask(ASKED).id for _ in range(2))
    group = group_of(town, first, second)
    for times, text in enumerate(("Le 3 mars.", "Le 4 mars."), 1):
        answer_group(town, group, text)
        acts = select(AuditEntry.act, AuditEntry.subject_id).where(AuditEntry.act.in_(PUBLIC))
        noted = town.house.work.read(lambda s, acts=acts: [tuple(row) for row in s.execute(acts)])
        assert sorted(noted) == sorted([("request_published", one) for one in map(str, (first, second))] * times)


def test_a_formal_request_made_of_a_question_leaves_its_group(morocco: Office) -> None:
    def plant(session: Session) -> tuple[int, int]:
        commune = session.get_one(Commune, morocco.commune_id)
        contact = session.get_one(Contact, morocco.contact_id)
        common = {"commune": commune, "contact": contact, "line": None, "topic": None, "language": "fr"}
        ids = [requests.file_question(session, morocco.house, text=ASKED, **common).id for _ in range(2)]
        who = {"commune_id": commune.id, "staff_id": None}
        group = requests.make_group(session, morocco.house, request_ids=ids, question=ASKED, **who)
        requests.answer_group(session, morocco.house, group_id=group.id, text="Le 3 mars.", **who)
        row = answered_at_once(session, morocco, f"group:{group.id}")
        make_formal(session, morocco.house, row)
        return group.id, row.id

    group, formal = morocco.house.work.write(plant)
    assert morocco.row(formal).group_id is None
    where = {"commune_id": morocco.commune_id, "group_id": group, "staff_id": morocco.staff_id}
    morocco.house.work.write(lambda s: requests.answer_group(s, morocco.house, text="Le 4 mars.", **where))
    assert (morocco.row(formal).state, morocco.row(formal).answer) == ("prepared", None)


def test_a_complaint_that_is_sent_twice_is_noted_once(morocco: Office) -> None:
    row = morocco.deposit()
    morocco.do(requests.refuse, row.id, code="deliberation", reason="Séance à huis clos.")
    morocco.do(requests.file_complaint, row.id, stage=0, filed_on=date(2026, 3, 2))
    with pytest.raises(Refusal) as no:
        morocco.do(requests.file_complaint, row.id, stage=0, filed_on=date(2026, 3, 2))
    assert no.value.reason == LawNo.COMPLAINT_TWICE


def test_two_who_note_the_same_complaint_at_the_same_moment_note_it_once(morocco: Office, engine: Engine) -> None:
    row = morocco.deposit()
    morocco.do(requests.refuse, row.id, code="deliberation", reason="Séance à huis clos.")
    values = {"commune_id": morocco.commune_id, "request_id": row.id, "staff_id": morocco.staff_id, "stage": 0}

    def complain(session: Session) -> str:
        requests.file_complaint(session, morocco.house, filed_on=date(2026, 3, 2), **values)
        return "noted"

    first, second = at_once(engine, complain, complain)
    assert first == "noted" and isinstance(second, Refusal) and second.reason == LawNo.COMPLAINT_TWICE


def test_a_form_that_nobody_hands_in_is_closed_told_and_erased(morocco: Office) -> None:
    request_id = morocco.prepare("Le salaire de mon voisin")
    morocco.clock.wait(days=90)
    assert morocco.house.work.write(lambda s: drop_forms(s, morocco.house)) == 0
    morocco.clock.wait(minutes=1)
    assert morocco.house.work.write(lambda s: drop_forms(s, morocco.house)) == 1
    row = morocco.row(request_id)
    assert (row.state, row.text, row.contact_id, row.line_id) == (RequestState.CLOSED, "", None, None)
    (message,) = morocco.messages()
    assert row.reference in message
    (_made, step) = morocco.house.work.read(
        lambda s: requests.read_request(s, morocco.house, morocco.commune_id, request_id).history
    )
    assert (step.state, step.reason, step.delivery) == ("closed", "not_handed_in", "queued")
    assert register(morocco) == [] and morocco.house.work.write(lambda s: drop_forms(s, morocco.house)) == 0
