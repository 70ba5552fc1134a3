"""A vote typed by code on a page of the panel, with an agent's help or alone in a booth: shown, then cast.

The two differ in who types, in what the rules announce, and in whose name the ballot is noted.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from budgeting.ways_in import WayIn
from models import Commune
from services.by_hand.announced import BOOTH, HELP, vote_by
from services.by_hand.entered import note_entered
from services.by_hand.typing import LASTS, Hand, Shown, Typed, open_typed, show_typed, was_sent
from services.house import House
from services.voting.box import load_key, why_not_take
from services.voting.cast import enter_ballot, make_record
from services.voting.paper import Poll, polls_of
from services.voting.voter import Voting

TYPED = {WayIn.ASSISTED: HELP, WayIn.BOOTH: BOOTH}
"""The ways in which a ballot is typed on a page, and what has to be announced for each."""


@dataclass(frozen=True, slots=True)
class Helped:
    """What the person is given: their receipt, and whether it took the place of an earlier vote with this code.

    Where it does not stand, paper counts and there is none; `is_again`: it was recorded before, and nothing was now.
    """

    receipt: str
    stands: bool = True
    replaced: bool = False
    is_again: bool = False


def votes_with_help(session: Session, house: House, commune_id: int, way: WayIn = WayIn.ASSISTED) -> list[Poll]:
    """Return the commune's votes that take ballots this way now."""
    commune, now = session.get_one(Commune, commune_id), house.clock()
    polls = polls_of(session, house, commune)
    return [poll for poll in polls if TYPED[way].is_in(poll.ways) and poll.why_not_at(now) is None]


def poll_with_help(session: Session, house: House, commune_id: int, cycle_id: int, way: WayIn = WayIn.ASSISTED) -> Poll:
    """Return a vote whose rules announce this way, whatever the hour; a `Refusal` where they do not."""
    return vote_by(TYPED[way], session, house, commune_id, cycle_id)


def vote_with_help(session: Session, house: House, commune_id: int, cycle_id: int, way: WayIn = WayIn.ASSISTED) -> Poll:
    """Return a vote that takes ballots this way now; a `Refusal` says why it does not."""
    poll = poll_with_help(session, house, commune_id, cycle_id, way)
    if no := poll.why_not_at(house.clock()):
        raise no
    return poll


def show_with_help(
    session: Session,
    house: House,
    commune_id: int,
    cycle_id: int,
    typed: Typed,
    *,
    staff_id: int,
    way: WayIn = WayIn.ASSISTED,
) -> Shown | Refusal:
    """Return what would be recorded, or why nothing can be; a wrong code is counted either way."""
    try:
        poll = vote_with_help(session, house, commune_id, cycle_id, way)
        if no := why_not_take(session, poll):
            return no
        languages = session.get_one(Commune, commune_id).languages
        return show_typed(session, house, poll, languages, typed, Hand(staff_id, way))
    except Refusal as no:
        return no


def cast_with_help(
    session: Session,
    house: House,
    commune_id: int,
    cycle_id: int,
    token: str,
    *,
    staff_id: int,
    way: WayIn = WayIn.ASSISTED,
) -> Helped:
    """Record what was shown, as from a phone; sent twice it is recorded once, also where the person voted anew since.

    Whether they did is not told: who helped once would else learn of the vote that takes back what they saw.
    """
    poll, commune = vote_with_help(session, house, commune_id, cycle_id, way), session.get_one(Commune, commune_id)
    key, now = load_key(house, poll), house.clock()
    shown = open_typed(session, key, poll, token, Hand(staff_id, way), now)
    voting = Voting(None, way.value, None, None, now, 0, commune.time_zone)
    record, unknown = make_record(session, poll, voting, shown.judged.marks or None)
    if was_sent(session, poll, shown.receipt):
        return Helped(shown.receipt, is_again=True)
    record["receipt"] = shown.receipt
    cast = enter_ballot(session, poll, key, key.voter(shown.mark), voting, record, unknown, echo=False)
    if not cast.stands:
        return Helped("", stands=False)
    note_entered(session, house, commune, poll.cycle_id, staff_id, way)
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
