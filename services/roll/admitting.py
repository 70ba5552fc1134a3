"""Somebody is let onto the list at the town hall: their phone votes from now on, with the ballot that waited."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.phrases import _
from budgeting.refusal import Refusal
from models import Commune, Contact, Cycle, RollMark, UnmatchedVoter
from models.roll import UnmatchedState
from services.contacts import phone_of
from services.cycles.key import load_key
from services.house import House
from services.keyring import CycleKey
from services.roll.aside import drop_aside, find_aside
from services.roll.asking import settle
from services.roll.matching import Listed, find_by_phone, paper_of
from services.roll.own_zone import of_own_zone
from services.roll.reading import PHONE
from services.roll.reasons import RollReason
from services.rows import put
from services.telling import tell
from services.voting.box import why_not_take
from services.voting.cast import enter_ballot
from services.voting.paper import Poll, polls_of
from services.voting.voter import Voting, proven_number

PURPOSE = "vote"


class Kept(StrEnum):
    """What became of the ballot that was kept apart for somebody who is on the list now."""

    WHOLE = "whole"
    OWN_ZONE = "own_zone"
    OTHER_ZONE = "other_zone"
    NONE = "none"


_SAID = {
    Kept.WHOLE: _("You were found on the list of voters: your vote counts now. To see it, send MY VOTE."),
    Kept.OWN_ZONE: _(
        "You were found on the list of voters: your vote counts now, without the projects of other zones. To see it, "
        "send MY VOTE."
    ),
    Kept.OTHER_ZONE: _(
        "You were found on the list of voters, but your vote does not count: too few of its projects are of your "
        "zone. To vote again, send VOTE."
    ),
    Kept.NONE: _("You were found on the list of voters. To vote, send VOTE and your numbers."),
}
_SAID_AFTER_CLOSING = {
    Kept.WHOLE: _("You were found on the list of voters: your vote counts now."),
    Kept.OWN_ZONE: _(
        "You were found on the list of voters: your vote counts now, without the projects of other zones."
    ),
    Kept.OTHER_ZONE: _(
        "You were found on the list of voters, but your vote does not count: too few of its projects are of your zone."
    ),
    Kept.NONE: _("You were found on the list of voters, but the vote is closed and no vote of yours was kept."),
}
"""Then nothing can be sent any more, and MY VOTE shows no ballot."""


def contact_of(session: Session, asked: UnmatchedVoter) -> Contact:
    """Return the contact that was not found on a list; a `Refusal` where they asked to be forgotten."""
    contact = session.get(Contact, asked.contact_id) if asked.contact_id else None
    if contact is None:
        raise Refusal(RollReason.GONE)
    return contact


def check_unlisted(session: Session, house: House, cycle: Cycle, contact: Contact) -> None:
    """Refuse to decide about a phone that is on the list by now: its ballot counts."""
    number = phone_of(house, contact)
    if number is not None and find_by_phone(session, load_key(house, cycle), cycle.id, number) is not None:
        raise Refusal(RollReason.PHONE_LISTED)


def admit(session: Session, house: House, cycle: Cycle, key: CycleKey, asked: UnmatchedVoter, listed: Listed) -> None:
    """Put a phone on the list under an entry and let the ballot count that waits for it."""
    contact = contact_of(session, asked)
    number = phone_of(house, contact)
    if number is None:
        raise Refusal(RollReason.GONE)
    put(session, RollMark, cycle_id=cycle.id, mark=key.roll_mark(PHONE, number), entry_id=listed.entry_id)
    commune, now = session.get_one(Commune, cycle.commune_id), house.clock()
    poll = next(poll for poll in polls_of(session, house, commune) if poll.cycle_id == cycle.id)
    if no := why_not_take(session, poll):
        raise no
    taken = _cast_kept(session, poll, key, _voting(commune, contact, number, now), listed)
    settle(session, cycle.id, contact, UnmatchedState.CONFIRMED)
    said = _SAID if now < poll.closes_at else _SAID_AFTER_CLOSING
    tell(session, house, contact.id, asked.line_id, said[taken], purpose=PURPOSE)


def _cast_kept(session: Session, poll: Poll, key: CycleKey, voting: Voting, listed: Listed) -> Kept:
    """Cast what is kept apart for a phone, as its person may choose; a ballot of other zones alone is none."""
    voter = key.voter(proven_number(voting))
    kept = find_aside(session, poll.cycle_id, key, voter)
    if kept is None:
        return Kept.NONE
    drop_aside(session, poll.cycle_id, voter)
    own = paper_of(session, poll, listed.zone_id)
    record = of_own_zone(kept, own)
    if record is None:
        return Kept.OTHER_ZONE
    enter_ballot(session, poll, key, key.roll_voter(listed.entry_id), voting, record, echo=False)
    return Kept.WHOLE if len(record["choices"]) == len(kept["choices"]) else Kept.OWN_ZONE


def _voting(commune: Commune, contact: Contact, number: str, now: datetime) -> Voting:
    return Voting(
        number=number,
        channel=contact.channel,
        language=contact.language or commune.languages[0],
        event_at=None,
        arrived_at=now,
        sequence=0,
        time_zone=commune.time_zone,
        is_simulated=contact.is_simulated,
    )
