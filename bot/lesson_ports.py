"""What the desk knows of lessons, and the shapes of what it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class LessonView:
    """A lesson on the list: `number` is its place there, `at` the part at which the visitor goes on (1 is the first).

    `is_last` marks the one begun last and not finished, `is_done` one that was finished before.
    """

    key: str
    number: int
    title: str
    parts: int
    at: int = 1
    is_last: bool = False
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class LessonPartView:
    """One part of a lesson; `number` of `of`, both counted from 1."""

    text: str
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class LessonQuizView:
    """One question of a lesson; `right` is the place of the right answer from 0, `why` the part that tells it."""

    question: str
    answers: tuple[str, ...]
    right: int
    number: int
    of: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class LessonAnswerView:
    """A part of a lesson that answers a question; LEARN and the lesson's `number` open the lesson."""

    key: str
    number: int
    title: str
    text: str


class LessonDesk(Protocol):
    """The counter where people learn; texts come in the first of the languages that has them.

    Every call reads the text as it stands then: what was asked and answered before stays as it was stored. A lesson
    that is no longer there is refused.
    """

    def lessons(self, languages: Sequence[str]) -> Sequence[LessonView]: ...

    def lesson_part(self, key: str, number: int, languages: Sequence[str]) -> LessonPartView | None:
        """Return a part, None behind the last one."""

    def lesson_quiz(self, key: str, number: int, languages: Sequence[str]) -> LessonQuizView | None:
        """Return a question, None behind the last one."""

    def find_lesson(self, text: str, languages: Sequence[str]) -> LessonAnswerView | None:
        """Return the part of a lesson that answers a question, None where no lesson plainly does."""

    def keep_place(self, key: str, number: int) -> None:
        """Remember for the visitor alone which part they have come to."""

    def finish_lesson(self, key: str) -> None:
        """Count that a lesson was gone through; the second time counts nothing."""
