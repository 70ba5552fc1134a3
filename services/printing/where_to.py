"""Where the papers of a vote send people: to a number that takes in what they write, else to the town hall."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from services.commitments import read_office
from services.house import House
from services.printing.citizen_budget import clipped
from services.printing.reasons import PaperNo
from services.printing.voice import Voice
from services.printing.voice import marked as _
from services.public import PublicLine, heard_lines, lines_of

LONGEST_OFFICE = 80
NO_NUMBER = _("No number takes votes yet: ask at the town hall.")
NO_NUMBER_AT = _("No number takes votes yet: ask at the town hall (%(office)s).")


@dataclass(frozen=True, slots=True)
class WhereTo:
    """The line that papers of a vote name, None while no message reaches any; `office` says where the town hall is."""

    line: PublicLine | None
    office: str = ""


def where_to(session: Session, house: House, commune_id: int) -> WhereTo:
    """Return where a vote is sent, to a number before a bot; `Refusal` (`PaperNo`) where the commune has no line."""
    if not lines_of(session, commune_id):
        raise Refusal(PaperNo.NO_LINE)
    heard, office = heard_lines(session, house, commune_id), read_office(session, commune_id)
    line = min(heard, key=lambda one: one.channel != "sms", default=None)
    known = (clipped(part, LONGEST_OFFICE) for part in (office.place, office.hours) if part)
    return WhereTo(line, " · ".join(known))


def say_no_number(place: WhereTo, voice: Voice) -> str:
    """Return that no number takes votes yet, and where to ask."""
    return voice.text(NO_NUMBER_AT, office=place.office) if place.office else voice.text(NO_NUMBER)
