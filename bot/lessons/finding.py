"""Which part of which lesson answers a question: its own question nearly asked, or most of its words used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from rapidfuzz import fuzz

from bot.lessons.lesson import LessonText
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.understanding.understand import understand

ALIKE = 82
"""Likeness in per cent from which a question is the one that a lesson asks itself."""

COVERED = 0.6
"""Share of a question's words, weighed by how rare they are in the lessons, that a part must use."""

SHORTEST = 4
STEM = 4
"""Letters of a word that are compared: votes, voter and voted are one word."""

ARTICLES = ("ال", "لل", "بال", "وال")


@dataclass(frozen=True, slots=True)
class FoundPart:
    """A part of a lesson, by the lesson's key and the part's place from 0."""

    key: str
    part: int


def find_part(text: str, lessons: Mapping[str, LessonText], languages: Sequence[str]) -> FoundPart | None:
    """Return the part that answers a question best, None where no lesson plainly does."""
    asked = _nearly_asked(text, lessons)
    if asked:
        return asked
    meaning = understand(text, languages[0], languages)
    if Intent.LEARN not in (meaning.intent, meaning.runner_up):
        return None
    return _most_words(text, lessons, languages)


def _nearly_asked(text: str, lessons: Mapping[str, LessonText]) -> FoundPart | None:
    wanted = fold(text)
    scored = [
        (fuzz.token_sort_ratio(wanted, fold(quiz.question)), FoundPart(key, quiz.part))
        for key, lesson in lessons.items()
        for quiz in lesson.quiz
    ]
    score, found = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return found if score >= ALIKE else None


def _most_words(text: str, lessons: Mapping[str, LessonText], languages: Sequence[str]) -> FoundPart | None:
    stems = {place: words for key, lesson in lessons.items() for place, words in _parts_of(key, lesson)}
    seen = Counter(stem for words in stems.values() for stem in words)
    rarity = {stem: 1 + log(len(stems) / (1 + seen[stem])) for stem in _asked_stems(text, languages)}
    if not rarity or not stems:
        return None
    scored = {place: sum(weight for stem, weight in rarity.items() if stem in words) for place, words in stems.items()}
    best = max(scored, key=lambda place: scored[place])
    return best if scored[best] >= COVERED * sum(rarity.values()) else None


def _parts_of(key: str, lesson: LessonText) -> Iterator[tuple[FoundPart, frozenset[str]]]:
    """Return the words of each part, with those of the questions that it answers and of the title."""
    for place, part in enumerate(lesson.parts):
        asked = " ".join(quiz.question for quiz in lesson.quiz if quiz.part == place)
        yield FoundPart(key, place), stems_in(f"{lesson.title} {part} {asked}")


def _asked_stems(text: str, languages: Sequence[str]) -> frozenset[str]:
    """Return the stems of a question without the words that only ask."""
    lexicon = lexicon_of(tuple(languages))
    words = [word for word in fold(text).replace("'", " ").split() if word not in lexicon.question | lexicon.filler]
    return stems_in(" ".join(words))


@lru_cache(maxsize=512)
def stems_in(text: str) -> frozenset[str]:
    """Return the beginnings of the words that say something."""
    words = (_bare(word) for word in fold(text).replace("'", " ").split())
    return frozenset(word[:STEM] for word in words if len(word) >= SHORTEST)


def _bare(word: str) -> str:
    article = next((one for one in ARTICLES if word.startswith(one) and len(word) > len(one) + 2), "")
    return word[len(article) :]
