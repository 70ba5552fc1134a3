"""What a vote that may only change the one that stands would leave of it: asked about, for nothing is lost unsaid."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.ballot_words import numbers_of, said_again
from bot.choosing import Choosing, Said
from bot.dialogue import Turn
from bot.phrases import Phrase, Value, _
from bot.records import Record
from bot.steps import Choice, Choose, Go, Look
from bot.understanding.adding import may_add, taken_out
from bot.vote_words import asked_beside
from budgeting.ballot import BallotFormat

KEEP, INSTEAD, ELSE = "keep", "instead", "menu"


def keep_what_stands(turn: Turn, said: Said, passed: str | None) -> Choosing:
    """Return a ballot that came in one message; where it may only change the one that stands, what its sender wants.

    'Vote 2 too' may leave the others, 'vote 2 not 3' may take one of them out. Nothing is recorded where neither of the
    two ballots is wanted; one with too many projects is chosen anew, and comes back empty.
    """
    text, tags = turn.opening.text or "", turn.speech.languages
    if not (turn.opening.numbers and said.numbers):
        return said
    adds, out = may_add(text, tags), taken_out(text, tags)
    if not (adds or out):
        return said
    before = yield Look("stands", lambda: turn.desk.my_ballot(passed))
    if before is None:
        return said
    kept = kept_beside(before, out, said)
    stands = {project.number for project in before.projects}
    takes_out = bool(stands & set(out) or (out and not before.echo))
    if set(kept.numbers) <= set(said.numbers) or not (adds or takes_out):
        return said
    choices = [
        *_to_keep(before, kept, said, takes_out=takes_out),
        Choice(INSTEAD, said_instead(said_again(said.numbers, said.points))),
        Choice(ELSE, _("Something else")),
    ]
    chosen = yield Choose("kept", asked_beside(before), choices, hears_votes=True)
    if chosen == ELSE:
        yield Go(ELSE, {})
    most = (yield Look("most", turn.desk.ballot_paper)).max_choices
    return said if chosen == INSTEAD else kept if len(kept.numbers) <= most else Said()


def is_as_it_stands(before: Record, numbers: Sequence[int], points: Sequence[int | None]) -> bool:
    """Are these the projects that stand, with their points and in their order? What is not to be told is not compared.

    It is no news then, and no change to offer.
    """
    stands = [project.number for project in before.projects]
    if not before.echo or before.is_blank:
        return False
    if before.format == BallotFormat.POINTS:
        return dict(zip(numbers, points, strict=False)) == dict(zip(stands, before.points, strict=True))
    return list(numbers) == stands if before.format == BallotFormat.RANKING else set(numbers) == set(stands)


def stands_so(before: Record) -> Phrase:
    """Say that the vote that stands is the very one that came once more."""
    return _("This is what is recorded: your vote is %(numbers)s. Nothing was changed.", numbers=numbers_of(before))


def said_instead(numbers: Value) -> Phrase:
    """Offer a vote in the place of the one that stands."""
    return _("Vote for %(numbers)s instead", numbers=numbers)


def said_more(before: Record, added: Sequence[int], points: Sequence[int | None]) -> Phrase:
    """Offer to put projects beside those of the vote that stands; what is not to be told of it is not told."""
    stands = {project.number for project in before.projects} if before.echo else set()
    new = [number for number in added if number not in stands]
    if len(new) == 1 or not before.echo:
        beside = dict(zip(added, points, strict=False))
        return _("Add %(number)s to my vote", number=said_again(new, [beside.get(number) for number in new]))
    kept = kept_beside(before, (), Said(list(added), list(points)))
    return said_instead(said_again(kept.numbers, kept.points))


def numbers_kept(before: Record, refused: Collection[int], wanted: Sequence[int]) -> list[int]:
    """Return the projects of a vote that stands without some and with others; in an order each new one takes the place
    of one that goes, and those left over come last."""
    stands = [project.number for project in before.projects]
    new = [number for number in wanted if number not in stands]
    if before.format != BallotFormat.RANKING:
        return [*(number for number in stands if number not in refused), *new]
    numbers = list[int]()
    for number in stands:
        if number not in refused:
            numbers.append(number)
        elif new:
            numbers.append(new.pop(0))
    return [*numbers, *new]


def kept_beside(before: Record, out: Collection[int], said: Said) -> Said:
    """Return the ballot that stands without some projects and with those of another one."""
    numbers = numbers_kept(before, out, said.numbers)
    points = dict(zip((one.number for one in before.projects), before.points or (), strict=False))
    points |= dict(zip(said.numbers, said.points, strict=False))
    return Said(numbers, [points.get(number) for number in numbers] if points else [])


def _to_keep(before: Record, kept: Said, said: Said, *, takes_out: bool) -> list[Choice]:
    """Return the ballot that keeps the rest; what is not to be told of it is not told."""
    if not takes_out:
        return [Choice(KEEP, said_more(before, said.numbers, said.points))]
    return [Choice(KEEP, said_instead(said_again(kept.numbers, kept.points)))] if before.echo else []
