"""Staff copy, write, publish and take back; what citizens get follows what is published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import AuditEntry, Commune
from services.house import House
from services.lessons import (
    LessonNo,
    LessonState,
    copy_lesson,
    discard_draft,
    lesson_page,
    list_lessons,
    offered_lessons,
    publish_lesson,
    save_draft,
    start_lesson,
    withdraw_lesson,
)
from services.lessons.texts import SentLesson, SentQuiz, text_of
from tests.services.townsfolk import plant_commune

QUIZ = tuple(SentQuiz(f"Question {number} ?", ("Oui da", "", "Non da"), 3, 2) for number in (1, 2, 3))
SENT = SentLesson("Notre budget", ("", "Un.", "  ", "Deux\x00 .\n"), QUIZ)
Work = Callable[[Session], object]


def in_commune(house: House, work: Callable[[Session, int], object], **values: object) -> None:
    def run(session: Session) -> None:
        work(session, plant_commune(session, **{"languages": ["fr", "ar"], **values}).id)

    house.work.write(run)


def offered(session: Session, commune_id: int, *languages: str) -> list[tuple[str, str]]:
    commune = session.get_one(Commune, commune_id)
    return [(one.key, one.text.title) for one in offered_lessons(session, commune, languages or ("fr",))]


def test_the_lessons_of_the_country_are_offered_in_their_order(house: House) -> None:
    def work(session: Session, commune_id: int) -> None:
        keys = [key for key, _title in offered(session, commune_id)]
        assert keys == ["making", "money", "spending", "words", "voice"]
        assert {state for row in list_lessons(session, commune_id) for state in row.states.values()} == {
            LessonState.BUILT_IN
        }

    in_commune(house, work, country="TG")


def test_the_list_of_staff_has_its_titles_in_the_language_of_who_reads(house: House) -> None:
    def work(session: Session, commune_id: int) -> None:
        copy_lesson(session, house, commune_id, "making", "fr", staff_id=None)
        titles = {
            language: [row.title for row in list_lessons(session, commune_id, (language,))] for language in ("fr", "ar")
        }
        assert titles["ar"] == [title for _key, title in offered(session, commune_id, "ar")]
        assert titles["fr"] == [title for _key, title in offered(session, commune_id, "fr")]
        assert titles["ar"] != titles["fr"] == [row.title for row in list_lessons(session, commune_id)]

    in_commune(house, work, country="TG")


def test_a_copy_is_published_in_one_language_and_leaves_the_others(house: House) -> None:
    def work(session: Session, commune_id: int) -> None:
        copy_lesson(session, house, commune_id, "money", "fr", staff_id=None)
        assert lesson_page(session, commune_id, "money", "fr").state is LessonState.DRAFT
        save_draft(session, house, commune_id, "money", "fr", SENT, staff_id=None)
        assert ("money", "Notre budget") not in offered(session, commune_id)
        publish_lesson(session, house, commune_id, "money", "fr", staff_id=None)
        assert ("money", "Notre budget") in offered(session, commune_id)
        assert ("money", "Notre budget") not in offered(session, commune_id, "ar")
        assert lesson_page(session, commune_id, "money", "fr").state is LessonState.PUBLISHED
        save_draft(session, house, commune_id, "money", "fr", replace(SENT, title="Autre"), staff_id=None)
        assert lesson_page(session, commune_id, "money", "fr").state is LessonState.CHANGED
        assert ("money", "Notre budget") in offered(session, commune_id)
        withdraw_lesson(session, house, commune_id, "money", "fr", staff_id=None)
        assert ("money", "D'où vient l'argent") in offered(session, commune_id)
        discard_draft(session, house, commune_id, "money", "fr", staff_id=None)
        assert lesson_page(session, commune_id, "money", "fr").state is LessonState.BUILT_IN

    in_commune(house, work)


def test_each_step_stands_in_the_trail_with_the_key_and_the_language_alone(house: House) -> None:
    def work(session: Session, commune_id: int) -> None:
        copy_lesson(session, house, commune_id, "money", "ar", staff_id=None)
        publish_lesson(session, house, commune_id, "money", "ar", staff_id=None)
        entries = list(session.scalars(select(AuditEntry).order_by(AuditEntry.id)))
        assert [entry.act for entry in entries] == ["lesson_copied", "lesson_published"]
        assert {(entry.subject_id, str(entry.details)) for entry in entries} == {("money", "{'language': 'ar'}")}

    in_commune(house, work)


def test_another_commune_gets_nothing_of_it(house: House) -> None:
    def work(session: Session, commune_id: int) -> None:
        key = start_lesson(session, house, commune_id, "Le marché", "fr", staff_id=None)
        save_draft(session, house, commune_id, key, "fr", SENT, staff_id=None)
        publish_lesson(session, house, commune_id, key, "fr", staff_id=None)
        assert offered(session, commune_id)[-1] == (key, "Notre budget")
        other = plant_commune(session, "tokan").id
        assert key not in dict(offered(session, other))
        with pytest.raises(Refusal) as no:
            lesson_page(session, other, key, "fr")
        assert no.value.reason == LessonNo.UNKNOWN

    in_commune(house, work)


def test_blank_parts_and_answers_are_left_out_and_the_right_one_stays_right(house: House) -> None:
    text = text_of(SENT)
    assert text.parts == ("Un.", "Deux .")
    assert text.quiz[0].answers == ("Oui da", "Non da")
    assert text.quiz[0].solution == "Non da"
    assert text.parts[text.quiz[0].part] == "Un."


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (replace(SENT, title=" "), LessonNo.WITHOUT_TITLE),
        (replace(SENT, title="T" * 25), LessonNo.TITLE_TOO_LONG),
        (replace(SENT, parts=("x",) * 9), LessonNo.TOO_MANY_PARTS),
        (replace(SENT, quiz=(SentQuiz("Q ?", ("Oui", " "), 1, 2),)), LessonNo.TOO_FEW_ANSWERS),
        (replace(SENT, quiz=(SentQuiz("Q ?", ("Oui", "Non", ""), 3, 2),)), LessonNo.WITHOUT_RIGHT_ANSWER),
        (replace(SENT, quiz=(SentQuiz("Q ?", ("Oui", "Non"), 1, 3),)), LessonNo.WITHOUT_ITS_PART),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_reason(sent: SentLesson, reason: LessonNo) -> None:
    with pytest.raises(Refusal) as no:
        text_of(sent)
    assert no.value.reason == reason


@pytest.mark.parametrize(
    ("sent", "reason", "number"),
    [
        (replace(SENT, parts=(), quiz=()), LessonNo.WITHOUT_PARTS, None),
        (replace(SENT, quiz=QUIZ[:2]), LessonNo.NOT_THREE_QUESTIONS, None),
        (replace(SENT, parts=("", "Un.", "", "d" * 140)), LessonNo.PART_TOO_LONG, 2),
        (replace(SENT, quiz=(QUIZ[0], replace(QUIZ[1], question="q" * 140), QUIZ[2])), LessonNo.QUESTION_TOO_LONG, 2),
    ],
)
def test_what_does_not_fit_an_sms_may_be_kept_and_not_published(
    house: House, sent: SentLesson, reason: LessonNo, number: int | None
) -> None:
    def work(session: Session, commune_id: int) -> None:
        copy_lesson(session, house, commune_id, "money", "fr", staff_id=None)
        save_draft(session, house, commune_id, "money", "fr", sent, staff_id=None)
        with pytest.raises(Refusal) as no:
            publish_lesson(session, house, commune_id, "money", "fr", staff_id=None)
        assert (no.value.reason, no.value.values.get("number")) == (reason, number)

    in_commune(house, work)


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (lambda s, h, c: copy_lesson(s, h, c, "money", "ewe", staff_id=None), LessonNo.UNKNOWN_LANGUAGE),
        (lambda s, h, c: copy_lesson(s, h, c, "nothing", "fr", staff_id=None), LessonNo.UNKNOWN),
        (lambda s, h, c: save_draft(s, h, c, "money", "fr", SENT, staff_id=None), LessonNo.UNKNOWN),
        (lambda s, h, c: publish_lesson(s, h, c, "money", "fr", staff_id=None), LessonNo.UNKNOWN),
        (lambda s, h, c: lesson_page(s, c, "nothing", "fr"), LessonNo.UNKNOWN),
        (lambda s, h, c: [copy_lesson(s, h, c, "money", "fr", staff_id=None) for _ in "ab"], LessonNo.THERE_ALREADY),
        (
            lambda s, h, c: [f(s, h, c, "money", "fr", staff_id=None) for f in (copy_lesson, withdraw_lesson)],
            LessonNo.NOT_PUBLISHED,
        ),
    ],
)
def test_what_cannot_be_done_is_refused(
    house: House, act: Callable[[Session, House, int], object], reason: LessonNo
) -> None:
    def work(session: Session, commune_id: int) -> None:
        with pytest.raises(Refusal) as no:
            act(session, house, commune_id)
        assert no.value.reason == reason

    in_commune(house, work)
