"""The counter where people learn how the budget is made."""

from __future__ import annotations

from collections.abc import Sequence

from bot.lesson_ports import LessonAnswerView, LessonPartView, LessonQuizView, LessonView
from services.desk.counter import Counter
from services.lessons import find_lesson, find_offered, finish_lesson, keep_place, lesson_views
from services.lessons.learning import Learner


class LearningDesk(Counter):
    """Lessons and how far the visitor has come in them."""

    def lessons(self, languages: Sequence[str]) -> list[LessonView]:
        """Return the lessons in their order."""
        return lesson_views(self.session, self._learner(languages))

    def lesson_part(self, key: str, number: int, languages: Sequence[str]) -> LessonPartView | None:
        """Return a part of a lesson as it stands now, None behind the last."""
        parts = find_offered(self.session, self.scope.commune, key, languages).text.parts
        return LessonPartView(parts[number - 1], number, len(parts)) if 0 < number <= len(parts) else None

    def lesson_quiz(self, key: str, number: int, languages: Sequence[str]) -> LessonQuizView | None:
        """Return a question of a lesson as it stands now, None behind the last."""
        text = find_offered(self.session, self.scope.commune, key, languages).text
        if not 0 < number <= len(text.quiz):
            return None
        quiz = text.quiz[number - 1]
        return LessonQuizView(quiz.question, quiz.answers, quiz.right, number, len(text.quiz), text.parts[quiz.part])

    def find_lesson(self, text: str, languages: Sequence[str]) -> LessonAnswerView | None:
        """Return the part of a lesson that answers a question."""
        return find_lesson(self.session, self.scope.commune, text, languages)

    def keep_place(self, key: str, number: int) -> None:
        """Remember the part that the visitor has come to."""
        keep_place(self.session, self._learner(()), key, number)

    def finish_lesson(self, key: str) -> None:
        """Count the lesson for the visitor, once."""
        finish_lesson(self.session, self._learner((self.scope.language, *self.scope.commune.languages)), key)

    def _learner(self, languages: Sequence[str]) -> Learner:
        return Learner(self.scope.commune, self.scope.contact, languages, self.scope.now)
