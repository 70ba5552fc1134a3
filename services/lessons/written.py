"""What staff see of lessons: the list, and one lesson in one language with its cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.lessons import Lesson, LessonText, built_in_lessons
from bot.lessons.cost import Cost, cost_of_parts, cost_of_quiz
from budgeting.law.sources import Source
from budgeting.refusal import Refusal
from models import Commune, CommuneLesson
from services.lessons.reasons import LessonNo


class LessonState(StrEnum):
    """What citizens get of a lesson in one language."""

    BUILT_IN = "built_in"
    DRAFT = "draft"
    PUBLISHED = "published"
    CHANGED = "changed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson on the list of staff: its title, its state by language, and whether citizens are offered it at all."""

    key: str
    title: str
    states: dict[str, LessonState]
    is_built_in: bool
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class LessonPage:
    """One lesson in one language: the text to work on, what it costs, and the text that comes with the house."""

    key: str
    language: str
    state: LessonState
    text: LessonText
    parts: tuple[Cost, ...]
    quiz: tuple[Cost, ...]
    built_in: LessonText | None
    sources: tuple[Source | None, ...]
    published_at: datetime | None
    is_hidden: bool = False


def list_lessons(session: Session, commune_id: int, languages: Sequence[str] = ()) -> list[LessonRow]:
    """Return every lesson there is for the commune, with what citizens get in each of its languages.

    Its title is in the first of `languages`, then of those of the commune, in which it has one.
    """
    commune = session.get_one(Commune, commune_id)
    built_in = {lesson.key: lesson for lesson in built_in_lessons(commune.country)}
    rows: dict[str, dict[str, CommuneLesson]] = {key: {} for key in built_in}
    for row in session.scalars(
        select(CommuneLesson).where(CommuneLesson.commune_id == commune_id).order_by(CommuneLesson.id)
    ):
        rows.setdefault(row.key, {})[row.language] = row
    return [_row(key, own, built_in.get(key), commune, (*languages, *commune.languages)) for key, own in rows.items()]


def lesson_page(session: Session, commune_id: int, key: str, language: str) -> LessonPage:
    """Return a lesson in a language of the commune; `Refusal` where there is none."""
    commune = session.get_one(Commune, commune_id)
    if language not in commune.languages:
        raise Refusal(LessonNo.UNKNOWN_LANGUAGE)
    row = find_row(session, commune_id, key, language)
    file = next((lesson for lesson in built_in_lessons(commune.country) if lesson.key == key), None)
    text = text_to_begin_with(session, commune, key, language) if row is None else LessonText.from_json(row.draft)
    return LessonPage(
        key=key,
        language=language,
        state=state_of(row, file, language),
        text=text,
        parts=tuple(cost_of_parts(text, language)),
        quiz=tuple(cost_of_quiz(text, language)),
        built_in=file.texts.get(language) if file else None,
        sources=file.sources if file else (),
        published_at=row.published_at if row else None,
        is_hidden=key in commune.hidden_lessons,
    )


def text_to_begin_with(session: Session, commune: Commune, key: str, language: str) -> LessonText:
    """Return the text that a copy begins with: the built-in one, else the commune's own in another language."""
    file = next((lesson for lesson in built_in_lessons(commune.country) if lesson.key == key), None)
    if file is not None:
        return file.text_in((language, *commune.languages))[1]
    other = session.scalar(
        select(CommuneLesson)
        .where(CommuneLesson.commune_id == commune.id, CommuneLesson.key == key)
        .order_by(CommuneLesson.id)
        .limit(1)
    )
    if other is None:
        raise Refusal(LessonNo.UNKNOWN)
    return LessonText.from_json(other.draft)


def find_row(session: Session, commune_id: int, key: str, language: str) -> CommuneLesson | None:
    """Return the commune's own row of a lesson in a language."""
    return session.scalar(
        select(CommuneLesson).where(
            CommuneLesson.commune_id == commune_id, CommuneLesson.key == key, CommuneLesson.language == language
        )
    )


def state_of(row: CommuneLesson | None, file: Lesson | None, language: str) -> LessonState:
    """Return what citizens get."""
    if row is not None and row.published is not None:
        return LessonState.PUBLISHED if row.published == row.draft else LessonState.CHANGED
    if row is not None:
        return LessonState.DRAFT
    return LessonState.BUILT_IN if file and language in file.texts else LessonState.MISSING


def _row(
    key: str, own: dict[str, CommuneLesson], file: Lesson | None, commune: Commune, languages: Sequence[str]
) -> LessonRow:
    states = {language: state_of(own.get(language), file, language) for language in commune.languages}
    titles = {language: text.title for language, text in file.texts.items()} if file else {}
    titles |= {language: row.draft["title"] for language, row in own.items()}
    title = next((titles[language] for language in languages if language in titles), next(iter(titles.values())))
    return LessonRow(key, title, states, file is not None, key in commune.hidden_lessons)
