"""What projects are called and where their works stand."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from bot.phrases import Listed, Named, Phrase, Value, _
from bot.records import Record
from bot.steps import Choice
from bot.understanding.fold import fold
from bot.wording import Clipped, Series

SHORT = 18
"""GSM-7 characters of a short name in an echo."""

LONG = 40
"""Characters of a title where a message speaks of one project."""

SHORTEST = 4
"""Letters of a word that may name a project."""

ALIKE = 86.0
"""Likeness in per cent from which a word is taken for one of a title."""

STATES: dict[str, Phrase] = {
    "on_ballot": _("on the ballot"),
    "for_later_vote": _("for a later vote"),
    "not_funded": _("not chosen"),
    "funded": _("chosen, works to come"),
    "under_way": _("works under way"),
    "done": _("finished"),
    "abandoned": _("given up"),
}


def title_of(project: Record, longest: int = LONG) -> Clipped:
    """Return a project's title."""
    return Clipped(Named(dict(project.titles or {})), longest)


def short_name_of(project: Record) -> Clipped:
    """Return a project's short name; its title, cut, where it has none in that language."""
    short = {language: name for language, name in (project.short_names or {}).items() if name}
    return Clipped(Named({**(project.titles or {}), **short}), SHORT)


def state_phrase(state: str) -> Phrase:
    """Return where a project stands, in words."""
    return STATES.get(state, _("unknown"))


def numbered(projects: Sequence[Record]) -> Series:
    """Return projects with their numbers: 3 Well, 7 Covered market."""
    return Series([Listed([project.number, short_name_of(project)], " ") for project in projects])


def project_choices(projects: Sequence[Record]) -> list[Choice]:
    """Return projects as choices that keep their own numbers."""
    return [Choice(project.number, short_name_of(project), project.number) for project in projects]


def projects_named(projects: Sequence[Record], text: str) -> list[Record]:
    """Return those that a text names best, by the words of their titles in any language; none where it names none."""
    said = {word for word in fold(text).split() if len(word) >= SHORTEST}
    scores = [sum(_stands_in(word, names) for word in said) for names in map(_words_of, projects)]
    best = max(scores, default=0)
    return [project for project, score in zip(projects, scores, strict=True) if score == best and best]


def _stands_in(word: str, names: Sequence[str]) -> bool:
    return process.extractOne(word, names, scorer=fuzz.ratio, score_cutoff=ALIKE) is not None


def _words_of(project: Record) -> list[str]:
    """Return the words that tell a project from others, folded."""
    names = [*(project.titles or {}).values(), *(project.short_names or {}).values()]
    return sorted({word for name in names for word in fold(name).split() if len(word) >= SHORTEST})


def numbers_phrase(numbers: Sequence[int]) -> Value:
    """Return numbers one after the other: 3, 7."""
    return Series(list(numbers))
