"""What every lesson that comes with the house must be."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.lessons import Lesson, LessonText, built_in_lessons
from bot.lessons.built_in import FOLDER, BrokenLesson, read_file, read_folder
from bot.lessons.cost import cost_of_parts, cost_of_quiz
from bot.lessons.finding import find_part
from budgeting.law.profiles import find_profiles
from budgeting.law.sources import Confidence

LANGUAGES = ("fr", "ar", "en")
USUALLY = {"fr": "d'habitude", "ar": "عادة", "en": "usually"}
QUESTIONS, LONGEST_TITLE = 3, 24
LESSONS = [(one, f"{'-'.join(sorted(one.countries)) or 'all'} {one.key}") for one in read_folder()]
every_lesson = pytest.mark.parametrize("lesson", [one for one, _ in LESSONS], ids=[name for _, name in LESSONS])
GOOD = (FOLDER / "general.toml").read_text(encoding="utf-8")


@every_lesson
def test_it_is_told_in_every_language_alike(lesson: Lesson) -> None:
    assert set(lesson.texts) == set(LANGUAGES)
    shapes = {
        (len(text.parts), tuple((quiz.right, quiz.part, len(quiz.answers)) for quiz in text.quiz))
        for text in lesson.texts.values()
    }
    assert len(shapes) == 1
    assert all(len(text.quiz) == QUESTIONS for text in lesson.texts.values())
    assert all(0 < len(text.title) <= LONGEST_TITLE for text in lesson.texts.values())


@every_lesson
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_it_fits_its_allowance(lesson: Lesson, language: str) -> None:
    text = lesson.texts[language]
    costs = [*cost_of_parts(text, language), *cost_of_quiz(text, language)]
    most = 2 if language == "ar" else 1
    assert [cost for cost in costs if cost.is_too_long or cost.segments > most] == []


@every_lesson
def test_the_answers_differ_and_are_told_in_the_lesson(lesson: Lesson) -> None:
    for text in lesson.texts.values():
        for quiz in text.quiz:
            assert len(set(quiz.answers)) == len(quiz.answers) >= 2
            assert 0 <= quiz.part < len(text.parts)
    assert len({quiz.right for quiz in next(iter(lesson.texts.values())).quiz}) > 1, "the right answer is always alike"


@every_lesson
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fact_nobody_confirmed_is_said_as_usual_and_never_as_certain(lesson: Lesson, language: str) -> None:
    for part, source in zip(lesson.texts[language].parts, lesson.sources, strict=True):
        if source and source.confidence is Confidence.UNCONFIRMED:
            assert USUALLY[language] in part.casefold(), part


def test_every_part_of_a_country_has_its_source() -> None:
    assert [name for one, name in LESSONS if one.countries and None in one.sources] == []


def test_every_country_with_a_law_of_its_own_has_its_own_year() -> None:
    for country in find_profiles():
        (making,) = [one for one in built_in_lessons(country) if one.key == "making"]
        assert country in making.countries


def test_a_lesson_of_the_country_takes_the_place_of_the_general_one() -> None:
    assert [one.key for one in built_in_lessons("CM")] == ["making", "money", "spending", "words", "voice"]
    assert [one.key for one in built_in_lessons("xx")] == ["making", "money", "spending", "voice"]
    assert "15 novembre" in str(built_in_lessons("ma")[0].texts["fr"].parts)


def test_a_country_is_added_by_one_file(tmp_path: Path) -> None:
    (tmp_path / "general.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "chad.toml").write_text('countries = ["TD"]\n' + GOOD, encoding="utf-8")
    assert {country for one in built_in_lessons("TD", tmp_path) for country in one.countries} == {"TD"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("right = 2", "right = 4"),
        ("part = 3", "part = 9"),
        ('key = "making"', ""),
        ('en = "The budget says', 'es = "The budget says'),
        ("[[lesson]]", "[[lesson"),
        ("[[lesson.part]]\n", '[[lesson.part]]\nsource = "nowhere"\n'),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "chad.toml"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BrokenLesson, match=r"chad\.toml"):
        read_file(path)


def test_two_lessons_of_one_key_for_one_country_are_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(BrokenLesson, match="two lessons"):
        read_folder(tmp_path)


def test_a_text_is_the_same_after_it_was_kept() -> None:
    for lesson, _name in LESSONS:
        for text in lesson.texts.values():
            assert LessonText.from_json(text.as_json()) == text


@pytest.mark.parametrize(
    ("question", "language", "found"),
    [
        ("qui vote le budget ?", "fr", ("making", 3)),
        ("comment est voté le budget", "fr", ("making", 3)),
        ("من يصوت على الميزانية", "ar", ("making", 3)),
        ("who votes the budget", "en", ("making", 3)),
        ("c'est quoi le budget participatif", "fr", ("voice", 1)),
        ("pourquoi la mairie est fermée le samedi", "fr", None),
        ("la pompe est en panne", "fr", None),
        ("", "fr", None),
    ],
)
def test_a_question_finds_the_part_that_answers_it(question: str, language: str, found: tuple[str, int] | None) -> None:
    languages = (language, *(other for other in LANGUAGES if other != language))
    lessons = {one.key: one.texts[language] for one in built_in_lessons("")}
    part = find_part(question, lessons, languages)
    assert (part and (part.key, part.part + 1)) == found
