"""A vote with an agent's help: what the person says is typed beside the code of their slip, shown, and cast."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.ports import CastBallot
from budgeting.refusal import Refusal
from budgeting.ways_in import WayIn
from models import Commune
from services.by_hand.entered import note_entered
from services.by_hand.reasons import HandReason
from services.by_hand.typing import Hand, Shown, Typed, open_typed, poll_of, show_typed
from services.codes.marks import is_good
from services.house import House
from services.voting.box import Booth, load_key, why_not_take
from services.voting.cast import enter_ballot, make_record
from services.voting.paper import Poll, VoteReason, polls_of
from services.voting.recorded import view_of_record
from services.voting.voter import Voting


def votes_with_help(session: Session, house: House, commune_id: int) -> list[Poll]:
    """Return the commune's votes that take ballots with help now."""
    commune, now = session.get_one(Commune, commune_id), house.clock()
    polls = polls_of(session, house, commune)
    return [poll for poll in polls if poll.ways.with_help and poll.why_not_at(now) is None]


def vote_with_help(session: Session, house: House, commune_id: int, cycle_id: int) -> Poll:
    """Return a vote that takes ballots with help now; a `Refusal` says why it does not."""
    poll = poll_of(session, house, commune_id, cycle_id)
    if not poll.ways.with_help:
        raise Refusal(HandReason.NO_HELP)
    if no := poll.why_not_at(house.clock()):
        raise no
    return poll


def show_with_help(
    session: Session, house: House, commune_id: int, cycle_id: int, typed: Typed, *, staff_id: int
) -> Shown | Refusal:
    """Return what would be recorded, or why nothing can be; a wrong code is counted either way."""
    try:
        poll = vote_with_help(session, house, commune_id, cycle_id)
        if no := why_not_take(session, poll):
            return no
        languages = session.get_one(Commune, commune_id).languages
        return show_typed(session, house, poll, languages, typed, Hand(staff_id, WayIn.ASSISTED))
    except Refusal as no:
        return no


def cast_with_help(
    session: Session, house: House, commune_id: int, cycle_id: int, token: str, *, staff_id: int
) -> CastBallot:
    """Record what was shown, as from a phone, and return what stands; sent twice it is recorded once."""
    poll, commune = vote_with_help(session, house, commune_id, cycle_id), session.get_one(Commune, commune_id)
    key, now = load_key(house, poll), house.clock()
    shown = open_typed(key, poll, token, Hand(staff_id, WayIn.ASSISTED), now)
    voting = Voting(None, WayIn.ASSISTED.value, None, None, now, 0, commune.time_zone)
    record, unknown = make_record(session, poll, voting, shown.judged.marks or None)
    if not is_good(session, poll.cycle_id, shown.mark):  # it was voided meanwhile
        raise Refusal(VoteReason.CODE_NOT_GOOD)
    record["receipt"], voter = shown.receipt, key.voter(shown.mark)
    before = Booth(session, poll, key, voter, voting).standing()
    if before is not None and before["receipt"] == shown.receipt:
        return view_of_record(poll, record, unknown)
    cast = enter_ballot(session, poll, key, voter, voting, record, unknown, echo=True)
    if cast.stands:
        note_entered(session, house, commune, poll.cycle_id, staff_id, WayIn.ASSISTED)
    return cast
