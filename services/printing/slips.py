"""The slips of a batch of voting codes, to cut out and to hand to one person each.

What is said here holds codes in clear: it goes to the press and into the hands of who asked for it, and nowhere else.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from budgeting.phases import Phase, PhaseKind
from budgeting.voting_codes import write_code
from budgeting.ways_in import WaysIn
from locales.page_words import direction_of
from models import Cycle
from printing import make_secret_pdf
from services.clock import day_in
from services.codes.making import Drawn, NewBatch, draw_batch
from services.cycles.ballot_format import announced_ballot
from services.cycles.phases import phase_of
from services.cycles.ways import ways_of
from services.house import House
from services.printing.citizen_budget import clipped
from services.printing.codes import message_to, square_code
from services.printing.contacts import shown
from services.printing.papers import Paper, commune_in
from services.printing.poster import languages_of
from services.printing.voice import Voice
from services.printing.voice import marked as _
from services.printing.vote_example import places_of
from services.printing.vote_words import say_both_ways, say_boxes, say_format, say_span, say_unsent
from services.printing.where_to import WhereTo, where_to

HOW = _("Send VOTE, this code and the numbers of the projects you want, from any phone, to %(line)s:")
RULES = _(
    "One code, one person. You may vote again until the end: the last vote counts. To see it: MY VOTE and the code. "
    "Show the code to nobody. Lost? Go to the town hall."
)
WITH_HELP = _("No phone? An agent of the town hall types your vote, with this code.")
IN_BOOTH = _("Or vote in the booth of the town hall, with this code.")
ON_PAPER = _("Or vote on paper, with this code.")
MARK = _("batch %(number)s")
FOOTER = _("Batch %(number)s · %(label)s · %(count)s slips, one for each person · handed out by %(hander)s")
SQUARE = _("Writes the message with the code on a phone with a camera")
WORD = _("VOTE %(code)s")
EXAMPLE = _("VOTE %(code)s %(numbers)s")
OWN = "##########"
"""Where each slip's own code stands in the example."""


@dataclass(frozen=True, slots=True)
class SlipColumn:
    """What a slip says in one language; each slip's own code stands between the two parts of the example."""

    language: str
    direction: str
    dates: str
    how: str
    before_code: str
    after_code: str
    rules: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One code in groups, and its message as a square code."""

    code: str
    square: str


@dataclass(frozen=True, slots=True)
class Slips:
    """The sheet of a batch; `line` is the number to write to, "" while none takes votes.

    `mark` tells slips of different batches apart.
    """

    title: str
    commune: str
    date: str
    language: str
    vote: str
    mark: str
    line: str
    footer: str
    square_words: str
    columns: tuple[SlipColumn, ...]
    slips: tuple[Slip, ...]


def say_slips(
    session: Session, house: House, commune_id: int, cycle_id: int, new: NewBatch, language: str
) -> tuple[Drawn, Slips]:
    """Draw a batch and say its slips; a `Refusal` where no codes can be made, or the commune has no line."""
    drawn = draw_batch(session, house, commune_id, cycle_id, new)
    commune, place = commune_in(session, commune_id, language), where_to(session, house, commune_id)
    cycle, vote = session.get_one(Cycle, drawn.cycle_id), phase_of(session, drawn.cycle_id, PhaseKind.VOTE)
    assert vote is not None  # no codes are drawn without one
    voice, spoken, batch = Voice(language, commune), languages_of(commune, language), drawn.batch
    return drawn, Slips(
        title=voice.name(_("Voting codes, batch %(number)s"), number=drawn.number),
        commune=clipped(commune.name),
        date=day_in(house.clock(), commune.time_zone).isoformat(),
        language=language,
        vote=clipped(cycle.title),
        mark=voice.text(MARK, number=drawn.number),
        line=shown(place.line) if place.line else "",
        footer=voice.text(FOOTER, number=drawn.number, label=batch.label, count=batch.size, hander=batch.handed_out_by),
        square_words=voice.text(SQUARE),
        columns=tuple(_column(Voice(tag, commune), place, vote, cycle) for tag in spoken),
        slips=tuple(
            Slip(write_code(code), square_code(message_to(place.line, voice.name(WORD, code=code))))
            for code in drawn.codes
        ),
    )


def press_slips(slips: Slips, number: int) -> Paper:
    """Press the slips; call it outside of a transaction. Nothing of them is remembered."""
    content = make_secret_pdf("voting_codes", asdict(slips), slips.language)
    return Paper(slips.title, f"voting-codes-{number}.pdf", slips.language, content)


def _column(voice: Voice, place: WhereTo, vote: Phase, cycle: Cycle) -> SlipColumn:
    before, _own, after = voice.name(EXAMPLE, code=OWN, numbers=places_of(cycle)).partition(OWN)
    ways, written = ways_of(cycle), say_format(announced_ballot(cycle), voice)
    return SlipColumn(
        language=voice.language,
        direction=direction_of(voice.language),
        dates=say_span(vote.opens_at, vote.closes_at, voice),
        how=voice.text(HOW, line=shown(place.line)) if place.line else say_unsent(place, voice),
        before_code=before,
        after_code=after,
        rules=" ".join((*written, voice.text(RULES), *_other_ways(ways, voice), *say_both_ways(ways, voice))),
    )


def _other_ways(ways: WaysIn, voice: Voice) -> tuple[str, ...]:
    """Return how else than by phone this code may vote, as far as the rules say so."""
    said = ((WITH_HELP, ways.with_help), (IN_BOOTH, ways.in_booth), (ON_PAPER, ways.on_paper))
    return (*(voice.text(words) for words, is_taken in said if is_taken), *say_boxes(ways, voice))
