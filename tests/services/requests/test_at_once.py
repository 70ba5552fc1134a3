"""Questions answered at once from what is public, and repeated questions answered once."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.ports import RequestView
from budgeting.refusal import Refusal
from models import Commune, Contact, InformationRequest, Line
from services import requests
from services.indicators import Period, find_indicator
from services.public.requests import figures_of, list_public
from services.requests import RequestNo
from services.requests.finding import view_of
from services.requests.known import file_answered, find_known, note_helped
from services.requests.suggesting import Suggestion
from tests.services.requests.conftest import Town
from tests.services.townsfolk import told

ASKED = "Quand ouvre le grand marché couvert ?"
ALIKE = ["quand est-ce que le grand marche couvert ouvre", "Le grand marché couvert, il ouvre quand ?", ASKED.upper()]
OTHER = ["Quand ouvre la mairie annexe ?", "Combien coûte le grand stade ?", "marché ?", ""]


def publish(town: Town, text: str = ASKED, topic: str | None = None) -> int:
    row = town.ask(text, topic)
    common = {"commune_id": town.commune_id, "request_id": row.id, "staff_id": town.staff_id}
    town.house.work.write(lambda s: requests.answer(s, town.house, text="Le 3 mars.", **common))
    words = {"text": text, "answer": "Le 3 mars."}
    town.house.work.write(lambda s: requests.publish(s, town.house, **words, **common))
    return row.id


def known(town: Town, text: str, topic: str | None = None) -> str | None:
    found = town.house.work.read(lambda s: find_known(s, town.commune_id, text, topic))
    return found.answer if found else None


def at_once(town: Town, **values: Any) -> InformationRequest:
    def work(session: Session) -> InformationRequest:
        return file_answered(
            session,
            town.house,
            commune=session.get_one(Commune, town.commune_id),
            contact=session.get_one(Contact, town.other_contact_id),
            line=session.get_one(Line, town.line_id),
            text="quand ouvre le grand marché couvert",
            topic=values.get("topic"),
            language="fr",
            source=values.get("source", "published"),
        )

    return town.house.work.write(work)


def say(town: Town, request_id: int, *, helped: bool, key: str | None = None) -> InformationRequest:
    def work(session: Session) -> InformationRequest:
        row = session.get_one(InformationRequest, request_id)
        note_helped(session, town.house, row, helped=helped, key=key)
        return row

    return town.house.work.write(work)


@pytest.mark.parametrize("text", ALIKE)
def test_nearly_the_same_words_get_the_public_answer(town: Town, text: str) -> None:
    publish(town)
    assert known(town, text) == "Le 3 mars."


@pytest.mark.parametrize("text", OTHER)
def test_other_words_do_not(town: Town, text: str) -> None:
    publish(town)
    assert known(town, text) is None


def test_another_topic_does_not_answer_and_what_is_not_published_answers_nobody(town: Town) -> None:
    request_id = publish(town)
    assert known(town, ASKED, "markets") is None
    common = {"commune_id": town.commune_id, "request_id": request_id, "staff_id": town.staff_id}
    town.house.work.write(lambda s: requests.withdraw(s, town.house, **common))
    assert known(town, ASKED) is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [("La route de Zongo en 2025 ?", "Le 3 mars."), ("route de Zongo en 2024 ?", None), ("La route de Zongo ?", None)],
)
def test_another_year_or_none_is_another_question(town: Town, text: str, answer: str | None) -> None:
    publish(town, "Combien pour la route de Zongo en 2025 ?")
    assert known(town, text) == answer


def test_questions_of_different_years_are_no_group(town: Town) -> None:
    for year in (2024, 2025):
        town.ask(f"Combien pour la route de Zongo en {year} ?")
    assert suggest(town) == []


def test_why_a_question_was_closed_answers_nobody(town: Town) -> None:
    row = town.ask(ASKED)
    common = {"commune_id": town.commune_id, "request_id": row.id, "staff_id": town.staff_id}
    town.house.work.write(lambda s: requests.close(s, town.house, reason="Posée deux fois.", **common))
    words = {"text": ASKED, "answer": "Posée deux fois."}
    town.house.work.write(lambda s: requests.publish(s, town.house, **words, **common))
    assert known(town, ASKED) is None


def test_what_is_answered_at_once_counts_and_keeps_its_answer(town: Town) -> None:
    request_id = publish(town)
    row = say(town, at_once(town).id, helped=True, key=f"request:{request_id}")
    assert (row.state, row.answered_from, row.answer) == ("answered", "published", "Le 3 mars.")
    assert row.settled_at is not None and row.settled_at >= row.received_at
    indicator = find_indicator("budget_requests")
    assert indicator is not None
    day = row.received_at.date()
    count = town.house.work.read(
        lambda s: len(indicator.records(s, town.commune_id, Period(day, day.replace(month=12))))
    )
    at_once(town, source="budget", topic="water")
    again = town.house.work.read(
        lambda s: len(indicator.records(s, town.commune_id, Period(day, day.replace(month=12))))
    )
    assert again == count + 1


def test_an_answer_that_did_not_help_goes_to_staff_with_its_promised_date(town: Town) -> None:
    publish(town)
    row = at_once(town)
    say(town, row.id, helped=False)
    kept = town.house.work.read(lambda s: s.get_one(InformationRequest, row.id))
    assert (kept.state, kept.helped, kept.answer, kept.settled_at) == ("received", False, None, None)
    assert kept.due_on is not None


@pytest.mark.parametrize(("helped", "is_at_once"), [(None, True), (True, False), (False, False)])
def test_only_who_has_not_said_whether_it_helped_is_asked_to_say_so(
    town: Town, helped: bool | None, is_at_once: bool
) -> None:
    request_id = at_once(town, source="budget", topic="water").id

    def look(session: Session) -> RequestView:
        row = session.get_one(InformationRequest, request_id)
        if helped is not None:
            note_helped(session, town.house, row, helped=helped)
        return view_of(session, town.house, row, session.get_one(Commune, town.commune_id), None)

    assert town.house.work.write(look).is_at_once is is_at_once


def test_a_question_staff_answer_after_all_stands_in_the_register_with_the_others(town: Town) -> None:
    request_id = at_once(town, source="budget", topic="water").id
    say(town, request_id, helped=False)
    common = {"commune_id": town.commune_id, "request_id": request_id, "staff_id": town.staff_id}
    town.house.work.write(lambda s: requests.answer(s, town.house, text="Le 3 mars.", **common))
    town.house.work.write(lambda s: requests.publish(s, town.house, text=ASKED, answer="Le 3 mars.", **common))
    (row,), count = town.house.work.read(lambda s: list_public(s, town.commune_id))
    assert (count, row.text, row.answer) == (1, ASKED, "Le 3 mars.")
    figures = town.house.work.read(lambda s: figures_of(s, town.house, town.commune_id))
    assert (figures.received, figures.at_once, figures.settled) == (1, 0, 1)


def test_until_somebody_says_that_it_helped_it_waits_for_staff_and_counts_as_answered_by_nobody(town: Town) -> None:
    first, second = (at_once(town, source="budget", topic="water").id for _ in range(2))
    waiting = town.house.work.read(
        lambda s: requests.list_requests(s, town.house, town.commune_id, requests.Queue.OPEN)
    )
    assert [row.id for row in waiting[0]] == [first, second] and all(row.due_on for row in waiting[0])
    say(town, first, helped=True)
    figures = town.house.work.read(lambda s: figures_of(s, town.house, town.commune_id))
    assert (figures.received, figures.at_once, figures.waiting) == (2, 1, 1)
    (row,), _count = town.house.work.read(lambda s: list_public(s, town.commune_id))
    assert row.state == "received"


def test_a_yes_that_comes_after_the_staffs_answer_changes_nothing(town: Town) -> None:
    request_id = at_once(town, source="budget", topic="water").id
    common = {"commune_id": town.commune_id, "request_id": request_id, "staff_id": town.staff_id}
    town.house.work.write(lambda s: requests.answer(s, town.house, text="Le 3 mars.", **common))
    row = say(town, request_id, helped=True)
    assert (row.answer, row.helped, row.was_put_to_staff) == ("Le 3 mars.", None, True)


def suggest(town: Town) -> list[Suggestion]:
    return town.house.work.read(lambda s: requests.suggest_groups(s, town.commune_id))


def make(town: Town, ids: list[int]) -> int:
    common = {"commune_id": town.commune_id, "staff_id": town.staff_id}
    return town.house.work.write(
        lambda s: requests.make_group(s, town.house, request_ids=ids, question=ASKED, **common).id
    )


def test_a_repeated_question_is_found_confirmed_answered_once_and_answers_the_next(town: Town) -> None:
    for text in (ASKED, ALIKE[0], "Combien coûte le grand stade ?"):
        town.ask(text)
    (found,) = suggest(town)
    assert {one.text for one in found.questions} == {ASKED, ALIKE[0]}
    group = make(town, [one.id for one in found.questions])
    assert suggest(town) == []
    common = {"commune_id": town.commune_id, "group_id": group, "staff_id": town.staff_id}
    done = town.house.work.write(lambda s: requests.answer_group(s, town.house, text="Le 3 mars.", **common))
    messages = town.house.work.read(lambda s: told(s, town.house))
    assert (done.answered, done.told) == (2, 2) and len([one for one in messages if one.endswith("Le 3 mars.")]) == 2
    rows = town.house.work.read(
        lambda s: s.scalars(select(InformationRequest).where(InformationRequest.group_id == group)).all()
    )
    assert {(row.state, row.public_text, row.public_answer) for row in rows} == {("answered", ASKED, "Le 3 mars.")}
    assert known(town, ALIKE[1]) == "Le 3 mars."


def test_a_group_needs_two_questions_of_the_commune_that_are_in_no_other(town: Town) -> None:
    first, second = town.ask(ASKED).id, town.ask(ALIKE[0]).id
    for ids in ([first], [first, first], [first, 10**6], []):
        with pytest.raises(Refusal) as no:
            make(town, ids)
        assert no.value.reason == RequestNo.GROUP_TOO_SMALL
    make(town, [first, second])
    with pytest.raises(Refusal):
        make(town, [first, second])


def test_only_what_is_settled_can_be_published(town: Town) -> None:
    row = town.ask()
    common = {"commune_id": town.commune_id, "request_id": row.id, "staff_id": town.staff_id}
    with pytest.raises(Refusal) as no:
        town.house.work.write(lambda s: requests.publish(s, town.house, text="Eau ?", answer="Oui", **common))
    assert no.value.reason == RequestNo.NOT_PUBLISHABLE
