"""Learning by SMS on a real desk: the place is kept, a lesson counts once, a change in the middle does no harm."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Commune, LessonFinished, LessonPlace
from services.house import House
from services.lessons import copy_lesson, find_lesson, offered_lessons, publish_lesson, save_draft, withdraw_lesson
from services.lessons.texts import SentLesson, SentQuiz
from services.retention import forget_words
from tests.conftest import HandClock
from tests.services.polling_day import PollingDay, plant_polling_day

AFI, KOSSI = "+22890112233", "+22890112244"
QUIZ = tuple(SentQuiz(f"Question {number} ?", ("Oui da", "Non da", ""), 1, 1) for number in (1, 2, 3))


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


def say(day: PollingDay, text: str, sender: str = AFI) -> str:
    reply = day.sms(sender, text).reply
    assert reply is not None
    return reply.text


def rows(day: PollingDay, table: Any) -> list[Any]:
    return day.house.work.read(lambda session: list(session.scalars(select(table))))


def finish(day: PollingDay, sender: str = AFI, lesson: str = "APPRENDRE 1") -> str:
    said = say(day, lesson, sender)
    for _message in range(20):
        if "Leçon finie" in said.replace("Lecon", "Leçon"):
            return said
        said = say(day, "1", sender)
    raise AssertionError(said)


def change(day: PollingDay, parts: tuple[str, ...], *, publish: bool = True) -> None:
    """Let staff put a text of their own in the place of the first lesson."""
    house, sent = day.house, SentLesson("Notre budget", parts, QUIZ)

    def work(session: Session) -> None:
        commune = session.get_one(Commune, day.commune_id)
        key = offered_lessons(session, commune, ("fr",))[0].key
        if not offered_lessons(session, commune, ("fr",))[0].is_own:
            copy_lesson(session, house, day.commune_id, key, "fr", staff_id=None)
        save_draft(session, house, day.commune_id, key, "fr", sent, staff_id=None)
        if publish:
            publish_lesson(session, house, day.commune_id, key, "fr", staff_id=None)

    house.work.write(work)


def test_a_lesson_goes_on_where_the_person_stopped_and_is_theirs_alone(day: PollingDay, clock: HandClock) -> None:
    assert "\n1/6 " in say(day, "APPRENDRE 1")  # below the line on privacy
    say(day, "1")
    assert say(day, "1").startswith("3/")
    say(day, "0")
    clock.wait(hours=40)
    assert say(day, "APPRENDRE").startswith("3/")
    assert "Quelle le" in say(day, "APPRENDRE", KOSSI)


def test_of_two_lessons_begun_the_last_one_goes_on(day: PollingDay, clock: HandClock) -> None:
    for lesson in ("APPRENDRE 1", "APPRENDRE 2"):
        say(day, lesson)
        say(day, "1")
        clock.wait(minutes=1)
    assert "L'Etat lui verse" in say(day, "APPRENDRE")


def test_a_finished_lesson_counts_once_a_person_and_keeps_no_answers(day: PollingDay) -> None:
    assert re.search(r"\b\d sur 3\b", finish(day))
    finish(day)
    finish(day, KOSSI)
    found = rows(day, LessonFinished)
    assert len(found) == 2
    assert {row.lesson for row in found} == {"making"}
    assert rows(day, LessonPlace) == []
    assert not {"right", "answers", "score"} & set(LessonFinished.__table__.columns.keys())


def test_a_phone_for_trying_out_is_marked(day: PollingDay) -> None:
    day.trial_sms(AFI, "APPRENDRE 1")
    for _message in range(12):
        day.trial_sms(AFI, "1")
    assert [row.simulated for row in rows(day, LessonFinished)] == [True]


def test_who_is_forgotten_leaves_a_count_and_no_place(day: PollingDay) -> None:
    finish(day)
    say(day, "APPRENDRE 2")
    say(day, "1")
    code = re.search(r"\b\d{4}\b", say(day, "EFFACER"))
    assert code
    say(day, code[0])
    assert [row.contact_id for row in rows(day, LessonFinished)] == [None]
    assert rows(day, LessonPlace) == []


def test_a_place_is_forgotten_after_a_year(day: PollingDay, clock: HandClock) -> None:
    say(day, "APPRENDRE 1")
    say(day, "1")
    for days, left in ((364, 1), (2, 0)):
        clock.wait(days=days)
        day.house.work.write(lambda session: forget_words(session, clock()))
        assert len(rows(day, LessonPlace)) == left


def test_a_text_that_changes_in_the_middle_is_gone_on_with(day: PollingDay) -> None:
    say(day, "APPRENDRE 1")
    say(day, "1")
    change(day, ("Un.", "Deux.", "Trois.", "Quatre."))
    assert say(day, "1").startswith("3/4 Trois.")
    assert say(day, "RETOUR").startswith("2/")


def test_a_text_that_becomes_shorter_leads_to_its_questions(day: PollingDay) -> None:
    say(day, "APPRENDRE 1")
    say(day, "1")
    say(day, "1")
    change(day, ("Un.", "Deux."))
    assert say(day, "1").startswith("1/3 Question 1")


def test_a_question_that_changes_in_the_middle_is_judged_as_it_was_shown(day: PollingDay) -> None:
    change(day, ("Un.",))
    say(day, "APPRENDRE 1")
    assert "Question 1" in say(day, "1")
    house = day.house
    other = SentLesson("Notre budget", ("Un.",), tuple(SentQuiz("Autre ?", ("Oui da", "Non da"), 2, 1) for _ in QUIZ))

    def work(session: Session) -> None:
        save_draft(session, house, day.commune_id, "making", "fr", other, staff_id=None)
        publish_lesson(session, house, day.commune_id, "making", "fr", staff_id=None)

    house.work.write(work)
    said = say(day, "1")
    assert said.startswith("Juste.\n2/3 Autre")
    assert "Non: Non da" in say(day, "1")


def test_a_place_behind_the_end_of_a_shorter_text_is_its_last_part(day: PollingDay) -> None:
    say(day, "APPRENDRE 1")
    for _message in range(3):
        say(day, "1")
    say(day, "0")
    change(day, ("Un.", "Deux."))
    assert say(day, "APPRENDRE").startswith("2/2 Deux.")


def test_a_lesson_that_is_withdrawn_gives_way_to_the_built_in_one(day: PollingDay) -> None:
    change(day, ("Un.",))
    assert "Notre budget" in say(day, "APPRENDRE")
    house = day.house
    house.work.write(lambda session: withdraw_lesson(session, house, day.commune_id, "making", "fr", staff_id=None))
    assert "L'ann" in say(day, "APPRENDRE")


def test_a_draft_is_for_staff_alone(day: PollingDay) -> None:
    change(day, ("Secret.",), publish=False)
    assert "Notre budget" not in say(day, "APPRENDRE")


def test_a_question_to_the_town_hall_finds_the_part_that_answers_it(day: PollingDay) -> None:
    def work(session: Session) -> None:
        commune = session.get_one(Commune, day.commune_id)
        found = find_lesson(session, commune, "Qui vote le budget ?", ("fr", "en"))
        assert found is not None
        assert (found.key, found.number) == ("making", 1)
        assert "conseil" in found.text
        assert find_lesson(session, commune, "Pourquoi la mairie est fermée le samedi ?", ("fr", "en")) is None

    day.house.work.write(work)
