"""Numbers from before a public draw, sent as a vote: said with those of today and asked about, never taken for them."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import Any

from bot.answers import NO, YES
from bot.fitting import Fitted
from bot.naming import numbered, numbers_phrase
from bot.paging import Beneath
from bot.phrases import Phrase, Value, _
from bot.ports import Desk
from bot.records import Record
from bot.steps import Choice, Confirm, Heard, Look, Misread, Reader, Step
from bot.vote_words import not_in_vote
from bot.wording import Series
from budgeting.refusal import Refusal


def ask_what_is_drawn(desk: Desk, said: Sequence[int], *, adds: bool = False) -> Generator[Step, Any, list[int]]:
    """Return the numbers of a ballot by those of today, none where its sender says no; as they are where none is old.

    Who cannot be asked votes for the other numbers, and hears which are on no ballot.
    """
    if not (yield Look("drawn", lambda: _are_old(desk, said))) or not (yield Look("may_say", desk.can_be_asked)):
        return list(said)
    paper = yield Look("drawn_on", desk.ballot_paper)
    now = _drawn_on(paper)
    numbers = [now.get(number, number) for number in said]
    asked = _asked_of(paper, numbers, _said(now, said), adds=adds)
    return numbers if (yield Confirm("drawn_anew", asked, hears_votes=True)) else []


def _asked_of(paper: Record, numbers: Sequence[int], drawn: Value, *, adds: bool) -> Fitted:
    """Ask for the ballot by the numbers of today and name those that are on none, so that a yes is one to all of it.

    Where the names of the projects cost another segment their numbers stand alone.
    """
    on_paper = {project.number: project for project in paper.projects}
    known = [number for number in dict.fromkeys(numbers) if number in on_paper]
    unknown = [number for number in dict.fromkeys(numbers) if number not in on_paper]
    missing = [not_in_vote(numbers_phrase(unknown))] if unknown else []
    ask = _added if adds else _meant
    named = ask(drawn, numbered([on_paper[number] for number in known]))
    return Fitted(
        [*missing, named],
        [lambda: [*missing, ask(drawn, numbers_phrase(known))]],
        below=Beneath([Choice(True, YES), Choice(False, NO)]),
    )


def _added(drawn: Value, projects: Value) -> Phrase:
    return _("New numbers: %(drawn)s. Add %(projects)s to your vote?", drawn=drawn, projects=projects).brief(
        _("%(drawn)s. Add %(projects)s?")
    )


def _meant(drawn: Value, projects: Value) -> Phrase:
    return _("New numbers: %(drawn)s. Vote for %(projects)s, and nothing else?", drawn=drawn, projects=projects).brief(
        _("%(drawn)s. Vote for %(projects)s alone?")
    )


def without_old(read: Reader, paper: Record) -> Reader:
    """Return a reader of a ballot's numbers that takes none from before a draw, and says which they are now."""
    now = _drawn_on(paper)

    def new(heard: Heard) -> Any:
        if old := [number for number in heard.meaning.numbers if number in now]:
            drawn = _said(now, old)
            raise Misread(_("New numbers: %(drawn)s. Nothing was recorded: send the new ones.", drawn=drawn))
        return read(heard)

    return new


def by_today(opening: Record, paper: Record) -> tuple[Record, Phrase | None]:
    """Return what a message wants and refuses by the numbers of today, and which they are where one is old."""
    now = _drawn_on(paper)
    said = {name: list(opening[name]) for name in ("numbers", "refused") if opening.get(name)}
    old = [number for numbers in said.values() for number in numbers if number in now]
    put = {name: [now.get(number, number) for number in numbers] for name, numbers in said.items()}
    drawn = _("New numbers: %(drawn)s.", drawn=_said(now, old)) if old else None
    return Record({**opening, **put}), drawn


def _are_old(desk: Desk, numbers: Sequence[int]) -> bool:
    """Is one of the numbers of a ballot from before a draw? Nobody is asked about a vote that is closed."""
    try:
        return any(project.former_number in numbers for project in desk.ballot_paper().projects)
    except Refusal:
        return False


def _drawn_on(paper: Record) -> dict[int, int]:
    return {project.former_number: project.number for project in paper.projects if project.former_number}


def _said(now: Mapping[int, int], numbers: Sequence[int]) -> Value:
    old = dict.fromkeys(number for number in numbers if number in now)
    return Series([_("%(former)s is now %(number)s", former=number, number=now[number]) for number in old])
