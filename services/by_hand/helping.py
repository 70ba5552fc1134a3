"""A vote with an agent's help: what the person says is typed beside the code of their slip, shown, and cast."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from budgeting.ways_in import WayIn
from models import Commune
from services.by_hand.entered import note_entered
from services.by_hand.reasons import HandReason
from services.by_hand.typing import LASTS, Hand, Shown, Typed, open_typed, poll_of, show_typed, was_sent
from services.house import House
from services.voting.box import load_key, why_not_take
from services.voting.cast import enter_ballot, make_record
from services.voting.paper import Poll, polls_of
from services.voting.voter import Voting


@dataclass(frozen=True, slots=True)
class Helped:
    """What the person is given: their receipt, and whether it took the place of an earlier vote with this code.

    Where it does not stand, paper counts and there is none; `is_again`: it was recorded before, and nothing was now.
    """

    receipt: str
    stands: bool = True
    replaced: bool = False
    is_again: bool = False


def votes_with_help(session: Session, house: House, commune_id: int) -> list[Poll]:
    """Return the commune's votes that take ballots with help now."""
    commune, now = session.get_one(Commune, commune_id), house.clock()
    polls = polls_of(session, house, commune)
    return [poll for poll in polls if poll.ways.with_help and poll.why_not_at(now) is None]


def poll_with_help(session: Session, house: House, commune_id: int, cycle_id: int) -> Poll:
    """Return a vote whose rules announce votes with help, whatever the hour; a `Refusal` where they do not."""
    poll = poll_of(session, house, commune_id, cycle_id)
    if not poll.ways.with_help:
        raise Refusal(HandReason.NO_HELP)
    return poll


def vote_with_help(session: Session, house: House, commune_id: int, cycle_id: int) -> Poll:
    """Return a vote that takes ballots with help now; a `Refusal` says why it does not."""
    poll = poll_with_help(session, house, commune_id, cycle_id)
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
) -> Helped:
    """Record what was shown, as from a phone; sent twice it is recorded once, also where the person voted anew since.

    Whether they did is not told: who helped once would else learn of the vote that takes back what they saw.
    """
    poll, commune = vote_with_help(session, house, commune_id, cycle_id), session.get_one(Commune, commune_id)
    key, now = load_key(house, poll), house.clock()
    shown = open_typed(session, key, poll, token, Hand(staff_id, WayIn.ASSISTED), now)
    voting = Voting(None, WayIn.ASSISTED.value, None, None, now, 0, commune.time_zone)
    record, unknown = make_record(session, poll, voting, shown.judged.marks or None)
    if was_sent(session, poll, shown):
        return Helped(shown.receipt, is_again=True)
    record["receipt"] = shown.receipt
    cast = enter_ballot(session, poll, key, key.voter(shown.mark), voting, record, unknown, echo=False)
    if not cast.stands:
        return Helped("", stands=False)
    note_entered(session, house, commune, poll.cycle_id, staff_id, WayIn.ASSISTED)
    return Helped(shown.receipt, replaced=cast.replaced)


def seal_helped(house: House, poll: Poll, helped: Helped, staff_id: int) -> str:
    """Return what the person is given as ciphertext, hex: what may travel from one page to the next."""
    until = (house.clock() + LASTS).isoformat()
    kept = {"of": _of(poll, staff_id), "until": until, "given": asdict(helped)}
    return load_key(house, poll).seal_typed(kept)


def open_helped(house: House, poll: Poll, token: str, staff_id: int) -> Helped | None:
    """Return what `seal_helped` hid; None where it is too old, another person's, or not ours."""
    kept = load_key(house, poll).open_typed(token)
    is_mine = kept is not None and kept["of"] == _of(poll, staff_id)
    if kept is None or not is_mine or house.clock() > datetime.fromisoformat(kept["until"]):
        return None
    return Helped(**kept["given"])


def _of(poll: Poll, staff_id: int) -> list[Any]:
    return [poll.cycle_id, "helped", staff_id]
