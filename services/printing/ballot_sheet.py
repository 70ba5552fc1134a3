"""The ballot for the wall and the hand: each project by its number, a colour and a symbol, for who does not read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from budgeting.ballot import BallotFormat
from services.communes import CommuneView
from services.printing.citizen_budget import clipped
from services.printing.codes import message_to, square_code
from services.printing.project_marks import marks_of
from services.printing.voice import Voice
from services.printing.voice import marked as _
from services.printing.vote_words import say_bounds, say_boxes, say_dates, say_example, say_how
from services.printing.where_to import WhereTo
from services.printing.words import DEMONSTRATION
from services.public import PublicLine, VoteRules

TITLE = _("The projects of the vote")
SQUARE = _("Begins the message on a phone with a camera")
BEGINNING = _("VOTE")
WHOLE_COMMUNE = _("Whole commune")
CODE_HERE = _("The ten digits of your code:")
TO_FILL = {
    BallotFormat.POINTS: _("To vote on paper: write your points into the boxes."),
    BallotFormat.RANKING: _("To vote on paper: write 1 for the best, then 2, then 3."),
}
TO_TICK = _("To vote on paper: tick the boxes of your projects.")


@dataclass(frozen=True, slots=True)
class BallotItem:
    """One project: its number, what it is called, its price, and its mark, a symbol on a colour.

    `money` is whose money it competes for, "" where there is one envelope.
    """

    number: str
    title: str
    cost: str
    symbol: str
    colour: str
    money: str = ""


@dataclass(frozen=True, slots=True)
class BallotSheet:
    """The whole list as frozen, by number; `square` begins the message, "" where no telephone number takes it.

    `to_fill` and `code_here` say what to write on it and where it goes, "" where nobody votes on paper.
    """

    title: str
    commune: str
    date: str
    language: str
    vote: str
    dates: str
    items: tuple[BallotItem, ...]
    how: str
    example: str
    bounds: tuple[str, ...]
    square: str
    square_words: str
    demonstration: str
    to_fill: str = ""
    code_here: str = ""


def say_ballot_sheet(
    commune: CommuneView,
    rules: VoteRules,
    chosen: Mapping[int, str],
    place: WhereTo,
    today: date,
    language: str,
) -> BallotSheet:
    """Return the sheet of a vote's frozen list in one language.

    `chosen` are the symbols that staff chose, by project number.
    """
    voice = Voice(language, commune)
    return BallotSheet(
        title=voice.name(TITLE),
        commune=clipped(commune.name),
        date=today.isoformat(),
        language=language,
        vote=clipped(rules.title),
        dates=say_dates(rules, voice),
        items=_items(rules, chosen, voice),
        how=say_how(rules, place, voice),
        example=say_example(rules, voice),
        bounds=say_bounds(rules, voice),
        square=_square(place.line, voice),
        square_words=voice.text(SQUARE),
        demonstration=voice.text(DEMONSTRATION) if commune.is_demo else "",
        to_fill=_to_fill(rules, voice) if rules.ways.on_paper else "",
        code_here=voice.text(CODE_HERE) if rules.ways.on_paper else "",
    )


def _items(rules: VoteRules, chosen: Mapping[int, str], voice: Voice) -> tuple[BallotItem, ...]:
    whose = {number: pot.names for pot in rules.ballot.pots for number in pot.numbers}
    money = {number: voice.title(names) if names else voice.text(WHOLE_COMMUNE) for number, names in whose.items()}
    return tuple(
        BallotItem(
            str(one.number), voice.title(one.titles), voice.amount(one.cost), symbol, colour, money.get(one.number, "")
        )
        for one, (symbol, colour) in zip(rules.projects, marks_of(rules.projects, chosen), strict=True)
    )


def _to_fill(rules: VoteRules, voice: Voice) -> str:
    """Return what is written on the sheet, and where it is put."""
    filled = voice.text(TO_FILL.get(rules.ballot.format, TO_TICK))
    return " ".join((filled, *say_boxes(rules.ways, voice)))


def _square(line: PublicLine | None, voice: Voice) -> str:
    """Return a square that begins the message where a number takes SMS, "" elsewhere."""
    return square_code(message_to(line, f"{voice.name(BEGINNING)} ")) if line and line.channel == "sms" else ""
