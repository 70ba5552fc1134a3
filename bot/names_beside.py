"""Words beside others that name projects of the ballot; one message makes the desk look only so often."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, cached_property

from bot.ballot_names import links_of, name_in, parts_of
from bot.ports import Desk, Offer, ProjectView
from bot.understanding.fold import fold
from bot.understanding.lexicon import lexicon_of
from bot.understanding.stems import stem
from bot.understanding.typos import ByLetter, by_first_letter, nearest
from budgeting.refusal import Refusal

COMMAS = re.compile("[,،/]")

MOST_LOOKS = 20
"""Names of one message that the desk is asked about."""

ALIKE = 3
"""First letters by which a word that is looked up no more may be one of a project's name."""


def names_on_ballot(desk: Desk, languages: Sequence[str]) -> Callable[[str], bool]:
    """Return what tells whether words name nothing but projects of the ballot; none do where none is open.

    It is for one message. After so many looks words are names where they only resemble one: what may be a ballot goes
    to nobody.
    """
    looks = _Looks(desk)
    lexicon = lexicon_of(tuple(languages))
    links = links_of(lexicon) | lexicon.without | lexicon.against

    @cache
    def are_names(words: str) -> bool:
        if not looks.paper():
            return False
        parts = [part for piece in COMMAS.split(words) for part in parts_of(fold(piece).split(), links)]
        names = [name for part in parts if (name := name_in(" ".join(part), languages))]
        return bool(names) and all(map(looks.is_name, names))

    return are_names


class _Looks:
    """What the desk was asked for one message."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[str, bool] = {}
        self._paper: dict[int, ProjectView] | None = None

    def paper(self) -> dict[int, ProjectView]:
        """Return the projects of the ballot by their numbers, none where none is open."""
        if self._paper is None:
            self._paper = self._read_paper()
        return self._paper

    def _read_paper(self) -> dict[int, ProjectView]:
        try:
            is_open = Offer.VOTE in self._desk.offers()
            return {project.number: project for project in self._desk.ballot_paper().projects} if is_open else {}
        except Refusal:
            return {}

    def is_name(self, name: str) -> bool:
        """Do words name a project of the ballot, whatever else they may name?"""
        if name not in self._known:
            if len(self._known) >= MOST_LOOKS:
                return self._resembles(name)
            found = {one.number for one in self._desk.projects_named(name, wholly=True)}
            self._known[name] = not found.isdisjoint(self.paper())
        return self._known[name]

    def _resembles(self, name: str) -> bool:
        """Is a word one of a project's name, begun like it or misspelt?"""
        begins, by_letter = self._words_of_names
        return any(word[:ALIKE] in begins or nearest(word, by_letter) for word in map(stem, name.split()))

    @cached_property
    def _words_of_names(self) -> tuple[frozenset[str], ByLetter]:
        told = [text for one in self.paper().values() for text in (*one.titles.values(), *one.short_names.values())]
        words = {stem(word) for text in told for word in fold(text).split() if len(word) >= ALIKE}
        return frozenset(word[:ALIKE] for word in words), by_first_letter(sorted(words))
