"""The key of a vote: when it goes and how it comes back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from models import CountRun
from services.cycles.key import destroy_key, restore_key, show_key
from services.cycles.reasons import CycleReason
from services.house import House
from services.keyring import KeyMissing
from services.probes import cycles_without_key
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
        assert house.keyring.holds(made.cycle.id, made.cycle.key_fingerprint)
        assert destroy(1) is True
        assert not house.keyring.holds(made.cycle.id, made.cycle.key_fingerprint)
        assert made.cycle.key_destroyed_at == clock()
        assert refused(destroy, 0) == CycleReason.KEY_GONE

    run(work)


@pytest.mark.parametrize("damaged", ["", "half", "another"])
def test_a_key_comes_back_over_a_file_that_is_not_it(house: House, run: Any, tmp_path: Path, damaged: str) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house).approved()
        file = tmp_path / "keys" / f"cycle-{made.cycle.id}.key"
        true = file.read_text()
        file.write_text({"half": true[:62], "another": "ab" * 32}.get(damaged, ""))
        assert cycles_without_key(session, house.keyring) == [made.cycle.title]
        restore_key(session, house, made.commune.id, made.cycle.id, true, staff_id=None)
        assert cycles_without_key(session, house.keyring) == []
        assert (file.read_text(), file.stat().st_mode & 0o777) == (true, 0o600)

    run(work)


@pytest.mark.parametrize("damage", ["", "no key", "ab" * 31])
def test_freezing_over_a_damaged_key_says_so_and_writes_over_nothing(
    house: House, run: Any, tmp_path: Path, damage: str
) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house)
        file = tmp_path / "keys" / f"cycle-{made.cycle.id}.key"
        file.parent.mkdir(exist_ok=True)
        file.write_text(damage)
        assert refused(made.freeze) == CycleReason.KEY_DAMAGED
        assert (file.read_text(), made.cycle.rules_hash) == (damage, None)
        file.rename(tmp_path / "away.key")
        made.freeze()
        assert house.keyring.holds(made.cycle.id, made.cycle.key_fingerprint)

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
