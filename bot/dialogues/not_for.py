"""'I do not vote for 3', 'take 7 out': no ballot, and never its opposite; what stands, and what is left, is said."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.ballot_words import numbers_of, said_again
from bot.dialogue import Talk, Turn, dialogue
from bot.former_numbers import by_today
from bot.phrases import Phrase, _
from bot.records import Record
from bot.steps import Choice, Choose, Go, Look, Say
from bot.understanding.intents import Intent
from bot.vote_kept import numbers_kept, said_instead
from bot.vote_words import asked_beside
from budgeting.ballot import BallotFormat
from budgeting.refusal import Refusal

BY_CODE = _(
    "Nothing was changed: a vote made with a code stays as it was. To vote, send VOTE, your code and the numbers you "
    "want; 0 is a blank vote. To see your vote: MY VOTE and your code."
).brief(
    _(
        "Nothing was changed: a vote by code stays. To vote: VOTE + code + the numbers you want (0: blank). See yours: "
        "MY VOTE + code"
    )
)

NOTHING_TO_DO = _(
    "Nothing was recorded and there is nothing to do: voting is free. If you change your mind, send VOTE."
)


@dialogue("not_for", intents=(Intent.ABSTAIN,), is_private=True)
def not_for(turn: Turn) -> Talk:
    """Say that it is recorded nowhere, which vote stands, and offer what it would become; else how to vote."""
    paper = yield Look("open", turn.desk.ballot_paper)  # nobody is told how to vote in a vote that is closed
    if (yield Look("by_code", turn.desk.takes_codes)):
        yield Say(BY_CODE)  # what stands for a code is told to who shows it
        return
    proven = yield Look("proven", turn.desk.has_proven_phone)
    before = (yield Look("before", turn.desk.my_ballot)) if proven else None
    opening, drawn = by_today(turn.opening, paper)
    if drawn:
        yield Say(drawn)
    numbers = _changed(opening, before, [project.number for project in paper.projects])
    if not numbers or len(numbers) > paper.max_choices:
        abstains = opening.intent == Intent.ABSTAIN
        yield Say(NOTHING_TO_DO if abstains and before is None else _said(before), is_secret=before is not None)
        return
    given = dict(zip(opening.numbers or (), opening.points or (), strict=False))
    if before is None:
        yield Go("numbers", {"numbers": numbers, "points": [given.get(number) for number in numbers] if given else []})
        return
    had = dict(zip((one.number for one in before.projects), before.points or (), strict=False))
    points = [given.get(number) or had.get(number) for number in numbers] if had else []
    choices = [Choice("vote", _offered(before, numbers, points)), Choice("menu", _("Something else"))]
    chosen = yield Choose("meant", asked_beside(before), choices, hears_votes=True)
    yield Go(chosen, {} if chosen == "menu" else {"numbers": numbers, "points": points})


def _changed(opening: Record, before: Record | None, known: Collection[int]) -> list[int]:
    """Return the vote as it is wanted; nothing where none is left or changed, or where it is not to be told."""
    wanted = [number for number in opening.numbers or () if number in known]
    if opening.numbers and not wanted:
        raise Refusal("no_such_project", number=opening.numbers[0])
    stands = [project.number for project in before.projects] if before else []
    refused = opening.refused or ()
    if before is None or not (opening.keeps or set(refused) & set(stands)):
        return wanted
    numbers = numbers_kept(before, refused, wanted)
    return numbers if before.echo and numbers != stands else []


def _offered(before: Record, numbers: Sequence[int], points: Sequence[int | None]) -> Phrase:
    said = said_again(numbers, points)
    if before.format == BallotFormat.RANKING and len(numbers) > 1:
        return _("Vote in this order: %(numbers)s", numbers=said)
    return said_instead(said)


def _said(before: Record | None) -> Phrase:
    if before is None:
        return _(
            "Nothing was recorded. To vote, send VOTE and the numbers of the projects you want; for a blank "
            "vote, VOTE 0. To see your vote: MY VOTE."
        ).brief(
            _(
                "Nothing was recorded. To vote: VOTE + the numbers you want. For a blank vote: VOTE 0. "
                "See yours: MY VOTE"
            )
        )
    if not before.echo:
        return _(
            "Nothing was changed: your vote stays as it was. To change it, send VOTE and ALL the numbers you want; for "
            "a blank vote, VOTE 0. To see it: MY VOTE."
        ).brief(
            _("Your vote stays as it was. To change it: VOTE + ALL the numbers you want. For a blank vote: VOTE 0.")
        )
    return _(
        "Nothing was changed: your vote stays %(numbers)s. To change it, send VOTE and ALL the numbers you want; for "
        "a blank vote, VOTE 0. To see it: MY VOTE.",
        numbers=numbers_of(before),
    ).brief(_("Your vote stays %(numbers)s. To change it: VOTE + ALL the numbers you want. For a blank vote: VOTE 0."))
