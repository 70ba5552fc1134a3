"""Projects of the ballot that words name, wanted or refused; what names none is no vote."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from bot.phrases import _
from bot.ports import Desk, Offer, ProjectView
from bot.steps import Heard, Misread
from bot.understanding.commands import opening_command
from bot.understanding.facts import read_facts
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon, lexicon_of
from bot.understanding.names import ABOUT_PROJECTS, words_of_a_name
from bot.understanding.numbers import longest_phrase, read_marks
from bot.understanding.said_phrases import as_written, says_one_of
from bot.understanding.understand import understand
from budgeting.refusal import Refusal

COMMAS = re.compile("[,،/]")

MOST = 5
"""Projects that one question names."""

SEVERAL_FIT = _(
    "Several projects fit your words. Send the numbers of those you vote for; nothing was recorded yet."
).brief(_("Several projects fit. Send the numbers you vote for:"))


@dataclass(frozen=True)
class Named:
    """Projects that words name plainly, and what else they name, which is none."""

    projects: Sequence[ProjectView] = field(default=())
    missing: str = ""


def fitting(desk: Desk, said: str) -> list[ProjectView]:
    """Return the projects of the ballot that all the words fit, where they are few and more than one."""
    paper = {project.number for project in desk.ballot_paper().projects}
    found = [one for one in desk.projects_named(said, wholly=True) if one.number in paper]
    return found if 1 < len(found) <= MOST else []


def name_in(words: str, languages: Sequence[str]) -> str:
    """Return the folded words of a vote in which projects may be named."""
    return words_of_a_name(words, languages, (*ABOUT_PROJECTS, Intent.VOTE))


def projects_in(desk: Desk, languages: Sequence[str], words: str) -> Named:
    """Return the projects of the ballot that words name, each wholly and alone; none where one fits several.

    What they refuse is never among them: 'the well and not the bridge'.
    """
    lexicon = lexicon_of(tuple(languages))
    wanted, refused = _sides(fold(words).split(), lexicon)
    paper = {project.number: project for project in desk.ballot_paper().projects}
    out = name_in(" ".join(refused), languages)
    unwanted = {one.number for one in desk.projects_named(out)} if refused else set()
    whole, parts = [" ".join(wanted)], [" ".join(part) for part in _parts(wanted, _links(lexicon))]
    for names in [one for one in (whole, parts) if one and one[0]]:
        found = [desk.projects_named(name_in(name, languages), wholly=True) for name in names]
        on_paper = [[one for one in each if one.number in paper] for each in found]
        projects = {one[0].number: one[0] for one in on_paper if len(one) == 1}
        is_plain = all(len(one) < 2 for one in found) and len(projects) == sum(map(len, on_paper)) <= MOST
        if projects and is_plain and unwanted.isdisjoint(projects):
            missing = [as_written(name, words) for name, one in zip(names, on_paper, strict=True) if not one]
            return Named([*projects.values()], ", ".join(missing))
    return Named()


def hears_names(read: Callable[[Heard], Any], desk: Desk, languages: Sequence[str]) -> Callable[[Heard], Any]:
    """Return a reader of numbers that takes names for them: 'the Zongo well' is '1' where nothing else is called so."""

    def named(heard: Heard) -> Any:
        if not _may_name(heard.text, languages):
            return read(heard)
        found = projects_in(desk, languages, heard.text)
        if not found.projects and fitting(desk, name_in(heard.text, languages)):
            raise Misread(SEVERAL_FIT)
        if found.missing or not found.projects:
            return read(heard)
        numbers = " ".join(str(project.number) for project in found.projects)
        return read(replace(heard, text=numbers, meaning=understand(numbers, languages[0], languages)))

    return named


def names_on_ballot(desk: Desk, languages: Sequence[str]) -> Callable[[str], bool]:
    """Return what tells whether words name nothing but projects of the ballot; none do where none is open."""

    @cache
    def paper() -> frozenset[int]:
        try:
            is_open = Offer.VOTE in desk.offers()
            return frozenset(project.number for project in desk.ballot_paper().projects) if is_open else frozenset()
        except Refusal:
            return frozenset()

    def are_names(words: str) -> bool:
        return bool(paper()) and _name_nothing_else(desk, languages, words, paper())

    return are_names


def _name_nothing_else(desk: Desk, languages: Sequence[str], words: str, paper: frozenset[int]) -> bool:
    """Do words name projects, one or several each, wanted or refused, and nothing else?"""
    lexicon = lexicon_of(tuple(languages))
    links = _links(lexicon) | lexicon.without | lexicon.against
    parts = [part for piece in COMMAS.split(words) for part in _parts(fold(piece).split(), links)]
    names = [name_in(" ".join(part), languages) for part in parts]
    found = [{one.number for one in desk.projects_named(name, wholly=True)} for name in names if name]
    return bool(found) and all(not paper.isdisjoint(numbers) for numbers in found)


def _may_name(text: str, languages: Sequence[str]) -> bool:
    """May an answer be names and nothing more: no question, no number, no command but a vote, no change of one?"""
    lexicon = lexicon_of(tuple(languages))
    facts = read_facts(text, lexicon)
    if facts.asks or facts.numbers or facts.reference or any(word.isdecimal() for word in facts.words):
        return False
    opening = opening_command(facts.words, lexicon)
    changes = lexicon.takes_out | lexicon.adds | lexicon.exchanges
    return (opening is None or opening.intent is Intent.VOTE) and not says_one_of(facts.words, changes)


def _sides(folded: Sequence[str], lexicon: Lexicon) -> tuple[list[str], list[str]]:
    """Return the words for what is wanted and those for what is refused; nothing is wanted where it is not plain."""
    if (lexicon.without | lexicon.against).isdisjoint(mark.word for mark in read_marks([*folded], lexicon)):
        return [*folded], []
    words = [mark.word for mark in read_marks([*folded], lexicon)]
    at, length = _first_no(words, lexicon)
    before, after = words[:at], words[at + length :]
    turns = [place for place, word in enumerate(after) if word in lexicon.but]
    if _has_name(before, lexicon):
        return ([], words) if turns or _first_no(after, lexicon)[1] else (before, after)
    if len(turns) != 1 or _first_no(after, lexicon)[1]:
        return [], words
    return after[turns[0] + 1 :], after[: turns[0]]


def _first_no(words: list[str], lexicon: Lexicon) -> tuple[int, int]:
    """Return where the first words that refuse stand and how many they are, 0 where none do."""
    for at in range(len(words)):
        if length := longest_phrase(words, at, lexicon.without | lexicon.against):
            return at, length
    return len(words), 0


def _has_name(words: Sequence[str], lexicon: Lexicon) -> bool:
    small = lexicon.between | lexicon.but | lexicon.before | lexicon.vote_before | lexicon.courtesy
    return not set(words) <= small


def _links(lexicon: Lexicon) -> frozenset[str]:
    return (lexicon.between | lexicon.but) - lexicon.before


def _parts(words: Sequence[str], links: frozenset[str]) -> list[list[str]]:
    """Return the words between those that link one name to the next."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word in links:
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for part in parts if part]
