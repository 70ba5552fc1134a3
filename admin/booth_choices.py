"""What somebody touched in a booth, as the ballot they would have typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from werkzeug.datastructures import MultiDict

from bot.typed_ballot import TypedReason
from budgeting.ballot import BallotFormat, BallotReason
from budgeting.refusal import Refusal

BLANK = "0"
NUMBER = re.compile(r"[0-9]{1,3}")
PLACE, POINTS = "place-", "points-"


def choices_in(sent: MultiDict[str, str], ballots: BallotFormat) -> str:
    """Return the choices as they are typed, such as `3 7` or `3:5 7:2`; a `Refusal` where nothing is chosen."""
    if "blank" in sent:
        return BLANK
    read = {BallotFormat.POINTS: _points, BallotFormat.RANKING: _ranking}.get(ballots, _numbers)
    choices = read(sent)
    if not choices:
        raise Refusal(BallotReason.NONE_GIVEN)
    return choices


def _numbers(sent: MultiDict[str, str]) -> str:
    return " ".join(sorted(filter(NUMBER.fullmatch, sent.getlist("choice")), key=int))


def _points(sent: MultiDict[str, str]) -> str:
    return " ".join(f"{number}:{points}" for number, points in sorted(_beside(sent, POINTS)) if points)


def _ranking(sent: MultiDict[str, str]) -> str:
    places = {number: place for number, place in _beside(sent, PLACE) if place}
    if len(set(places.values())) < len(places):
        raise Refusal(TypedReason.ORDER_UNCLEAR)
    return " ".join(str(number) for number in sorted(places, key=lambda number: places[number]))


def _beside(sent: MultiDict[str, str], prefix: str) -> Iterator[tuple[int, int]]:
    """Each project's number and what was written beside it; a `Refusal` where that is no number."""
    for name, value in sent.items():
        number, written = name.removeprefix(prefix), value.strip()
        if name == number or not NUMBER.fullmatch(number) or not written:
            continue
        if not (written.isdecimal() and len(written) <= 3):
            raise Refusal(TypedReason.UNREADABLE)
        yield int(number), int(written)
