"""What is said of the numbers of a ballot that are in the vote, and of another zone than its voter's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec

from sqlalchemy.orm import Session

from bot.ports import CastBallot
from budgeting.ballot import BallotReason
from budgeting.refusal import Refusal
from services.house import House
from services.voting.paper import Poll, VoteReason

More = ParamSpec("More")
Taking = Callable[Concatenate[Session, House, Poll, More], CastBallot]
APART = ", "


def told_by_zone(take: Taking[More]) -> Taking[More]:
    """Let a ballot that was taken, or refused, tell the numbers of other zones from those that are in no vote."""

    @wraps(take)
    def taken(session: Session, house: House, poll: Poll, /, *more: More.args, **named: More.kwargs) -> CastBallot:
        try:
            cast = take(session, house, poll, *more, **named)
        except Refusal as no:
            raise _refused(no, poll) from None
        unknown, elsewhere = _split(cast.unknown, poll)
        return replace(cast, unknown=unknown, elsewhere=elsewhere)

    return taken


def listed(numbers: tuple[int, ...]) -> str:
    """Return numbers as a refusal carries them."""
    return APART.join(map(str, numbers))


def _split(numbers: tuple[int, ...], poll: Poll) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return those that are in no vote and those of other zones; a voter's own are none of `numbers`."""
    whole = {project.number for project in poll.projects}
    in_no_vote = tuple(number for number in numbers if number not in whole)
    return in_no_vote, tuple(number for number in numbers if number in whole)


def _refused(no: Refusal, poll: Poll) -> Refusal:
    name = "numbers" if no.reason == BallotReason.NONE_KNOWN else "unknown"
    said = str(no.values.get(name, ""))
    unknown, elsewhere = _split(tuple(map(int, said.split(APART))) if said else (), poll)
    if not elsewhere:
        return no
    others = {key: value for key, value in no.values.items() if key != name}
    if unknown:
        return Refusal(no.reason, **others, **{name: listed(unknown)}, elsewhere=listed(elsewhere))
    if name == "numbers":
        return Refusal(VoteReason.OTHER_ZONE, **others, numbers=listed(elsewhere))
    return Refusal(no.reason, **others, elsewhere=listed(elsewhere))
