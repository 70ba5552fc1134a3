"""Ballots of a booth that arrive sealed, at once or after hours without a line: each is counted once, or refused.

A phone sends again whatever it had no answer for. So a ballot whose receipt is in the log is only acknowledged; one
that is refused is refused again for the same reason; who votes anew has an envelope and a receipt of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.typed_ballot import read_typed
from budgeting.ballot import BallotReason
from budgeting.refusal import Refusal
from budgeting.ways_in import WayIn
from models import Commune
from services.by_hand.entered import note_entered
from services.by_hand.envelopes import Envelope, Slip, open_envelope
from services.by_hand.opening import is_key_gone
from services.by_hand.reasons import BoothReason, HandReason
from services.by_hand.typing import Hand, check_code, code_in, was_sent
from services.house import House
from services.keyring import CycleKey
from services.voting.box import load_key
from services.voting.cast import enter_ballot, make_record
from services.voting.paper import Poll, VoteReason
from services.voting.receipts import is_in_log
from services.voting.voided import EVER
from services.voting.voter import Voting

WAITS = frozenset({HandReason.TRIES_USED, VoteReason.NOT_READY})
"""Why a ballot stays on its phone: it may still be taken, after a day, or once the key is back."""


class SentState(StrEnum):
    """What became of a ballot that was sent."""

    COUNTED = "counted"
    AGAIN = "again"
    REFUSED = "refused"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Sent:
    """The answer to one envelope: its receipt, "" where it cannot be opened, and why it is refused or has to wait."""

    state: SentState
    receipt: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """Who opened a booth, and when."""

    staff_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Unsealed:
    """An envelope, whose booth it is from and what was in it, None where it does not open.

    Without the key nothing does, and `no_key` says why it waits.
    """

    id: str
    key: CycleKey | None
    booth: Opened | None = None
    slip: Slip | None = None
    no_key: str = ""


def pass_booth(house: House, poll: Poll, staff_id: int) -> str:
    """Return the pass of a booth that somebody opens now, as ciphertext: it shows whose booth a ballot came from."""
    kept = {"of": _of(poll), "staff": staff_id, "at": house.clock().isoformat()}
    return load_key(house, poll).seal_typed(kept)


def open_all(house: House, poll: Poll, envelopes: Sequence[Envelope]) -> list[Unsealed]:
    """Open envelopes that came together, each once, in the order in which their ballots were cast.

    So of two with one code the later one counts.
    """
    try:
        key = load_key(house, poll)
    except Refusal as no:
        return [Unsealed(each.id, None, no_key=str(no.reason)) for each in envelopes]
    unsealed = [_unsealed(key, poll, each) for each in envelopes]
    return sorted(unsealed, key=lambda each: each.slip.at if each.slip else EVER)


def cast_sealed(
    session: Session, house: House, commune_id: int, poll: Poll, unsealed: Unsealed, *, sender_id: int
) -> Sent:
    """Record a ballot that was sealed in a booth; a wrong code is counted for who sends it. Never a `Refusal`."""
    key, slip = unsealed.key, unsealed.slip
    if key is None:
        if is_key_gone(session, poll.cycle_id):
            return Sent(SentState.REFUSED, reason=BoothReason.KEY_GONE.value)
        return Sent(SentState.LATER, reason=unsealed.no_key)
    if unsealed.booth is None or slip is None:
        return Sent(SentState.REFUSED, reason=BoothReason.BROKEN_SEAL.value)
    if is_in_log(session, poll.cycle_id, slip.receipt):
        return Sent(SentState.AGAIN, slip.receipt)
    try:
        commune = session.get_one(Commune, commune_id)
        return _cast(session, house, commune, poll, key, slip, unsealed.booth, sender_id)
    except Refusal as no:
        state = SentState.LATER if no.reason in WAITS else SentState.REFUSED
        return Sent(state, slip.receipt, str(no.reason))


def _cast(
    session: Session,
    house: House,
    commune: Commune,
    poll: Poll,
    key: CycleKey,
    slip: Slip,
    opened: Opened,
    sender_id: int,
) -> Sent:
    now = house.clock()
    # No ballot is older than its booth. A vote by phone that came after it stands, however late this one arrives.
    said_at = min(now, max(slip.at, opened.at))
    voting = Voting(None, WayIn.BOOTH.value, None, said_at, now, 0, commune.time_zone, said_at=said_at)
    marks = read_typed(slip.choices, tuple(commune.languages), poll.ballot.format)
    record, unknown = make_record(session, poll, voting, marks)
    if unknown:  # nobody could have touched it
        raise Refusal(BallotReason.NONE_KNOWN)
    if was_sent(session, poll, slip.receipt):
        return Sent(SentState.AGAIN, slip.receipt)
    mark = key.mark(code_in(slip.code))
    check_code(session, house, poll, mark, Hand(sender_id, WayIn.BOOTH))
    record["receipt"] = slip.receipt
    cast = enter_ballot(session, poll, key, key.voter(mark), voting, record, (), echo=False)
    if not cast.stands:
        raise Refusal(BoothReason.PAPER_STANDS if cast.on_paper else BoothReason.LATER_STANDS)
    note_entered(session, house, commune, poll.cycle_id, opened.staff_id, WayIn.BOOTH)
    return Sent(SentState.COUNTED, slip.receipt)


def _unsealed(key: CycleKey, poll: Poll, envelope: Envelope) -> Unsealed:
    booth = _opened(key, poll, envelope.passed)
    return Unsealed(envelope.id, key, booth, open_envelope(key, poll.cycle_id, envelope) if booth else None)


def _opened(key: CycleKey, poll: Poll, passed: str) -> Opened | None:
    kept = key.open_typed(passed)
    if kept is None or kept["of"] != _of(poll):
        return None
    return Opened(kept["staff"], datetime.fromisoformat(kept["at"]))


def _of(poll: Poll) -> list[object]:
    return [poll.cycle_id, "booth pass"]
