"""Names said where the list of a vote is open: numbers where they can be nothing else, else a question."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from typing import Any

from bot.ballot_names import SEVERAL_FIT, fitting, links_of, name_in, parts_of, projects_in
from bot.dialogue import Turn
from bot.former_numbers import without_old
from bot.heard_beside import DOUBTED, Given, reads_carefully, reads_plainly
from bot.naming import numbered
from bot.phrases import Phrase, _
from bot.ports import Desk, ProjectView
from bot.records import Record
from bot.steps import Ask, Confirm, Heard, Misread, Reader, Step
from bot.understanding.commands import opening_command
from bot.understanding.facts import read_facts
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon, lexicon_of
from bot.understanding.said_phrases import says_one_of
from bot.understanding.stems import EMPTY, stem
from bot.understanding.understand import understand


def ask_for_projects(turn: Turn, paper: Record, ask: Ask, so_far: Given) -> Generator[Step, Any, Any]:
    """Ask for numbers, in whose place names may come; doubted ones are asked about, and a no leads to the list again.

    There numbers and names count only where nothing is to be doubted. `so_far` is what was chosen before.
    """
    tags, ask = turn.speech.languages, replace(ask, read=without_old(ask.read, paper))
    careful = reads_carefully(ask.read, tags, so_far, ask.choices, paper)
    answer = yield replace(ask, read=_hears_names(careful, turn.desk, tags, _doubted))
    if not (isinstance(answer, dict) and DOUBTED in answer):
        return answer
    said = answer[DOUBTED]
    numbers = said["numbers"] if isinstance(said, dict) else said if isinstance(said, list) else [said]
    meant = [project for number in numbers for project in paper.projects if project.number == number]
    if (yield Confirm(f"named.{ask.name}", nothing_else(meant), hears_votes=True)):
        return said
    plain = reads_plainly(ask.read, tags, so_far, ask.choices, paper)
    is_sure = _hears_names(plain, turn.desk, tags, _misread)
    return (yield replace(ask, name=f"again.{ask.name}", read=is_sure))


def nothing_else(projects: Sequence[Record]) -> Phrase:
    """Ask whether some projects are all that is voted for."""
    return _("Vote for %(projects)s, and nothing else?", projects=numbered(projects))


def _doubted(answer: Any, read: Reader, heard: Heard) -> Any:  # noqa: ARG001 - one of two ways
    return answer if isinstance(answer, dict) and DOUBTED in answer else {DOUBTED: answer}


def _misread(answer: Any, read: Reader, heard: Heard) -> Any:  # noqa: ARG001 - one of two ways
    return read(heard)


def _hears_names(
    read: Reader, desk: Desk, languages: Sequence[str], doubt: Callable[[Any, Reader, Heard], Any]
) -> Reader:
    """Return a reader of numbers that takes names for them: 'the Zongo well' is '1' where nothing else is called so.

    `doubt` makes the answer of what was read of words that may mean something else.
    """

    def named(heard: Heard) -> Any:
        if not _may_name(heard.text, languages):
            return read(heard)
        found = projects_in(desk, languages, heard.text)
        if not found.projects and fitting(desk, name_in(heard.text, languages)):
            raise Misread(SEVERAL_FIT)
        if found.missing or not found.projects or _means_else(heard, found.projects, languages):
            return read(heard)
        numbers = " ".join(str(project.number) for project in found.projects)
        answer = read(replace(heard, text=numbers, meaning=understand(numbers, languages[0], languages)))
        return answer if _are_plain(found.projects, heard, desk, languages) else doubt(answer, read, heard)

    return named


def _may_name(text: str, languages: Sequence[str]) -> bool:
    """May an answer be names and nothing more: no question, no number, no command but a vote, no change of one?"""
    lexicon = lexicon_of(tuple(languages))
    facts = read_facts(text, lexicon)
    if facts.asks or facts.numbers or facts.reference or any(word.isdecimal() for word in facts.words):
        return False
    opening = opening_command(facts.words, lexicon)
    changes = lexicon.takes_out | lexicon.adds | lexicon.exchanges
    return (opening is None or opening.intent is Intent.VOTE) and not says_one_of(facts.words, changes)


def _means_else(heard: Heard, projects: Sequence[ProjectView], languages: Sequence[str]) -> bool:
    """Do the words mean something by themselves, as a topic of the budget does, that is no project's whole name?

    Several projects named one beside the other are asked about, whatever the budget says of them.
    """
    if len(projects) > 1 and heard.meaning.intent is Intent.BUDGET:
        return False
    if not heard.meaning.sure or heard.meaning.intent is Intent.VOTE:
        return False
    said = _telling(fold(heard.text).split(), lexicon_of(tuple(languages)))
    return not any(said == name for project in projects for name in _names_of(project))


def _are_plain(projects: Sequence[ProjectView], heard: Heard, desk: Desk, languages: Sequence[str]) -> bool:
    """Does each word stand whole in a project's name, and is no name one that means something else by itself?"""
    lexicon = lexicon_of(tuple(languages))
    words = fold(heard.text).split()
    for names in ([words], parts_of(words, links_of(lexicon))):
        said = [telling for name in names if (telling := _telling(name, lexicon))]
        found = [[one for one in projects if any(each <= name for name in _names_of(one))] for each in said]
        if all(len(ones) == 1 for ones in found) and {ones[0].number for ones in found} == {
            project.number for project in projects
        }:
            is_vote = heard.meaning.intent is Intent.VOTE
            return is_vote or not any(_means_by_itself(name, desk, languages) for name in names)
    return False


def _means_by_itself(words: Sequence[str], desk: Desk, languages: Sequence[str]) -> bool:
    """Would words be heard as something else than a project: a topic, a command, a neighbourhood?"""
    said = " ".join(word for word in words if word not in EMPTY)
    place = desk.zone_named(said)
    is_place = place is not None and set(map(stem, said.split())) <= set(map(stem, fold(place).split()))
    return is_place or understand(said, languages[0], languages).sure


def _telling(words: Sequence[str], lexicon: Lexicon) -> frozenset[str]:
    """Return the stems of what is said, without the words of voting and of courtesy, and small ones."""
    voting = {word for phrase in lexicon.vote for word in phrase.split()} | lexicon.vote_before
    small = EMPTY | lexicon.courtesy | voting | (lexicon.vote_after & lexicon.filler)
    return frozenset(stem(word) for word in words if word not in small)


def _names_of(project: ProjectView) -> list[frozenset[str]]:
    """Return the stems of the short name and of the title in each language, and of both together."""
    lists = [
        [project.short_names.get(language, ""), project.titles.get(language, "")]
        for language in {**project.titles, **project.short_names}
    ]
    told = [text for short, title in lists for text in (short, title, f"{short} {title}") if text]
    return [frozenset(stem(word) for word in fold(text).split() if word not in EMPTY) for text in told]
