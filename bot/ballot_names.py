"""Projects of the ballot that words name, wanted or refused; what names none is no vote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.phrases import _
from bot.ports import Desk, ProjectView
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon, lexicon_of
from bot.understanding.money_lines import without_phrases
from bot.understanding.names import ABOUT_PROJECTS, words_of_a_name
from bot.understanding.numbers import longest_phrase, read_marks
from bot.understanding.said_phrases import as_written

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
    sides = _sides(fold(words).split(), lexicon)
    wanted, refused = _without_small_talk(sides[0], lexicon), sides[1]
    paper = {project.number: project for project in desk.ballot_paper().projects}
    out = name_in(" ".join(refused), languages)
    unwanted = {one.number for one in desk.projects_named(out)} if refused else set()
    whole, parts = [" ".join(wanted)], [" ".join(part) for part in parts_of(wanted, links_of(lexicon))]
    for names in [one for one in (whole, parts) if one and one[0]]:
        found = [desk.projects_named(name_in(name, languages), wholly=True) for name in names]
        on_paper = [[one for one in each if one.number in paper] for each in found]
        projects = {one[0].number: one[0] for one in on_paper if len(one) == 1}
        is_plain = all(len(one) < 2 for one in found) and len(projects) == sum(map(len, on_paper)) <= MOST
        if projects and is_plain and unwanted.isdisjoint(projects):
            missing = [as_written(name, words) for name, one in zip(names, on_paper, strict=True) if not one]
            return Named([*projects.values()], ", ".join(missing))
    return Named()


def _without_small_talk(words: list[str], lexicon: Lexicon) -> list[str]:
    """Return words for what is wanted without 'I change, I take'; 'change it for another' is no such talk."""
    if not lexicon.exchanged_for.isdisjoint(words) and not lexicon.exchanges.isdisjoint(words):
        return words
    return without_phrases(words, (lexicon.corrects | lexicon.exchanges) - lexicon.without - lexicon.against)


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


def links_of(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that link one name to the next."""
    return (lexicon.between | lexicon.but) - lexicon.before


def parts_of(words: Sequence[str], links: frozenset[str]) -> list[list[str]]:
    """Return the words between those that link one name to the next."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word in links:
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for part in parts if part]
