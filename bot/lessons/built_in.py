"""Reads the lessons that come with the house."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bot.lessons.lesson import Lesson, LessonText, Quiz
from budgeting.law.sources import Confidence, Source

FOLDER = Path(__file__).parent


class BrokenLesson(ValueError):
    """A file of lessons that cannot be used; the message names the file and the lesson."""


@cache
def built_in_lessons(country: str, folder: Path = FOLDER) -> tuple[Lesson, ...]:
    """Return the lessons of a country in their order: its own, and the general ones it has none of its own for."""
    general = {lesson.key: lesson for lesson in read_folder(folder) if not lesson.countries}
    own = {lesson.key: lesson for lesson in read_folder(folder) if country.upper() in lesson.countries}
    return tuple(sorted({**general, **own}.values(), key=lambda lesson: (lesson.order, lesson.key)))


@cache
def read_folder(folder: Path = FOLDER) -> tuple[Lesson, ...]:
    """Return every lesson of the folder; `BrokenLesson` where two of one country have the same key."""
    found = [lesson for path in sorted(folder.glob("*.toml")) for lesson in read_file(path)]
    taken: set[tuple[str, str]] = set()
    for lesson in found:
        for place in ((country, lesson.key) for country in lesson.countries or {""}):
            if place in taken:
                raise BrokenLesson(f"two lessons {lesson.key} for {place[0] or 'every country'}")
            taken.add(place)
    return tuple(found)


def read_file(path: Path) -> tuple[Lesson, ...]:
    """Return the lessons of one file; `BrokenLesson` says what is wrong with it."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        sources = {name: _source(one) for name, one in data.get("sources", {}).items()}
        countries = frozenset(data.get("countries", ()))
        return tuple(_lesson(one, countries, sources) for one in data["lesson"])
    except (tomllib.TOMLDecodeError, KeyError, IndexError, TypeError, ValueError) as wrong:
        raise BrokenLesson(f"{path.name}: {wrong!r}") from wrong


def _source(data: dict[str, str]) -> Source:
    known = {name: data[name] for name in ("article", "note") if name in data}
    return Source(data["address"], Confidence(data["confidence"]), **known)


def _lesson(data: dict[str, Any], countries: frozenset[str], sources: dict[str, Source]) -> Lesson:
    texts = {language: _text(data, language) for language in data["title"]}
    cited = tuple(sources[part["source"]] if "source" in part else None for part in data["part"])
    return Lesson(data["key"], data["order"], countries, MappingProxyType(texts), cited)


def _text(data: dict[str, Any], language: str) -> LessonText:
    parts = tuple(part[language] for part in data["part"])
    return LessonText(
        data["title"][language], parts, tuple(_quiz(one, language, len(parts)) for one in data["question"])
    )


def _quiz(data: dict[str, Any], language: str, parts: int) -> Quiz:
    """Return a question; in the files its answers and parts are counted from 1, as people count."""
    question, *answers = data[language]
    if not (1 <= data["right"] <= len(answers) and 1 <= data["part"] <= parts):
        raise ValueError(f"{question}: no such answer or part")
    return Quiz(question, tuple(answers), data["right"] - 1, data["part"] - 1)
