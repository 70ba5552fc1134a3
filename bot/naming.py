"""What projects are called and where their works stand."""

from __future__ import annotations

from collections.abc import Sequence

from bot.phrases import Hour, Listed, Named, Phrase, Value, _
from bot.records import Record
from bot.steps import Choice
from bot.wording import Clipped, Series

SHORT = 18
"""GSM-7 characters of a short name in an echo."""

LONG = 40
"""Characters of a title where a message speaks of one project."""

STATES: dict[str, Phrase] = {
    "on_ballot": _("on the ballot"),
    "for_later_vote": _("for a later vote"),
    "not_funded": _("not chosen"),
    "funded": _("chosen, works to come"),
    "under_way": _("works under way"),
    "done": _("finished"),
    "abandoned": _("given up"),
    "vote_ahead": _("on the ballot"),
    "being_counted": _("vote closed, ballots being counted"),
}
DATED: dict[str, Phrase] = {
    "vote_ahead": _("vote from %(at)s on"),
    "being_counted": _("vote closed, ballots being counted, result by %(at)s"),
}
"""The same where it is known when what the state waits for comes."""


def title_of(project: Record, longest: int = LONG) -> Clipped:
    """Return a project's title."""
    return Clipped(Named(dict(project.titles or {})), longest)


def short_name_of(project: Record, longest: int = SHORT) -> Clipped:
    """Return a project's short name; its title, cut, where it has none in that language."""
    short = {language: name for language, name in (project.short_names or {}).items() if name}
    return Clipped(Named({**(project.titles or {}), **short}), longest)


def state_phrase(state: str, awaited: Value | None = None) -> Phrase:
    """Return where a project stands, in words; `awaited` is when what its state waits for comes."""
    dated = DATED.get(state) if awaited is not None else None
    if dated is not None and awaited is not None:
        return Phrase(dated.text, {"at": awaited}, dated.short)
    return STATES.get(state, _("unknown"))


def state_of(project: Record) -> Phrase:
    """Return where a project stands, in words, with the hour of what it waits for."""
    return state_phrase(project.state, Hour.of(project.awaited_at) if project.awaited_at else None)


def numbered(projects: Sequence[Record], longest: int = SHORT) -> Series:
    """Return projects with their numbers: 3 Well, 7 Covered market."""
    return Series([Listed([project.number, short_name_of(project, longest)], " ") for project in projects])


def project_choices(projects: Sequence[Record]) -> list[Choice]:
    """Return projects as choices that keep their own numbers."""
    return [Choice(project.number, short_name_of(project), project.number) for project in projects]


def numbers_phrase(numbers: Sequence[int]) -> Value:
    """Return numbers one after the other: 3, 7."""
    return Series(list(numbers))
