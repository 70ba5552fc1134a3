"""What a lesson is: a title, parts of one SMS each, and questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from budgeting.law.sources import Source


@dataclass(frozen=True, slots=True)
class Quiz:
    """A question with its answers; `right` is the place of the right one, `part` that of the part that tells it.

    Places are counted from 0.
    """

    question: str
    answers: tuple[str, ...]
    right: int
    part: int

    @property
    def solution(self) -> str:
        """The right answer in words."""
        return self.answers[self.right]


@dataclass(frozen=True, slots=True)
class LessonText:
    """A lesson in one language."""

    title: str
    parts: tuple[str, ...]
    quiz: tuple[Quiz, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the text as plain JSON."""
        quiz = [
            {"question": one.question, "answers": list(one.answers), "right": one.right, "part": one.part}
            for one in self.quiz
        ]
        return {"title": self.title, "parts": list(self.parts), "quiz": quiz}

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> LessonText:
        """Return the text that `as_json` wrote."""
        quiz = (Quiz(one["question"], tuple(one["answers"]), one["right"], one["part"]) for one in data["quiz"])
        return LessonText(data["title"], tuple(data["parts"]), tuple(quiz))


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson in every language it has, in its place on the list.

    `countries` are ISO 3166-1 alpha-2, empty for a lesson of every country. `sources` are by part: where the fact of
    each part comes from, None where it is what every budget book says.
    """

    key: str
    order: int
    countries: frozenset[str]
    texts: Mapping[str, LessonText]
    sources: tuple[Source | None, ...] = ()

    def text_in(self, languages: Sequence[str]) -> tuple[str, LessonText]:
        """Return the first of the languages that it has, and its text; whichever there is where it has none."""
        found = next((language for language in languages if language in self.texts), next(iter(self.texts)))
        return found, self.texts[found]
