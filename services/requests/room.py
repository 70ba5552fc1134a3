"""How much staff may write: what a paid message still holds beside the words that must stand in it.

Nothing of such a message may be cut: at its end stands where and until when one may complain. So the words of staff
are measured together with the rest, in the alphabet both make, and shortened by staff before anything is sent.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.channels import capabilities_of
from bot.phrases import Phrase
from bot.render.words import lead
from bot.reply import Reply
from bot.sms.alphabet import Encoding
from bot.sms.prepare import Prepared
from bot.sms.segments import PART
from bot.steps import Say
from budgeting.law.complaints import Rung, RungState
from budgeting.law.grounds import GroundCode
from budgeting.law.stages import Ladder
from budgeting.refusal import Refusal
from models import Commune, Contact, InformationRequest, Line
from services.requests import wording
from services.requests.clock import clock_of
from services.requests.filing import is_spoken
from services.requests.reasons import RequestNo
from services.telling import prepared_for, speech_of

PARTS = {Encoding.GSM7: 4, Encoding.UCS2: 8}
"""Parts a message may take; in the alphabet of Arabic a part holds 67 letters, so that four would be too few words."""
LONGEST_BY_SMS = 480
"""Characters that staff may write at most where text is paid, however short the rest is."""
LONGEST = 3000
DATE = 25
"""Characters for the day until which one may complain."""


def check_room(session: Session, row: InformationRequest, written: str, words: tuple[Phrase, ...]) -> None:
    """Refuse what staff wrote where the whole message would not arrive whole."""
    over = _over(session, row, words)
    if over > 0:
        raise Refusal(RequestNo.TEXT_TOO_LONG, most=max(0, len(written) - over), length=len(written))


def room_for_answer(session: Session, row: InformationRequest) -> int:
    """Return how many characters an answer to this author may have."""
    # One for the space before words that are still to be written.
    return _room(session, row, (wording.answered(_unsaid(row)),), 1)


def room_for_refusal(session: Session, row: InformationRequest) -> int:
    """Return how many the reason of a refusal may have, its longest ground and where to complain beside it."""
    clock = clock_of(session, session.get_one(Commune, row.commune_id))
    refused = [wording.refused(_unsaid(row, refusal=ground.code)) for ground in clock.grounds_of(row)]
    ways = [way for found in (clock.profile_of(row), clock.promise_of(row)) for way in told_together(found.ladder)]
    bodies = [wording.may_complain(way) for way in ways]
    longest = tuple(_longest(session, row, phrases) for phrases in (refused, bodies) if phrases)
    dates = max((sum(1 for rung in way if rung.stage.complain) for way in ways), default=0)
    return _room(session, row, longest, DATE * dates)


def told_together(ladder: Ladder) -> list[list[Rung]]:
    """Return which stages of a ladder one message may have to name: each by itself, or all where they have no order."""
    rungs = [Rung(0, stage, RungState.OPEN) for stage in ladder.stages]
    return [[rung] for rung in rungs] if ladder.in_order or not rungs else [rungs]


def longest_by(channel: str) -> int:
    """Return how many characters staff may write on a channel, however short the rest is."""
    return LONGEST if is_spoken(channel) or not capabilities_of(channel).is_paid else LONGEST_BY_SMS


def _room(session: Session, row: InformationRequest, rest: tuple[Phrase, ...], margin: int) -> int:
    return max(0, min(longest_by(row.channel), -_over(session, row, rest) - margin))


def _longest(session: Session, row: InformationRequest, phrases: list[Phrase]) -> Phrase:
    return max(phrases, key=lambda phrase: _over(session, row, (phrase,)))


def _unsaid(row: InformationRequest, **values: GroundCode) -> InformationRequest:
    """Return a request of the same name whose words staff have yet to write."""
    return InformationRequest(reference=row.reference, kind=row.kind, answer="", reason="", **values)


def _over(session: Session, row: InformationRequest, words: tuple[Phrase, ...]) -> int:
    """Return by how many characters a message to the author is too long; below 0 is what it still holds."""
    contact = session.get(Contact, row.contact_id) if row.contact_id else None
    line = session.get(Line, row.line_id) if row.line_id else None
    if contact is None or line is None:
        return -(LONGEST + DATE + 1)
    can = capabilities_of(contact.channel)
    commune = session.get(Commune, contact.commune_id) if contact.commune_id else None
    speech = speech_of(commune, contact, is_brief=can.is_paid)
    text = "\n".join(lead(Reply([Say(phrase) for phrase in words]), speech))
    if not can.is_paid:
        return len(text) - can.max_length
    made = prepared_for(line, text)
    return max(made.units - _most_units(made), len(text) - can.max_length)


def _most_units(made: Prepared) -> int:
    return PARTS[made.encoding] * PART[made.encoding]
