"""The lessons a commune offers: those of its country, those for everybody, and its own published texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.lesson_ports import LessonAnswerView
from bot.lessons import Lesson, LessonText, built_in_lessons
from bot.lessons.finding import find_part
from budgeting.law.sources import Source
from budgeting.refusal import Refusal
from models import Commune, CommuneLesson
from services.lessons.reasons import LessonNo

OWN_LAST = 1000
"""The place of lessons that no file has: behind those of the files, whose numbers people have learnt."""


@dataclass(frozen=True, slots=True)
class OfferedLesson:
    """A lesson in one language, in its place on the list; `sources` are by part, none for a text of the commune's."""

    key: str
    number: int
    language: str
    text: LessonText
    sources: tuple[Source | None, ...] = ()

    @property
    def is_own(self) -> bool:
        """Has the commune written this text?"""
        return not self.sources


def offered_lessons(session: Session, commune: Commune, languages: Sequence[str]) -> list[OfferedLesson]:
    """Return the commune's lessons in their order, each in the first of the languages that it has.

    Lessons that staff have hidden are left out, and those behind them move up: the list people see has no holes.
    """
    merged = merged_lessons(built_in_lessons(commune.country), _published(session, commune.id))
    lessons = [(lesson, own) for lesson, own in merged if lesson.key not in commune.hidden_lessons]
    found = []
    for number, (lesson, own) in enumerate(lessons, 1):
        language, text = lesson.text_in(languages)
        found.append(OfferedLesson(lesson.key, number, language, text, () if language in own else lesson.sources))
    return found


def lessons_of(session: Session, commune_id: int, languages: Sequence[str]) -> list[OfferedLesson]:
    """Return the lessons of the commune with this id."""
    return offered_lessons(session, session.get_one(Commune, commune_id), languages)


def find_offered(session: Session, commune: Commune, key: str, languages: Sequence[str]) -> OfferedLesson:
    """Return one lesson; `Refusal` where the commune does not offer it, or no longer."""
    found = next((one for one in offered_lessons(session, commune, languages) if one.key == key), None)
    if found is None:
        raise Refusal(LessonNo.UNKNOWN)
    return found


def find_lesson(session: Session, commune: Commune, text: str, languages: Sequence[str]) -> LessonAnswerView | None:
    """Return the part of a lesson that answers a question, None where no lesson plainly does."""
    lessons = {one.key: one for one in offered_lessons(session, commune, languages)}
    found = find_part(text, {key: one.text for key, one in lessons.items()}, languages)
    if found is None:
        return None
    lesson = lessons[found.key]
    return LessonAnswerView(lesson.key, lesson.number, lesson.text.title, lesson.text.parts[found.part])


def merged_lessons(
    built_in: Sequence[Lesson], own: Sequence[tuple[str, str, LessonText]]
) -> list[tuple[Lesson, frozenset[str]]]:
    """Return every lesson with the commune's texts in place of the built-in ones, and in which languages they are."""
    lessons = {lesson.key: (lesson, frozenset[str]()) for lesson in built_in}
    for key, language, text in own:
        before, taken = lessons.get(key, (Lesson(key, OWN_LAST, frozenset(), {}), frozenset[str]()))
        changed = Lesson(key, before.order, before.countries, {**before.texts, language: text}, before.sources)
        lessons[key] = (changed, taken | {language})
    return list(lessons.values())


def _published(session: Session, commune_id: int) -> list[tuple[str, str, LessonText]]:
    rows = session.execute(
        select(CommuneLesson.key, CommuneLesson.language, CommuneLesson.published)
        .where(CommuneLesson.commune_id == commune_id, CommuneLesson.published.is_not(None))
        .order_by(CommuneLesson.id)
    )
    return [(key, language, LessonText.from_json(text)) for key, language, text in rows if text is not None]
