"""At the town hall: somebody who voted and was not found is found by their voter's number, added, or refused.

Nobody here sees a choice. Whoever is found or added votes with the ballot that waited; what is decided is told to them.
"""

from __future__ import annotations

import os

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import Phrase, _
from bot.sms.clean import one_line
from bot.wording import Clipped
from budgeting.refusal import Refusal
from models import Cycle, RollEntry, UnmatchedVoter
from models.cycle import CycleState, IdentityLevel
from models.roll import UnmatchedState
from services.contacts import phone_of
from services.counting.count import latest_run
from services.cycles.consent import Matter, say_yes
from services.cycles.draft import get_cycle, note
from services.cycles.key import load_key
from services.house import House
from services.roll.admitting import PURPOSE, admit, check_unlisted, contact_of
from services.roll.aside import drop_aside
from services.roll.asking import addition_digest, settle
from services.roll.matching import Listed, entry_marks, find_listed
from services.roll.reading import VOTER, plain_voter_number
from services.roll.reasons import RollReason
from services.rows import put
from services.telling import tell

LONGEST_REASON = 160


def find_by_voter_number(
    session: Session, house: House, commune_id: int, cycle_id: int, reference: str, typed: str, *, staff_id: int | None
) -> None:
    """Let somebody vote who shows the number under which they are on the list, and whom no phone leads to yet."""
    cycle, asked = _asked(session, house, commune_id, cycle_id, reference)
    key, number = load_key(house, cycle), plain_voter_number(typed)
    listed = find_listed(session, key, cycle.id, VOTER, number) if number else None
    if listed is None:
        raise Refusal(RollReason.NUMBER_UNKNOWN)
    if len(entry_marks(session, listed.entry_id)) > 1:  # a phone stands there: it votes, and nobody in its place
        raise Refusal(RollReason.NUMBER_TAKEN)
    admit(session, house, cycle, key, asked, listed)
    note(session, house, cycle, "roll_voter_found", staff_id, unmatched=asked.id)


def add_to_roll(
    session: Session,
    house: House,
    commune_id: int,
    cycle_id: int,
    reference: str,
    reason: str,
    zone_id: int | None = None,
    *,
    staff_id: int,
    alone: bool = False,
) -> bool:
    """Say yes to adding somebody who is not on the list, for a reason; with the second yes they vote. True then."""
    cycle, asked = _asked(session, house, commune_id, cycle_id, reference)
    words = _words(reason)
    if cycle.own_zone_only and zone_id is None:
        raise Refusal(RollReason.ZONE_NEEDED)
    key = load_key(house, cycle)
    digest = addition_digest(asked.reference, words, zone_id)
    asked.reason = words
    given = say_yes(session, house, cycle, Matter.ROLL_ADDITION, digest, staff_id=staff_id, alone=alone)
    if given:
        entry = Listed(os.urandom(16).hex(), zone_id if cycle.own_zone_only else None)
        put(session, RollEntry, id=entry.entry_id, cycle_id=cycle.id, batch_id=None, zone_id=entry.zone_id)
        admit(session, house, cycle, key, asked, entry)
    act = "roll_voter_added" if given else "roll_addition_asked"
    note(session, house, cycle, act, staff_id, unmatched=asked.id, digest=digest)
    return given


def refuse_voter(
    session: Session, house: House, commune_id: int, cycle_id: int, reference: str, reason: str, *, staff_id: int | None
) -> None:
    """Refuse somebody who may not vote, for a reason that they are told; the ballot that waited is erased unopened."""
    cycle, asked = _asked(session, house, commune_id, cycle_id, reference)
    words = _words(reason)
    contact = contact_of(session, asked)
    if number := phone_of(house, contact):
        drop_aside(session, cycle.id, load_key(house, cycle).voter(number))
    settle(session, cycle.id, contact, UnmatchedState.REFUSED, words)
    tell(session, house, contact.id, asked.line_id, _refused(words), purpose=PURPOSE)
    note(session, house, cycle, "roll_voter_refused", staff_id, unmatched=asked.id)


def why_not_decide(session: Session, cycle: Cycle) -> Refusal | None:
    """Return why nobody is found, added or refused any more, or None."""
    if cycle.identity_level != IdentityLevel.CLOSED_ROLL:
        return Refusal(RollReason.NOT_HERE)
    if cycle.state != CycleState.APPROVED:
        return Refusal(RollReason.NOT_APPROVED)
    return None if latest_run(session, cycle.id) is None else Refusal(RollReason.COUNTED)


def _refused(reason: str) -> Phrase:
    return _(
        "Your vote does not count: you are not on the list of voters. Reason: %(because)s", because=Clipped(reason, 50)
    )


def _asked(
    session: Session, house: House, commune_id: int, cycle_id: int, reference: str
) -> tuple[Cycle, UnmatchedVoter]:
    cycle = get_cycle(session, commune_id, cycle_id)
    if no := why_not_decide(session, cycle):
        raise no
    typed = "".join(reference.split()).upper()
    query = select(UnmatchedVoter).where(UnmatchedVoter.cycle_id == cycle.id, UnmatchedVoter.reference == typed)
    asked = session.scalar(query.with_for_update())
    if asked is None:
        raise Refusal(RollReason.UNKNOWN)
    if asked.state != UnmatchedState.WAITING:
        raise Refusal(RollReason.DECIDED)
    check_unlisted(session, house, cycle, contact_of(session, asked))
    return cycle, asked


def _words(reason: str) -> str:
    words = one_line(reason, LONGEST_REASON)
    if not words:
        raise Refusal(RollReason.REASON_NEEDED)
    return words
