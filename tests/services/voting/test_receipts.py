from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.ports import ReceiptState
from budgeting.receipts import commit_receipt, new_receipt
from models import LogEntry
from models.ballot import LogEvent
from models.cycle import CycleState
from services.house import House
from services.voting.cast import log_salt
from services.voting.receipts import state_of_receipt
from tests.services.townsfolk import plant_commune, plant_cycle

HOUR = datetime(2026, 3, 31, 23, tzinfo=UTC)
RECEIPT, OTHER = new_receipt(lambda count: b"\1" * count), new_receipt(lambda count: b"\2" * count)


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
        commitment = commit_receipt(RECEIPT, log_salt(cycle.id))
        for position, event in enumerate(events):
            session.add(
                LogEntry(
                    cycle_id=cycle.id, position=position, event=event, commitment=commitment, hour=HOUR, leaf="00" * 32
                )
            )
        session.flush()
        assert state_of_receipt(session, commune.id, code) is state
        assert state_of_receipt(session, plant_commune(session, "Bagui").id, code) in {
            ReceiptState.UNKNOWN,
            ReceiptState.MISTYPED,
        }

    run(work)
