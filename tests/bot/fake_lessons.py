"""The lessons' counter of the desk for tests: the lessons that come with the house, and a place kept in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.lesson_ports import LessonAnswerView, LessonPartView, LessonQuizView, LessonView
from bot.lessons import LessonText, built_in_lessons
from bot.lessons.finding import find_part
from budgeting.refusal import Refusal


@dataclass
class FakeLessons:
    """Lessons of a country; `places` are the parts come to, the last one begun at the end, `learnt` those finished.

    `changed` are lessons whose text staff have changed in the meantime, by key; None for one that was taken away.
    """

    country: str = ""
    places: dict[str, int] = field(default_factory=dict)
    learnt: tuple[str, ...] = ()
    changed: dict[str, LessonText | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = dict(self.places)

    def done(self, *effect: Any) -> None:
        raise NotImplementedError

    def lessons(self, languages: Sequence[str]) -> Sequence[LessonView]:
        last = next(reversed(self.places), None)
        views = []
        for number, lesson in enumerate(built_in_lessons(self.country), 1):
            text = self._text(lesson.key, languages)
            at = self.places.get(lesson.key, 1)
            is_done = lesson.key in self.learnt
            views.append(
                LessonView(lesson.key, number, text.title, len(text.parts), at, lesson.key == last and at > 1, is_done)
            )
        return views

    def _text(self, key: str, languages: Sequence[str]) -> LessonText:
        if key in self.changed:
            text = self.changed[key]
            if text is None:
                raise Refusal("no_such_lesson")
            return text
        (lesson,) = [one for one in built_in_lessons(self.country) if one.key == key]
        return lesson.text_in(languages)[1]

    def lesson_part(self, key: str, number: int, languages: Sequence[str]) -> LessonPartView | None:
        parts = self._text(key, languages).parts
        return LessonPartView(parts[number - 1], number, len(parts)) if number <= len(parts) else None

    def lesson_quiz(self, key: str, number: int, languages: Sequence[str]) -> LessonQuizView | None:
        text = self._text(key, languages)
        if number > len(text.quiz):
            return None
        quiz = text.quiz[number - 1]
        return LessonQuizView(quiz.question, quiz.answers, quiz.right, number, len(text.quiz), text.parts[quiz.part])

    def find_lesson(self, text: str, languages: Sequence[str]) -> LessonAnswerView | None:
        texts = {one.key: self._text(one.key, languages) for one in built_in_lessons(self.country)}
        found = find_part(text, texts, languages)
        if found is None:
            return None
        lesson = texts[found.key]
        return LessonAnswerView(found.key, list(texts).index(found.key) + 1, lesson.title, lesson.parts[found.part])

    def keep_place(self, key: str, number: int) -> None:
        self.places.pop(key, None)
        self.places[key] = number

    def finish_lesson(self, key: str) -> None:
        self.places.pop(key, None)
        self.learnt = (*self.learnt, key)
        self.done("finish_lesson", key)
