"""Words in place of a ballot's numbers: projects by their names, which are confirmed, or talk of the vote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.choosing import Choosing, Said, number_reader
from bot.dialogue import Turn
from bot.giving_points import points_reader
from bot.naming import numbered, project_choices
from bot.phrases import _
from bot.ports import Offer, ProjectView
from bot.records import Record
from bot.steps import Ask, Choice, Choose, Confirm, Go, Look, Say
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon, lexicon_of
from bot.understanding.names import ABOUT_PROJECTS, words_of_a_name
from bot.understanding.numbers import longest_phrase, read_marks
from bot.understanding.said_phrases import as_written
from bot.vote_words import not_in_vote
from bot.wording import Clipped
from budgeting.ballot import BallotFormat

MOST = 5
"""Projects that one question names."""
SEVERAL_FIT = _(
    "Several projects fit your words. Send the numbers of those you vote for; nothing was recorded yet."
).brief(_("Several projects fit. Send the numbers you vote for:"))
TO_STAFF, TO_VOTE = "ask", "vote"
LETTERS = 30
"""Letters of words that name no project, where they are said back."""


@dataclass(frozen=True)
class Named:
    """Projects that words name plainly, and what else they name, which is none."""

    projects: Sequence[ProjectView] = field(default=())
    missing: str = ""


def choose_by_name(turn: Turn) -> Choosing:
    """Return the projects that somebody has named and confirmed, none where the list is to be shown.

    What names no project is talk of the vote, and no vote: the person is asked whether it is for the town hall, and
    once the vote is over it goes there.
    """
    opening = turn.opening
    said = _name_in(turn, opening.rest or "")
    if opening.is_whole or not said or not (yield Look("may_name", turn.desk.can_be_asked)):
        return Said()
    is_open = Offer.VOTE in (yield Look("offers", turn.desk.offers))
    named = (yield Look("named", lambda: _projects_in(turn, opening.rest))) if is_open else None
    if named and named.projects:
        if named.missing:
            yield Say(not_in_vote(Clipped(named.missing, LETTERS)))
        asked = _("Vote for %(projects)s, and nothing else?", projects=numbered(named.projects))
        is_meant = yield Confirm("by_name", asked, hears_votes=True)
        return Said([one.number for one in named.projects] if is_meant else [])
    fitting = (yield Look("fitting", lambda: _fitting(turn, said))) if is_open else ()
    if fitting:
        return (yield from _choose_among(turn, fitting))
    is_opened = opening.rest != opening.text  # by a word for voting, and not a sentence that resembles one
    if not is_opened or (yield Look("near", lambda: turn.desk.projects_named(said))):
        return Said()
    if not is_open or (yield _what_for()) == TO_STAFF:
        yield Go("ask", {"text": opening.text, "rest": opening.text, "intent": str(Intent.ASK), "is_chosen": is_open})
    return Said()


def _what_for() -> Choose:
    choices = [Choice(TO_STAFF, _("Send it to the town hall")), Choice(TO_VOTE, _("Vote for projects"))]
    return Choose("talk", _("Nothing was recorded: I found no project in your words. You want:"), choices)


def _choose_among(turn: Turn, fitting: Sequence[Record]) -> Choosing:
    """Ask which of several projects that words fit are meant; other numbers are as good, with points where any are."""
    paper = yield Look("paper_named", turn.desk.ballot_paper)
    reader = points_reader if paper.format == BallotFormat.POINTS else number_reader
    answer = yield Ask(
        "which",
        SEVERAL_FIT,
        read=reader(paper, turn.speech.languages),
        choices=project_choices(fitting),
        takes_numbers=True,
    )
    if isinstance(answer, dict):
        return Said(answer["numbers"], answer["points"])
    return Said(answer if isinstance(answer, list) else [answer])


def _fitting(turn: Turn, said: str) -> list[ProjectView]:
    """Return the projects of the ballot that all the words fit, where they are few and more than one."""
    paper = {project.number for project in turn.desk.ballot_paper().projects}
    found = [one for one in turn.desk.projects_named(said, wholly=True) if one.number in paper]
    return found if 1 < len(found) <= MOST else []


def _name_in(turn: Turn, words: str) -> str:
    return words_of_a_name(words, turn.speech.languages, (*ABOUT_PROJECTS, Intent.VOTE))


def _projects_in(turn: Turn, words: str) -> Named:
    """Return the projects of the ballot that words name, each wholly and alone; none where one fits several.

    What they refuse is never among them: 'the well and not the bridge'.
    """
    lexicon = lexicon_of(tuple(turn.speech.languages))
    wanted, refused = _sides(fold(words).split(), lexicon)
    paper = {project.number: project for project in turn.desk.ballot_paper().projects}
    unwanted = {one.number for one in turn.desk.projects_named(_name_in(turn, " ".join(refused)))} if refused else set()
    whole, parts = [" ".join(wanted)], [" ".join(part) for part in _parts(wanted, lexicon)]
    for names in [one for one in (whole, parts) if one and one[0]]:
        found = [turn.desk.projects_named(_name_in(turn, name), wholly=True) for name in names]
        fitting = [[one for one in each if one.number in paper] for each in found]
        projects = {one[0].number: one[0] for one in fitting if len(one) == 1}
        is_plain = all(len(one) < 2 for one in found) and len(projects) == sum(map(len, fitting)) <= MOST
        if projects and is_plain and unwanted.isdisjoint(projects):
            missing = [as_written(name, words) for name, one in zip(names, fitting, strict=True) if not one]
            return Named([*projects.values()], ", ".join(missing))
    return Named()


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


def _parts(words: Sequence[str], lexicon: Lexicon) -> list[list[str]]:
    """Return the words between those that link one name to the next."""
    links = (lexicon.between | lexicon.but) - lexicon.before
    parts: list[list[str]] = [[]]
    for word in words:
        if word in links:
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for part in parts if part]
