"""The key of a vote: when it goes and how it comes back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from models import CountRun
from services.cycles.key import destroy_key, restore_key, show_key
from services.cycles.reasons import CycleReason
from services.house import House
from services.keyring import KeyMissing
from tests.services.cycles.plans import APPEAL_ENDS, GRACE, Plan, refused


def published_run(cycle_id: int, now: Any) -> CountRun:
    return CountRun(
        cycle_id=cycle_id,
        rule="greedy",
        parameters={},
        input_digest="0" * 64,
        election={},
        outcome={},
        ballots=0,
        made_at=now,
        published_at=now,
    )


def test_the_key_goes_after_the_appeal_and_the_result_with_two_people(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house).approved()

        def destroy(who: int) -> bool:
            return destroy_key(session, house, made.commune.id, made.cycle.id, staff_id=made.staff[who].id)

        clock.set(APPEAL_ENDS + GRACE - timedelta(seconds=1))
        assert refused(destroy, 0) == CycleReason.APPEAL_RUNS
        clock.wait(seconds=1)
        assert refused(destroy, 0) == CycleReason.NOT_PUBLISHED
        session.add(published_run(made.cycle.id, clock()))
        session.flush()
        assert destroy(0) is False
        assert house.keyring.has(made.cycle.id)
        assert destroy(1) is True
        assert not house.keyring.has(made.cycle.id)
        assert made.cycle.key_destroyed_at == clock()
        assert refused(destroy, 0) == CycleReason.KEY_GONE

    run(work)


def test_a_key_comes_back_from_its_sheet_and_no_other_key_does(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house)
        made.freeze()
        where = (session, house, made.commune.id, made.cycle.id)
        text = show_key(*where, staff_id=None).text
        house.keyring.destroy(made.cycle.id)
        with pytest.raises(KeyMissing):
            house.keyring.load(made.cycle.id)
        for wrong in ("", "no key", text[:-4] + "0000" if not text.endswith("0000") else text[:-4] + "1111"):
            assert refused(restore_key, *where, wrong, staff_id=None) == CycleReason.KEY_WRONG
        restore_key(*where, text.upper(), staff_id=None)
        assert house.keyring.load(made.cycle.id).fingerprint == made.cycle.key_fingerprint

    run(work)
