"""The ballot box of a cycle: whether it takes a ballot, the key it is locked with, and each voter's place in it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, and_, bindparam, select
from sqlalchemy.orm import Session

from budgeting.receipts import commit_receipt
from budgeting.refusal import Refusal
from models import Ballot, CountRun, Cycle, PendingEntry, Turnout
from models.ballot import LogEvent
from models.cycle import CycleState
from services.clock import day_in, hour_of
from services.house import House
from services.keyring import CycleKey, KeyMissing
from services.rows import has_one_writer, put, put_all, put_new, table_of
from services.voting.paper import Poll, VoteReason
from services.voting.voided import why_cycle_voided
from services.voting.voter import Voting

IN_TIME = "in_time"
"""Only in the record of a ballot that arrived in the grace: its voter's choices at the announced closing, or None.

The count tells from it what would have been chosen without the grace; it is sealed like the ballot itself.
"""

# Built once: a turn that builds its statements anew spends more on them than the database does.
_BALLOT: Table = table_of(Ballot)
_IS_MINE = and_(_BALLOT.c.cycle_id == bindparam("of_cycle"), _BALLOT.c.voter == bindparam("of_voter"))
_STANDING = select(_BALLOT.c.sealed).where(_IS_MINE).with_for_update()
_REPLACE = (
    _BALLOT.update()
    .where(_IS_MINE)
    .values({name: bindparam(name) for name in ("sealed", "channel", "in_grace", "hour")})
)
_CYCLE: Table = table_of(Cycle)
_RUN: Table = table_of(CountRun)
_IS_CYCLE = _CYCLE.c.id == bindparam("of_cycle")
# The count and the voiding lock the cycle for themselves; ballots share it with one another.
_HOLD_OPEN = select(_CYCLE.c.id).where(_IS_CYCLE).with_for_update(read=True, key_share=True)
_BOX = select(_CYCLE.c.state, select(_RUN.c.id).where(_RUN.c.cycle_id == _CYCLE.c.id).exists()).where(_IS_CYCLE)


def why_not_take(session: Session, poll: Poll) -> Refusal | None:
    """Return why the box takes no ballot any more, however early it came, or None; then it stays so in this turn.

    A ballot that waited for its transaction must not lie in a box that was opened or voided meanwhile: its voter would
    hold a receipt that no count knows.
    """
    where = {"of_cycle": poll.cycle_id}
    connection = session.connection()
    if not has_one_writer(session):
        connection.execute(_HOLD_OPEN, where)
    # A statement of its own: what is not locked would be read as it was before the wait.
    state, is_counted = connection.execute(_BOX, where).one()
    if is_counted or state == CycleState.CLOSED:
        return Refusal(VoteReason.HAS_CLOSED, closes_at=poll.closes_at.isoformat())
    if state == CycleState.VOIDED:
        return why_cycle_voided(session, poll.cycle_id)
    return None if state == CycleState.APPROVED else Refusal(VoteReason.NO_VOTE_OPEN)


def load_key(house: House, poll: Poll) -> CycleKey:
    """Return the cycle's key; a `Refusal` while it is not on this machine, or another lies in its place."""
    return key_of_box(house, poll.cycle_id, poll.key_fingerprint)


def key_of_box(house: House, cycle_id: int, fingerprint: str | None) -> CycleKey:
    """Return the key of that fingerprint under which a cycle's ballots stand; a `Refusal` where it is not here."""
    try:
        key = house.keyring.load(cycle_id)
    except KeyMissing:
        raise Refusal(VoteReason.NOT_READY) from None
    if key.fingerprint != fingerprint:  # nobody could open what is sealed under it
        raise Refusal(VoteReason.NOT_READY)
    return key


def log_salt(cycle_id: int) -> bytes:
    """Return the public salt that keeps the receipts of two cycles apart."""
    return f"palabre cycle {cycle_id}".encode()


@dataclass(frozen=True, slots=True)
class Booth:
    """One voter's place in the ballot box of a poll."""

    session: Session
    poll: Poll
    key: CycleKey
    voter: str
    voting: Voting

    def standing(self) -> dict[str, Any] | None:
        """Return the record of the ballot that stands, locked until the turn's end."""
        sealed = self.session.connection().execute(_STANDING, self._mine()).scalar_one_or_none()
        return None if sealed is None else self.key.open(sealed)

    def put_first(self, fresh: dict[str, Any]) -> bool:
        """Put in a voter's first ballot and count them once; False when there is one already."""
        mine = {"id": os.urandom(16).hex(), "cycle_id": self.poll.cycle_id, "voter": self.voter}
        if put_new(self.session, Ballot, "cycle_id", "voter", **mine, **self._row(fresh)) is None:
            return False
        put(self.session, PendingEntry, **self._entry(LogEvent.CAST, fresh))
        self._turn_out()
        return True

    def replace(self, before: dict[str, Any] | None, fresh: dict[str, Any]) -> None:
        """Put a later ballot in place of the one that stands; one of the grace remembers what stood at closing."""
        if before is not None and IN_TIME in fresh:
            fresh = {**fresh, IN_TIME: before.get(IN_TIME, before["choices"])}
        self.session.connection().execute(_REPLACE, {**self._mine(), **self._row(fresh)})
        entries = [] if before is None else [self._entry(LogEvent.REPLACED, before)]
        put_all(self.session, PendingEntry, [*entries, self._entry(LogEvent.CAST, fresh)])

    def _mine(self) -> dict[str, Any]:
        return {"of_cycle": self.poll.cycle_id, "of_voter": self.voter}

    def _row(self, fresh: dict[str, Any]) -> dict[str, Any]:
        arrived_at = self.voting.arrived_at
        return {
            "sealed": self.key.seal(fresh),
            "channel": self.voting.channel,
            "in_grace": IN_TIME in fresh,
            "hour": hour_of(arrived_at),
        }

    def _entry(self, event: LogEvent, record: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": os.urandom(16).hex(),
            "cycle_id": self.poll.cycle_id,
            "event": event,
            "commitment": commit_receipt(record["receipt"], log_salt(self.poll.cycle_id)),
            "hour": hour_of(self.voting.arrived_at),
        }

    def _turn_out(self) -> None:
        put(
            self.session,
            Turnout,
            id=os.urandom(16).hex(),
            cycle_id=self.poll.cycle_id,
            channel=self.voting.channel,
            language=self.voting.language,
            day=day_in(self.voting.arrived_at, self.voting.time_zone),
            simulated=self.voting.is_simulated,
        )
