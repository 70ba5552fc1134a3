from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.ports import ReceiptState
from budgeting.receipts import commit_receipt, new_receipt
from budgeting.refusal import Refusal
from models import Cycle, LogEntry, PendingEntry
from models.ballot import LogEvent
from models.cycle import CycleState
from services.house import House
from services.voting.box import log_salt
from services.voting.receipts import state_of_receipt
from services.voting.voided import VoidedReason
from tests.services.townsfolk import plant_commune, plant_cycle

HOUR = datetime(2026, 3, 31, 23, tzinfo=UTC)
RECEIPT, OTHER = new_receipt(lambda count: b"\1" * count), new_receipt(lambda count: b"\2" * count)


def list_events(session: Session, cycle: Cycle, code: str, *events: LogEvent) -> None:
    """Put what happened to the vote of a receipt into the log of a cycle."""
    commitment = commit_receipt(code, log_salt(cycle.id))
    for position, event in enumerate(events):
        session.add(
            LogEntry(
                cycle_id=cycle.id, position=position, event=event, commitment=commitment, hour=HOUR, leaf="00" * 32
            )
        )
    session.flush()


@pytest.mark.parametrize(
    ("code", "events", "state"),
    [
        (RECEIPT, (LogEvent.CAST,), ReceiptState.STANDS),
        (RECEIPT.replace("-", "").lower(), (LogEvent.CAST,), ReceiptState.STANDS),
        (RECEIPT, (LogEvent.CAST, LogEvent.REPLACED), ReceiptState.REPLACED),
        (RECEIPT, (LogEvent.CAST, LogEvent.VOIDED), ReceiptState.REPLACED),
        (OTHER, (LogEvent.CAST,), ReceiptState.UNKNOWN),
        (RECEIPT, (), ReceiptState.UNKNOWN),
        (RECEIPT[:-1] + "*", (LogEvent.CAST,), ReceiptState.MISTYPED),
        ("K7Q2M9", (LogEvent.CAST,), ReceiptState.MISTYPED),
    ],
)
def test_the_log_tells_anybody_what_became_of_the_vote_of_a_receipt(
    house: House, run: Any, code: str, events: tuple[LogEvent, ...], state: ReceiptState
) -> None:
    def work(session: Session) -> None:
        commune = plant_commune(session)
        cycle = plant_cycle(session, commune)
        cycle.state = CycleState.APPROVED
        list_events(session, cycle, RECEIPT, *events)
        assert state_of_receipt(session, commune.id, code) is state
        assert state_of_receipt(session, plant_commune(session, "Bagui").id, code) in {
            ReceiptState.UNKNOWN,
            ReceiptState.MISTYPED,
        }

    run(work)


@pytest.mark.parametrize(("voided", "is_last"), [("first", False), ("second", True)])
def test_a_receipt_tells_of_the_vote_it_was_cast_in_and_of_no_other(
    house: House, run: Any, voided: str, *, is_last: bool
) -> None:
    def work(session: Session) -> None:
        commune = plant_commune(session)
        first, second = plant_cycle(session, commune, "first"), plant_cycle(session, commune, "second")
        for cycle, code in ((first, RECEIPT), (second, OTHER)):
            cycle.state = CycleState.VOIDED if cycle.title == voided else CycleState.APPROVED
            list_events(session, cycle, code, LogEvent.CAST)
        stands, cancelled = (RECEIPT, OTHER) if is_last else (OTHER, RECEIPT)
        assert state_of_receipt(session, commune.id, stands) is ReceiptState.STANDS
        with pytest.raises(Refusal) as no:
            state_of_receipt(session, commune.id, cancelled)
        assert (no.value.reason, no.value.values["vote"]) == (VoidedReason.VOIDED, voided)

    run(work)


@pytest.mark.parametrize(("listed", "state"), [((LogEvent.CAST,), ReceiptState.REPLACED), ((), ReceiptState.UNKNOWN)])
def test_a_vote_that_was_replaced_a_moment_ago_is_not_said_to_stand_until_the_log_lists_it(
    house: House, run: Any, listed: tuple[LogEvent, ...], state: ReceiptState
) -> None:
    def work(session: Session) -> None:
        commune = plant_commune(session)
        cycle = plant_cycle(session, commune)
        cycle.state = CycleState.APPROVED
        list_events(session, cycle, RECEIPT, *listed)
        commitment = commit_receipt(RECEIPT, log_salt(cycle.id))
        session.add(
            PendingEntry(id="0" * 32, cycle_id=cycle.id, event=LogEvent.REPLACED, commitment=commitment, hour=HOUR)
        )
        session.flush()
        assert state_of_receipt(session, commune.id, RECEIPT) is state

    run(work)
