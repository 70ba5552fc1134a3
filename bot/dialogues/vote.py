"""The vote: in one message, or step by step; recorded at once and changed until closing."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Any

from bot.dialogue import Talk, Turn, dialogue
from bot.naming import numbered, numbers_phrase, project_choices
from bot.phrases import Hour, Phrase, _
from bot.records import Record
from bot.steps import Ask, Choice, Do, Heard, Look, Misread, Say, Step, Wants
from bot.understanding.intents import Intent
from bot.wording import Sentences

Choosing = Generator[Step, Any, list[int]]
FINISH = "finish"


@dialogue("vote", intents=(Intent.VOTE,), label=_("Vote"), order=50, is_private=True)
def vote(turn: Turn) -> Talk:
    """Take the numbers, the proof of the phone where it is missing, and record the ballot."""
    numbers = list(turn.opening.numbers or ())
    if not (numbers or turn.opening.add):
        numbers = yield from _choose(turn)
    if not (yield Look("proven", turn.desk.has_proven_phone)):
        yield Look("open", turn.desk.ballot_paper)  # nobody proves a phone for a vote that is closed
        phone = yield Ask("card", _CARD, read=_own_card, wants=Wants.CONTACT)
        if phone:
            yield Do("phone", lambda: turn.desk.keep_phone(phone))
    numbers = numbers or (yield from _add(turn, turn.opening.add))
    cast = yield Do("cast", lambda: turn.desk.cast_ballot(numbers))
    yield Say(_echo(cast), is_secret=True)


_CARD = _(
    "One number, one vote: press the button below to share your own number, once. Your choice is kept until then."
).brief(_("One number, one vote: share your own number, once."))


def _own_card(heard: Heard) -> str:
    if not heard.phone:
        raise Misread(_("I need your number to record your vote. Nothing was recorded yet."))
    return heard.phone


def _add(turn: Turn, number: int) -> Choosing:
    """Add one project to the ballot that stands; a full ballot is chosen anew."""
    paper = yield Look("paper", turn.desk.ballot_paper)
    before = yield Look("before", turn.desk.my_ballot)
    kept = [project.number for project in before.projects if project.number != number] if before else []
    return [*kept, number] if len(kept) < paper.max_choices else (yield from _choose(turn))


def _choose(turn: Turn) -> Choosing:
    """Ask for the numbers: all of them in one message, or one button after the other."""
    paper = yield Look("paper", turn.desk.ballot_paper)
    chosen: list[int] = []
    for step in range(1, paper.max_choices + 1):
        answer = yield Ask(
            f"numbers.{step}",
            _prompt(paper, chosen),
            read=_reader(paper.max_choices),
            choices=_choices(paper, chosen),
            takes_numbers=True,
            help=_HELP,
        )
        if isinstance(answer, list):
            return answer
        if answer == FINISH:
            break
        chosen.append(answer)
    return chosen


_HELP = _("Send the numbers of the projects you want together, such as 3 7. You may change until the vote closes.")


def _prompt(paper: Record, chosen: Sequence[int]) -> Phrase:
    if chosen:
        return _(
            "Chosen: %(numbers)s, of %(max)s at most. Another one?",
            numbers=numbers_phrase(chosen),
            max=paper.max_choices,
        )
    return _(
        "Choose up to %(max)s projects. Send their numbers in one message, such as: 3 7. Open until %(closes_at)s.",
        max=paper.max_choices,
        closes_at=Hour.of(paper.closes_at),
    ).brief(_("Send up to %(max)s numbers, such as: 3 7"))


def _choices(paper: Record, chosen: Sequence[int]) -> list[Choice]:
    left = project_choices([project for project in paper.projects if project.number not in chosen])
    return [Choice(FINISH, _("Finish and vote")), *left] if chosen else left


def _reader(most: int) -> Callable[[Heard], list[int]]:
    def read(heard: Heard) -> list[int]:
        numbers = list(heard.meaning.numbers)
        if not numbers or heard.meaning.intent not in {Intent.NUMBER_ONLY, Intent.VOTE, Intent.BACK}:
            raise Misread(_("Please send the numbers of the projects. Nothing was recorded."))
        if len(numbers) > most:
            raise Misread(
                _(
                    "You may choose %(most)s projects, you sent %(given)s. Nothing was changed.",
                    most=most,
                    given=len(numbers),
                )
            )
        return numbers

    return read


def _echo(cast: Record) -> Sentences:
    """Say what was recorded, what was not known, the receipt, and until when it can be changed."""
    receipt = _("Receipt %(receipt)s.", receipt=cast.receipt)
    return Sentences([_recorded(cast), *_unknown(cast), receipt, _closing(cast)])


def _recorded(cast: Record) -> Phrase:
    what: dict[str, Any] = {"projects": numbered(cast.projects)}
    if not cast.echo:
        what = {"count": len(cast.projects)}
    if not cast.stands:
        return _NEWER[cast.echo](what)
    return (_REPLACED if cast.replaced else _FIRST)[cast.echo](what)


Saying = Callable[[dict[str, Any]], Phrase]
_FIRST: dict[bool, Saying] = {
    True: lambda what: _("Your vote is recorded: %(projects)s.", **what).brief(_("Vote recorded: %(projects)s.")),
    False: lambda what: _("Your vote is recorded, number of projects: %(count)s.", **what),
}
_REPLACED: dict[bool, Saying] = {
    True: lambda what: _("Your vote is changed: %(projects)s. The one before no longer counts.", **what).brief(
        _("Vote changed: %(projects)s.")
    ),
    False: lambda what: _("Your vote is changed, number of projects: %(count)s.", **what),
}
_NEWER: dict[bool, Saying] = {
    True: lambda what: _("A later vote of yours stands: %(projects)s.", **what),
    False: lambda what: _("A later vote of yours stands, number of projects: %(count)s.", **what),
}


def _unknown(cast: Record) -> list[Phrase]:
    if not cast.unknown:
        return []
    return [_("No project has number %(numbers)s.", numbers=numbers_phrase(cast.unknown))]


def _closing(cast: Record) -> Phrase:
    return _(
        "You can change it until %(closes_at)s: send VOTE and your numbers.", closes_at=Hour.of(cast.closes_at)
    ).brief(_("To change it, by %(closes_at)s: VOTE + numbers"))
